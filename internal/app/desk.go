package app

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/csv"
	"spoor/store/sqlite"
	"spoor/web"
	"spoor/workbench"
)

// Desk is what the pages and the API work with: a store, the library of typologies, and what the last check made of both.
type Desk struct {
	*sqlite.Store
	typologies []*detect.Typology
	env        detect.Environment
	temp       string
	now        func() time.Time
	again      chan struct{} // asks for a check
	watching   Watching
	// Organisation is whose values the typologies were compiled with; nil: nobody's.
	Organisation *detect.Organisation
	trying       trying

	mu       sync.Mutex
	state    web.State
	standing *snapshot
	library  workbench.Library // what runs of the typologies, once people were asked
	ready    chan struct{}     // closed when the lists can be searched for the first time
}

// snapshot is what the last check read. It never changes.
type snapshot struct {
	listed
	things   map[string]*model.Entity
	views    map[string]*model.View
	captions []web.SubjectRow    // by name
	mentions map[string][]string // ids of the records that name a thing, oldest first
	links    map[string][]string
	ties     ties
}

// NewDesk makes a desk over an open store. Uploads pass through temp.
func NewDesk(store *sqlite.Store, typologies []*detect.Typology, env detect.Environment, temp string, now func() time.Time) *Desk {
	return &Desk{Store: store, typologies: typologies, env: env, temp: temp, now: now, again: make(chan struct{}, 1), watching: Watching{Store: store, Now: now}, ready: make(chan struct{})}
}

// lookEvery is how often the desk looks whether another process has loaded something: lists that spoor lists pull fetches.
const lookEvery = time.Minute

// Run checks whatever is in the store, once at the start, again after each load, by whatever process, and once a day because alerts
// expire, until ctx ends.
func (d *Desk) Run(ctx context.Context) {
	d.sweep()
	defer d.trying.end()
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		seen, _ := d.Store.LastLoad(ctx) // what fails here fails in the check, and is said
		at := d.now()
		err := d.check(ctx)
		d.set(func(s *web.State) {
			*s = web.State{}
			if err != nil && ctx.Err() == nil {
				s.Problem = err.Error()
			}
		})
		if !d.wait(ctx, look.C, seen, at) {
			return
		}
	}
}

// wait waits until there is something to check again; false when ctx ends.
func (d *Desk) wait(ctx context.Context, look <-chan time.Time, seen int64, at time.Time) bool {
	for {
		select {
		case <-ctx.Done():
			return false
		case <-d.again:
			return true
		case <-look:
			if last, err := d.Store.LastLoad(ctx); err == nil && last != seen || d.now().Sub(at) >= 24*time.Hour {
				return true
			}
		}
	}
}

// sweep removes what uploads left behind that a crash cut off.
func (d *Desk) sweep() {
	left, _ := filepath.Glob(filepath.Join(d.temp, "upload-*")) // the pattern is sound
	for _, dir := range left {
		_ = os.RemoveAll(dir) // tried again at the next start
	}
}

func (d *Desk) set(change func(*web.State)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	change(&d.state)
}

func (d *Desk) progress(doing string, done, total int) {
	d.set(func(s *web.State) { s.Checking, s.Doing, s.Done, s.Total = true, doing, done, total })
}

