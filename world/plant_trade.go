package world

// FATF/TB: the same goods invoiced twice, to be financed twice.
func (t *town) plantInvoicing(c *plant, d *dice, k int) {
	i := t.someFirm(d, func(f *firm) bool { return tradeOf(f.kind).goods })
	c.subject = firmID(i)
	day := c.day(d, 20, 320)
	first := t.consignment(moment(d, day, 8, 17), i, t.otherFirm(d, i))
	paper := t.invoice(first)
	t.move(first, paper)
	c.add(paper)
	again := t.consignment(moment(d, day+d.between(1, 25), 8, 17), i, t.otherFirm(d, i))
	switch {
	case c.kind == planted && k%3 == 0:
		c.story, again.bol, again.container, again.lines, again.cents = "one bill of lading, two buyers", first.bol, first.container, first.lines, first.cents
	case c.kind == planted && k%3 == 1:
		c.story, again.container, again.cents = "one full container, two bills of lading", first.container, first.cents
	case c.kind == planted:
		c.story, again.lines, again.cents = "the same serial numbers sold twice", first.lines, first.cents*d.between(90, 120)/100
	case c.kind == near && k%2 == 0:
		c.story, again.bol = "numbers of bills of lading that differ in one digit", first.bol[:len(first.bol)-1]+num((int(first.bol[len(first.bol)-1]-'0')+1)%10)
	case c.kind == near:
		c.story, again.buyer, again.cents = "the same buyer, the same sum, other goods", first.buyer, first.cents
	case k%2 == 0:
		c.story = "a wrong invoice, taken back by a credit note and written again"
		c.add(t.correct(first, day+d.between(3, 15))...)
		return
	default:
		c.story, again.container, again.at = "two buyers' goods share a container", first.container, first.at+7200
	}
	c.add(t.invoice(again))
	if c.kind != planted {
		t.move(again, nil)
	}
}

// A customer, payee or firm that stands on a list.
func (t *town) plantListed(c *plant, d *dice, k int) {
	c.allYear = true // the hit is dated by the party's first record, whichever that is
	shape := k % 7
	if c.kind == planted && shape == 5 {
		t.plantListedFirm(c, d)
		return
	}
	e := t.unusedListing(d, func(e *listing) bool {
		return e.org == "" && e.name.own == "" && e.born == bornOn && (shape != 4 || c.kind != planted || e.name.hasScript()) &&
			(c.kind != decoy || len(cultures()[e.name.culture].second) > 0)
	})
	if c.kind == planted && shape == 6 {
		to := t.newKin(d, e.country(), int(e.name.culture), e.title())
		c.subject, c.story = kinID(to), "a payee abroad with the listed name"
		for _, i := range t.bystanders(d, 2, nil) {
			c.add(t.plan(t.sent(moment(d, c.day(d, 5, 360), 9, 18), personID(i), c.subject, "de", e.country(), d.low(8, 90)*1000, t.kinds[remitter][0])))
		}
		return
	}
	i := t.somebody(d, func(_ int, p *person) bool { return p.role == employed })
	p := &t.people[i]
	own := p.birth
	p.name, p.birth = e.name, int32(e.birth)
	c.subject = personID(i)
	switch {
	case c.kind == planted:
		c.story = t.disguise(d, i, e, shape)
	case c.kind == near:
		c.story = "the listed name, born in another year"
		if p.birth -= int32(d.between(9, 16) * 365); p.age(0) > 85 {
			p.birth += 40 * 365
		}
	default:
		c.story, p.birth = "shares two of the names with a listed person", own
		if k%2 == 0 {
			p.name.second++
		} else {
			p.name.given++
		}
		if int(own/365) == e.birth/365 {
			p.birth -= 4 * 365
		}
	}
	c.add(t.plan(t.payment(open24(d, c.day(d, 5, 360)), c.subject, firmID(pick(d, t.kinds[restaurant])), d.low(20, 200)*100, "bill")))
}

// disguise writes a listed customer's name as customer files have it.
func (t *town) disguise(d *dice, i int, e *listing, shape int) string {
	switch name := e.title(); shape {
	case 1:
		t.called[i] = misspelt(d, name)
		return "a listed person, misspelt"
	case 2:
		t.called[i] = e.name.family() + ", " + e.name.rest()
		return "a listed person, family name first"
	case 3:
		if len(e.aliases) > 0 {
			t.called[i] = e.aliases[0]
		}
		return "a listed person under an alias"
	case 4:
		t.called[i] = e.name.text(script)
		return "a listed person, written in the own script"
	}
	return "a listed person, name and birth date as listed"
}

func (t *town) plantListedFirm(c *plant, d *dice) {
	e := t.unusedListing(d, func(e *listing) bool { return e.org != "" })
	i := t.someFirm(d, func(f *firm) bool { return f.kind == restaurant || f.kind == wholesale || f.kind == builder })
	t.firms[i].name = e.org
	c.subject, c.story = firmID(i), "a firm with a listed name"
	for _, payer := range t.bystanders(d, 2, nil) {
		c.add(t.plan(t.payment(open24(d, c.day(d, 5, 360)), personID(payer), c.subject, d.low(20, 900)*100, "bill")))
	}
}

// unusedListing is one that no case has used yet.
func (t *town) unusedListing(d *dice, ok func(*listing) bool) *listing {
	start := d.n(len(t.listings))
	for step := range t.listings {
		if e := &t.listings[(start+step)%len(t.listings)]; !e.used && ok(e) {
			e.used = true
			return e
		}
	}
	return &t.listings[start]
}
