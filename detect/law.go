package detect

import (
	"fmt"

	"spoor/model"
)

// law refuses what no typology may read: Directive (EU) 2016/681 Art. 6(4) and what stands proxy for it.
type law struct {
	protects string // "victims" or "minors": ages may be read, to protect them, but never the subject's own
	subjects map[string]bool
	naming   bool // inside a comparison of two names, or the sentence of a finding
}

func (l *law) check(schema *model.Schema, p *model.Property, n *node) error {
	refuse := func(rule string) error {
		return &syntaxError{n.pos, fmt.Sprintf("%s.%s may not be read by a typology: %s", schema.Name, p.Name, rule),
			"Directive (EU) 2016/681 Art. 6(4); see docs/law.md"}
	}
	switch {
	case p.Sensitive != "":
		return refuse(p.Sensitive)
	case p.Barred == "age" && l.protects != "" && !l.subjects[n.path[0]]:
		return nil
	case p.Barred != "":
		return refuse(p.Barred)
	case p.Type == "text" || p.Type == "html":
		return refuse("free text")
	case p.Type == "name" && !l.naming:
		return refuse("a name by itself, whose origin stands proxy for ethnicity; names are compared with sameName(a, b)")
	}
	return nil
}