func (d *Desk) check(ctx context.Context) error {
	if err := Retain(ctx, d.Store, d.now()); err != nil {
		return err
	}
	d.progress("reading the lists", 0, 0)
	inForce, err := StoreInForce(ctx, d.Store, d.now())
	if err != nil {
		return err
	}
	lists, err := readLists(ctx, d.Store, inForce)
	if err != nil {
		return err
	}
	if d.usesDirectory() { // nobody waits for it after the swap who did not before
		if _, err := lists.directory(ctx, d.Store); err != nil {
			return err
		}
	}
	d.publish(&snapshot{listed: lists})
	library, err := d.agreed(ctx)
	if err != nil {
		return err
	}
	loads, err := d.Store.Loads(ctx)
	if err != nil || len(loads) == 0 {
		return err
	}
	d.progress("reading the records", 0, 0)
	checked, err := d.watching.Check(ctx, inForce, lists.index, library.Run, d.env, d.progress)
	if err != nil {
		return err
	}
	states, err := ListStates(ctx, d.Store)
	if err != nil {
		return err
	}
	checked.Unclear(states, d.now(), library.Run)
	d.publish(newSnapshot(lists, checked))
	if err := d.Store.SaveRun(ctx, Kept(checked, d.now())); err != nil {
		return err
	}
	return Shadow(ctx, d.Store, &workbench.Bench{Organisation: d.Organisation, Env: d.env, Progress: d.progress}, checked, library, d.now())
}

// usesDirectory says whether the snapshot that stands was asked for its directory.
func (d *Desk) usesDirectory() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.standing != nil && d.standing.book.asked.Load()
}

// publish shows a snapshot; one with lists only keeps the things of the one before.
func (d *Desk) publish(s *snapshot) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if before := d.standing; before == nil {
		close(d.ready)
	} else if s.things == nil {
		s.things, s.views, s.captions, s.mentions, s.links, s.ties = before.things, before.views, before.captions, before.mentions, before.links, before.ties
	}
	d.standing = s
}

func newSnapshot(lists listed, checked *Checked) *snapshot {
	s := &snapshot{listed: lists, things: checked.Things, views: checked.Data.Things, mentions: map[string][]string{}, links: map[string][]string{}, ties: tiesOf(checked)}
	for id, e := range checked.Things {
		s.captions = append(s.captions, web.SubjectRow{ID: id, Kind: e.Schema.Label, Name: e.Caption()})
	}
	slices.SortFunc(s.captions, func(a, b web.SubjectRow) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.ID, b.ID))
	})
	for _, v := range checked.Data.All() {
		if v.Schema.Is("ListHit") {
			continue // derived: it stands in no file
		}
		id := strings.Clone(v.ID) // of its own, not a part of all that is packed
		s.ties.order(v)
		for _, p := range v.Schema.Properties {
			if p.KindOf() != model.Reference {
				continue
			}
			for _, datum := range v.Data(p) {
				if m := s.mentions[datum.Text]; len(m) == 0 || m[len(m)-1] != id {
					s.mentions[strings.Clone(datum.Text)] = append(m, id)
				}
			}
		}
	}
	for _, l := range checked.Links {
		for _, id := range []string{l.A, l.B} {
			s.links[id] = append(s.links[id], l.Property+" "+l.Identifier+" stands on records of both "+l.A+" and "+l.B)
		}
	}
	return s
}

