package world

// Levitt, on returning fighters: out on one document, in on another, after a long time without a trace here.
func (t *town) plantReturn(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(commuter) })
	p := &t.people[i]
	p.traits &^= commuter
	c.subject = personID(i)
	away, other := d.between(95, 220), "D"+scatter(i, 8)
	day := c.day(d, 5, 340-away)
	switch {
	case c.kind == planted:
		c.story = "out on one passport, months without a trace, in on another and by another way"
	case c.kind == near && k%2 == 0:
		c.story, other = "months away, and back on the same passport", passport(i)
	case c.kind == near:
		c.story, away = "a holiday, and back on the identity card", d.between(7, 25)
	case k%2 == 0:
		c.story = "a year at sea; the passport was renewed at a consulate"
	default:
		c.story = "two nationalities, two passports, half the year with the parents"
	}
	t.leave(i, day, away, pick(d, []string{"pl-60", "pl-44", "pl-55"}))
	c.add(t.cross(i, moment(d, day, 8, 20), "out", t.places[homeTowns+2].id, "QX"+num(d.between(100, 899)), false))
	l := record("Crossing", moment(d, day+away, 8, 20)).set("traveller", c.subject).set("document", other).set("direction", "in").
		set("crossing", t.places[homeTowns+d.n(2)].id).set("outcome", "admitted")
	c.add(t.plan(l))
	if c.kind == decoy { // the new one was shown before
		c.add(t.shown(d, day-d.between(1, 4), i, other, true))
	}
}

// Levitt: "forgeries and false documents".
func (t *town) plantDocument(c *plant, d *dice, k int) {
	i := t.somebody(d, nil)
	c.subject = personID(i)
	document, day := "F"+scatter(i, 8), c.day(d, 20, 330)
	ok, first := true, -1
	switch {
	case c.kind == planted && k%3 == 0:
		c.story, ok = "the check digits are wrong", false
	case c.kind == planted:
		c.story, first = "a document that another showed before", t.bystanders(d, 1, nil)[0]
	case c.kind == near:
		c.story = "a document that is shown three times by its holder"
		c.add(t.shown(d, day-40, i, document, true), t.shown(d, day-9, i, document, true))
	case k%2 == 0:
		c.story, ok = "a worn passport: misread once, read well the same minute", false
		c.add(t.shown(d, day, i, document, true))
	default:
		c.story, first = "a child's passport, shown by the mother with her own", int(t.people[i].first)
	}
	if first >= 0 {
		c.add(t.shown(d, day-d.between(0, 15), first, document, true))
	}
	c.add(t.shown(d, day, i, document, ok))
}

// Levitt: a reported death, and the document in use.
func (t *town) plantDead(c *plant, d *dice, k int) {
	i := t.somebody(d, nil)
	c.subject = personID(i)
	day, status, source, grade := c.day(d, 10, 200), "dead", "a partner service", "C3"
	after := d.between(5, 150)
	switch {
	case c.kind == planted:
		c.story = "reported dead, and at the border months later"
	case c.kind == near && k%2 == 0:
		c.story, status = "reported detained, and at the border months later", "detained"
	case c.kind == near:
		c.story, after = "at the border, and reported dead afterwards", -d.between(3, 60)
	case k%2 == 0:
		c.story, source, grade = "another of the same name had died", "a newspaper", "E5"
	default:
		c.story, source, grade = "the register was wrong, and is put right", "register of deaths", "A1"
		c.add(t.report(moment(d, day+3, 9, 17), i, "released", source, grade))
	}
	c.add(t.report(moment(d, day, 9, 17), i, status, source, grade))
	if k%2 == 0 {
		c.add(t.shown(d, day+after, i, passport(i), true))
	} else {
		c.add(t.cross(i, moment(d, day+after, 6, 22), "in", t.places[homeTowns+d.n(3)].id, "", false))
	}
}

// Ranstorp 2016: "turned back in Istanbul but then travel via boats".
func (t *town) plantRefused(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(commuter) })
	t.people[i].traits &^= commuter
	c.subject = personID(i)
	day, wait, first, second := c.day(d, 20, 300), d.between(2, 25), t.placeOf("pl-60"), t.placeOf("pl-46")
	if k%2 == 1 {
		first, second = t.placeOf("pl-53"), t.placeOf("pl-40")
	}
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, second = "turned back at one country's airport, and into its neighbour by land", t.placeOf("pl-54")
	case c.kind == planted:
		c.story = "turned back at one crossing, admitted at another of the same country within weeks"
	case c.kind == near && k%2 == 0:
		c.story, wait = "turned back, and admitted elsewhere three months later", d.between(80, 100)
	case c.kind == near:
		c.story, second = "turned back, and admitted at the same crossing with a visa", first
	default:
		c.story, wait = "an expired passport; with the new one by the next ship", d.between(1, 5)
	}
	c.add(t.refuse(i, moment(d, day, 6, 22), first))
	c.add(t.cross(i, moment(d, day+wait, 6, 22), "in", t.places[second].id, "", false))
}

// Ranstorp 2016: "buying someone's airline ticket".
func (t *town) plantSponsor(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.members > 1 || c.kind != decoy })
	p := &t.people[i]
	c.subject = personID(i)
	travellers := t.bystanders(d, d.between(3, 6), func(q *person) bool { return q.household != p.household })
	to, start, gap, one := pick(d, []string{"pl-60", "pl-55", "pl-44"}), c.day(d, 20, 230), d.between(3, 18), false
	switch {
	case c.kind == planted && k%6 == 3:
		c.story, one = "one traveller, whose tickets strangers pay in turn", true
	case c.kind == planted:
		c.story = "pays the journeys of several who have nothing to do with one another, one way"
	case c.kind == near && k%2 == 0:
		c.story, travellers = "pays for two friends", travellers[:min(2, len(travellers))]
	case c.kind == near:
		c.story = "three in a year, months apart"
		travellers, gap = travellers[:min(3, len(travellers))], 60
		start = c.day(d, 20, 60)
	case k%2 == 0:
		c.story, travellers = "pays for the family", nil
		for n := range min(int(p.members), 4) {
			travellers = append(travellers, int(p.first)+n)
		}
		gap = 0
	default:
		c.story, gap = "books for a club's journey, and is paid back", 0
	}
	locator := ""
	if gap == 0 {
		locator = "L" + scatter(t.nth("locator"), 8)
	}
	for n, who := range travellers {
		payer := c.subject
		if one {
			payer, who = personID(who), i
		}
		c.add(t.ticket(d, start+n*gap, who, to, payer, pick(d, []string{"cash", "card"}), locator))
		if c.kind == decoy && k%2 == 1 {
			c.add(t.plan(t.payment(open24(d, start+d.between(1, 20)), personID(who), c.subject, 210_00, "other")))
		}
	}
}
