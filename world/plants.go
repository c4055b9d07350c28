package world

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// The kinds of case in the truth file.
const (
	planted = "planted" // the typology's words are met
	near    = "near"    // one condition is just not met
	decoy   = "decoy"   // it looks met, and there is an innocent story
)

// plant is one case: who it is about, the records that make it, and the story behind it.
type plant struct {
	typology, kind, subject, story string
	lines                          []*line
	others                         []string // further subjects, each with a line of its own
	first                          int      // day on which its year begins
	allYear                        bool     // holds for all the time, not from the first to the last record
}

// day is a day of the case's year, counted from its first.
func (c *plant) day(d *dice, from, to int) int { return c.first + d.between(from, to) }

// add takes the records of the case; what was not made is left out.
func (c *plant) add(lines ...*line) {
	for _, l := range lines {
		if l != nil {
			c.lines = append(c.lines, l)
		}
	}
}

// typologies in the order in which they are planted; each has its own dice.
func typologies() []struct {
	id   string
	make func(t *town, c *plant, d *dice, k int)
} {
	return []struct {
		id   string
		make func(t *town, c *plant, d *dice, k int)
	}{
		{"listed-party", (*town).plantListed},
		{"over-limit-unlicensed", (*town).plantOverLimit},
		{"declaration-missing", (*town).plantUndeclared},
		{"dispersed-purchases", (*town).plantDispersed},
		{"another-persons-card", (*town).plantOthersCard},
		{"evasive-or-no-identity", (*town).plantEvasive},
		{"stock-disappearance", (*town).plantStock},
		{"structured-deposits", (*town).plantStructured},
		{"corridor-fan", (*town).plantCorridor},
		{"prepaid-below-cap", (*town).plantPrepaid},
		{"crowdfunding-drain", (*town).plantDrain},
		{"cash-courier", (*town).plantCourier},
		{"loan-stacking", (*town).plantStacking},
		{"first-payment-default", (*town).plantDefault},
		{"income-not-as-stated", (*town).plantIncome},
		{"victims-of-impostors", (*town).plantImpostor},
		{"multiple-invoicing", (*town).plantInvoicing},
		{"all-available-stock", (*town).plantAllStock},
		{"bulk-without-history", (*town).plantNoHistory},
		{"cash-for-bulk", (*town).plantCashBulk},
		{"pickup-insisted", (*town).plantPickup},
		{"distant-or-rented-vehicle", (*town).plantFarVehicle},
		{"slow-accumulation", (*town).plantStockpile},
		{"unusual-quantity", (*town).plantUnusual},
		{"benefit-while-abroad", (*town).plantBenefit},
		{"border-town-cash", (*town).plantBorderTown},
		{"vehicle-left-behind", (*town).plantLeftBehind},
		{"just-below-limit", (*town).plantBelowLimit},
		{"payroll-like", (*town).plantPayroll},
		{"reverse-flow", (*town).plantReverse},
		{"donation-campaign", (*town).plantGifts},
		{"missing-trader", (*town).plantMissingTrader},
		{"vat-withheld", (*town).plantWithheld},
		{"bust-out", (*town).plantBustOut},
		{"shell-series", (*town).plantShells},
		{"beyond-capacity", (*town).plantBeyond},
		{"custody-break", (*town).plantDiverted},
		{"document-mismatch", (*town).plantMismatch},
		{"phantom-shipment", (*town).plantPhantom},
		{"consignee-without-end-use", (*town).plantNoEndUse},
		{"new-firm-priority-goods", (*town).plantNewFirm},
		{"scope-explosion", (*town).plantScope},
		{"shared-identifiers", (*town).plantShared},
		{"winding-down", (*town).plantWinding},
		{"lease-then-abroad", (*town).plantLease},
		{"address-not-lived-at", (*town).plantAddress},
		{"agent-concentration", (*town).plantAgent},
		{"hawala-like", (*town).plantHawala},
		{"many-cards-one-machine", (*town).plantFixer},
		{"listed-wallet-exposure", (*town).plantListedWallet},
		{"privacy-coin-exit", (*town).plantPrivacy},
		{"unusual-combination", (*town).plantCombination},
		{"incongruent-goods", (*town).plantIncongruent},
		{"rapid-transit", (*town).plantRapid},
		{"false-cargo-description", (*town).plantFalseCargo},
		{"purchaser-is-not-consignee", (*town).plantThreeParties},
		{"dual-use-plans", (*town).plantPlans},
		{"lane-switch-after-ban", (*town).plantLane},
	}
}

// cases is how many of a kind a typology gets: one in the smallest town, six plants at 2,000 people and a year, growing with
// the square root of both.
func (t *town) cases(kind string) int {
	n := 1
	for (n+1)*(n+1)*2000 <= t.size*t.years*36 {
		n++
	}
	if kind != planted {
		n = max(1, n*2/3)
	}
	return n
}

