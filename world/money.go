package world

// payment begins a transfer of cents between two parties; both accounts are named where they are the town's own.
func (t *town) payment(at int64, payer, beneficiary string, cents int, category string) *line {
	l := record("Payment", at).set("payer", payer).set("beneficiary", beneficiary).euros(cents).set("category", category)
	return l.set("method", "transfer").set("channel", "online").set("payerAccount", account(payer)).set("beneficiaryAccount", account(beneficiary))
}

// account is the account of a person or firm of the town, "" for a party abroad.
func account(party string) string {
	if party[0] != 'p' && party[0] != 'c' { // abroad
		return ""
	}
	return "a-" + party
}

// sent begins a payment through a remitter's counter.
func (t *town) sent(at int64, payer, beneficiary, from, to string, cents, agent int) *line {
	return record("Payment", at).set("payer", payer).set("beneficiary", beneficiary).euros(cents).set("category", "other").
		set("method", "msb").set("channel", "agent").set("agent", firmID(agent)).set("payerCountry", from).set("beneficiaryCountry", to)
}

// cash begins a movement of cash at a machine or counter.
func (t *town) cash(at int64, i int, direction, channel, place string, cents int) *line {
	l := record("CashMovement", at).set("holder", personID(i)).set("direction", direction).set("channel", channel).
		set("place", place).euros(cents)
	if channel == "border" {
		return l
	}
	l.set("account", account(personID(i)))
	if channel == "atm" {
		l.set("card", card(i)).set("terminal", "atm-"+place[3:]+"-"+num(int(l.at)%5))
	}
	return l
}

// earn is wages, pensions, benefits, takings and changes of work.
func (t *town) earn(now today, i int, p *person) {
	d := t.moneyDice
	switch p.role {
	case employed:
		payday := t.firms[p.employer].payday
		if (now.dom == payday || now.last && payday > now.dom) && now.day > int(p.hired) && now.day <= int(p.left) {
			t.plan(t.payment(moment(d, now.day, 4, 8), firmID(int(p.employer)), personID(i), int(p.income), "salary"))
		}
		if !p.is(quiet) && d.chance(110) {
			t.changeWork(now, i, p)
		}
	case selfEmployed:
		if now.weekday > 0 && d.chance(45_000) {
			payer := d.n(len(t.firms))
			t.plan(t.payment(moment(d, now.day, 8, 17), firmID(payer), personID(i), d.low(int(p.income)/4, int(p.income)), "invoice"))
		}
		if now.weekday == 1 && mix(t.seed, 11, i)%3 == 0 {
			t.plan(t.cash(moment(d, now.day, 9, 16), i, "in", "branch", t.places[p.home].id, d.low(20, 190)*1000))
		}
	case pensioner, onBenefit, student:
		if now.last {
			fund := firmID(t.kinds[authority][0])
			t.plan(t.payment(moment(d, now.day, 2, 5), fund, personID(i), int(p.income), "benefit"))
			if p.role == onBenefit {
				t.plan(t.benefit(moment(d, now.day, 2, 5), now, i, "basic income"))
			} else {
				t.plan(t.benefit(moment(t.stayDice, now.day, 2, 5), now, i, []string{"pension", "", "study grant"}[p.role-pensioner]))
			}
		}
	}
}

// benefit begins a month's benefit.
func (t *town) benefit(at int64, now today, i int, what string) *line {
	return record("BenefitPayment", at).set("claimant", personID(i)).set("authority", firmID(t.kinds[authority][0])).
		set("benefit", what).euros(int(t.people[i].income)).date("periodStart", now.day-now.dom+1).date("periodEnd", now.day)
}

func (t *town) changeWork(now today, i int, p *person) {
	d := t.moneyDice
	event := func(day int, what string) {
		t.plan(record("Employment", moment(d, day, 8, 9)).set("person", personID(i)).set("employer", firmID(int(p.employer))).set("event", what))
	}
	event(now.day, "ended")
	if d.percent(25) {
		p.role, p.income = onBenefit, p.income*6/10
		return
	}
	p.employer, p.income = int32(pick(d, t.kinds[pick(d, []int{factory, software, builder, grocer})])), p.income*int32(d.between(90, 125))/100
	p.hired = int16(now.day + d.between(1, 30))
	event(int(p.hired), "started")
}

// spend is rent, bills, shopping, cash, small sums between friends, donations and sales.
func (t *town) spend(now today, i int, p *person) {
	d, me := t.moneyDice, personID(i)
	if now.dom == int(p.rentDay) && p.is(tenant) {
		t.plan(t.payment(moment(d, now.day, 5, 9), me, firmID(int(p.landlord)), int(p.rent), "rent"))
	}
	if now.dom == int(p.billDay) {
		t.plan(t.payment(moment(d, now.day, 5, 9), me, firmID(t.kinds[power][i%len(t.kinds[power])]), 3000+int(p.household)%17*600, "bill"))
		t.plan(t.payment(moment(d, now.day, 5, 9), me, firmID(t.kinds[telecom][i%len(t.kinds[telecom])]), 1499+i%5*1000, "bill"))
	}
	if d.chance(190_000) {
		shop := pick(d, t.kinds[pick(d, []int{grocer, grocer, grocer, restaurant, diy})])
		payee, at := firmID(shop), t.places[t.firms[shop].town].id
		if p.abroad(now.day) {
			payee, at = t.merchant(int(p.where), shop), t.places[p.where].id
		}
		t.plan(t.byCard(open24(d, now.day), i, payee, at, d.low(250, 16000)))
	}
	if d.chance(32_000) {
		t.withdraw(now, i, p)
	}
	if d.chance(14_000) {
		friend := t.friend(i, d.n(4))
		t.plan(t.payment(open24(d, now.day), me, personID(friend), d.low(4, 180)*100, "other"))
	}
	if d.chance(4_500) {
		t.donate(now.day, i, t.kinds[charity][d.n(len(t.kinds[charity]))], "")
	}
	if d.chance(150) {
		t.sellCar(now, i, p)
	}
	if d.chance(60) && !p.is(quiet) {
		t.celebrate(now, i, p)
	}
	if p.is(prepaid) && now.day%int(p.loadEvery) == i%int(p.loadEvery) {
		t.plan(t.load(open24(d, now.day), card(i)+"-9", i, i, d.between(2, 8)*1000))
	}
}

