// Package ref holds small tables of public facts, each with its source and date in the head of its file: countries and the
// names under which they are written, currencies, official road crossings, corridors on public lists, and the substances
// that the law regulates. The tables are embedded, sorted, and read once; nothing here judges a person or a place.
package ref
