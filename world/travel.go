package world

// travel is the way to work over the border, shopping there, and holidays.
func (t *town) travel(now today, i int, p *person) {
	d := t.travelDice
	if now.day <= int(p.away) {
		return
	}
	switch {
	case p.is(commuter) && now.weekday > 0 && now.weekday < 6:
		if d.percent(85) {
			t.roundTrip(i, p, moment(d, now.day, 5, 8), moment(d, now.day, 16, 20))
		}
	case d.chance(2_200) && !p.is(quiet):
		t.roundTrip(i, p, moment(d, now.day, 8, 12), moment(d, now.day, 15, 21))
	case d.chance(2_000) && !p.is(quiet):
		t.holiday(now, i, p)
	}
}

func (t *town) roundTrip(i int, p *person, out, back int64) {
	bridge := t.places[homeTowns+i%2].id
	t.cross(i, out, "out", bridge, "", p.is(car))
	t.cross(i, back, "in", bridge, "", p.is(car))
}

func (t *town) cross(i int, at int64, direction, crossing, flight string, drives bool) *line {
	l := record("Crossing", at).set("traveller", personID(i)).set("document", passport(i)).set("direction", direction).
		set("crossing", crossing).set("flight", flight).set("outcome", "admitted")
	if drives && flight == "" {
		l.set("vehicle", "v-"+num(i+1))
	}
	return t.plan(l)
}

// holiday is a stay abroad: booked, flown or driven; cash is drawn before, and customs sometimes asks about it.
func (t *town) holiday(now today, i int, p *person) {
	d := t.travelDice
	stay := d.between(3, 21)
	p.gone, p.away, p.where = int16(now.day), int16(now.day+stay), uint8(homeTowns+crossings+mix(t.seed, 51, i+now.day)%2)
	if d.percent(35) {
		t.plan(t.cash(moment(d, now.day, 7, 9), i, "out", "atm", t.places[p.home].id, d10(d, 200, 1800)))
	}
	if d.percent(45) {
		t.cross(i, moment(d, now.day, 9, 20), "out", t.places[homeTowns].id, "", p.is(car))
		t.cross(i, moment(d, now.day+stay, 9, 20), "in", t.places[homeTowns+1].id, "", p.is(car))
		return
	}
	airport, to := t.places[homeTowns+2].id, pick(d, []string{"pl-40", "pl-41", "pl-42", "pl-43", "pl-44"})
	p.where = uint8(t.placeOf(to))
	out, back := moment(d, now.day, 9, 20), moment(d, now.day+stay, 9, 20)
	flight, locator := "QX"+num(d.between(100, 899)), "L"+scatter(t.nth("locator"), 8)
	for leg, at := range []int64{out, back} {
		from, dest := airport, to
		if leg == 1 {
			from, dest = to, airport
		}
		t.plan(record("Booking", at-3600).set("traveller", personID(i)).set("locator", locator).set("carrier", "QX").set("flight", flight).
			set("from", from).set("to", dest).time("departs", at).time("arrives", at+int64(d.between(2, 11)*3600)).set("document", passport(i)).
			set("payer", personID(i)).set("paymentMethod", pick(d, []string{"card", "card", "transfer", "cash"})).set("phone", phone(i)).
			set("status", "flown").set("mode", "air").date("bookedAt", now.day-d.between(3, 120)))
	}
	t.cross(i, out, "out", airport, flight, false)
	t.cross(i, back, "in", airport, flight, false)
	switch k := d.n(100); {
	case k < 4: // below what must be declared
		t.plan(t.cash(out, i, "out", "border", airport, d.low(15, 95)*10_000).set("declared", "false"))
	case k < 6:
		t.plan(t.cash(out, i, "out", "border", airport, d.low(102, 260)*10_000).set("declared", "true"))
	}
}
