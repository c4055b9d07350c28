package world

// FinCEN and BIS: a company founded lately asks for goods of the Common High Priority List, with no trade before.
func (t *town) plantNewFirm(c *plant, d *dice, k int) {
	day, age := c.day(d, 20, 340), d.between(8, 165)
	hs := pick(d, []string{"854231", "854232", "853221", "852691", "851762"})
	kind, before := pick(d, []int{importer, phoneShop, engineer, garage}), false
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, before = "founded lately; one harmless order, and then priority goods", true
	case c.kind == planted:
		c.story = "founded lately, and the first purchase is of priority goods"
	case c.kind == near && k%2 == 0:
		c.story, age = "founded last year, first purchase", d.between(200, 330)
	case c.kind == near:
		c.story, hs = "founded lately, and the first purchase is of furniture", "940360"
	case k%2 == 0:
		c.story, kind = "a start-up that builds electronics", electronics
	default:
		c.story = "an old business in a new legal form"
	}
	i := t.newFirm(d, kind, day-age)
	t.firms[i].kept, c.subject = true, firmID(i)
	if before {
		c.add(t.supply(d, supply{at: moment(d, day-d.between(3, 8), 8, 17), seller: t.supplier(d, i), buyer: i, ware: t.wareOf("480256"), units: 20}).order)
	}
	ware := t.wareOf(hs)
	for n := range d.between(1, 3) {
		s := supply{at: moment(d, day+n*d.between(4, 20), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware, units: t.wares[ware].usual * d.between(1, 5)}
		c.add(t.supply(d, s).order)
	}
}

// Conflict Armament Research 2020: a firm that dealt in one thing for long begins to buy many.
func (t *town) plantScope(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, garage, textile, furniture, salon)
	c.subject = firmID(i)
	chapters, days, start := d.between(3, 7), d.between(25, 85), c.day(d, 220, 270)
	switch {
	case c.kind == planted:
		c.story = "the same goods for months, then several new chapters of goods at once"
	case c.kind == near && k%2 == 0:
		c.story, chapters = "two new chapters", 2
	case c.kind == near:
		c.story, days, chapters, start = "new chapters, one at a time through the year", 330, 4, c.first+10
	case k%2 == 0:
		c.story, days = "moves to new rooms and buys what they need", d.between(15, 40)
	default:
		c.story = "opens a second shop of another trade"
	}
	for n := range d.between(5, 9) { // what it always bought
		s := supply{at: moment(d, c.first+10+n*22+d.n(9), 8, 17), seller: t.supplier(d, i), buyer: i, ware: pick(d, t.usualOr(i, "330499"))}
		s.units = t.wares[s.ware].usual
		t.supply(d, s)
	}
	for n, ware := range t.foreignWares(d, i, chapters) {
		s := supply{at: moment(d, start+n*days/chapters+d.n(4), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware}
		s.units = max(1, t.wares[ware].usual*d.between(60, 400)/100)
		c.add(t.supply(d, s).order)
	}
}

// Conflict Armament Research 2020, FINTRAC: linked, family-owned companies buy the same goods.
func (t *town) plantShared(c *plant, d *dice, k int) {
	firms, hs := d.between(3, 5), pick(d, []string{"760320", "854231", "850760", "841370", "320611"})
	kinds := []int{phoneShop, importer, garage, textile}
	byDoor := k%2 == 1
	switch {
	case c.kind == planted:
		c.story = "firms of one family with one phone or address buy the same goods within weeks"
	case c.kind == near && k%2 == 0:
		c.story, firms = "two firms of one family", 2
	case c.kind == near:
		c.story, hs = "three firms of one family, each buys for its own trade", ""
	case k%2 == 0:
		c.story, byDoor = "a chain: each shop is a company of its own, with the head office's phone", false
		kinds, hs = []int{textile}, "610910"
	default:
		c.story, hs = "workshops in one yard order together, to pay less for the way", "271019"
		kinds = []int{garage}
	}
	var all []int
	for n := range firms {
		i := t.newFirm(d, kinds[(n+k)%len(kinds)], -d.between(300, 4000))
		all = append(all, i)
		f := &t.firms[i]
		if n > 0 {
			f.town = t.firms[all[0]].town
			if f.family = all[0]; byDoor {
				f.phoned = i // one address, each its phone
			}
			c.others = append(c.others, firmID(i))
		}
	}
	c.subject = firmID(all[0])
	start := c.day(d, 15, 260)
	for round := range 2 {
		for _, i := range all {
			ware := t.usualOr(i, "640399")[0]
			if hs != "" {
				ware = t.wareOf(hs)
			}
			s := supply{at: moment(d, start+round*d.between(15, 40)+d.n(14), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware}
			s.units = t.wares[ware].usual * d.between(1, 4)
			c.add(t.supply(d, s).order)
		}
	}
}
