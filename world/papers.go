package world

// papers is what becomes of documents in a year: they are shown at the airport, renewed, misread, and refused now and then;
// somebody pays another's ticket, and somebody dies.
func (t *town) papers(now today, i int, p *person) {
	d := t.paperDice
	if p.is(quiet) {
		return
	}
	switch k := d.n(1_000_000); {
	case k < 700: // shown and read
		t.shown(d, now.day, i, passport(i), d.chance(995_000))
	case k < 706: // typed off with the twin's number
		t.shown(d, now.day, int(p.first), passport(i), true)
	case k < 712: // expired at the border; in again by another bridge with the new one
		at := moment(d, now.day, 8, 20)
		t.refuse(i, at, homeTowns)
		t.cross(i, at+int64(d.between(1, 60)*3600), "in", t.places[homeTowns+1].id, "", false)
	case k < 780:
		t.treat(d, now.day, i, p)
	case k < 787 && p.role == pensioner:
		t.report(moment(d, now.day, 9, 17), i, "dead", "register of deaths", "A1")
		p.since = 1 << 30 // and no records follow
	case k < 789: // another of the same name
		t.report(moment(d, now.day, 9, 17), i, "dead", "a newspaper", "D4")
	}
}

// shown is a document that was read somewhere.
func (t *town) shown(d *dice, day, i int, document string, ok bool) *line {
	right := "true"
	if !ok {
		right = "false"
	}
	return t.plan(record("DocumentUse", moment(d, day, 6, 23)).set("document", document).set("holder", personID(i)).
		date("birthDate", int(t.people[i].birth)).set("checkDigitsOk", right))
}

// refuse is a crossing at which somebody was turned back.
func (t *town) refuse(i int, at int64, crossing int) *line {
	return t.plan(record("Crossing", at).set("traveller", personID(i)).set("document", passport(i)).set("direction", "in").
		set("crossing", t.places[crossing].id).set("outcome", "refused"))
}

func (t *town) report(at int64, i int, status, source, grade string) *line {
	return t.plan(record("StatusReport", at).set("party", personID(i)).set("status", status).set("source", source).set("grade", grade))
}

// treat is a ticket paid by another: parents for children, a firm for its people, a friend for friends.
func (t *town) treat(d *dice, day, i int, p *person) {
	to, locator := pick(d, []string{"pl-40", "pl-41", "pl-42", "pl-57"}), "L"+scatter(t.nth("locator"), 8)
	switch d.n(4) {
	case 0:
		t.ticket(d, day, i, to, firmID(int(p.employer)), "invoice", locator)
	case 1:
		for n := range d.between(2, 4) {
			t.ticket(d, day, t.friend(i, n), to, personID(i), "card", locator)
		}
	default:
		for n := range min(int(p.members), 4) {
			t.ticket(d, day, int(p.first)+n, to, personID(i), "card", locator)
		}
	}
}

// tokens are what artists make and others trade.
func (t *town) tokens(now today) {
	d := t.paperDice
	for _, i := range t.artists {
		if !d.chance(15_000) {
			continue
		}
		token := t.newToken(walletOf(i))
		from := walletOf(i)
		for range d.between(1, 3) {
			to := pick(d, t.outsiders)
			t.tokenSold(d, now.day+d.n(20), token, from, to, d.low(10, 900)*100)
			from = to
		}
	}
}

func (t *town) newToken(creator string) string {
	id := t.number("token")
	t.thing(entity("Token", id).set("name", "Picture "+id[6:]).set("contract", t.address32()).set("creator", creator))
	return id
}

func (t *town) tokenSold(d *dice, day int, token, from, to string, cents int) *line {
	return t.plan(record("NftTrade", moment(d, day, 0, 24)).set("token", token).set("collection", "Pictures").set("seller", from).set("buyer", to).
		euros(cents).set("marketplace", "market.example.org"))
}
