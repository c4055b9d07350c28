package web

import (
	"context"
	"io"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/ref"
)

// Desk is all that the pages ask of the program behind them. On whose behalf something is done stands in the context
// (evidence.ActorOf). Errors are faults, with their remedy.
type Desk struct {
	Work      Work
	Subjects  Subjects
	Screening Screening
	Watching  Watching
	Loading   Loading
	Library   Library
	Workbench Workbench
	Audit     Audit
}

// Work is what the pages of alerts and findings need.
type Work interface {
	LastRun(context.Context) (cases.Run, error) // Findings empty; the zero Run before the first check
	Finding(ctx context.Context, id string) (cases.Finding, error)
	FindingsOf(ctx context.Context, subject string) ([]cases.Finding, error)
	Decide(context.Context, cases.Decision) error
	Decisions(ctx context.Context, on ...string) ([]cases.Decision, error) // in the order they were made; all when on is empty
}

// Subject is a party or thing as the records know it.
type Subject struct {
	ID, Kind, Name string
	Names          []string // in all scripts, as they were written
	Fields         []Stated
	Records        []cases.Record // that name it, newest last; the newest ones where Total is larger
	Total          int
	Links          []string // why these records are one party, in words; empty where one name is all there is
	Ties           []Tie    // what the subject shares with few others
}

// Tie is what a subject shares with others. It is never identity.
type Tie struct {
	Kind   string       // household, card, phone, device or address
	With   []SubjectRow // by name, the first of them
	Others int          // how many share it
	Rests  []TieRest    // where that stands; the subject's own first
	More   int          // places beside those
}

// Unnamed is how many share it beside those that are named.
func (t Tie) Unnamed() int { return max(0, t.Others-len(t.With)) }

// Shared is what is shared, as it is written in the first place that says so.
func (t Tie) Shared() string {
	if len(t.Rests) == 0 {
		return ""
	}
	return t.Rests[0].Text
}

// TieRest is a place that a tie rests on: a field of a party or a card, or an order.
type TieRest struct {
	Of   SubjectRow // whose it is
	Text string     // what is shared, as it is written there
	On   string     // what it stands on: Person, Card, Order
	At   string     // of an order: its time, as a person reads it
	File string
	Line int
}

// Stated is what a source says of a subject, and where it stands there.
type Stated struct {
	cases.Field
	File string
	Line int
}

// SubjectRow is one answer of the search box.
type SubjectRow struct{ ID, Kind, Name string }

// Subjects is who and what the records name.
type Subjects interface {
	Subject(ctx context.Context, id string) (Subject, error)
	FindSubjects(ctx context.Context, text string, limit int) ([]SubjectRow, error)
}

// ScreenQuery is who is looked up on the lists. Only Name or Identifier must be given; of both there may be several, one a line.
type ScreenQuery struct {
	Name       string `json:"name,omitempty"`
	BirthDate  string `json:"birthDate,omitempty"` // whole or in part: 1970, 1970-05, 1970-05-02
	Country    string `json:"country,omitempty"`   // code
	Identifier string `json:"identifier,omitempty"`
	Schema     string `json:"schema,omitempty"` // Person, Company, Vessel ...; empty for anything that can be listed
	Gender     string `json:"gender,omitempty"` // male or female; only a person has one
	Address    string `json:"address,omitempty"`
}

// Check says what is wrong with a query.
func (q ScreenQuery) Check() error {
	if q.Name == "" && q.Identifier == "" {
		return &fault.Error{Doing: "screening", Kind: fault.Input, What: "there is nobody to look up", Hint: "give a name or an identifier"}
	}
	return nil
}

// Unread says what of a query cannot be read, and so is not compared.
func (q ScreenQuery) Unread() (said []string) {
	date := strings.Fields(q.BirthDate) // circa 1970
	if len(date) > 0 {
		if _, err := model.ParseTime(date[len(date)-1], nil); err != nil {
			said = append(said, "“"+q.BirthDate+"” is no date")
		}
	}
	if _, ok := ref.Country(q.Country); q.Country != "" && !ok {
		said = append(said, "“"+q.Country+"” is no country")
	}
	for _, text := range Lines(q.Identifier) {
		marks := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, text)
		if utf8.RuneCountInString(marks) < shortestIdentifier && !strings.Contains(text, ".") { // a short site has a point
			said = append(said, "“"+text+"” is too short for an identifier")
		}
	}
	return said
}

