// Package screen finds the published listings that a party may be, and says why and how surely.
//
// A name and an identity are two questions with two answers. NameScore says how far the names agree (package names, each
// word weighed by how rare it is among the listings); Identity says what the other facts (birth date, countries, gender,
// identifiers) do to that: confirm it, support it, contradict it, or leave it open. No answer acts by itself: a person
// reviews each possible match.
//
// The search is complete: it gives exactly the listings that comparing the query with every listed name would give.
package screen