func (t *town) plantAll() {
	for _, typology := range typologies() {
		d := newDice(t.seed, "plant "+typology.id)
		for _, kind := range []string{planted, near, decoy} {
			shape := d.n(12) // small towns have few cases: which shapes they show depends on the seed
			for k := range t.cases(kind) {
				c := &plant{typology: typology.id, kind: kind, first: dayOf(firstYear+k%t.years, 1, 1)}
				typology.make(t, c, d, shape+k)
				t.plants = append(t.plants, c)
			}
		}
	}
}

// somebody chooses the subject of a case: a customer of old whom no other case is about. What ok asks for is given up
// where nobody has it.
func (t *town) somebody(d *dice, ok func(i int, p *person) bool) int {
	start := d.n(t.size)
	for _, asked := range []bool{true, false} {
		for step := range t.size {
			i := (start + step) % t.size
			p := &t.people[i]
			if p.since <= 0 && !p.is(quiet) && (!asked || ok == nil || ok(i, p)) {
				p.traits |= quiet
				return i
			}
		}
	}
	return start
}

// bystanders are n different customers whom no case is about; as many as there are.
func (t *town) bystanders(d *dice, n int, ok func(p *person) bool) []int {
	var out []int
	start, stride := d.n(t.size), 37 // apart: not one household
	if t.size%stride == 0 {
		stride = 41
	}
	if t.size%stride == 0 {
		stride = 1
	}
	for step := 0; step < t.size && len(out) < n; step++ {
		i := (start + step*stride) % t.size
		p := &t.people[i]
		if p.since <= 0 && !p.is(quiet) && !slices.Contains(out, i) && (ok == nil || ok(p)) {
			out = append(out, i)
		}
	}
	return out
}

// someFirm chooses a firm that is the subject of a case.
func (t *town) someFirm(d *dice, ok func(f *firm) bool) int {
	start := d.n(len(t.firms))
	for step := range t.firms {
		i := (start + step) % len(t.firms)
		if f := &t.firms[i]; !f.quiet && ok(f) {
			f.quiet = true
			return i
		}
	}
	return start
}

// shuffled is a random order of the numbers below n.
func shuffled(d *dice, n int) []int {
	out := make([]int, n)
	for i := range out {
		j := d.n(i + 1)
		out[i], out[j] = out[j], i
	}
	return out
}

// writeTruth writes the cases, sorted, with the times between which their records lie.
func (t *town) writeTruth() {
	type row struct {
		*plant
		start, end int64
	}
	var rows []row
	for _, c := range t.plants {
		// What would have happened after the year is not in the files.
		c.lines = slices.DeleteFunc(c.lines, func(l *line) bool { return l.id == "" })
		r := row{c, yearStart, yearStart + int64(t.days)*daySecs - 1}
		if !c.allYear && len(c.lines) > 0 {
			byTime := func(a, b *line) int { return cmp.Compare(a.at, b.at) }
			r.start, r.end = slices.MinFunc(c.lines, byTime).at, slices.MaxFunc(c.lines, byTime).at
		}
		for _, subject := range append([]string{c.subject}, c.others...) {
			one := *c
			one.subject = subject
			r.plant = &one
			rows = append(rows, r)
			t.tally(c.kind)
		}
	}
	slices.SortStableFunc(rows, func(a, b row) int {
		return cmp.Or(strings.Compare(a.typology, b.typology), strings.Compare(a.subject, b.subject), cmp.Compare(a.start, b.start))
	})
	for _, r := range rows {
		t.out.bytes("truth.jsonl", append(r.truth(r.start, r.end), '\n'))
	}
}

func (t *town) tally(kind string) {
	switch kind {
	case planted:
		t.sum.Planted++
	case near:
		t.sum.Near++
	default:
		t.sum.Decoy++
	}
}

// truth is the case as a line of the truth file.
func (c *plant) truth(start, end int64) []byte {
	b := []byte("{")
	field := func(key, value string) {
		b = append(appendJSON(append(appendJSON(b, key), ':'), value), ',')
	}
	field("typology", c.typology)
	field("subject", c.subject)
	field("start", time.Unix(start, 0).UTC().Format(time.RFC3339))
	field("end", time.Unix(end, 0).UTC().Format(time.RFC3339))
	b = append(b, `"records":[`...)
	for n, l := range c.lines {
		if n > 0 {
			b = append(b, ',')
		}
		b = appendJSON(b, l.id)
	}
	b = append(b, `],`...)
	field("kind", c.kind)
	b = appendJSON(append(b, `"story":`...), c.story)
	return append(b, '}')
}
