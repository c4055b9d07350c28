package world

// Ranstorp 2016: "sudden asset sales", work given up, "unusually large withdrawals", bills left, and a journey one way.
func (t *town) plantWinding(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.role == employed && p.is(car) && !p.is(commuter) })
	p, day := &t.people[i], c.day(d, 100, 290)
	p.traits &^= commuter
	c.subject = personID(i)
	const quits, sells, owes, empties, flies = 1, 2, 4, 8, 16
	does, span := quits|sells|owes|empties|flies, d.between(20, 50)
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "work given up, the car sold, the savings drawn, bills left, a ticket one way"
	case c.kind == planted:
		does &^= []int{sells, flies, owes, quits}[d.n(4)]
		c.story = "within weeks most of what ties one to a place is given up"
	case c.kind == near && k%2 == 0:
		c.story, does = "changes work and sells the car", quits|sells
	case c.kind == near:
		c.story, does = "a ticket one way, paid from savings", flies|empties
	case k%2 == 0:
		c.story, does = "moves abroad for a new post; everything is settled, and the savings go along", quits|sells|flies
	default:
		c.story, does = "a divorce: the car is sold, the account is divided, the work changes", quits|sells|empties
	}
	at := func() int { return day + d.n(span) }
	if does&quits != 0 {
		end := at()
		p.left = int16(end)
		c.add(t.plan(record("Employment", moment(d, end, 8, 9)).set("person", c.subject).set("employer", firmID(int(p.employer))).set("event", "ended")))
	}
	if does&sells != 0 {
		cents, sold := d.low(15, 120)*10_000, at()
		buyer := personID(t.bystanders(d, 1, nil)[0])
		c.add(t.plan(record("AssetSale", moment(d, sold, 9, 18)).set("seller", c.subject).set("buyer", buyer).set("asset", "car").euros(cents)),
			t.plan(t.payment(moment(d, sold, 9, 18), buyer, c.subject, cents, "assetSale")))
	}
	if does&owes != 0 {
		for n := range d.between(2, 4) {
			c.add(t.leaseDue(d, day+span/2+n*9, i, t.kinds[hirer][0], d.between(80, 400)*100, -1))
		}
	}
	if does&empties != 0 {
		saved, out := d.between(30, 180)*100_00, day+span*2/3
		c.add(t.balance(d, day-12, i, saved))
		parts := d.between(1, 4)
		for n := range parts {
			c.add(t.plan(t.cash(moment(d, out-parts+n, 9, 16), i, "out", "branch", t.places[p.home].id, saved*92/100/parts)))
		}
		left := saved * d.between(1, 7) / 100
		if c.kind == decoy {
			left = saved / 2
		}
		c.add(t.balance(d, out+3, i, left))
	}
	if does&flies != 0 {
		gone := day + span + d.n(5)
		to := pick(d, []string{"pl-60", "pl-55", "pl-44"})
		c.add(t.ticket(d, gone, i, to, c.subject, "card", ""))
		c.add(t.cross(i, moment(d, gone, 10, 20), "out", t.places[homeTowns+2].id, "QX"+num(d.between(100, 899)), false))
		t.leave(i, gone, 400, to)
	}
}

// ticket plans a booking from the airport, one way; a note on the way it was paid.
func (t *town) ticket(d *dice, day, i int, to, payer, method, locator string) *line {
	if locator == "" {
		locator = "L" + scatter(t.nth("locator"), 8)
	}
	at := moment(d, day, 7, 18)
	return t.plan(record("Booking", at-3600).set("traveller", personID(i)).set("locator", locator).set("carrier", "QX").set("flight", "QX"+num(d.between(100, 899))).
		set("from", t.places[homeTowns+2].id).set("to", to).time("departs", at).time("arrives", at+int64(d.between(2, 6)*3600)).set("document", passport(i)).
		set("payer", payer).set("paymentMethod", method).set("phone", phone(i)).set("status", "flown").set("mode", "air").date("bookedAt", day-d.between(1, 20)))
}

