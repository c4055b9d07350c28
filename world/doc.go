// Package world makes a synthetic town from a seed: people, households, firms, shops, banks, lists in several scripts and
// one year (2024) of their ordinary life, with cases of known typologies planted among it and written down in a truth file.
// It feeds the demo, the tests and the benchmarks.
//
// Everything is invented: names are composed from tables of parts, and whoever bears one of them outside is not meant. The
// year runs day by day, so that the records of a file stand in order of time and a planted case lies between the ordinary
// ones. Nothing but integers and PCG decides a byte: one seed gives the same bytes on every machine.
//
// Rooms, by file: names; people, firms and town (who and where); money, loans, goods, trade and travel (what they do on a
// day); plants and plant_* (the cases and their look-alikes); lists; line and output (how it is written).
package world
