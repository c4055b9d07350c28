package world

// Ranstorp 2016: "sums under € 5,000".
func (t *town) plantBelowLimit(c *plant, d *dice, k int) {
	i := t.somebody(d, nil)
	c.subject = personID(i)
	payments, days := d.between(11, 22), d.between(40, 85)
	low, high := d.between(455, 480)*10_00, 4_990_00
	method := []string{"transfer", "msb", "cash", "transfer"}[k%4]
	switch {
	case c.kind == planted && k%6 == 5:
		c.story, low = "mostly just below the limit, some well below, to hide it", 3_700_00
	case c.kind == planted:
		c.story = "payment after payment just below the limit"
	case c.kind == near && k%2 == 0:
		c.story, low = "large payments of any size", 1_500_00
	case c.kind == near:
		c.story, payments = "just below the limit, a handful of times", d.between(4, 6)
	case k%2 == 0:
		c.story, method = "the builders of a house are paid in instalments as the bank's app allows", "transfer"
		payments = d.between(7, 11)
	default:
		c.story, payments, days, low, high, method = "a firm's fleet of used cars at one price", d.between(8, 12), 300, 4_650_00, 4_700_00, "transfer"
	}
	start := c.day(d, 10, 355-days)
	payees := t.bystanders(d, d.between(3, 8), nil)
	for n := range payments {
		at := moment(d, start+n*days/payments+d.n(2), 8, 19)
		cents := d.between(low/10_00, high/10_00) * 10_00
		if c.kind == planted && low < 4_000_00 && n%4 > 0 {
			cents = d.between(460, 499) * 10_00
		}
		to := personID(payees[n%len(payees)])
		if c.kind == decoy {
			to = firmID(t.kinds[[]int{builder, carDealer}[k%2]][n%2])
		}
		l := t.payment(at, c.subject, to, cents, "other")
		switch method {
		case "msb":
			country := pick(d, []string{"tr", "lb", "ro"})
			l = t.sent(at, c.subject, kinID(t.newKin(d, country, anyCulture(d), "")), "de", country, cents, pick(d, t.kinds[remitter]))
		case "cash":
			l = record("Payment", at).set("payer", c.subject).set("beneficiary", to).euros(cents).set("category", "other").set("method", "cash").
				set("channel", "branch").set("beneficiaryAccount", account(to))
		}
		c.add(t.plan(l))
	}
}

// Ranstorp 2016: a fighter's pay, the single and the married at two rates, month by month, by one who employs nobody.
func (t *town) plantPayroll(c *plant, d *dice, k int) {
	i := t.somebody(d, nil)
	c.subject = personID(i)
	receivers, months := d.between(5, 9), d.between(3, 8)
	single := d.between(55, 95) * 10_00
	married, drift := single*3/2, 0
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, drift = "two rates in dollars, paid in euros at the day's price", 2
	case c.kind == planted:
		c.story = "two equal sums, every month, to people it does not employ"
	case c.kind == near && k%2 == 0:
		c.story, receivers = "two relatives, every month", 2
	case c.kind == near:
		c.story, drift = "many friends, each month another sum", 60
	case k%2 == 0:
		c.story = "a club's trainers and helpers"
		c.subject = firmID(t.firmFor(d, charity))
	default:
		c.story, months = "a lodger's house: the grandmother helps her grandchildren", 9
	}
	month := d.between(1, 13-months)
	to := t.bystanders(d, receivers, nil)
	abroad := c.kind == planted && k%2 == 0
	var kin []int
	for range to {
		kin = append(kin, 0)
		if abroad {
			kin[len(kin)-1] = t.newKin(d, pick(d, []string{"tr", "lb", "iq"}), anyCulture(d), "")
		}
	}
	for m := range months {
		day := c.monthStart(month+m) + d.between(1, 4)
		for n := range to {
			cents := single
			if n%5 >= 3 {
				cents = married
			}
			if drift > 0 {
				cents = cents * (1000 + d.between(-drift*10, drift*10)) / 1000
			}
			at := moment(d, day+d.n(2), 8, 18)
			if abroad {
				kin := kin[n]
				c.add(t.plan(t.sent(at, c.subject, kinID(kin), "de", t.abroad[kin].country, cents, t.kinds[remitter][n%2])))
			} else {
				c.add(t.plan(t.payment(at, c.subject, personID(to[n]), cents, "other")))
			}
		}
	}
}

