package world

// reported is the sum from which cash is reported, in cents.
const reported = 10_000_00

// Ranstorp 2016: sums under the limit from many depositors, for one.
func (t *town) plantStructured(c *plant, d *dice, k int) {
	i, day := t.somebody(d, nil), c.day(d, 20, 330)
	p := &t.people[i]
	c.subject = personID(i)
	depositors, span, from, to, category := d.between(5, 9), 5, 2_500_00, 4_900_00, "other"
	switch {
	case c.kind == planted:
		c.story = "many people pay in cash for one, each below the limit"
	case c.kind == near && k%3 == 0:
		c.story, depositors = "only four depositors", 4
	case c.kind == near && k%3 == 1:
		c.story, span = "spread over a month and more", 0
	case c.kind == near:
		c.story, depositors, from, to = "small sums, below the limit in all", 5, 100_00, 700_00
	case k%2 == 0:
		c.story, from, to = "wedding guests give cash", 1_200_00, 2_200_00
	default:
		c.story, category = "a private landlord's tenants pay the year's rent in cash at once", "rent"
	}
	sum := 0
	for n, from1 := range t.bystanders(d, depositors, nil) {
		cents := d.between(from/1000, to/1000) * 1000
		sum += cents
		after := d.between(0, span)
		if span == 0 {
			after = n * d.between(7, 9)
		}
		l := record("Payment", moment(d, day+after, 9, 17)).set("payer", personID(from1)).set("beneficiary", c.subject).euros(cents).
			set("category", category).set("method", "cash").set("beneficiaryAccount", account(c.subject)).set("place", t.places[d.n(homeTowns)].id)
		if c.kind == planted && k%2 == 1 {
			l.set("channel", "agent").set("agent", firmID(t.kinds[remitter][0]))
		} else {
			l.set("channel", "branch")
		}
		c.add(t.plan(l))
	}
	if c.kind == planted && d.percent(60) {
		c.add(t.plan(t.cash(moment(d, day+7, 9, 16), i, "out", "branch", t.places[p.home].id, sum*9/10)))
	}
}

// Ranstorp 2016, FINTRAC: fan-out or fan-in through remitters in a listed corridor, the parties not related.
func (t *town) plantCorridor(c *plant, d *dice, k int) {
	parties, step, country := d.between(5, 9), 2, pick(d, corridors())
	out := k%2 == 0
	shared := "" // the name all parties abroad and here bear, for a family
	switch {
	case c.kind == planted:
		c.story = "one sends to many, or many send to one, unrelated"
	case c.kind == near && k%3 == 0:
		c.story, parties = "only four", 4
	case c.kind == near && k%3 == 1:
		c.story, parties, step = "six, but over months", 6, 16
	case c.kind == near:
		c.story, country = "many, but not in a listed corridor", pick(d, []string{"pl", "es", "pt"})
	case out:
		c.story, parties = "parents pay lawyer, fares and hosts to bring a child home", 5
	default:
		c.story, parties, shared = "brothers and sisters support their mother", 5, "family"
	}
	day := c.day(d, 20, 364-parties*step)
	at := func(n int) int64 { return moment(d, day+n*step+d.n(2), 9, 19) }
	if out {
		i, culture := t.somebody(d, nil), anyCulture(d)
		c.subject = personID(i)
		for n := range parties {
			to := t.newKin(d, country, culture, "")
			c.add(t.plan(t.sent(at(n), c.subject, kinID(to), "de", country, d.low(20, 180)*1000, pick(d, t.kinds[remitter]))))
		}
		return
	}
	senders := t.bystanders(d, parties, nil)
	name := t.people[senders[0]].name
	mother := name
	mother.given, mother.female = name.given+1, true
	if shared == "" {
		mother = newNaming(d, anyCulture(d))
	}
	to := t.newKin(d, country, 0, mother.text(latin))
	c.subject = kinID(to)
	for n, i := range senders {
		if shared != "" {
			p := &t.people[i].name
			*p = naming{name.culture, p.given, name.second, name.famA, name.famB, p.female, name.long, ""}
		}
		c.add(t.plan(t.sent(at(n), personID(i), c.subject, "de", country, d.low(20, 180)*1000, pick(d, t.kinds[remitter]))))
	}
}

