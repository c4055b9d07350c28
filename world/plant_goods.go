package world

// Regulation (EU) 2019/1148 Art. 5: a member of the public may not buy an Annex I substance above its limit, but with a
// licence for the substance, up to its ceiling, on the day.
func (t *town) plantOverLimit(c *plant, d *dice, k int) {
	i, day := t.somebody(d, nil), c.day(d, 30, 350)
	c.subject = personID(i)
	o := purchase{at: moment(d, day, 8, 20), buyer: i}
	switch licensable := func(p *product) bool { return p.overLimit() && p.strength <= p.ceiling }; {
	case c.kind == planted && k%5 == 3:
		o.product = 4 // peroxide above what any licence may allow
	case c.kind == planted && k%5 == 0:
		o.product = pick(d, t.productsFor(forPro|forHobby, (*product).overLimit))
	default:
		o.product = pick(d, t.productsFor(forPro|forHobby, licensable))
	}
	p := &t.products[o.product]
	full := p.ceiling
	switch c.kind {
	case planted:
		switch k % 5 {
		case 0:
			c.story = "no licence"
		case 1:
			c.story, o.licence = "the licence had run out", t.licence(i, p.cas, full, day-900, day-d.between(2, 60))
		case 2:
			other := map[bool]string{true: "7697-37-2", false: "7664-93-9"}[p.cas != "7697-37-2"]
			c.story, o.licence = "the licence was for another substance", t.licence(i, other, 100_000, day-200, day+500)
		case 3:
			c.story, o.licence = "stronger than the licence allowed", t.licence(i, p.cas, p.ceiling, day-200, day+500)
		default:
			c.story, o.licence = "bought before the licence began", t.licence(i, p.cas, full, day+d.between(3, 20), day+900)
		}
	case near:
		switch k % 3 {
		case 0:
			c.story, o.product = "exactly at the limit, not above it", 1
		case 1:
			c.story, o.licence = "the licence ran out days later", t.licence(i, p.cas, full, day-900, day+d.between(1, 3))
		default:
			c.story, o.refused = "asked for, and refused", true
		}
	default:
		if k%2 == 0 {
			t.licence(i, p.cas, full, day-1000, day-40)
			c.story, o.licence = "an old licence had run out, a new one stood", t.licence(i, p.cas, full, day-39, day+900)
		} else {
			c.story, o.licence, o.quantity = "a licensed hobbyist buys for the season", t.licence(i, p.cas, full, day-100, day+900), 25_000
		}
	}
	t.finishOrder(c, o)
}

// finishOrder fills in what the case left open, and plans it.
func (t *town) finishOrder(c *plant, o purchase) {
	d, p := t.goodsDice, &t.products[o.product]
	home := 0
	if o.pro {
		home = t.firms[o.buyer].town
	} else {
		home = int(t.people[o.buyer].home)
	}
	if o.quantity == 0 {
		o.quantity = pick(d, p.sizes)
	}
	o.site = t.siteFor(d, p.use, home)
	c.add(t.order(o))
}

// Art. 8(2): a professional user states the use of an Annex I substance above the limit, at least once in twelve months.
func (t *town) plantUndeclared(c *plant, d *dice, k int) {
	i := t.someFirm(d, func(f *firm) bool { return tradeOf(f.kind).buys != 0 })
	f, day := &t.firms[i], c.day(d, 40, 330)
	uses := tradeOf(f.kind).buys
	f.declared = -1
	c.subject = firmID(i)
	o := purchase{buyer: i, pro: true, product: pick(d, t.productsFor(uses, (*product).overLimit))}
	cas := t.products[o.product].cas
	orders := d.between(1, 3)
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "never declared"
	case c.kind == planted && k%3 == 1:
		c.story, o.declaration = "the declaration was older than twelve months", t.declare(i, cas, day-366-d.between(3, 150), "own trade")
	case c.kind == planted:
		c.story, o.declaration = "declared another substance", t.declare(i, "75-52-5", day-60, "own trade")
	case c.kind == near:
		c.story, o.declaration = "the declaration was nearly twelve months old", t.declare(i, cas, day-362+d.between(0, 20), "own trade")
		orders = 1
	case k%2 == 0:
		c.story, o.product = "weaker than the limit: no declaration is due", 5
	default:
		c.story, o.declaration = "declared on the morning of the purchase", t.declare(i, cas, day, "own trade")
	}
	for n := range orders {
		o.at, o.quantity = moment(d, day+n*d.between(1, 12), 7, 17), 0
		t.finishOrder(c, o)
	}
}

