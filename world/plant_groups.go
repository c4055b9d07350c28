package world

// Conflict Armament Research 2020: "groups of linked, family-owned companies ... located near key border crossings".
func (t *town) plantBorderFirms(c *plant, d *dice, k int) {
	firms, goods := d.between(2, 4), []int{t.listedGoods(d), t.wareOf("870899"), t.wareOf("252329"), t.wareOf("640399")}
	where, shares := pick(d, []string{"pl-50", "pl-51", "pl-52"}), true
	switch {
	case c.kind == planted:
		c.story = "firms of one family in a border town buy listed goods beside unrelated ones"
	case c.kind == near && k%2 == 0:
		c.story, goods = "firms of one family in a border town buy tyres and car parts", []int{t.wareOf("401110"), t.wareOf("870899")}
	case c.kind == near:
		c.story, where = "the same, in a city far from any border", "pl-60"
	case k%2 == 0:
		c.story, shares = "neighbours in a border town, each with its own phone and house", false
	default:
		c.story, goods = "an electronics maker and its shop, beside the bridge", []int{t.wareOf("854231"), t.wareOf("853400")}
	}
	var all []int
	for n := range firms {
		i := t.newFirm(d, pick(d, []int{importer, garage, phoneShop}), -d.between(300, 5000))
		f := &t.firms[i]
		f.kept, f.town = true, t.placeOf(where)
		if all = append(all, i); shares {
			f.family = all[0]
		}
		if n > 0 {
			c.others = append(c.others, firmID(i))
		}
	}
	c.subject = firmID(all[0])
	start := c.day(d, 20, 250)
	for round := range 2 {
		for n, i := range all {
			for g, ware := range goods {
				if g > 1 && (g+n)%2 == 0 {
					continue
				}
				s := supply{at: moment(d, start+round*20+d.n(18), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware}
				s.units = t.wares[ware].usual * d.between(1, 4)
				c.add(t.supply(d, s).order)
			}
		}
	}
}

// Levitt: "sending money to areas where the group does not currently have affiliates".
func (t *town) plantNewCorridor(c *plant, d *dice, k int) {
	i := t.firmFor(d, kiosk, phoneShop, grocer)
	c.subject = firmID(i)
	senders, days, country := d.between(3, 7), d.between(6, 26), pick(d, []string{"ss", "ye", "cd"})
	switch {
	case c.kind == planted:
		c.story = "several senders at one counter, to a listed country that it never sent to"
	case c.kind == near && k%2 == 0:
		c.story, senders = "two senders", 2
	case c.kind == near:
		c.story, country = "several senders to a new country that is on no list", "no"
	case k%2 == 0:
		c.story = "a hostel opened next door: its people send home"
	default:
		c.story, days = "a relief appeal of the parish after a flood", 5
	}
	start := c.day(d, 200, 330)
	for n := range d.between(40, 90) { // its usual business
		from := t.bystanders(d, 1, nil)[0]
		c0 := pick(d, []string{"tr", "ro", "pl", "it"})
		t.plan(t.sent(moment(d, c.first+3+n*2, 9, 19), personID(from), kinID(t.newKin(d, c0, anyCulture(d), "")), "de", c0, d.low(5, 60)*1000, i))
	}
	for n, from := range t.bystanders(d, senders, nil) {
		to := t.newKin(d, country, anyCulture(d), "")
		c.add(t.plan(t.sent(moment(d, start+n*days/senders, 9, 19), personID(from), kinID(to), "de", country, d.low(10, 150)*1000, i)))
	}
}

// Ranstorp 2016, FATF 2014: an association's gifts that do not go where it says.
func (t *town) plantOffPurpose(c *plant, d *dice, k int) {
	i := t.newFirm(d, charity, -d.between(400, 6000))
	t.firms[i].kept, c.subject = true, firmID(i)
	gifts, cash, private, wait := d.between(20, 60), d.between(35, 70), d.between(25, 60), 1
	switch {
	case c.kind == planted && k%6 == 2:
		c.story, private = "the gifts go out in cash, nearly all", 0
		cash = d.between(80, 95)
	case c.kind == planted:
		c.story = "a good part in cash, and the newest gifts to private people within days"
	case c.kind == near && k%2 == 0:
		c.story, cash, private = "rent and wages are paid, a little cash for the feast", 6, 0
	case c.kind == near:
		c.story, cash, wait = "helpers are paid back their costs, by transfer, at the end of the season", 0, 60
	case k%2 == 0:
		c.story, private = "a field kitchen after a flood: cash for the market, every day", 10
	default:
		c.story, cash = "scholarships: the gifts go to students, as promised", 0
		private = 80
	}
	days := d.between(15, 60)
	start, sum := c.day(d, 15, 260), 0
	for n, from := range t.bystanders(d, gifts, nil) {
		cents := d.low(10, 250) * 100
		sum += cents
		c.add(t.plan(t.payment(moment(d, start+n*days/gifts, 8, 20), personID(from), c.subject, cents, "donation")))
	}
	if cash > 0 {
		for n := range 3 {
			l := record("CashMovement", moment(d, start+(n+1)*days/3, 10, 16)).set("holder", c.subject).set("account", account(c.subject)).
				set("direction", "out").set("channel", "branch").set("place", t.places[t.firms[i].town].id).euros(sum * cash / 300)
			c.add(t.plan(l))
		}
	}
	if private > 0 {
		to := t.bystanders(d, d.between(2, 4), nil)
		for n, who := range to {
			c.add(t.plan(t.payment(moment(d, start+days*(n+1)/len(to)+wait, 9, 18), c.subject, personID(who), sum*private/100/len(to), "other")))
		}
	}
	c.add(t.plan(t.payment(moment(d, start+days+9, 9, 18), c.subject, firmID(t.kinds[landlord][0]), max(1, sum/20), "rent")))
}

// FATF 2020, and the tokens of a listed party that nobody can take down.
func (t *town) plantToken(c *plant, d *dice, k int) {
	switch {
	case c.kind == planted:
		c.subject, c.story = t.seizedWallet(c), "a token made by a listed wallet is traded"
	case c.kind == near:
		c.story, c.subject = "a token made by a wallet whose address is nearly a listed one", t.outsider()
	default:
		c.story, c.subject = "a picture of the same name by an artist of the town", t.newWallet("", "ethereum")
	}
	token, from, day := t.newToken(c.subject), c.subject, c.day(d, 10, 300)
	for n := range d.between(1, 4) {
		to := pick(d, t.outsiders)
		c.add(t.tokenSold(d, day+n*d.between(1, 14), token, from, to, d.low(10, 900)*100))
		from = to
	}
}
