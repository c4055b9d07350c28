package world

// purse is the rarer traffic of an account: money from abroad, larger sums in parts, what is left at the end of a month.
func (t *town) purse(now today, i int, p *person) {
	d := t.purseDice
	if p.is(kinAbroad) && !p.is(quiet) && d.chance(350) {
		t.fromAbroad(d, now.day, i, p)
	}
	if d.chance(60) && !p.is(quiet) {
		t.inParts(d, now.day, i)
	}
	if now.last && mix(t.seed, 61, i)%4 == 0 && !p.is(quiet) {
		t.balance(d, now.day, i, int(p.income)*d.low(5, 500)/100)
	}
	if d.chance(250) {
		t.toShop(d, now.day, i)
	}
}

func (t *town) balance(d *dice, day, i, cents int) *line {
	return t.plan(record("Balance", moment(d, day, 22, 24)).set("holder", personID(i)).set("account", account(personID(i))).euros(cents))
}

// fromAbroad is money from relatives: a debt paid back, a house sold, savings that follow. Some of it is drawn in cash or
// shared among the brothers and sisters.
func (t *town) fromAbroad(d *dice, day, i int, p *person) {
	k := t.abroad[p.kin]
	cents := d.low(10, 300) * 1000
	t.plan(t.sent(moment(d, day, 9, 18), kinID(int(p.kin)), personID(i), k.country, "de", cents, t.tills[mix(t.seed, 65, i)%len(t.tills)]))
	switch d.n(4) {
	case 0:
		t.plan(t.cash(moment(d, day+d.between(1, 6), 9, 17), i, "out", "branch", t.places[p.home].id, cents*d.between(40, 95)/100))
	case 1:
		for n := range d.between(2, 4) {
			t.plan(t.payment(open24(d, day+1+d.n(5)), personID(i), personID(t.friend(i, n)), cents/5, "other"))
		}
	}
}

// inParts is a large price paid in several transfers, because the bank's app has a limit for one.
func (t *town) inParts(d *dice, day, i int) {
	limit := pick(d, []int{1_000_00, 2_000_00, 3_000_00, 5_000_00})
	payee := pick(d, t.kinds[pick(d, []int{carDealer, builder, furniture})])
	for n := range d.between(2, 5) {
		t.plan(t.payment(open24(d, day+n*d.between(0, 2)), personID(i), firmID(payee), limit-d.n(4)*d.n(120)*100, "bill"))
	}
}

// toShop is a bill of a small shop that is paid by transfer.
func (t *town) toShop(d *dice, day, i int) {
	shop := pick(d, t.kinds[pick(d, []int{phoneShop, kiosk, garage, textile, furniture})])
	t.plan(t.payment(open24(d, day), personID(i), firmID(shop), d.low(10, 900)*100, "bill"))
}

// allowances are what clubs and charities pay by the month: two rates, for trainers and helpers, to people they do not employ.
func (t *town) allowances(now today) {
	if now.dom != 28 {
		return
	}
	d := t.purseDice
	for k, i := range t.kinds[charity] {
		low := (60 + mix(t.seed, 62, i)%15*20) * 100
		for n := range 2 + mix(t.seed, 63, i)%7 {
			to := mix(t.seed, 64, i*100+n) % t.size
			cents := low
			if n%3 == 0 {
				cents = low * 3 / 2
			}
			t.plan(t.payment(moment(d, now.day, 6, 9), firmID(i), personID(to), cents, "other"))
		}
		if k%2 == 0 { // a project abroad
			t.plan(t.sent(moment(d, now.day, 9, 15), firmID(i), kinID(k%len(t.abroad)), "de", t.abroad[k%len(t.abroad)].country, d.low(20, 300)*1000, t.kinds[remitter][0]))
		}
	}
}
