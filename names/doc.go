// Package names says how far two names agree and why, offline and without a model: it normalises a name by its scripts,
// tells its words from particles, titles and organisation forms, aligns the words of two names in the best way, and
// tells every difference in words.
//
// Normal makes a Name once; Compare and Score are symmetric and deterministic: they count in whole thousandths, so every
// machine gives the same answer. A Lexicon finds, among many words, all those that are alike to a given one.
package names