// byCard begins a payment in a shop.
func (t *town) byCard(at int64, i int, payee, place string, cents int) *line {
	return record("Payment", at).set("payer", personID(i)).set("beneficiary", payee).euros(cents).set("category", "other").
		set("method", "card").set("card", card(i)).set("place", place)
}

func (t *town) load(at int64, card string, holder, loader, cents int) *line {
	return record("CardLoad", at).set("card", card).set("holder", personID(holder)).set("loader", personID(loader)).euros(cents)
}

// withdraw is cash from a machine, at home mostly; now and then in a border town, and now and then a large sum.
func (t *town) withdraw(now today, i int, p *person) {
	d, at, cents := t.moneyDice, t.places[p.home].id, d10(t.moneyDice, 20, 400)
	if d.percent(4) {
		at = t.places[homeTowns+crossings+d.n(2)].id
	}
	if d.percent(2) {
		cents = d10(d, 900, 3500)
	}
	if p.abroad(now.day) {
		at = t.places[p.where].id
	}
	t.plan(t.cash(open24(d, now.day), i, "out", "atm", at, cents))
}

// d10 is whole tens of euros, in cents.
func d10(d *dice, from, to int) int { return d.low(from/10, to/10) * 1000 }

// friend is one of the few people with whom someone shares bills; it goes both ways.
func (t *town) friend(i, k int) int {
	step := []int{1, 7, 31, 83}[k]
	if i/step%2 == 0 {
		return min(i+step, t.size-1)
	}
	return i - step
}

func (t *town) donate(day, i, to int, campaign string) *line {
	d := t.moneyDice
	return t.plan(t.payment(open24(d, day), personID(i), firmID(to), pick(d, []int{500, 1000, 2000, 2500, 5000, 10000}), "donation").set("campaign", campaign))
}

// sellCar is a used car between people: a large sum for once.
func (t *town) sellCar(now today, i int, p *person) {
	d := t.moneyDice
	buyer, cents := d.n(t.size), d.low(12, 140)*10_000
	if buyer == i {
		return
	}
	t.plan(record("AssetSale", open24(d, now.day)).set("seller", personID(i)).set("buyer", personID(buyer)).set("asset", "used car").euros(cents))
	if d.percent(50) {
		t.plan(t.payment(open24(d, now.day), personID(buyer), personID(i), cents, "assetSale"))
		return
	}
	t.plan(t.cash(moment(d, now.day, 9, 16), buyer, "out", "branch", t.places[p.home].id, cents))
	t.plan(t.cash(moment(d, now.day+1, 9, 16), i, "in", "branch", t.places[p.home].id, cents))
}

// celebrate is a wedding or a birthday: some guests give money within a few days, and much of it is spent soon.
func (t *town) celebrate(now today, i int, p *person) {
	d := t.moneyDice
	sum := 0
	for range d.between(4, 11) {
		guest, cents := d.n(t.size), d.low(3, 40)*1000
		if guest == i || t.people[guest].is(quiet) {
			continue
		}
		sum += cents
		t.plan(t.payment(open24(d, now.day+d.n(6)), personID(guest), personID(i), cents, "other"))
	}
	t.plan(t.payment(open24(d, now.day+d.between(6, 12)), personID(i), firmID(pick(d, t.kinds[restaurant])), sum*d.between(30, 95)/100+1, "bill"))
}

// support is money to family abroad, more of it before holidays; some have two to support.
func (t *town) support(now today, i int, p *person) {
	if !p.is(kinAbroad) || p.is(quiet) {
		return
	}
	d := t.moneyDice
	extra := now.month == 4 || now.month == 12
	if now.dom != int(p.supportDay) && !(extra && d.chance(20_000)) {
		return
	}
	to := int(p.kin)
	if d.percent(5) {
		to = (to + 1) % len(t.abroad)
	}
	k := t.abroad[to]
	cents := d.low(5, 45) * 1000
	if i%3 == 0 {
		t.plan(t.payment(open24(d, now.day), personID(i), kinID(to), cents, "other").set("payerCountry", "de").set("beneficiaryCountry", k.country))
		return
	}
	t.plan(t.sent(moment(d, now.day, 9, 19), personID(i), kinID(to), "de", k.country, cents, t.tills[mix(t.seed, 65, i*12+now.month)%len(t.tills)]))
}
