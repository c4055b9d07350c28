package world

// abroad says that the person is away on the day and uses the card there.
func (p *person) abroad(day int) bool { return p.where > 0 && int(p.gone) < day && day <= int(p.away) }

// stay is a long time abroad: pensioners winter in the south, somebody looks after a sick parent, a student spends a term, and
// some have a second home near a border. The card is used there.
func (t *town) stay(now today, i int, p *person) {
	if p.is(quiet) || now.day <= int(p.away) || !p.staysLong(t.seed, i) || now.day%366 != 5+mix(t.seed, 53, i)%300 {
		return
	}
	d := t.stayDice
	length, where := d.between(35, 110), pick(d, []string{"pl-41", "pl-56", "pl-57", "pl-42", "pl-58", "pl-53", "pl-55"})
	if p.role == onBenefit {
		length = d.between(18, 45)
	}
	t.leave(i, now.day, length, where)
	airport := t.places[homeTowns+2].id
	t.cross(i, moment(d, now.day, 9, 20), "out", airport, "QX"+num(d.between(100, 899)), false)
	t.cross(i, moment(d, now.day+length, 9, 20), "in", airport, "QX"+num(d.between(100, 899)), false)
	if d.percent(20) {
		t.returned(d, now.day+d.between(10, length), i)
	}
}

// staysLong picks the few of each walk of life who do.
func (p *person) staysLong(seed uint64, i int) bool {
	k := mix(seed, 52, i) % 1000
	switch p.role {
	case pensioner:
		return k < 40
	case student:
		return k < 40
	case onBenefit:
		return k < 25
	}
	return k < 4
}

// leave notes that somebody is abroad from the day on.
func (t *town) leave(i, day, length int, where string) {
	p := &t.people[i]
	p.gone, p.away, p.where = int16(day), int16(day+length), uint8(t.placeOf(where))
}

// returned is mail that came back from where somebody is registered.
func (t *town) returned(d *dice, day, i int) *line {
	return t.plan(record("MailReturned", moment(d, day, 10, 14)).set("party", personID(i)).set("address", t.address(&t.people[i])))
}

// post is the mail that comes back for dull reasons: moved, no name on the box, on holiday.
func (t *town) post(now today, i int) {
	if now.weekday > 0 && t.stayDice.chance(120) {
		t.returned(t.stayDice, now.day, i)
	}
}