// current waits until the lists can be searched.
func (d *Desk) current(ctx context.Context) (*snapshot, error) {
	select {
	case <-d.ready:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.standing, nil
}

// Ready says that the lists cannot be searched yet, nil once they can.
func (d *Desk) Ready(context.Context) error {
	select {
	case <-d.ready:
		return nil
	default:
		return &fault.Error{Kind: fault.Conflict, What: "the lists are being read"}
	}
}

// State says what goes on behind the pages.
func (d *Desk) State(context.Context) web.State {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.state
}

// Verify checks the evidence log whole.
func (d *Desk) Verify(ctx context.Context) (evidence.Head, int, error) {
	return Verify(ctx, d.Store, nil)
}

// Note appends a look to the evidence log.
func (d *Desk) Note(ctx context.Context, act, on string) error {
	actor := evidence.ActorOf(ctx)
	return d.Store.Append(ctx, evidence.Entry{At: d.now().UTC(), By: actor.By, Purpose: actor.Purpose, Act: act, On: on})
}

// FindSubjects finds things whose name or id contains the text.
func (d *Desk) FindSubjects(ctx context.Context, text string, limit int) ([]web.SubjectRow, error) {
	s, err := d.current(ctx)
	if err != nil {
		return nil, err
	}
	text = strings.ToLower(strings.TrimSpace(text))
	var found []web.SubjectRow
	for _, row := range s.captions {
		if len(found) == limit || text == "" {
			break
		}
		if row.ID == text || strings.Contains(strings.ToLower(row.Name), text) {
			found = append(found, row)
		}
	}
	return found, nil
}

// recordsShown is how many records a subject's page gets.
const recordsShown = 500

// Subject gives a thing with its newest records.
func (d *Desk) Subject(ctx context.Context, id string) (web.Subject, error) {
	s, err := d.current(ctx)
	if err != nil {
		return web.Subject{}, err
	}
	subject, err := s.subject(id)
	if err != nil {
		return subject, err
	}
	if subject.Ties, err = s.tiesWith(ctx, d.Store, id); err != nil {
		return subject, err
	}
	ids := s.mentions[id]
	subject.Total = len(ids)
	entities, err := d.Store.RecordsByID(ctx, ids[max(0, len(ids)-recordsShown):])
	if err != nil {
		return subject, err
	}
	var views []*model.View
	for _, e := range entities {
		if v, err := model.NewView(e); err == nil {
			views = append(views, v)
		}
	}
	slices.SortFunc(views, func(a, b *model.View) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), strings.Compare(a.ID, b.ID))
	})
	for _, v := range views {
		subject.Records = append(subject.Records, record(v, s.views))
	}
	return subject, nil
}

// subject is what is said of a party or thing. Of one that records name and nothing describes, its id is all.
func (s *snapshot) subject(id string) (web.Subject, error) {
	subject := web.Subject{ID: id, Links: s.links[id]}
	e, err := s.thing(id)
	if err != nil {
		if len(s.mentions[id]) > 0 {
			subject.Kind, subject.Name, err = "Known by its id alone", id, nil
		}
		return subject, err
	}
	subject.Kind, subject.Name = e.Schema.Label, e.Caption()
	for _, property := range []string{"name", "alias", "previousName", "weakAlias"} {
		subject.Names = append(subject.Names, e.Get(property)...)
	}
	for i := range e.Values {
		if e.Values[i].Prop.Name != "group" { // worked out of ties, which are shown as what they are
			subject.Fields = append(subject.Fields, stated(&e.Values[i], s.views))
		}
	}
	return subject, nil
}

// thing gives a party or thing of the records.
func (s *snapshot) thing(id string) (*model.Entity, error) {
	switch e := s.things[id]; {
	case e != nil:
		return e, nil
	case s.things == nil:
		return nil, &fault.Error{Kind: fault.Conflict, What: "the records are still being read", Hint: "wait until the check is done, then try again"}
	}
	return nil, &fault.Error{Kind: fault.Missing, What: "no record names such a subject", Hint: "it may have gone with a load that was replaced"}
}

func stated(v *model.Value, views map[string]*model.View) web.Stated {
	out := web.Stated{Field: cases.Field{Name: v.Prop.Label, Text: v.Text}}
	if v.Prop.KindOf() == model.Reference {
		out.Thing = v.Text
		if thing := views[v.Text]; thing != nil {
			out.Text = thing.Caption()
		}
	}
	if v.Origin != nil && v.Origin.Source != nil {
		out.File, out.Line = v.Origin.File, v.Origin.Line
	}
	return out
}

// Lists says which lists stand, and how old they are.
func (d *Desk) Lists(ctx context.Context) ([]web.ListState, error) {
	states, err := ListStates(ctx, d.Store)
	if err != nil {
		return nil, err
	}
	now := d.now()
	var all []web.ListState
	for _, s := range states {
		all = append(all, web.ListState{Name: s.Name, Listings: s.Entries, Loaded: s.Loaded, Partial: s.Partial, Source: s.Where(),
			Published: s.Published, AgeHours: s.Hours(now), Unclear: s.Unclear(now), Checked: s.Checked})
	}
	return all, nil
}

