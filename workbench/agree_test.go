package workbench

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/detect"
	"spoor/exceptions"
	"spoor/fault"
)

// day is a day of 2026 at noon.
func day(n int) time.Time { return time.Date(2026, 1, n, 12, 0, 0, 0, time.UTC) }

func proposed(id, hash string, acts ...exceptions.Act) Proposal {
	return Proposal{ID: id, Typology: "many", Hash: hash, Version: 1, Reason: "a year tried", By: "ann", At: day(1), Acts: acts}
}

func act(v exceptions.Verb, by string, at int) exceptions.Act {
	return exceptions.Act{Verb: v, By: by, Reason: "we agreed so", At: day(at)}
}

func TestAProposalNeedsTwoPeople(t *testing.T) {
	for name, try := range map[string]struct {
		acts []exceptions.Act // that were made before
		act  exceptions.Act
		want fault.Kind
		ok   bool
	}{
		"another approves":           {nil, act(exceptions.Approve, "ben", 2), 0, true},
		"the proposer approves":      {nil, act(exceptions.Approve, "Ann ", 2), fault.Denied, false},
		"nobody approves":            {nil, act(exceptions.Approve, "", 2), fault.Denied, false},
		"the proposer withdraws":     {nil, act(exceptions.End, "ann", 2), 0, true},
		"the proposer refuses":       {nil, act(exceptions.Refuse, "ann", 2), 0, true},
		"approved twice":             {[]exceptions.Act{act(exceptions.Approve, "ben", 2)}, act(exceptions.Approve, "cem", 3), fault.Conflict, false},
		"refused after approval":     {[]exceptions.Act{act(exceptions.Approve, "ben", 2)}, act(exceptions.Refuse, "cem", 3), fault.Conflict, false},
		"ended after approval":       {[]exceptions.Act{act(exceptions.Approve, "ben", 2)}, act(exceptions.End, "cem", 3), 0, true},
		"ended twice":                {[]exceptions.Act{act(exceptions.End, "ben", 2)}, act(exceptions.End, "cem", 3), fault.Conflict, false},
		"approved after refusal":     {[]exceptions.Act{act(exceptions.Refuse, "ben", 2)}, act(exceptions.Approve, "cem", 3), fault.Conflict, false},
		"ended without a reason":     {nil, exceptions.Act{Verb: exceptions.End, By: "ben", Reason: "no"}, fault.Input, false},
		"something that is not done": {nil, act("bless", "ben", 2), fault.Usage, false},
	} {
		p := proposed("p", "h", try.acts...)
		if err := p.May(try.act); (err == nil) != try.ok || !try.ok && fault.KindOf(err) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	waiting, stands := proposed("p", "h"), proposed("p", "h", act(exceptions.Approve, "ben", 2))
	for name, try := range map[string]struct {
		p    Proposal
		all  []Proposal
		want fault.Kind
	}{
		"one that waits already": {proposed("q", "h"), []Proposal{waiting}, fault.Conflict}, "one that stands already": {proposed("q", "h"), []Proposal{stands}, fault.Conflict},
		"no reason": {Proposal{ID: "q", Typology: "many", Hash: "h", Reason: "good", By: "ann"}, nil, fault.Input}, "nobody": {Proposal{ID: "q", Typology: "many", Hash: "h", Reason: "a year tried"}, nil, fault.Denied},
		"no version": {Proposal{ID: "q", Typology: "many", Reason: "a year tried", By: "ann"}, nil, fault.Input},
	} {
		if err := try.p.Check(try.all); err == nil || fault.KindOf(err) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := proposed("q", "h2")
	if err := other.Check([]Proposal{waiting, stands}); err != nil {
		t.Error(err)
	}
}

func TestWhatRuns(t *testing.T) {
	file := func(status string) *detect.Typology { return typology(t, "many", status, "finding") }
	test, says := file("test"), file("stable")
	stands := func(hash string, at int) Proposal {
		return proposed("p"+hash[:1], hash, act(exceptions.Approve, "ben", at))
	}
	had := []Seen{{Typology: "many", Hash: "old", Version: 1}, {Typology: "many", Hash: "bad", Version: 0}}
	old := file("test")
	compile := func(s Seen) (*detect.Typology, error) {
		if s.Hash == "bad" {
			return nil, errors.New("it does not compile")
		}
		return old, nil
	}
	for name, try := range map[string]struct {
		files     []*detect.Typology
		proposals []Proposal
		runs      string // status, and whether the kept one
		shadow    bool
		said      string
	}{
		"nobody agreed":                 {[]*detect.Typology{test}, nil, "test", false, ""},
		"the file calls itself stable":  {[]*detect.Typology{says}, nil, "test", false, "it runs as a test"},
		"an experimental one":           {[]*detect.Typology{file("experimental")}, nil, "experimental", false, ""},
		"a proposal waits":              {[]*detect.Typology{says}, []Proposal{proposed("p", says.File.Hash())}, "test", false, "it runs as a test"},
		"two agreed":                    {[]*detect.Typology{test}, []Proposal{stands(test.File.Hash(), 2)}, "stable", false, ""},
		"two agreed on an experimental": {[]*detect.Typology{file("experimental")}, []Proposal{stands(file("experimental").File.Hash(), 2)}, "stable", false, ""},
		"ended":                         {[]*detect.Typology{test}, []Proposal{proposed("p", test.File.Hash(), act(exceptions.Approve, "ben", 2), act(exceptions.End, "ben", 3))}, "test", false, ""},
		"the file changed":              {[]*detect.Typology{test}, []Proposal{stands("old", 2)}, "stable kept", true, "the stable version runs"},
		"the file is given up":          {[]*detect.Typology{file("deprecated")}, []Proposal{stands("old", 2)}, "stable kept", true, "the stable version runs"},
		"and was agreed on again":       {[]*detect.Typology{test}, []Proposal{stands(test.File.Hash(), 3), stands("old", 2)}, "stable", false, ""},
		"an older one agreed on later":  {[]*detect.Typology{test}, []Proposal{stands(test.File.Hash(), 2), stands("old", 3)}, "stable kept", true, "the stable version runs"},
		"what stood does not compile":   {[]*detect.Typology{says}, []Proposal{stands("bad", 2)}, "test", false, "does not compile any more (it does not compile)"},
		"what stood was not kept":       {[]*detect.Typology{file("experimental")}, []Proposal{stands("lost", 2)}, "experimental", false, "its file was not kept"},
		"the file is gone":              {nil, []Proposal{stands("old", 2)}, "stable kept", false, "its file is gone"},
		"gone, and nobody agreed":       {nil, []Proposal{proposed("p", "old")}, "", false, ""},
		"gone, and does not compile":    {nil, []Proposal{stands("bad", 2)}, "", false, "its file is gone and it does not compile"},
	} {
		l := InForce(try.files, had, try.proposals, compile)
		var runs []string
		for _, r := range l.Run {
			word := r.File.Status.Text
			if old.File.Path == r.File.Path && slices.ContainsFunc(l.Shadow, func(s *detect.Typology) bool { return s == try.files[0] }) || try.files == nil {
				word += " kept"
			}
			runs = append(runs, word)
		}
		if got := strings.Join(runs, ", "); got != try.runs || (len(l.Shadow) > 0) != try.shadow || (l.Said["many"] != "") != (try.said != "") || !strings.Contains(l.Said["many"], try.said) {
			t.Errorf("%s: runs %s, shadows %d, says %q", name, got, len(l.Shadow), l.Said["many"])
		}
	}
	if test.File.Status.Text != "test" || says.File.Status.Text != "stable" {
		t.Error("a file was changed by what is in force")
	}
}