// Ranstorp 2016: money from the conflict area to people at home, by senders whom nothing ties to the receiver; it goes on at once.
func (t *town) plantReverse(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(kinAbroad) })
	p := &t.people[i]
	c.subject = personID(i)
	country, day := pick(d, corridors()), c.day(d, 30, 330)
	senders, share, wait := d.between(1, 4), d.between(82, 99), d.between(0, 3)
	switch {
	case c.kind == planted:
		c.story = "money from strangers in a listed country, and out again at once"
	case c.kind == near && k%2 == 0:
		c.story, country = "the same from a country on no list", pick(d, []string{"pl", "es", "pt"})
	case c.kind == near:
		c.story, share = "from a listed country, and most of it is kept", d.between(8, 25)
	case k%2 == 0:
		c.story, senders = "the price of the parents' house; brothers and sisters get their part", 1
	default:
		c.story, senders, wait = "savings that follow a refugee; rent and furniture are paid", 1, 4
	}
	sum := 0
	for n := range senders {
		cents := d.between(9, 60) * 100_00
		sum += cents
		from := t.newKin(d, country, anyCulture(d), "")
		at := moment(d, day+n*d.between(0, 4), 9, 17)
		if k%2 == 0 {
			c.add(t.plan(t.payment(at, kinID(from), c.subject, cents, "other").set("payerCountry", country).set("beneficiaryCountry", "de")))
		} else {
			c.add(t.plan(t.sent(at, kinID(from), c.subject, country, "de", cents, pick(d, t.kinds[remitter]))))
		}
	}
	sum = sum * share / 100
	day += senders*2 + wait
	switch {
	case c.kind == decoy && k%2 == 1:
		for n, kind := range []int{landlord, furniture, grocer} {
			c.add(t.plan(t.payment(moment(d, day+n*3, 9, 17), c.subject, firmID(t.kinds[kind][0]), sum/4, "bill")))
		}
	case k%3 == 0 && c.kind != decoy:
		c.add(t.plan(t.cash(moment(d, day, 9, 17), i, "out", "branch", t.places[p.home].id, sum)))
	default:
		to := t.bystanders(d, d.between(3, 6), nil)
		for n, i := range to {
			c.add(t.plan(t.payment(moment(d, day+n%3, 9, 20), c.subject, personID(i), sum/len(to), "other")))
		}
	}
}

// FATF, Virtual Assets, 2020; Ranstorp 2016: an appeal on the web; many small gifts to one address, sent on at once.
func (t *town) plantGifts(c *plant, d *dice, k int) {
	co := coins()[d.n(4)]
	wallet := t.newWallet("", co.chain)
	c.subject = wallet
	gifts, days, wait, share := d.between(22, 60), d.between(2, 6), 20, d.between(85, 99)
	switch {
	case c.kind == planted && k%6 == 3:
		c.story, days = "an appeal that runs for a fortnight", d.between(11, 14)
	case c.kind == planted:
		c.story = "an appeal on the web: many small gifts, sent on the same night"
	case c.kind == near && k%2 == 0:
		c.story, gifts = "a dozen gifts", d.between(9, 14)
	case c.kind == near:
		c.story, wait = "many gifts, kept for weeks", 24*d.between(15, 40)
	case k%2 == 0:
		c.story = "a band's new songs; the platform pays out every evening"
	default:
		c.story = "a shelter for animals; the exchange sweeps its address"
	}
	to := t.newWallet("", co.chain)
	if c.kind == decoy {
		to = firmWallet(t.kinds[exchange][0])
	}
	first := c.day(d, 10, 330)
	sum := make([]int, days)
	for n := range gifts {
		cents := d.low(5, 95) * 100
		sum[n%days] += cents
		c.add(t.coinsSent(moment(d, first+n%days, 6, 20), co, t.outsiderOn(co), wallet, cents))
	}
	for n, cents := range sum {
		c.add(t.coinsSent(moment(d, first+n, 20, 24)+int64(max(0, wait-20)*3600), co, wallet, to, cents*share/100))
	}
}
