// Package detect finds what fits: it compiles typology files, runs them over records in the order of time, and returns
// findings, each with the values, records and source that made it. It is the only producer of findings.
//
// A typology file says in words and conditions what a published indicator describes (see docs/typologies/writing.md). The
// compiler types every expression against the schemata, refuses what Directive (EU) 2016/681 Art. 6(4) and Spoor's law
// forbid, and derives which fields a typology needs, so that what cannot be tested is said instead of left silent.
//
// Live, backtest, shadow and a file's own tests are one engine over one code path. Time is the records' own; the wall clock
// is never read.
package detect
