package detect

import (
	"fmt"
	"strings"

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
	case p.Name == "country" && ofParty(schema):
		return refuse("a party's country, which stands proxy for nationality; where it lives is resident")
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

// ofParty says whether a thing of the schema is, or may be, a person or a paper that tells of one.
func ofParty(schema *model.Schema) bool {
	return schema.Name == "Thing" || schema.Is("LegalEntity") || schema.Is("Identification")
}

// proxies are the codes by which carriers serve meals and give assistance, and which tell of belief or health (IATA's special
// service requests), and the classes of activity (NACE, ISIC) of religious, political and union organisations: no typology may look for one,
// in whatever field it stands.
var proxies = map[string]string{
	"94.2": "union membership", "94.20": "union membership", "9420": "union membership", "94.9": "religion or belief",
	"94.91": "religion or belief", "9491": "religion or belief", "94.92": "political opinion", "9492": "political opinion",
	"AVML": "religion or belief", "HNML": "religion or belief", "KSML": "religion or belief", "MOML": "religion or belief",
	"JNML": "religion or belief", "RVML": "religion or belief", "VJML": "religion or belief", "VOML": "religion or belief",
	"BLML": "health", "DBML": "health", "GFML": "health", "LSML": "health", "LFML": "health", "LPML": "health", "NLML": "health",
	"BLND": "health", "DEAF": "health", "DPNA": "health", "LEGB": "health", "LEGL": "health", "LEGR": "health", "MAAS": "health",
	"MEDA": "health", "OXYG": "health", "STCR": "health", "SVAN": "health", "WCBD": "health", "WCBW": "health", "WCHC": "health",
	"WCHR": "health", "WCHS": "health", "WCMP": "health", "WCOB": "health",
}

// proxy refuses a text that is such a code.
func proxy(n *node) error {
	if rule := proxies[strings.ToUpper(n.text)]; n.unit == `"` && rule != "" {
		return &syntaxError{n.pos, fmt.Sprintf("%q may not be looked for by a typology: it stands proxy for %s", n.text, rule),
			"Directive (EU) 2016/681 Art. 6(4); see docs/law.md"}
	}
	return nil
}

// proxyDivision refuses the division of activity in which those organisations are, and an order of activities, in which they would lie between
// others.
func proxyDivision(op string, field *node, said kind, pos int) error {
	if field.op != "path" || len(field.path) < 2 {
		return nil
	}
	last := field.path[len(field.path)-1]
	switch {
	case last != "division" && last != "activity":
	case strings.ContainsAny(op, "<>"):
		return &syntaxError{pos, "activities have no order", "name them: buyer.division in [\"45\", \"46\"]"}
	case last == "division" && said.said != nil && *said.said == "94":
		return &syntaxError{pos, `"94" may not be looked for by a typology: its organisations tell of belief, political opinion or union membership`,
			"Directive (EU) 2016/681 Art. 6(4); see docs/law.md"}
	}
	return nil
}

// conduct refuses a condition that rests on where something happened, or on what its subject is, alone: a finding needs
// something that was done.
func (c *compiler) conduct(when *node) error {
	var resting resting
	resting.read(c, when)
	for _, n := range c.filters {
		resting.read(c, n)
	}
	if resting.done || !resting.circumstance {
		return nil
	}
	return c.f.at(c.f.When, 0, "a place, or what its subject is, opens nothing by itself: a finding needs conduct",
		"add what was done: an amount, a method, a count over a window; see docs/law.md")
}

// resting is what a condition rests on: circumstances (places, attributes of the subject) and things done.
type resting struct{ circumstance, done bool }

func (r *resting) read(c *compiler, n *node) {
	switch {
	case n.op == "call" && (n.text == "listedCorridor" || n.text == "distance"):
		r.circumstance = true
		return
	case n.op == "path" && n.path[0] != "params":
		r.path(c, n)
		return
	}
	for _, arg := range n.args {
		r.read(c, arg)
	}
}

func (r *resting) path(c *compiler, n *node) {
	if i, ok := c.letAt[n.text]; ok {
		if l := c.t.lets[i]; l.verb != "" {
			r.done = true
		} else {
			r.read(c, l.node)
		}
		return
	}
	for kind := range c.t.watch {
		p := kind.Property(n.path[0])
		switch {
		case p == nil:
		case c.law.subjects[p.Name] && len(n.path) > 1, p.Type == "country", p.Range == "Place":
			r.circumstance = true
		case c.law.subjects[p.Name]:
		default:
			r.done = true
		}
	}
}