// shortestIdentifier is how many letters and digits the shortest mark has, of a ship or an aircraft.
const shortestIdentifier = 4

// String is a look-up as the log keeps it.
func (q ScreenQuery) String() string {
	given := slices.DeleteFunc([]string{q.Schema, strings.Join(Lines(q.Name), ", "), q.BirthDate, q.Country, strings.Join(Lines(q.Identifier), ", "), q.Gender, q.Address},
		func(text string) bool { return text == "" })
	return strings.Join(given, ", ")
}

// Lines are the lines of a text in which something stands.
func Lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// ListState is a list as it stands: its age is shown with every answer.
type ListState struct {
	Name     string    `json:"name"`
	Listings int       `json:"listings"`
	Loaded   time.Time `json:"loaded"`
	Partial  bool      `json:"partial"` // broke off while loading, with none before it: it never answers "clear"
	// Source is where it comes from, and Published when it says it was made; empty where that is not known.
	Source    string `json:"source,omitempty"`
	Published string `json:"published,omitempty"`
	AgeHours  *int   `json:"ageHours"` // since it was last seen at its source, else since it was loaded; null: not known
	// Unclear says why no hit on it is no clear answer: it is partial, stale, or was never loaded. Empty when it is one.
	Unclear string `json:"unclear,omitempty"`
	// Checked is when the list was last seen at its source; zero where it was not seen there since it was loaded.
	Checked time.Time `json:"checked,omitzero"`
}

// Since is the moment from which the list's age counts.
func (l ListState) Since() time.Time {
	if l.Checked.IsZero() {
		return l.Loaded
	}
	return l.Checked
}

// Screening looks somebody up on the lists that stand. Screen and Compare log who was asked for and what was answered in one entry,
// and answer only when that is kept. What an actor may not know of (evidence.Actor.Discreet) is missing to them.
type Screening interface {
	Screen(context.Context, ScreenQuery) ([]cases.Hit, []ListState, error) // hits strongest first
	ScreenText(context.Context, string) ([]Mention, []ListState, error)    // in the order of the text
	Lists(context.Context) ([]ListState, error)                            // by name
	Compare(ctx context.Context, left, right Side) (Comparison, error)
	Listing(context.Context, ListingRef) (Listing, error)
}

// Mention is a place of a text at which a listing may be named.
type Mention struct {
	Start, End int // bytes of the text
	Words      string
	Hit        cases.Hit
}

// LoadRow is one file that was loaded.
type LoadRow struct {
	ID      int64
	At      time.Time
	Source  string // the name under which its rows are known
	File    string
	Hash    string // SHA-256, hex
	Reader  string // format and version that read it
	Role    read.Role
	Report  read.Report
	Problem string // what a person should know of it: where it broke off and what was kept; empty when all went well
}

// State is what goes on behind the pages: a check that runs after a load.
type State struct {
	Checking    bool
	Doing       string
	Done, Total int    // Total 0: not known
	Problem     string // why the last check failed; empty when it did not
}

// Loading takes files in. A load starts a check, which State follows.
type Loading interface {
	// Load reads one uploaded file, or every file of an archive. mapping is the text of a mapping, empty to propose one.
	Load(ctx context.Context, filename string, body io.Reader, role read.Role, mapping string) ([]LoadRow, error)
	// Propose writes a mapping for a table from its header and first rows.
	Propose(ctx context.Context, filename string, body io.Reader) (mapping string, err error)
	Loads(context.Context) ([]LoadRow, error) // the first first
	Aside(ctx context.Context, load int64) ([]*fault.Error, error)
	State(context.Context) State
}

// Library is the typologies that run.
type Library interface {
	Typologies() []*detect.Typology
	// Numbers are the parameters of a typology, with the values that hold here.
	Numbers(*detect.Typology) []detect.Parameter
	Drafts(context.Context) ([]Draft, error) // the newest first
}

// Draft is a typology that was begun on the page, tried or proposed, and runs nowhere.
type Draft struct {
	Typology string
	By       string // who tried or proposed it last
	At       time.Time
	Waiting  bool // for a second person
}

// Audit is the evidence log.
type Audit interface {
	LogRows(ctx context.Context, before int64, limit int) ([]evidence.Entry, error) // newest first, those below before; all when 0
	Verify(context.Context) (head evidence.Head, destroyed int, err error)
	Note(ctx context.Context, act, on string) error // appends a look, by the actor in the context
}
