package world

import "time"

// Ranstorp 2016: "many different loans and cash withdrawals".
func (t *town) plantStacking(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.role == employed })
	p, loans, span := &t.people[i], d.between(3, 5), 48
	c.subject = personID(i)
	out, builderPaid := d.between(82, 99), false
	missed := func(loan, k int) int { // the second loan is never paid, the others once
		if loan == 1 || k > 0 {
			return never
		}
		return -1
	}
	inTime := func(loan, k int) int { return -d.n(3) }
	switch {
	case c.kind == planted:
		c.story = "loan upon loan, drawn in cash at once, then unpaid"
	case c.kind == near && k%3 == 0:
		c.story, loans = "only two loans", 2
	case c.kind == near && k%3 == 1:
		c.story, loans, span = "three loans, but over months", 3, 170
	case c.kind == near:
		c.story, loans, missed = "three loans drawn at once, all paid in time", 3, inTime
	case k%2 == 0:
		c.story, loans, builderPaid = "a house is renovated: the builders are paid; one instalment comes late", 3, true
		missed = func(loan, k int) int { return (1 - loan%2) * (1 - min(k, 1)) * 6 }
	default:
		c.story, loans, out, missed = "moving house: three loans kept in the account, one instalment late", 3, 25,
			func(loan, k int) int { return (1 - min(k, 1)) * (1 - min(loan, 1)) * 9 }
	}
	day, order := c.day(d, 10, 290-span), shuffled(d, len(t.kinds[lender]))
	for n := range loans {
		cents := d.low(12, 80) * 10_000
		at := day + span*n/loans + d.n(max(1, span/loans-1))
		c.add(t.grant(i, t.kinds[lender][order[n]], at, cents, int(p.income), func(k int) int { return missed(n, k) })...)
		for part := range 2 {
			then := moment(d, at+1+part*d.between(1, 4), 9, 17)
			if builderPaid {
				c.add(t.plan(t.payment(then, c.subject, firmID(t.kinds[builder][n%len(t.kinds[builder])]), cents*out/200, "bill")))
			} else {
				c.add(t.plan(t.cash(then, i, "out", "branch", t.places[p.home].id, cents*out/200)))
			}
		}
	}
}

// Ranstorp 2016: loans "without any intention of paying".
func (t *town) plantDefault(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.role != student })
	p, loans := &t.people[i], 2+d.n(2)
	c.subject = personID(i)
	paid := func(loan, k int) int { return never }
	switch {
	case c.kind == planted:
		c.story = "no instalment was ever paid, to no lender"
	case c.kind == near && k%2 == 0:
		c.story = "each lender got the first instalment"
		paid = func(loan, k int) int {
			if k == 0 {
				return -1
			}
			return never
		}
	case c.kind == near:
		c.story, loans = "nothing paid, but one lender only", 1
	default:
		c.story = "a wrong account number: every instalment came late, but came"
		paid = func(loan, k int) int { return d.between(6, 20) }
	}
	day, order := c.day(d, 10, 150), shuffled(d, len(t.kinds[lender]))
	for n := range loans {
		c.add(t.grant(i, t.kinds[lender][order[n]], day, d.low(10, 90)*10_000, int(p.income), func(k int) int { return paid(n, k) })...)
		day += d.between(35, 70)
	}
}

// Ranstorp 2016: "a fake payslip". The stated income is for a month.
func (t *town) plantIncome(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.role == employed && p.income < 3_000_00 })
	p := &t.people[i]
	c.subject = personID(i)
	// A few days after a payday, so that three wages lie in the ninety days before.
	day := c.monthStart(d.between(6, 11)) + t.firms[p.employer].payday + d.between(0, 8)
	stated := int(p.income)
	event := func(when int, what string) {
		c.add(t.plan(record("Employment", moment(d, when, 8, 9)).set("person", c.subject).set("employer", firmID(int(p.employer))).set("event", what)))
	}
	switch {
	case c.kind == planted && k%3 == 1:
		c.story, stated = "the work had ended weeks before", stated*d.between(160, 230)/100
		p.left = int16(day - d.between(48, 60))
		event(int(p.left), "ended")
	case c.kind == planted:
		c.story, stated = "stated far above the wages received", stated*d.between(220, 420)/100
	case c.kind == near:
		c.story, stated = "stated well above the wages, not twice", stated*d.between(160, 192)/100
	case k%2 == 0:
		c.story, stated = "earns as much again by invoices of a second trade", stated*d.between(210, 260)/100
		for month := 1; month <= 11; month++ {
			at := c.monthStart(month) + d.between(3, 12)
			c.add(t.plan(t.payment(moment(d, at, 8, 17), firmID(t.kinds[software][0]), c.subject, int(p.income)*d.between(110, 160)/100, "invoice")))
		}
	default:
		c.story = "began the work a month before, one wage so far"
		p.hired = int16(day - d.between(33, 40))
		event(int(p.hired), "started")
	}
	c.add(t.grant(i, pick(d, t.kinds[lender]), day, d.low(30, 160)*10_000, stated, func(int) int { return -d.n(4) })...)
}

// monthStart is the last day before a month of the case's year, 1 to 12, so that adding its day of the month gives the date.
func (c *plant) monthStart(month int) int {
	return dayOf(time.Unix(yearStart+int64(c.first)*daySecs, 0).UTC().Year(), month, 1) - 1
}
