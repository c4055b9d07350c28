package world

// roads is what a year brings to vehicles: leases, breakdowns abroad, cars sold and taken out, cameras at the bridges.
func (t *town) roads(now today, i int, p *person) {
	d := t.roadDice
	if p.leases(t.seed, i) && !p.is(quiet) {
		t.lease(d, now, i)
	}
	if p.is(quiet) || !p.is(car) {
		return
	}
	switch k := d.n(1_000_000); {
	case k < 25:
		t.breakdown(d, now.day, i, p)
	case k < 45:
		t.leftWithKin(d, now.day, i, p)
	case k < 1_500: // a camera, somewhere
		t.sight(moment(d, now.day, 6, 22), i, -1, "seen", "de")
	}
}

// leases says that the person leases a car for some time that began in these years.
func (p *person) leases(seed uint64, i int) bool {
	return p.is(car) && p.role != student && mix(seed, 71, i)%25 == 0
}

// leaseOf is the lessor, the day of the start and the instalment.
func (t *town) leaseOf(i int) (lessor, start, cents int) {
	all := t.kinds[hirer]
	return all[mix(t.seed, 72, i)%len(all)], mix(t.seed, 73, i) % (t.days - 30), (150 + mix(t.seed, 74, i)%50*10) * 100
}

func (t *town) lease(d *dice, now today, i int) {
	lessor, start, cents := t.leaseOf(i)
	switch {
	case now.day == start:
		t.startLease(d, now.day, i, lessor, cents)
	case now.day > start && (now.day-start)%30 == 0:
		paid := now.day + d.low(0, 6) - 2
		switch k := d.n(1000); {
		case k < 20:
			paid += d.between(8, 50)
		case k < 26:
			paid = -1
		}
		t.leaseDue(d, now.day, i, lessor, cents, paid)
	}
}

func (t *town) startLease(d *dice, day, i, lessor, cents int) *line {
	return t.plan(record("LeaseStart", moment(d, day, 9, 17)).set("lessee", personID(i)).set("lessor", firmID(lessor)).set("vehicle", vehicle(i)).euros(cents))
}

func (t *town) leaseDue(d *dice, day, i, lessor, cents, paid int) *line {
	l := record("Due", moment(d, day, 0, 1)).set("debtor", personID(i)).set("creditor", firmID(lessor)).set("agreement", "lease-"+num(i+1)).
		set("agreementKind", "lease").euros(cents).date("dueDate", day)
	if paid >= 0 {
		l.date("paidAt", paid)
	}
	return t.plan(l)
}

func vehicle(i int) string { return "v-" + num(i+1) }

// sight is a camera or an officer who saw a vehicle; a crossing below zero: none.
func (t *town) sight(at int64, i, crossing int, direction, country string) *line {
	l := record("Sighting", at).set("vehicle", vehicle(i)).set("person", personID(i)).set("direction", direction).set("country", country)
	if crossing >= 0 {
		l.set("crossing", t.places[crossing].id)
	}
	return t.plan(l)
}

// breakdown: out by car, back without it; it is fetched, or towed home by somebody.
func (t *town) breakdown(d *dice, day, i int, p *person) {
	bridge, back := homeTowns+i%2, day+d.between(2, 9)
	t.cross(i, moment(d, day, 7, 12), "out", t.places[bridge].id, "", true)
	t.cross(i, moment(d, back, 12, 20), "in", t.places[bridge].id, "", false)
	home := back + d.between(4, 40)
	if d.percent(50) {
		t.cross(i, moment(d, home, 7, 10), "out", t.places[bridge].id, "", false)
		t.cross(i, moment(d, home, 14, 20), "in", t.places[bridge].id, "", true)
		return
	}
	t.sight(moment(d, home, 9, 18), i, bridge, "in", "de")
}

// leftWithKin: a car brought to relatives or sold there; the sale is written down, mostly.
func (t *town) leftWithKin(d *dice, day, i int, p *person) {
	t.cross(i, moment(d, day, 7, 12), "out", t.places[homeTowns].id, "", true)
	back := day + d.between(3, 15)
	t.cross(i, moment(d, back, 10, 20), "in", t.places[homeTowns+2].id, "QX"+num(d.between(100, 899)), false)
	if d.percent(70) {
		t.sight(moment(d, day+d.between(1, 3), 9, 18), i, -1, "sold", "ch")
	}
}
