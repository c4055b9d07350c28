// Package match is the list-matching API that existing screening clients speak: the contract of OpenSanctions' yente, with
// what its faster double motiva adds, so that a client changes its address only. It answers with Spoor's own names, identity
// and lists; see docs/matching-api.md for what each figure means.
//
// The package knows HTTP and the contract. What the lists hold is behind Lists, who asks behind Gate, and every look-up and
// answer goes to Audit before the client sees it.
package match
