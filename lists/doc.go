// Package lists keeps the sources of lists: where each comes from, how old it may be, what its alerts ask for; when it was last
// fetched and what came of it; and what two lists, or two editions of one, have not in common.
//
// A pull keeps the last good list. A source that fails, gives a web page instead of a list, breaks off, holds nothing, or shrinks
// as no list does, changes nothing but the record of the attempt. Whether a list is too old to answer "clear" is told by its
// State, which every answer carries.
package lists
