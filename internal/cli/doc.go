// Package cli holds the verbs of the spoor command: each a function of its arguments and streams that returns an exit
// code, so that every command is a test.
package cli
