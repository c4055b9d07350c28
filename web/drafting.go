package web

import (
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"

	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/workbench"
)

// Linted is what there is to say of the text of a typology.
type Linted struct {
	Notes []Note
	Tests int // its own, that were run; 0 of a text that does not compile
}

// Failing is how many of its tests fail.
func (l Linted) Failing() int { return l.count(Failed) }

// Wrong says whether it does not compile.
func (l Linted) Wrong() bool { return l.count(Wrong) > 0 }

func (l Linted) count(of Sort) (n int) {
	for _, note := range l.Notes {
		if note.Sort == of {
			n++
		}
	}
	return n
}

// Note is what is wrong with the text of a typology, or would make it better, and where. Lines and columns count from 1; 0 is unknown.
type Note struct {
	Line, Column int
	What, Hint   string
	Sort         Sort
}

// Sort says what a note is.
type Sort int

const (
	Advice Sort = iota
	Failed      // a test of its own: it can be tried, and not be proposed
	Wrong       // it does not compile for it
)

// Word is what the page calls it.
func (s Sort) Word() string { return [...]string{"advice", "a test fails", "wrong"}[s] }

// draft is a changed file as somebody wrote or sent it.
type draft struct {
	text   string
	notes  []noteView
	linted *Linted // nil when nothing was asked
}

// noteView is a note with the line that it speaks of, parted before its column.
type noteView struct {
	Note
	Before, After string
}

// quoteMost is how many bytes of a line are shown before its column, and as many from it on.
const quoteMost = 90

func noteViews(notes []Note, text string) []noteView {
	lines := strings.Split(text, "\n")
	views := make([]noteView, len(notes))
	for i, n := range notes {
		views[i] = noteView{Note: n}
		if n.Line < 1 || n.Line > len(lines) {
			continue
		}
		line := []rune(strings.ToValidUTF8(lines[n.Line-1], "\uFFFD"))
		at := min(max(n.Column-1, 0), len(line))
		views[i].Before = string(line[max(0, at-quoteMost):at])
		views[i].After = string(line[at:min(len(line), at+quoteMost)])
	}
	return views
}

// tried is the last text that was brought to be tried; nil when there is none.
func (b *Bench) tried() *workbench.Result {
	drafted, compared := b.result(workbench.Drafted), b.result(workbench.Compared)
	if compared == nil || drafted != nil && drafted.At.After(compared.At) {
		return drafted
	}
	return compared
}

// text is what stands in the box: the last text that somebody brought, though its trial came to nothing, else the file.
func (b *Bench) text(file *detect.File) string {
	switch stopped, tried := &b.Trying, b.tried(); {
	case stopped.Typology == file.ID.Text && stopped.Text != "" && (stopped.Running || stopped.Problem != ""):
		return stopped.Text
	case tried != nil:
		return tried.Text
	}
	return file.Text
}

// begun says whether something is known of a typology that runs nowhere.
func (b *Bench) begun(id string) bool {
	return len(b.Versions) > 0 || b.tried() != nil || b.Trying.Typology == id
}

// draft is the last text that was tried, where it can be proposed: it is not what runs, and nobody proposed it already.
func (b *Bench) draft(runs string) *workbench.Result {
	last := b.tried()
	if last == nil || last.Hash == runs || slices.ContainsFunc(b.Proposals, func(p workbench.Proposal) bool {
		return p.Hash == last.Hash && (p.State() == exceptions.Waiting || p.State() == exceptions.Standing)
	}) {
		return nil
	}
	return last
}

// try says what is wrong with a changed file, or begins a trial and shows how it goes. What does not compile is not tried.
func (s *site) try(w http.ResponseWriter, r *http.Request) error {
	trial := Trial{Typology: r.PathValue("id")}
	var d draft
	err := whole(r)
	if err == nil {
		trial.Kind = workbench.Kind(r.PostFormValue("kind"))
		switch trial.Kind {
		case workbench.Backtested:
		case workbench.Compared, workbench.Drafted, "lint":
			d, err = s.lint(r)
			trial.Text = d.text
		default:
			err = &fault.Error{Doing: "trying a typology", Kind: fault.Usage, What: "that is nothing to be tried", Hint: "go back to the page of the typology"}
		}
	}
	if err == nil && slices.ContainsFunc(d.notes, func(n noteView) bool { return n.Sort == Wrong }) {
		return s.showBench(w, r, http.StatusUnprocessableEntity, d, nil)
	}
	if err == nil && trial.Kind == "lint" {
		return s.showBench(w, r, http.StatusOK, d, nil)
	}
	if err == nil {
		err = s.Desk.Workbench.Try(r.Context(), trial)
	}
	if err != nil {
		if status := s.Status(err); status < 500 {
			return s.showBench(w, r, status, d, err)
		}
		return err
	}
	http.Redirect(w, r, address("typologies", trial.Typology, "workbench")+"#bench", http.StatusSeeOther)
	return nil
}

// lint reads a changed file and says what is wrong with it.
func (s *site) lint(r *http.Request) (d draft, err error) {
	if d.text, err = changedFile(r); err != nil {
		return d, err
	}
	linted, err := s.Desk.Workbench.Lint(r.Context(), r.PathValue("id"), d.text)
	if err == nil {
		d.notes, d.linted = noteViews(linted.Notes, d.text), &linted
	}
	return d, err
}

// whole reads a form, which may hold a file, and says when it is too large.
func whole(r *http.Request) error {
	var large *http.MaxBytesError
	if err := r.ParseMultipartForm(maxForm); errors.As(err, &large) {
		return &fault.Error{Doing: "reading the changed file", Kind: fault.Limit, What: "it is larger than 1 MiB", Hint: "a file holds one typology"}
	}
	return nil // what else is wrong lacks its fields
}

// changedFile is a file that was sent, else the text that was written.
func changedFile(r *http.Request) (string, error) {
	if file, _, err := r.FormFile("file"); err == nil {
		defer file.Close() // read only
		text, err := io.ReadAll(file)
		if err != nil || len(text) > 0 {
			return string(text), err
		}
	}
	return strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n"), nil // a form's lines end as the protocol has it
}
