// Package world makes a synthetic town from a seed: people, households, firms, shops, banks, lists in several scripts and
// one or several years of their ordinary life, from 2024 on, with cases of known typologies planted among it and written down in
// a truth file. It feeds the demo, the tests and the benchmarks; docs/world.md tells what a town holds.
//
// Everything is invented: names are composed from tables of parts, and whoever bears one of them outside is not meant. The
// years run day by day, so that the records of a file stand in order of time and a planted case lies between the ordinary
// ones. Nothing but integers and PCG decides a byte: one seed gives the same bytes on every machine.
//
// Cases are written from the typologies' published sources, never from their files: the two share no constants, and a case
// varies in shape and strength as the thing itself does. What a typology then misses is the typology's matter.
//
// Rooms, by file: names; people, firms, wares and town (who, what and where); money, purse, loans, goods, trade, commerce,
// company, travel, stays, roads, papers and crypto (what they do on a day); plants and plant_* (the cases and their look-alikes);
// lists; line and output (how it is written).
package world
