// Package evidence is the tamper-evident log: a Merkle tree over everything that was loaded, looked at, decided and deleted.
// An entry is an act by a person (or the program) with its purpose; its leaf holds only a keyed digest of the entry, whose key
// is kept beside the row and can be destroyed with it, so that deletion and proof live together.
package evidence

import "time"

// Entry is one act.
type Entry struct {
	Index   int64     `json:"index"`
	At      time.Time `json:"at"`
	By      string    `json:"by"`  // user, or "spoor"
	Act     string    `json:"act"` // load, view, screen, decide, sign-in, export ...
	On      string    `json:"on"`  // what it was done to: a file, a finding, a subject, a query
	Purpose string    `json:"purpose"`
	Detail  string    `json:"detail"`
}
