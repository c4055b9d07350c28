package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spoor/detect"
)

// Library is what runs: the version of each typology that may open alerts, and beside some of them a changed one that may not.
type Library struct {
	Run    []*detect.Typology // by id, in the status that is in force
	Shadow []*detect.Typology // changed files whose ids have a stable version, which runs
	Said   map[string]string  // by id: what a person should know of its version, in words
}

// InForce says which versions run. Two people make a version stable; from then on that version runs, whatever becomes of its
// file, until it is ended or they agree on another: the changed file runs in its shadow, and opens nothing. A file that calls
// itself stable, on which nobody agreed, is a test. files are the library as it stands; compile makes a typology of a version
// that was seen.
func InForce(files []*detect.Typology, seen []Seen, proposals []Proposal, compile func(Seen) (*detect.Typology, error)) Library {
	l := Library{Said: map[string]string{}}
	had := map[string]bool{}
	for _, t := range files {
		id := t.File.ID.Text
		had[id] = true
		stands := Standing(proposals, id)
		switch {
		case stands == nil && t.File.Status.Text == detect.Stable:
			l.Said[id] = "its file says stable, but no two people have agreed on this version here: it runs as a test"
			l.Run = append(l.Run, t.As(detect.Trial))
		case stands == nil:
			l.Run = append(l.Run, t)
		case stands.Hash == t.File.Hash():
			l.Run = append(l.Run, t.As(detect.Stable))
		default:
			l.keep(stands, seen, compile, t)
		}
	}
	for _, p := range proposals {
		if !had[p.Typology] {
			had[p.Typology] = true
			if stands := Standing(proposals, p.Typology); stands != nil {
				l.keep(stands, seen, compile, nil)
			}
		}
	}
	slices.SortFunc(l.Run, func(a, b *detect.Typology) int { return cmp.Compare(a.File.ID.Text, b.File.ID.Text) })
	return l
}

// keep lets the stable version run in the place of its file, which has changed or is gone (nil).
func (l *Library) keep(stands *Proposal, seen []Seen, compile func(Seen) (*detect.Typology, error), file *detect.Typology) {
	id := stands.Typology
	var kept *detect.Typology
	err := fmt.Errorf("its file was not kept")
	if i := slices.IndexFunc(seen, func(s Seen) bool { return s.Typology == id && s.Hash == stands.Hash }); i >= 0 {
		kept, err = compile(seen[i])
	}
	switch {
	case err != nil && file != nil:
		l.Said[id] = fmt.Sprintf("version %d is stable, but does not compile any more (%v): the file as it stands runs as a test", stands.Version, err)
		if file.Opens() {
			file = file.As(detect.Trial)
		}
		l.Run = append(l.Run, file)
	case err != nil:
		l.Said[id] = fmt.Sprintf("version %d is stable, but its file is gone and it does not compile any more: %v", stands.Version, err)
	case file != nil:
		l.Said[id] = "two people agreed on another text than the file has now: the stable version runs, the file beside it and opens nothing"
		l.Run, l.Shadow = append(l.Run, kept.As(detect.Stable)), append(l.Shadow, file)
	case !slices.ContainsFunc(seen, func(s Seen) bool { return s.Typology == id && !strings.HasPrefix(s.File, Brought) }):
		l.Said[id] = "it was begun here on the page and has no file: the stable version runs until somebody ends it"
		l.Run = append(l.Run, kept.As(detect.Stable))
	default:
		l.Said[id] = "its file is gone: the stable version runs until somebody ends it"
		l.Run = append(l.Run, kept.As(detect.Stable))
	}
}
