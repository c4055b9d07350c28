package world

import "time"

// companies is a day of what firms owe to register and tax office, and of their credit.
func (t *town) companies(now today) {
	d := t.companyDice
	for i := range t.firms {
		f := &t.firms[i]
		switch {
		case f.kept:
			continue
		case f.founded == now.day:
			t.event(moment(d, now.day, 8, 12), i, "formed")
		case f.founded >= -30 && f.founded+30 == now.day:
			t.event(moment(d, now.day, 8, 12), i, "vatRegistered")
		case f.closed == now.day && f.closed > 0:
			t.event(moment(d, now.day, 13, 17), i, "dissolved")
			if d.percent(40) {
				t.event(moment(d, now.day, 8, 12), i, "vatDeregistered")
			}
		case !f.alive(now.day) || f.kind == authority || f.kind == charity:
			continue
		case !f.quiet && d.chance(900):
			t.event(moment(d, now.day, 8, 17), i, pick(d, []string{"directorChanged", "directorChanged", "addressChanged"}))
		}
		if now.dom == 1 && now.month%3 == 1 && now.day > 0 && f.alive(now.day) && mix(t.seed, 41, i)%20 > 0 {
			t.taxQuarter(d, now.day, i)
		}
		if now.last && f.hasCredit(t.seed, i) && f.alive(now.day) {
			t.creditMonth(d, now.day, i)
		}
	}
}

// event plans what the register writes down; the agent is the firm's accountant.
func (t *town) event(at int64, i int, what string) *line {
	return t.plan(record("CompanyEvent", at).set("company", firmID(i)).set("event", what).set("agent", firmID(t.accountantOf(i))))
}

func (t *town) accountantOf(i int) int {
	if f := &t.firms[i]; f.agent > 0 {
		return f.agent
	}
	all := t.kinds[accountant]
	return all[mix(t.seed, 42, i)%len(all)]
}

// taxQuarter is the return for the quarter before, filed within weeks; one firm in twenty files by the year, and not here. Most
// pay with it; some were granted time, some dispute it, some forget.
func (t *town) taxQuarter(d *dice, day, i int) {
	f := &t.firms[i]
	late := d.between(5, 25)
	switch k := d.n(100); {
	case k < 3:
		late = d.between(40, 85)
	case k < 4: // not at all, and the next one holds both
		return
	}
	due := f.vatOut - f.vatIn
	paid := max(due, 0)
	switch k := d.n(100); {
	case k < 3:
		paid = 0
		if due > 0 && d.percent(70) { // time was granted
			t.payTax(d, day+late+d.between(20, 120), i, due)
		}
	case k < 5:
		paid = paid * d.between(20, 80) / 100
	}
	t.vatReturn(d, day+late, i, f.vatOut, f.vatIn, paid)
	f.vatOut, f.vatIn = 0, 0
}

// vatReturn plans a return for the quarter that ended before the day, and what is paid with it.
func (t *town) vatReturn(d *dice, day, i, out, in, paid int) []*line {
	date := time.Unix(yearStart+int64(day)*daySecs, 0).UTC()
	first := dayOf(date.Year(), (int(date.Month())-1)/3*3+1-3, 1)
	end := dayOf(date.Year(), (int(date.Month())-1)/3*3+1, 1) - 1
	l := t.plan(record("VatReturn", moment(d, day, 8, 18)).set("trader", firmID(i)).date("periodStart", first).date("periodEnd", end).
		date("filedAt", day).money("outputTax", out).money("inputTax", in).money("paid", paid).set("currency", "EUR"))
	if paid <= 0 {
		return []*line{l}
	}
	return []*line{l, t.payTax(d, day+d.n(5), i, paid)}
}

func (t *town) payTax(d *dice, day, i, cents int) *line {
	return t.plan(t.payment(moment(d, day, 6, 12), firmID(i), firmID(t.kinds[authority][0]), cents, "tax"))
}

// hasCredit says that the firm has a line of credit.
func (f *firm) hasCredit(seed uint64, i int) bool { return f.settled() && mix(seed, 43, i)%5 < 2 }

func (t *town) creditLimit(i int) int { return (2 + mix(t.seed, 44, i)%30) * 5_000_00 }

// creditMonth is how much of it is used at the end of a month: each firm has its habit, some always near the end of it, and
// now and then a large order takes all.
func (t *town) creditMonth(d *dice, day, i int) {
	used := 5 + mix(t.seed, 45, i)%60
	switch k := mix(t.seed, 46, i) % 20; {
	case k == 0:
		used = 92
	case d.chance(12_000):
		used = d.between(80, 97)
	}
	t.credit(d, day, i, min(100, max(0, used+d.between(-10, 8))))
}

func (t *town) credit(d *dice, day, i, percent int) *line {
	limit := t.creditLimit(i)
	return t.plan(record("CreditUse", moment(d, day, 20, 22)).set("holder", firmID(i)).set("creditor", firmID(t.kinds[bank][i%len(t.kinds[bank])])).
		money("limit", limit).money("used", limit/100*percent).set("currency", "EUR"))
}
