package world

// Regulation (EU) 2019/1148 Art. 9(1): substances together that nobody of the trade buys together. Which ones is left to
// chance: what is rare is rare by the shop's own records, and no combination means anything here.
func (t *town) plantCombination(c *plant, d *dice, k int) {
	substances, days := d.between(3, 5), d.between(4, 28)
	o := purchase{buyer: t.somebody(d, nil)}
	c.subject = personID(o.buyer)
	switch {
	case c.kind == planted:
		c.story = "several regulated substances within weeks, unlike anybody else"
	case c.kind == near && k%2 == 0:
		c.story, substances = "one substance, several products of it", 1
	case c.kind == near:
		c.story, days = "several over the year", 320
	case k%2 == 0:
		c.story, substances = "a house with a pool, a garden and a wall to paint", 2
	default:
		c.story = "a laboratory orders for its shelves"
		o.pro, o.buyer = true, t.firmFor(d, laboratory)
		c.subject = firmID(o.buyer)
	}
	seen, start := map[string]bool{}, c.day(d, 20, 350-days)
	for _, p := range shuffled(d, len(t.products)) {
		q := &t.products[p]
		if len(seen) == substances || !q.regulated() || q.overLimit() || q.isFor(forFarm) || seen[q.cas] {
			continue
		}
		seen[q.cas] = true
		o.product, o.at, o.quantity = p, moment(d, start+len(seen)*days/(substances+1), 8, 20), 0
		t.finishOrder(c, o)
	}
}

// Conflict Armament Research 2020: "purchases incongruent with business activities": a phone shop and six tonnes of
// aluminium paste.
func (t *town) plantIncongruent(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, textile, kiosk, furniture, grocer)
	c.subject = firmID(i)
	ware := pick(d, []int{t.wareOf("760320"), t.wareOf("320611"), t.wareOf("390730"), t.wareOf("720851"), t.wareOf("841370"), t.wareOf("853400"), t.wareOf("845961")})
	units := t.wares[ware].usual * d.between(2, 20)
	switch {
	case c.kind == planted:
		c.story = "tonnes of what the trade has no use for"
	case c.kind == near && k%2 == 0:
		c.story, ware, units = "a little of something else", t.wareOf("490199"), 3
	case c.kind == near:
		c.story, ware = "a lot of its own goods", pick(d, t.usualOr(i, "640399"))
		units = t.wares[ware].usual * 12
	case k%2 == 0:
		c.story, ware, units = "the shop is rebuilt, and buys the tiles itself", t.wareOf("690721"), 4000
	default:
		c.story, ware, units = "a second shop, for bicycles", t.wareOf("871200"), 60
	}
	for n := range 1 + d.n(2) {
		s := supply{at: moment(d, c.day(d, 110, 340)+n, 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware, units: units}
		c.add(t.supply(d, s).order)
	}
}

// listedGoods are on the Common High Priority List.
func (t *town) listedGoods(d *dice) int {
	return t.wareOf(pick(d, []string{"854231", "854232", "853221", "852691", "851762"}))
}

// Conflict Armament Research 2020: "goods moved remarkably rapidly".
func (t *town) plantRapid(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, electronics)
	c.subject = firmID(i)
	ware, wait := t.listedGoods(d), d.between(1, 8)
	switch {
	case c.kind == planted && k%6 == 5:
		c.story, wait = "on again after a fortnight", d.between(11, 17)
	case c.kind == planted:
		c.story = "listed goods arrive, and are on their way abroad within days"
	case c.kind == near && k%2 == 0:
		c.story, wait = "on again after seven weeks", d.between(45, 60)
	case c.kind == near:
		c.story, ware = "furniture, sent on at once", t.wareOf("940360")
	case k%2 == 0:
		c.story = "a wholesaler's turntable: a chain of shops here gets its part the same week"
	default:
		c.story = "sent to the wrong town; the next lorry takes it on"
	}
	units := t.wares[ware].usual * d.between(2, 9)
	in := t.supply(d, supply{at: moment(d, c.day(d, 15, 250), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware, units: units})
	s := supply{at: in.receipt.at - daySecs, ships: in.receipt.at + int64(wait)*daySecs - int64(d.n(20)*3600), seller: i, buyer: t.firmLike(d, importer, wholesale), ware: ware, units: units, unordered: true}
	if c.kind != decoy {
		s.to = pick(d, []string{"pl-59", "pl-60", "pl-62", "pl-63"})
		s.consignee, s.container = t.merchant(t.placeOf(s.to), d.n(9)), t.newContainer()
	}
	out := t.supply(d, s)
	c.add(in.receipt, out.despatch)
}

