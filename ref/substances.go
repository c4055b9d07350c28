package ref

import (
	"strings"
	"sync"
	"time"
)

// Substance is one entry of a law's list of regulated substances.
type Substance struct {
	CAS          string
	Name         string
	Jurisdiction string // "eu" or "gb"
	Annex        string // as the law calls it: "I", "II", "regulated", "reportable"
	Nitrogen     bool   // Limit counts the mass of nitrogen, not of the substance
	Limit        int    // hundredths of a percent by mass (1200 is 12 % w/w); 0: at any concentration
	Reached      bool   // the duty applies from the limit itself, not only above it
	Licence      Licence
	Ceiling      int      // of Licence UpTo: the highest concentration a licence may allow, in the unit of Limit
	Condition    string   // "powder with particles under 200 µm"; empty: none
	CN           []string // Combined Nomenclature codes, "ex" before one that covers other goods too
	Spell                 // when it was in force
	Source       string
}

// Licence says whether the law lets a member of the public have the substance above its limit.
type Licence uint8

const (
	NotNeeded Licence = iota // only suspicious transactions and losses are reported
	NotGiven                 // no licence can be given
	UpTo                     // under a licence up to the ceiling
	Any                      // under a licence at any concentration
)

// Over says whether a concentration, in the unit of Limit, is one to which the law's duty applies.
func (s Substance) Over(concentration int) bool {
	return concentration > s.Limit || concentration == s.Limit && (s.Reached || s.Limit == 0)
}

var substances = sync.OnceValue(func() map[string][]Substance {
	all := map[string][]Substance{}
	for _, r := range table("substances.csv") {
		s := Substance{CAS: r.text("cas"), Name: r.text("name"), Jurisdiction: r.text("jurisdiction"), Annex: r.text("annex"),
			Nitrogen: r.text("basis") == "nitrogen", Reached: r.text("reached") == "yes", Condition: r.text("condition"),
			Spell: r.spell(), Source: r.text("source")}
		if r.text("limit") != "" {
			s.Limit = r.number("limit")
		}
		switch r.text("ceiling") {
		case "":
			s.Licence = NotNeeded
		case "none":
			s.Licence = NotGiven
		case "licence":
			s.Licence = Any
		default:
			s.Licence, s.Ceiling = UpTo, r.number("ceiling")
		}
		if cn := r.text("cn"); cn != "" {
			s.CN = strings.Split(cn, "|")
		}
		all[s.CAS] = append(all[s.CAS], s)
	}
	return all
})

// Regulated finds what the law of a jurisdiction says of a substance (CAS number) on a day. A jurisdiction is "eu" or a
// country code: EU member states and Northern Ireland ("gb-nir") have the Regulation, "gb" the Poisons Act.
func Regulated(cas, jurisdiction string, on time.Time) (Substance, bool) {
	law := LawOf(strings.ToLower(jurisdiction))
	for _, s := range substances()[strings.TrimSpace(cas)] {
		if s.Jurisdiction == law && s.Holds(on) {
			return s, true
		}
	}
	return Substance{}, false
}

// LawOf is the law that holds under a jurisdiction: "eu", "gb", or empty when it is neither's.
func LawOf(jurisdiction string) string {
	switch jurisdiction {
	case "gb", "gb-eng", "gb-sct", "gb-wls":
		return "gb"
	case "eu", "gb-nir", "at", "be", "bg", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gr", "hr", "hu", "ie", "it", "lt", "lu",
		"lv", "mt", "nl", "pl", "pt", "ro", "se", "si", "sk":
		return "eu"
	}
	return ""
}

var densities = sync.OnceValue(func() map[string]int {
	all := map[string]int{}
	for _, r := range table("densities.csv") {
		all[r.text("cas")] = r.number("grams")
	}
	return all
})

// GramsPerLitre is what a litre of a regulated liquid (CAS number) weighs at 20 °C at a concentration in hundredths of a percent by
// mass (10000: pure), worked out between water and the pure liquid, to one part in twenty; false for what is not in the table.
func GramsPerLitre(cas string, concentration int) (int, bool) {
	pure, known := densities()[strings.TrimSpace(cas)]
	if !known || concentration < 0 || concentration > 10000 {
		return 0, false
	}
	const water = 998
	return water + (pure-water)*concentration/10000, true
}