// Ranstorp 2016: cars leased and resold abroad.
func (t *town) plantLease(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.is(car) && p.role != student })
	t.people[i].traits |= car
	c.subject = personID(i)
	lessor, cents, start := pick(d, t.kinds[hirer]), d.between(25, 80)*1000, c.day(d, 20, 250)
	paid := func(n int) int { return -1 }
	inTime := func(n int) int { return start + 30*n + d.n(3) }
	seen, out := "exported", start+d.between(8, 70)
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "leased, exported within weeks, no instalment paid"
	case c.kind == planted && k%3 == 1:
		c.story, seen = "leased, seen over the bridge and never back, no instalment paid", "out"
	case c.kind == planted:
		c.story, seen = "leased, seen in another country months on end, no instalment paid", "seen"
	case c.kind == near && k%2 == 0:
		c.story, paid = "driven abroad, and every instalment is paid", inTime
	case c.kind == near:
		c.story, seen = "no instalment paid, and the car stays here", ""
	case k%2 == 0:
		c.story, seen = "a holiday by car; the first instalments bounced on a wrong account number and came late", "out"
		paid = func(n int) int { return start + 30*n + d.between(9, 25) }
	default:
		c.story, seen, paid = "a commuter's car, over the bridge every day", "out", inTime
	}
	c.add(t.startLease(d, start, i, lessor, cents))
	for n := 1; n <= 6; n++ {
		when := start + 30*n
		c.add(t.leaseDue(d, when, i, lessor, cents, paid(n)))
	}
	switch seen {
	case "out":
		c.add(t.sight(moment(d, out, 5, 22), i, homeTowns+d.n(2), "out", "ch"))
		if c.kind == decoy {
			c.add(t.sight(moment(d, out+d.between(1, 9), 5, 22), i, homeTowns, "in", "de"))
		}
	case "seen":
		for n := range 3 {
			c.add(t.sight(moment(d, out+n*d.between(4, 12), 5, 22), i, -1, "seen", "ro"))
		}
	case "exported":
		c.add(t.sight(moment(d, out, 8, 17), i, homeTowns, "exported", "ch"))
	}
}

// Ranstorp 2016: a claimant who "did not live at their registered address".
func (t *town) plantAddress(c *plant, d *dice, k int) {
	old := c.kind == decoy && k%2 == 0
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(commuter) && (p.role == onBenefit) != old })
	p := &t.people[i]
	p.traits &^= commuter
	if old {
		p.role = pensioner
	} else if p.role != onBenefit {
		p.role, p.income = onBenefit, int32(d.low(560, 1100)*100)
	}
	c.subject = personID(i)
	where, length, mails := pick(d, []string{"pl-55", "pl-60", "pl-44", "pl-57", "pl-58"}), d.between(70, 200), d.between(1, 4)
	switch {
	case c.kind == planted:
		c.story = "mail comes back, the card is used abroad alone, the benefit is paid"
	case c.kind == near && k%2 == 0:
		c.story, length = "mail came back: no name on the box; the card is used in town", 0
	case c.kind == near:
		c.story, mails = "abroad for weeks; the mail arrives", 0
	case old:
		c.story = "a pensioner who lives half the year in the south, as the pension allows"
	default:
		c.story, length = "in hospital over the border for a month", 28
	}
	day := c.day(d, 20, 340-length)
	if length > 0 {
		t.leave(i, day, length, where)
	}
	for n := range mails {
		c.add(t.returned(d, day+d.between(5, max(8, length/2))+n*d.between(3, 25), i))
	}
	for at := day + 2; at < day+length; at += d.between(3, 9) {
		c.add(t.plan(t.byCard(moment(d, at, 9, 21), i, t.merchant(t.placeOf(where), d.n(9)), where, d.low(400, 9000))))
	}
	if len(c.lines) == 0 {
		c.add(t.plan(t.byCard(moment(d, day, 9, 21), i, firmID(t.kinds[grocer][0]), t.places[p.home].id, 2300)))
	}
}
