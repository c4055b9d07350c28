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

// check judges the step of a path that reads property p.
func (l *law) check(schema *model.Schema, p *model.Property, n *node, step int) error {
	refuse := func(rule string) error {
		return &syntaxError{n.at[step], fmt.Sprintf("%s.%s may not be read by a typology: %s", schema.Name, p.Name, rule),
			"Directive (EU) 2016/681 Art. 6(4); see docs/law.md"}
	}
	switch rule := barred(p); {
	case p.Sensitive != "":
		return refuse(p.Sensitive)
	case rule == "age" && l.protects != "" && !l.subjects[n.path[0]]:
		return nil
	case rule != "":
		return refuse(rule)
	case p.Type == "text" || p.Type == "html":
		return refuse("free text")
	case isName(p) && !l.naming:
		return refuse("a name by itself, whose origin stands proxy for ethnicity; names are compared with sameName(a, b)")
	}
	return nil
}

// barred is the rule that bars typologies from a property, empty when none does. FollowTheMoney has several on which the
// schemata set no mark, a passport's birth date among them: those go by their name and type, wherever they stand.
func barred(p *model.Property) string {
	if p.Barred != "" {
		return p.Barred
	}
	switch p.Type {
	case "gender":
		return "sex"
	case "language":
		return "a language, which stands proxy for ethnicity"
	case "topic":
		return "what lists say of a person, a criminal record among it"
	}
	switch p.Name {
	case "birthDate":
		return "age"
	case "nationality", "citizenship":
		return "a bare nationality"
	case "birthPlace", "birthCountry":
		return "a bare birthplace"
	case "mrz":
		return "sex, age and nationality"
	case "eyeColor", "hairColor":
		return "racial or ethnic origin"
	}
	return ""
}

// isName says whether a property holds a name or a part of one.
func isName(p *model.Property) bool {
	switch p.Name {
	case "firstName", "secondName", "middleName", "fatherName", "motherName", "lastName", "nameSuffix", "givenName", "surname":
		return true
	}
	return p.Type == "name"
}
