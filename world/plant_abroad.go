package world

// Ranstorp 2016: benefits drawn while away. The cards are used there and not at home.
func (t *town) plantBenefit(c *plant, d *dice, k int) {
	old := c.kind == decoy && k%2 == 0
	i := t.somebody(d, func(_ int, p *person) bool {
		return !p.is(commuter) && (p.role == onBenefit && !old || p.role == pensioner && old)
	})
	p := &t.people[i]
	if p.role != onBenefit && !old {
		p.role, p.income = onBenefit, int32(d.low(560, 1100)*100)
	}
	p.traits &^= commuter
	c.subject = personID(i)
	where := pick(d, []string{"pl-55", "pl-50", "pl-44", "pl-61", "pl-60", "pl-40"})
	length, every := d.between(48, 140), d.between(3, 7)
	switch {
	case c.kind == planted && k%6 == 2:
		c.story, length, every = "away for months, living on cash drawn now and then", d.between(90, 150), d.between(9, 12)
	case c.kind == planted:
		c.story = "away for weeks on end, and the benefit is paid"
	case c.kind == near && k%2 == 0:
		c.story, length = "three weeks of holiday", d.between(17, 22)
	case c.kind == near:
		c.story, length, every = "three short journeys, home between", 9, 2
	case old:
		c.story, where, length = "a pensioner winters in the south; the pension is paid abroad by law", "pl-56", 100
	default:
		c.story, length = "with a sick mother, and the authority knows", d.between(50, 70)
	}
	day := c.day(d, 15, 360-length)
	trips := 1
	if c.kind == near && k%2 == 1 {
		trips, day = 3, c.day(d, 15, 250)
	}
	if trips == 1 {
		t.leave(i, day, length, where)
	}
	for trip := range trips {
		for at := day + trip*30 + d.between(1, every); at < day+trip*30+length; at += d.between(max(1, every-2), every+2) {
			if d.percent(50) || every > 8 {
				c.add(t.plan(t.cash(moment(d, at, 9, 21), i, "out", "atm", where, d10(d, 50, 400))))
			} else {
				c.add(t.plan(t.byCard(moment(d, at, 9, 21), i, t.merchant(t.placeOf(where), d.n(9)), where, d.low(400, 9000))))
			}
		}
	}
}

// Ranstorp 2016: regular withdrawals of 500 to 1,000 euros in towns at the border, by one who neither lives nor shops there.
func (t *town) plantBorderTown(c *plant, d *dice, k int) {
	i := t.somebody(d, nil)
	c.subject = personID(i)
	where := pick(d, []string{"pl-50", "pl-51", "pl-52"})
	rounds, times, span, lives := d.between(3, 5), d.between(3, 5), d.between(4, 10), false
	from, to := 500, 1000
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, rounds, times, span = "every other week, one withdrawal, half the year", d.between(11, 14), 1, 1
	case c.kind == planted:
		c.story = "round after round of withdrawals in a border town, month after month"
	case c.kind == near && k%2 == 0:
		c.story, rounds = "two rounds, then no more", 2
	case c.kind == near:
		c.story, where = "the same in a large city far from any border", "pl-60"
	case k%2 == 0:
		c.story, lives = "an aid worker on shifts: draws cash, eats and sleeps there", true
	default:
		c.story, from, to, lives = "a lorry driver on the route draws for tolls", 60, 300, true
	}
	gap := 31
	if times == 1 {
		gap = 14
	}
	start := c.day(d, 10, max(11, 350-rounds*gap))
	for r := range rounds {
		day := start + r*gap + d.between(-3, 3)
		for n := range times {
			at := day + n*span/times
			c.add(t.plan(t.cash(moment(d, at, 8, 22), i, "out", "atm", where, d.between(from/10, to/10)*1000)))
			if lives {
				c.add(t.plan(t.byCard(moment(d, at, 8, 22), i, t.merchant(t.placeOf(where), n), where, d.low(500, 9000))))
			}
		}
	}
}

// Ranstorp 2016: the driver comes back, the vehicle does not.
func (t *town) plantLeftBehind(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return p.is(car) && !p.is(commuter) })
	p := &t.people[i]
	p.traits |= car
	p.traits &^= commuter
	c.subject = personID(i)
	day, bridge := c.day(d, 20, 250), homeTowns+d.n(2)
	back := day + d.between(2, 40)
	c.add(t.cross(i, moment(d, day, 5, 22), "out", t.places[bridge].id, "", true))
	drives, flight := false, ""
	switch {
	case c.kind == planted && k%3 == 0:
		c.story, flight = "out by car, home by air; the car is seen no more", "QX"+num(d.between(100, 899))
	case c.kind == planted && k%3 == 1:
		c.story = "out by car, home by bus; the car is seen no more"
	case c.kind == planted:
		c.story = "out by car, home on foot after a night"
		back = day + 1
	case c.kind == near && k%2 == 0:
		c.story, drives = "out and home in the same car", true
	case c.kind == near:
		c.story, flight = "home by air, and the car fetched ten days later", "QX"+num(d.between(100, 899))
	case k%2 == 0:
		c.story = "sold to a dealer abroad, with papers"
		c.add(t.sight(moment(d, back-1, 9, 17), i, -1, "sold", "ch"))
	default:
		c.story, flight = "broken down; the club brings it home within days", "QX"+num(d.between(100, 899))
		c.add(t.sight(moment(d, back+d.between(3, 9), 9, 17), i, bridge, "in", "de"))
	}
	where := t.places[bridge].id
	if flight != "" {
		where = t.places[homeTowns+2].id
	}
	c.add(t.cross(i, moment(d, back, 8, 22), "in", where, flight, drives))
	if c.kind == near && !drives {
		c.add(t.cross(i, moment(d, back+9, 7, 9), "out", t.places[bridge].id, "", false))
		c.add(t.cross(i, moment(d, back+10, 15, 21), "in", t.places[bridge].id, "", true))
	}
}