// Ranstorp 2016: prepaid cards, each loaded to just below its yearly cap.
func (t *town) plantPrepaid(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(prepaid) && (c.kind != decoy || p.members > 1) })
	p := &t.people[i]
	c.subject = personID(i)
	const yearly = 2_500_00
	full := func() int { return yearly / 1000 * d.between(905, 996) }
	var goals []int
	switch {
	case c.kind == planted:
		c.story = "several cards, each filled to just below its cap"
		for range d.between(2, 4) {
			goals = append(goals, full())
		}
	case c.kind == near && k%2 == 0:
		c.story, goals = "two cards, well below the cap", []int{yearly / 100 * d.between(78, 87), yearly / 100 * d.between(78, 88)}
	case c.kind == near:
		c.story, goals = "one card full, the other hardly used", []int{full(), yearly / 100 * d.between(8, 30)}
	default:
		c.story = "a parent fills the family's cards"
		for range min(int(p.members), 3) {
			goals = append(goals, full())
		}
	}
	for n, goal := range goals {
		holder, id := i, card(i)+"-"+num(n+1)
		if c.kind == decoy {
			holder = int(p.first) + n
			id = card(holder) + "-8"
		}
		t.writeCard(id, personID(holder), t.bankOf(i+n), "prepaid", yearly)
		for day := c.day(d, 5, 60); goal > 0 && day < c.first+360; day += d.between(3, 18) {
			cents := min(goal, d.between(15, 40)*1000)
			if goal-cents < 5000 || day > c.first+335 {
				cents = goal
			}
			goal -= cents
			c.add(t.plan(t.load(open24(d, day), id, holder, i, cents)))
		}
	}
}

// FATF/CF: an appeal quickly matched, its beneficiary unnamed, the money gone within a day.
func (t *town) plantDrain(c *plant, d *dice, k int) {
	i, day := t.somebody(d, nil), c.day(d, 10, 340)
	c.subject = personID(i)
	donors, share, wait, named := d.between(21, 45), d.between(82, 98), 0, ""
	to := kinID(t.newKin(d, pick(d, corridors()), anyCulture(d), ""))
	switch {
	case c.kind == planted:
		c.story = "donations to nobody named, passed on within the day"
	case c.kind == near && k%3 == 0:
		c.story, donors = "fewer than twenty donors", d.between(14, 18)
	case c.kind == near && k%3 == 1:
		c.story, named = "the beneficiary is named", firmID(pick(d, t.kinds[charity]))
	case c.kind == near:
		c.story, wait = "passed on, but only after days", 4
	case k%2 == 0:
		c.story, to = "for an operation; the clinic is paid at once", firmID(t.kinds[clinic][0])
	default:
		c.story, to = "friends collect for a funeral; the undertaker is paid at once", firmID(t.kinds[undertaker][0])
	}
	id := t.campaign(i, named)
	length := d.between(2, 6)
	taken := make([]int, length)
	for n, donor := range t.bystanders(d, donors, nil) {
		cents := d.low(1, 24) * 500
		taken[n%length] += cents
		c.add(t.plan(t.payment(moment(d, day+n%length, 7, 19), personID(donor), c.subject, cents, "donation").set("campaign", id)))
	}
	for n, sum := range taken {
		if sum == 0 {
			continue
		}
		at := moment(d, day+n+wait, 20, 23)
		if c.kind == planted && k%2 == 1 && sum > 20_00 {
			c.add(t.plan(t.cash(at, i, "out", "branch", t.places[t.people[i].home].id, sum*share/100)))
		} else if to[0] == 'r' {
			c.add(t.plan(t.payment(at, c.subject, to, sum*share/100, "other").set("payerCountry", "de")))
		} else {
			c.add(t.plan(t.payment(at, c.subject, to, sum*share/100, "bill")))
		}
	}
}

// campaign enters an appeal on the platform; an empty beneficiary stays unnamed.
func (t *town) campaign(organiser int, beneficiary string) string {
	id := t.number("camp")
	name := []string{"Help now", "A new start", "For the little ones", "Winter aid", "Together", "After the storm"}[t.counters["camp"]%6]
	t.thing(entity("Campaign", id).set("name", name+" "+num(t.counters["camp"])).set("url", "https://give.example.org/"+id).
		set("platform", t.firms[t.kinds[platform][0]].name).set("organiser", personID(organiser)).set("beneficiary", beneficiary))
	return id
}

// settleAppeals plans a year's ordinary campaigns: named beneficiary, donors over weeks, spent in time.
func (t *town) settleAppeals(d *dice, year int) {
	for range 2 + t.size/250 {
		i, day := t.bystanders(d, 1, nil)[0], dayOf(firstYear+year, 1, 1)+d.between(1, 330)
		who, sum := personID(i), 0
		if d.percent(40) {
			who = firmID(pick(d, t.kinds[charity]))
		}
		id := t.campaign(i, who)
		for _, donor := range t.bystanders(d, d.between(8, 50), nil) {
			cents := d.low(1, 20) * 500
			sum += cents
			t.plan(t.payment(open24(d, day+d.low(0, 30)), personID(donor), who, cents, "donation").set("campaign", id))
		}
		t.plan(t.payment(open24(d, day+d.between(2, 35)), who, firmID(pick(d, t.kinds[grocer])), sum*d.between(30, 95)/100, "bill"))
	}
}