// Load takes one uploaded file in and asks for a check.
func (d *Desk) Load(ctx context.Context, filename string, body io.Reader, role read.Role, mapping string) ([]web.LoadRow, error) {
	var m *Map
	if strings.TrimSpace(mapping) != "" {
		var err error
		if m, err = ParseMap("the mapping", []byte(mapping)); err != nil {
			return nil, err
		}
	}
	before, err := d.Store.Loads(ctx)
	if err != nil {
		return nil, err
	}
	var reports []read.Report
	err = d.spooled(filename, body, func(dir, path string) error {
		intake := Intake{Store: d.Store, Root: dir + string(filepath.Separator)}
		var err error
		reports, err = intake.Load(ctx, path, role, m)
		return err
	})
	all, listErr := d.Loads(ctx)
	rows := all[min(len(before), len(all)):]
	if len(rows) == 0 && err == nil {
		rows = again(all, reports)
	}
	for _, r := range reports {
		if r.SetAside {
			err = errors.Join(err, d.Note(ctx, "set aside", r.Source.File), &fault.Error{Doing: "loading the list", Kind: fault.Input,
				What: "it is set aside, and the edition loaded before stays active", Err: r.Break, Hint: "fetch it again from its publisher"})
		}
	}
	if len(rows) > 0 {
		d.askAgain()
	}
	return rows, errors.Join(err, listErr)
}

// askAgain asks for a check.
func (d *Desk) askAgain() {
	select {
	case d.again <- struct{}{}:
	default: // one is asked for already
	}
}

// again gives the loads that stand of files which added nothing, with what was found this time.
func again(all []web.LoadRow, reports []read.Report) (rows []web.LoadRow) {
	for _, r := range reports {
		for _, row := range slices.Backward(all) {
			if row.Hash == r.Source.Hash {
				row.Report, row.Problem = r, "this edition of the list stands already: nothing was added"
				rows = append(rows, row)
				break
			}
		}
	}
	return rows
}

// spooled writes an upload to a folder of its own, under its own name, while do reads it.
func (d *Desk) spooled(filename string, body io.Reader, do func(dir, path string) error) error {
	dir, err := os.MkdirTemp(d.temp, "upload-")
	if err != nil {
		return &fault.Error{Doing: "taking the upload", Kind: fault.Internal, Err: err}
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, filepath.Base(filepath.Clean("/"+filename)))
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return &fault.Error{Doing: "taking the upload", Kind: fault.Input, What: "a file needs a name", Err: err}
	}
	if _, err := io.Copy(file, body); err != nil {
		return errors.Join(&fault.Error{Doing: "taking the upload", Kind: fault.Input, What: "it broke off", Err: err, Hint: "send it again; nothing was kept"}, file.Close())
	}
	if err := file.Close(); err != nil {
		return &fault.Error{Doing: "taking the upload", Kind: fault.Internal, Err: err}
	}
	return do(dir, path)
}

// Propose writes a mapping for a table.
func (d *Desk) Propose(_ context.Context, filename string, body io.Reader) (string, error) {
	buffered := bufio.NewReaderSize(body, 4096)
	head, _ := buffered.Peek(4) // shorter is no workbook
	input := &read.Input{Source: &model.Source{File: filename}, Body: buffered, Head: head}
	if err := Workbook(input); err != nil {
		return "", fault.In(filename, err)
	}
	text, err := csv.Propose(input.Body, filename)
	return text, fault.In(filename, err)
}

// Loads lists every load, the first first.
func (d *Desk) Loads(ctx context.Context) ([]web.LoadRow, error) {
	loads, err := d.Store.Loads(ctx)
	var rows []web.LoadRow
	for _, l := range loads {
		row := web.LoadRow{ID: l.ID, At: time.UnixMicro(l.At).UTC(), Source: l.Source.Name, File: l.Source.File, Hash: l.Source.Hash,
			Reader: l.Source.Reader, Role: l.Report.Role, Report: l.Report, Problem: l.Report.Broke}
		rows = append(rows, row)
	}
	return rows, err
}
