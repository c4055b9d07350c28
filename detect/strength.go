package detect

import (
	"strings"

	"spoor/model"
)

// Priority is the typology's, one step lower where the finding rests on weak evidence: it comes after those that rest on better, and
// stays in sight. Weak is
//
//   - a possible match by its name alone: nothing else that is known of both could be compared;
//   - a report on somebody's status of a low grade: a source that is not known or not usually reliable (D, E, F, X), or a content that
//     nothing else bears out (4, 5, 6), in the words of the 4x4 and 6x6 systems.
//
// Of several such records the last one counts.
func (f *Finding) Priority() Priority {
	if f.Typology.Priority > Low && f.weak() != "" {
		return f.Typology.Priority - 1
	}
	return f.Typology.Priority
}

// weak says on what weak evidence a finding rests; empty where it does not.
func (f *Finding) weak() string {
	for i := len(f.Records) - 1; i >= 0 && f.Typology.graded(); i-- {
		switch v := f.Records[i]; v.Schema.Name {
		case "ListHit":
			if written(v, "status") == "name only" {
				return "a name alone"
			}
			return ""
		case "StatusReport":
			if grade := written(v, "grade"); strings.ContainsAny(grade, "DEFX456") {
				return "a report of grade " + grade
			}
			return ""
		}
	}
	return ""
}

// graded says whether a typology looks at records that are stronger or weaker evidence.
func (t *Typology) graded() bool {
	for kind := range t.watch {
		if grades(kind) {
			return true
		}
	}
	return false
}

// grades says whether records of a kind say themselves how strong they are as evidence.
func grades(kind *model.Schema) bool { return kind.Name == "ListHit" || kind.Name == "StatusReport" }

// written is the first text of a field; empty where there is none.
func written(v *model.View, field string) string {
	if p := v.Schema.Property(field); p != nil {
		if data := v.Data(p); len(data) > 0 {
			return data[0].Text
		}
	}
	return ""
}