// State Department on the Klos C, 2014: weapons in crates of cement. What is in a package weighs otherwise than what is named.
func (t *town) plantFalseCargo(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, buildStore, machinery)
	c.subject = firmID(i)
	s := supply{at: moment(d, c.day(d, 150, 335), 8, 17), seller: i, buyer: t.firmLike(d, builder, importer, furniture), container: t.newContainer()}
	s.ware = t.wareOf(pick(d, []string{"100630", "401110", "640399", "940360", "950300", "841370", "690721"}))
	s.from = pick(d, []string{"pl-65", "pl-66"})
	s.units = t.wares[s.ware].usual * d.between(2, 6)
	s.sent = max(40, s.units*t.wares[s.ware].grams/1000)
	usual := 1 + s.sent/t.perPackage(d, s.ware)
	s.packages = max(1, usual/d.between(3, 12))
	switch {
	case c.kind == planted && k%3 == 1:
		c.story, s.packages = "far more packages than such goods come in", usual*d.between(4, 10)
	case c.kind == planted:
		c.story = "crates that weigh far more than such goods do, on a way that is hardly used"
	case c.kind == near && k%2 == 0:
		c.story, s.packages = "the usual crates, on a way that is hardly used", usual
	case c.kind == near:
		c.story, s.from, s.to = "heavy crates, on the way that all take", "pl-47", t.places[0].id
	case k%2 == 0:
		c.story, s.packages = "a first order of a new customer, in sacks as large as the crane takes", max(1, usual/2)
	default:
		c.story, s.packages = "loaded loose: the container is the package", 1
	}
	c.add(t.supply(d, s).transport)
}

// Conflict Armament Research 2020, FinCEN and BIS: one buys, another pays, a third receives.
func (t *town) plantThreeParties(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, phoneShop, engineer, electronics)
	c.subject = firmID(i)
	s := supply{at: moment(d, c.day(d, 15, 330), 8, 17), seller: t.supplier(d, i), buyer: i, ware: t.listedGoods(d)}
	s.units = t.wares[s.ware].usual * d.between(1, 8)
	payer := t.firmLike(d, textile, carDealer, furniture, garage)
	s.payer = firmID(payer)
	s.to = pick(d, []string{"pl-59", "pl-60", "pl-61", "pl-62", "pl-63"})
	s.consignee, s.container = t.merchant(t.placeOf(s.to), d.n(9)), t.newContainer()
	switch {
	case c.kind == planted:
		c.story = "listed goods: one buys, a second pays, a third abroad receives"
	case c.kind == near && k%2 == 0:
		c.story, s.payer = "the buyer pays, a customer abroad receives", ""
	case c.kind == near:
		c.story, s.ware = "three parties, and wooden furniture", t.wareOf("940360")
		s.units = 20
	case k%2 == 0:
		c.story, s.payer = "a bank finances the purchase, the goods go to the customer", firmID(t.kinds[bank][0])
	default:
		c.story = "the parent company pays, and the works of the group receives"
		t.firms[i].family = payer
		s.consignee, s.to = firmID(t.firmLike(d, factory)), ""
	}
	got := t.supply(d, s)
	c.add(got.invoice, got.payment, got.despatch)
}

// Conflict Armament Research 2020: technical plans and engineering services, bought by a business that has no use for them.
func (t *town) plantPlans(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, textile, furniture, kiosk)
	c.subject = firmID(i)
	ware := t.wareOf("71.12.17")
	switch {
	case c.kind == planted && k%6 == 3:
		c.story, ware = "drawings and plans on paper, for a shop", t.wareOf("490600")
	case c.kind == planted:
		c.story = "engineering plans, for a shop"
	case c.kind == near && k%2 == 0:
		c.story, ware = "advice on taxes, for a shop", t.wareOf("480256")
	case c.kind == near:
		c.story = "engineering plans, for a builder"
		i = t.firmFor(d, builder)
		c.subject = firmID(i)
	case k%2 == 0:
		c.story = "the shop is to be rebuilt, and an engineer looks at the walls"
	default:
		c.story = "a garage has its lifting platform tested and drawn"
		i = t.firmFor(d, garage)
		c.subject = firmID(i)
	}
	for n := range d.between(1, 2) {
		s := supply{at: moment(d, c.day(d, 110, 340)+n, 8, 17), seller: pick(d, t.kinds[engineer]), buyer: i, ware: ware, units: d.between(2, 40), unsent: true, unseen: true}
		c.add(t.supply(d, s).invoice)
	}
}

// FinCEN and BIS: when a way is closed, the goods take the one beside it.
func (t *town) plantLane(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, machinery, wholesale)
	c.subject = firmID(i)
	closed, beside := "pl-64", pick(d, []string{"pl-61", "pl-62", "pl-63"})
	ware, ban, before, after := t.listedGoods(d), c.first+d.between(120, 180), d.between(5, 9), d.between(6, 14)
	switch {
	case c.kind == planted:
		c.story = "a way is closed, and as much goes by the one beside it"
	case c.kind == near && k%2 == 0:
		c.story, after = "a way is closed, and the trade ends", 0
	case c.kind == near:
		c.story, beside = "a way is closed, and the goods go the other way round the world", "pl-57"
	case k%2 == 0:
		c.story, before = "a new customer in a country beside a closed one", 0
	default:
		c.story, ware = "coffee, by another port", t.wareOf("090121")
	}
	ship := func(day int, to string) {
		s := supply{at: moment(d, day, 8, 17), seller: i, buyer: t.firmLike(d, importer, machinery), ware: ware, container: t.newContainer(), to: to, unordered: true}
		s.units, s.consignee = t.wares[ware].usual*d.between(1, 4), t.merchant(t.placeOf(to), d.n(9))
		c.add(t.supply(d, s).transport)
	}
	for n := range before {
		ship(c.first+5+n*(ban-c.first-10)/before, closed)
	}
	for n := range after {
		ship(ban+d.between(5, 15)+n*150/after, beside)
	}
	if len(c.lines) == 0 {
		ship(ban, closed)
	}
}
