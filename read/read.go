package read

import (
	"context"
	"io"

	"spoor/fault"
	"spoor/model"
)

// Role says what a file is taken for.
type Role string

const (
	Records Role = "records" // what happened, and the parties to it
	List    Role = "list"    // published listings to screen against
)

// Input is one file, or one member of an archive, to be read.
type Input struct {
	Source *model.Source
	Role   Role
	Body   io.Reader // the bytes as they stand, unpacked from an archive
	Head   []byte    // the first bytes of Body (which still delivers them), for detection
	// Published is when the file says it was made, as it says it; set by the reader, empty where the file does not say.
	Published string
	// Notes are what a person should know of a file that was read whole all the same; added by the reader, through Note.
	Notes []string
	// Beside opens a file that belongs to this one (the alias file of a list), by a name tried in the same folder or
	// archive. It gives fs.ErrNotExist when there is none.
	Beside func(name string) (io.ReadCloser, error)
}

// mostNotes is how many notes a file may have: the last one says that there are more.
const mostNotes = 20

// Note adds a note on the file.
func (in *Input) Note(text string) {
	switch {
	case len(in.Notes) < mostNotes:
		in.Notes = append(in.Notes, text)
	case len(in.Notes) == mostNotes:
		in.Notes = append(in.Notes, "and more of the like")
	}
}

// Format is one file format: a value in the list that internal/app keeps.
type Format struct {
	Name    string
	Version int // grows when the same bytes are understood differently
	// ListName is the list that files of this format carry ("ofac-sdn"); empty when they are not lists by nature.
	ListName string
	PerFile  bool // each file is a list of its own, whose name is ListName and the end of the file's name
	// Source is the name under which the rows are known when it is not the file's: a mapping says it. Take gives it to the
	// input, so leave it empty where a person has named the source.
	Source string
	// Companions are the base names of files that are read together with a file of this format, through Beside, and are not
	// files of their own (alt.csv beside sdn.csv).
	Companions []string
	// Detect says whether a file looks like this format, by its name (without a compression's ending) and first bytes.
	Detect func(name string, head []byte) bool
	// Read hands over every row it finds. A row that cannot be understood goes to Sink.Fault and reading goes on. An error
	// it returns is the end of the file: what was handed over before stays whole.
	Read func(ctx context.Context, in *Input, out Sink) error
}

// Row is what one line, or one element, was understood as: at most one record, with the things it names; or things alone. Of
// a list the first entity is the listing and the others belong to it. A row without entities is one that the mapping leaves
// out: it is counted as skipped.
type Row struct {
	Origin   *model.Origin
	Entities []*model.Entity
}

// Sink takes what a reader finds. An error it returns ends the reading.
type Sink interface {
	Row(Row) error
	// Fault sets a row aside. Its Place says line, column and text; File is filled in by the intake.
	Fault(*fault.Error) error
}

// Report is what became of a file. Read = Kept + Quarantined + Duplicates, counted in records; of a list, in listings.
type Report struct {
	Source      *model.Source  `json:"-"`
	Role        Role           `json:"role"`
	Read        int            `json:"read"`
	Kept        int            `json:"kept"`
	Quarantined int            `json:"quarantined"`
	Duplicates  int            `json:"duplicates"`
	Things      int            `json:"things"`              // parties, accounts, products ... beside the records
	Known       int            `json:"known,omitempty"`     // lines about those that said nothing new
	Published   string         `json:"published,omitempty"` // when the file says it was made, ISO; empty where it does not
	Skipped     int            `json:"skipped,omitempty"`   // rows that the mapping leaves out; not in Read
	Removed     map[string]int `json:"removed,omitempty"`   // sensitive values taken out before the first write, by kind
	Unknown     map[string]int `json:"unknown,omitempty"`   // properties that no schema has, by name: kept as they stand
	Break       error          `json:"-"`                   // why reading ended before the end of the file; nil when it did not
	Broke       string         `json:"broke,omitempty"`     // Break in words
	Notes       []string       `json:"notes,omitempty"`     // what does not hang together in the file, though it was read
	SetAside    bool           `json:"setAside,omitempty"`  // a broken list, and the last good one stays active
	Partial     bool           `json:"partial,omitempty"`   // a broken list with none before it: active, never "clear"
}

// Store is where a load is written.
type Store interface {
	// Begin starts a load of one file. What it writes is seen by nobody before Commit. A file whose bytes were loaded before
	// takes the name of that source, so that its rows are known again; the load replaces that one.
	Begin(ctx context.Context, source *model.Source, role Role) (Load, error)
}

// Load is one load under way.
type Load interface {
	// Put keeps an entity and says whether it is new: of a record, whether its id is; of a thing, whether the line says
	// anything that no line before has said.
	Put(*model.Entity) (added bool, err error)
	// SetAside keeps a bad row with its place and reason.
	SetAside(*fault.Error) error
	// Standing says whether an earlier good version of this list stands.
	Standing() bool
	Commit(Report) error
	Rollback() error
}