// Ranstorp 2016; Regulation (EU) 2018/1672: undeclared cash at the border, once; or withdrawals and crossings in step.
func (t *town) plantCourier(c *plant, d *dice, k int) {
	commutes := c.kind == decoy && k%2 == 1
	i := t.somebody(d, func(_ int, p *person) bool { return p.is(commuter) == commutes })
	p, day := &t.people[i], c.day(d, 20, 290)
	if commutes {
		p.traits |= commuter
	}
	c.subject = personID(i)
	carry := func(cents int, declared string) {
		at, where := moment(d, day, 5, 22), t.places[homeTowns+d.n(crossings)].id
		direction := pick(d, []string{"out", "out", "in"})
		c.add(t.cross(i, at-60, direction, where, "", false))
		c.add(t.plan(t.cash(at, i, direction, "border", where, cents).set("declared", declared)))
	}
	trip := func() {
		at := moment(d, day, 9, 16)
		c.add(t.plan(t.cash(at, i, "out", "branch", t.places[p.home].id, d10(d, 2400, 4900))))
		at += int64(d.between(3, 40) * 3600)
		c.add(t.cross(i, at, "out", t.places[homeTowns].id, "", p.is(car)))
		t.cross(i, at+6*3600, "in", t.places[homeTowns].id, "", p.is(car))
		day += d.between(9, 22)
	}
	switch {
	case c.kind == planted && k%6 == 5:
		c.story = "three times large cash drawn and the border crossed within two days"
		for range 3 {
			trip()
		}
	case c.kind == planted && k%3 == 0:
		c.story = "undeclared cash, at the limit"
		carry(reported+d.between(0, 40)*1000, "false")
	case c.kind == planted:
		c.story = "undeclared cash, far above the limit"
		carry(d.between(13_000, 48_000)*100, "false")
	case c.kind == near && k%2 == 0:
		c.story = "undeclared, just below the limit"
		carry(reported-d.between(1, 100)*1000, "false")
	case c.kind == near:
		c.story = "cash drawn and the border crossed, only twice"
		trip()
		trip()
	case !commutes:
		c.story = "declared: the price of a car"
		carry(d.between(12_000, 30_000)*100, "true")
	default:
		c.story = "a commuter draws cash for a workshop abroad and crosses every day"
		for range 3 {
			trip()
		}
	}
}

// Ranstorp 2016: elderly people told to transfer savings; the money is gone within two days.
func (t *town) plantImpostor(c *plant, d *dice, k int) {
	i, day := t.somebody(d, func(_ int, p *person) bool { return p.age(0) < 60 }), c.day(d, 80, 320)
	p := &t.people[i]
	c.subject = personID(i)
	victims := t.bystanders(d, d.between(3, 6), func(p *person) bool { return p.age(0) >= 66 })
	from, to, hours, payee, share := 2_000_00, 14_000_00, [2]int{2, 40}, "", d.between(86, 98)
	switch {
	case c.kind == planted:
		c.story = "elderly people who never paid this account send savings; they leave within two days"
	case c.kind == near && k%3 == 0:
		c.story, victims = "only two senders", victims[:min(2, len(victims))]
	case c.kind == near && k%3 == 1:
		c.story = "they had paid this account before, months ago"
		for _, v := range victims {
			c.add(t.plan(t.payment(open24(d, day-d.between(45, 75)), personID(v), c.subject, d.low(3, 20)*1000, "other")))
		}
	case c.kind == near:
		c.story, hours = "the money stays for a month", [2]int{700, 760}
	case k%2 == 0:
		c.story, payee, from, to = "the treasurer of a walking club collects for a trip and pays the agency", firmID(t.kinds[travelAgency][0]), 350_00, 900_00
	default:
		c.story, payee, from, to = "brothers and sisters share the costs of a funeral", firmID(t.kinds[undertaker][0]), 900_00, 2_500_00
	}
	for n, v := range victims {
		at, cents := moment(d, day+n*d.between(1, 5), 9, 16), d.between(from/1000, to/1000)*1000
		c.add(t.plan(t.payment(at, personID(v), c.subject, cents, "other")))
		at += int64(d.between(hours[0], hours[1]) * 3600)
		switch {
		case payee != "":
			c.add(t.plan(t.payment(at, c.subject, payee, cents*share/100, "bill")))
		case k%2 == 0:
			c.add(t.plan(t.cash(at, i, "out", "branch", t.places[p.home].id, cents*share/100)))
		default:
			c.add(t.plan(t.payment(at, c.subject, kinID(t.newKin(d, pick(d, []string{"tr", "gb", "lt"}), anyCulture(d), "")), cents*share/100, "other")))
		}
	}
}