// DHS 2011: "smaller purchases of the same products at different locations within a short period of time".
func (t *town) plantDispersed(c *plant, d *dice, k int) {
	day := c.day(d, 20, 340)
	o := purchase{product: []int{0, 5, 13, 14}[d.n(4)]}
	use := t.products[o.product].use & (forPool | forGarden)
	sites, grams := d.between(3, 6), 0
	pause := func() int { return d.between(0, 6/sites) } // days between purchases
	switch {
	case c.kind == planted:
		c.story = "small amounts at several shops within days"
	case c.kind == near && k%3 == 0:
		c.story, sites = "only two shops", 2
	case c.kind == near && k%3 == 1:
		c.story, sites = "three shops, but over ten days", 3
		pause = func() int { return 5 }
	case c.kind == near:
		c.story, sites, grams = "three shops, but not much in all", 3, d.between(4, 7)*1000
	case k%2 == 0:
		c.story, sites = "the pool was filled: two small cans and the usual canister", 3
	default:
		c.story, sites, o.pro = "a tradesperson buys near each building site", 4, true
	}
	if o.pro {
		o.buyer = t.someFirm(d, func(f *firm) bool { return f.kind == poolService || f.kind == farm || f.kind == cleaner })
		c.subject = firmID(o.buyer)
	} else {
		o.buyer = t.somebody(d, nil)
		c.subject = personID(o.buyer)
	}
	visited := 0
	for _, s := range shuffled(d, len(t.sites)) {
		if visited == sites || t.sites[s].uses&use == 0 {
			continue
		}
		o.site, o.at, o.quantity = s, moment(d, day, 8, 20), grams
		if grams == 0 {
			o.quantity = d.between(max(5, 27/(sites-sites/4)+1), 15) * 1000 // 27 kg and more, one attempt refused
		}
		if c.kind == decoy && !o.pro && visited == 1 {
			o.quantity = 25_000
		}
		o.refused = c.kind == planted && k%3 == 1 && sites > 3 && visited == 1
		c.add(t.order(o))
		visited++
		day += pause()
	}
}

// DHS 2011: "credit card in another person's name".
func (t *town) plantOthersCard(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return c.kind != decoy || p.members > 1 })
	p, day := &t.people[i], c.day(d, 20, 320)
	c.subject = personID(i)
	owners := t.bystanders(d, 3, func(q *person) bool { return q.household != p.household })
	o := purchase{buyer: i, method: "card", product: pick(d, []int{0, 5, 13, 14, 16})}
	buy := func(after int, cardID, holder string) {
		o.at, o.card, o.cardHolder, o.quantity = moment(d, day+after, 8, 20), cardID, holder, 0
		t.finishOrder(c, o)
	}
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "paid with a stranger's card"
		for n := range d.between(1, 3) {
			buy(n*4, card(owners[0]), t.name(owners[0]))
		}
	case c.kind == planted && k%3 == 1:
		c.story = "three strangers' cards within a month"
		for n, owner := range owners {
			buy(n*d.between(3, 10), card(owner), t.name(owner))
		}
	case c.kind == planted:
		c.story = "one card, its holder and another buyer"
		buy(0, card(owners[0]), t.name(owners[0]))
		o.buyer = owners[0]
		buy(d.between(1, 20), card(owners[0]), t.name(owners[0]))
	case c.kind == near && k%2 == 0:
		c.story = "the own card, printed with an initial"
		buy(0, card(i), initialled(t.name(i)))
	case c.kind == near:
		c.story = "two cards, both the buyer's own"
		t.writeCard(card(i)+"-1", personID(i), t.bankOf(i+3), "credit", 0)
		buy(0, card(i), t.name(i))
		buy(d.between(2, 20), card(i)+"-1", t.name(i))
	case k%2 == 0:
		mate := int(p.first) + (i-int(p.first)+1)%int(p.members)
		c.story = "the card of the same household"
		buy(0, card(mate), t.name(mate))
		buy(d.between(5, 20), card(mate), t.name(mate))
	default:
		c.story = "an employee buys with the employer's card"
		t.writeCard("k-"+firmID(int(p.employer))+"-"+num(i+1), firmID(int(p.employer)), t.bankOf(i), "debit", 0)
		buy(0, "k-"+firmID(int(p.employer))+"-"+num(i+1), t.firms[p.employer].name)
	}
}

