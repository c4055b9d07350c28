// Package app is the only place that wires the rooms together: which formats there are, how a file goes into a store, how
// what is in the store is screened and checked, and what the kinds of failure mean for a shell and for HTTP.
package app