// DHS 2011, UK suspicion signs: "evasive or vague responses"; refusals to show papers.
func (t *town) plantEvasive(c *plant, d *dice, k int) {
	i, day := t.somebody(d, nil), c.day(d, 20, 300)
	c.subject = personID(i)
	wanted := pick(d, t.productsFor(forPro|forHobby, (*product).overLimit))
	note := func(after int) {
		at := moment(d, day+after, 9, 19)
		c.add(t.plan(record("Observation", at).set("subject", personID(i)).set("code", pick(d, codes())).set("site", siteID(d.n(len(t.sites))))))
	}
	ask := func(after int) {
		t.finishOrder(c, purchase{at: moment(d, day+after, 9, 19), buyer: i, product: wanted, refused: true})
	}
	switch {
	case c.kind == planted && k%2 == 0:
		c.story = "vague answers in several shops"
		for n := range d.between(2, 4) {
			note(n * d.between(1, 9))
		}
	case c.kind == planted:
		c.story = "refused in several shops"
		for n := range d.between(2, 4) {
			ask(n * d.between(1, 9))
		}
		note(1)
	case c.kind == near && k%2 == 0:
		c.story = "one vague answer, once"
		note(0)
	case c.kind == near:
		c.story = "two vague answers, months apart"
		note(0)
		note(d.between(33, 60))
	default:
		c.story = "two clerks note one visit; the customer comes back with the licence and is served"
		note(0)
		note(0)
		p := &t.products[11]
		t.finishOrder(c, purchase{at: moment(d, day+1, 9, 19), buyer: i, product: 11, licence: t.licence(i, p.cas, 100_000, day-300, day+600)})
	}
}

// Art. 9(4): significant disappearances are reported.
func (t *town) plantStock(c *plant, d *dice, k int) {
	s := d.n(len(t.sites))
	for step := 0; t.sites[s].quiet && step < len(t.sites); step++ {
		s = (s + 1) % len(t.sites)
	}
	site, day := &t.sites[s], c.first+d.between(0, 10)*30+d.between(8, 20)
	site.quiet = true
	c.subject = siteID(s)
	item := pick(d, t.productsFor(site.uses, (*product).regulated))
	expected := d.between(200, 1800) * 1000
	at := moment(d, day, 18, 21)
	switch {
	case c.kind == planted:
		c.story = "goods missing at a count, unexplained"
		lost := max(expected/1000*d.between(25, 250), 12_000+d.n(6000))
		c.add(t.stocktake(at, s, item, expected, expected-lost))
	case c.kind == near:
		c.story = "less than one in a hundred missing"
		c.add(t.stocktake(at, s, item, expected, expected-expected/1000*d.between(4, 9)))
	case k%2 == 0:
		c.story = "a pallet stood in the wrong aisle; the recount next day finds it"
		c.add(t.stocktake(at, s, item, expected, expected-d.between(30, 120)*1000))
		c.add(t.stocktake(at+daySecs, s, item, expected, expected))
	default:
		c.story = "sand washed out by rain: nothing regulated"
		c.add(t.stocktake(at, s, 18, expected, expected-expected/10))
	}
}
