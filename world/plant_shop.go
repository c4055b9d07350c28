package world

import "time"

// The signs of the DHS warning of 2011 on commercial products, one by one: what a shop sees of a purchase in bulk. Bulk is said
// there of no number; here it is several of the largest packs that people take home.

// bulkware chooses a regulated product that the public may buy.
func (t *town) bulkware(d *dice) int { return pick(d, []int{0, 1, 5, 13, 14, 15, 16}) }

// packs is so many tenths of a product's largest pack.
func (t *town) packs(product, tenths int) int {
	sizes := t.products[product].sizes
	return sizes[len(sizes)-1] * tenths / 10
}

// "attempts to purchase all available stock"
func (t *town) plantAllStock(c *plant, d *dice, k int) {
	o := purchase{product: t.bulkware(d), buyer: t.somebody(d, nil)}
	c.subject = personID(o.buyer)
	day := c.day(d, 15, 345)
	o.site = t.siteFor(d, t.products[o.product].use, int(t.people[o.buyer].home))
	left := t.packs(o.product, d.between(20, 160))
	share := []int{100, 100, d.between(92, 99)}[d.n(3)]
	o.refused = k%3 == 1
	switch {
	case c.kind == planted && k%6 == 5:
		c.story, share = "took half of what was there, and within the hour the other half", 50
	case c.kind == planted && o.refused:
		c.story = "asked for all that was there, and was refused"
	case c.kind == planted:
		c.story = "bought all that was there"
	case c.kind == near:
		c.story, share, o.refused = "a good part of the stock, not all", d.between(45, 75), false
	case k%2 == 0:
		c.story, left, o.refused = "the last small bag of a sale", t.products[o.product].sizes[0], false
	default:
		c.story, o.pro, o.refused = "a farm takes what the store has", true, false
		o.buyer = t.firmFor(d, farm)
		c.subject = firmID(o.buyer)
	}
	counted := moment(d, day-d.between(1, 12), 19, 21)
	if monthOf(counted) != monthOf(int64(day)*daySecs+yearStart) {
		counted = moment(d, day, 6, 7) // after the count of the month, which would say otherwise
	}
	c.add(t.stocktake(counted, o.site, o.product, left, left))
	o.at, o.quantity = moment(d, day, 8, 19), left*share/100
	c.add(t.order(o))
	if share == 50 {
		o.at += int64(d.between(10, 55) * 60)
		c.add(t.order(o))
	}
}

// monthOf is the calendar month of a moment in seconds.
func monthOf(at int64) time.Month { return time.Unix(at, 0).UTC().Month() }

// "by individuals with no previous history of bulk purchases"
func (t *town) plantNoHistory(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(pool) && !p.is(garden) })
	p, day := &t.people[i], c.day(d, 60, 345)
	c.subject = personID(i)
	o := purchase{buyer: i, product: t.bulkware(d), fulfilment: pick(d, []string{"pickup", "delivery"}), refused: k%4 == 3}
	quantity := t.packs(o.product, d.between(18, 80))
	small := func(n int) {
		for range n {
			o.at, o.quantity = moment(d, day-d.between(40, 300), 9, 19), t.products[o.product].sizes[0]
			o.refused = false
			t.finishOrder(c, o)
		}
	}
	switch {
	case c.kind == planted && k%3 == 2:
		c.story = "a customer of years who never bought but small packs"
		small(d.between(1, 3))
	case c.kind == planted:
		c.story = "a new customer, and the first purchase is bulk"
		p.since = int32(day - d.between(0, 24))
	case c.kind == near && k%2 == 0:
		c.story = "a new customer buys a usual pack"
		p.since, quantity = int32(day-d.between(0, 24)), t.products[o.product].sizes[0]
	case c.kind == near:
		c.story = "new in spring, bulk in autumn"
		p.since = int32(day - d.between(45, 120))
	case k%2 == 0:
		c.story, o.product = "new in the town, the pool of the new house is filled", 0
		p.traits |= pool
		p.since, quantity = int32(day-d.between(1, 20)), 60_000
	default:
		c.story = "buys for the neighbours too, with the list in hand"
		p.since = int32(day - d.between(1, 20))
		quantity = t.packs(o.product, 20)
	}
	o.at, o.quantity, o.refused = moment(d, day, 9, 19), quantity, k%4 == 3 && c.kind == planted
	t.finishOrder(c, o)
}

// "payment in cash for bulk purchases"
func (t *town) plantCashBulk(c *plant, d *dice, k int) {
	i, day := t.somebody(d, nil), c.day(d, 40, 345)
	c.subject = personID(i)
	o := purchase{buyer: i, product: t.bulkware(d), method: "cash", fulfilment: "pickup"}
	quantity, visits := t.packs(o.product, d.between(20, 120)), 1
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, visits = "sack by sack, cash each time, within two days", d.between(3, 5)
		quantity /= visits
	case c.kind == planted:
		c.story, o.refused = "bulk, paid in cash or offered to be", k%6 == 2
	case c.kind == near && k%2 == 0:
		c.story, o.method = "as much, by card", "card"
	case c.kind == near:
		c.story, quantity = "cash, for a usual pack", t.products[o.product].sizes[1]
	case k%2 == 0:
		c.story, o.pro = "a farmer pays at the counter of the country store", true
		o.buyer = t.firmFor(d, farm)
		c.subject, o.product = firmID(o.buyer), 13
	default:
		c.story = "the card failed at the till, before and after it was used"
		for _, after := range []int{-30, 25} {
			o.at, o.method, o.quantity = moment(d, day+after, 9, 19), "card", t.products[o.product].sizes[1]
			t.finishOrder(c, o)
		}
		o.method = "cash"
	}
	for n := range visits {
		o.at, o.quantity = moment(d, day+n/2, 8, 19), quantity
		t.finishOrder(c, o)
	}
}

// "in-store pickup instead of store delivery"
func (t *town) plantPickup(c *plant, d *dice, k int) {
	i, day := t.somebody(d, func(_ int, p *person) bool { return p.is(car) }), c.day(d, 60, 345)
	c.subject = personID(i)
	o := purchase{buyer: i, product: t.bulkware(d), fulfilment: "pickup"}
	o.quantity = max(t.packs(o.product, d.between(30, 120)), d.between(85, 160)*1000)
	switch {
	case c.kind == planted:
		c.story = "several hundredweight fetched in the own car, though delivery is usual"
	case c.kind == near && k%2 == 0:
		c.story, o.fulfilment = "as much, delivered", "delivery"
	case c.kind == near:
		c.story, o.quantity = "a canister, fetched", 20_000
	case k%2 == 0:
		c.story, o.pro = "a pool firm has a lorry and comes by", true
		o.buyer = t.firmFor(d, poolService)
		c.subject, o.product = firmID(o.buyer), 5
	default:
		c.story = "lives across the road, with a handcart"
		o.quantity = 80_000
	}
	o.at = moment(d, day, 8, 19)
	t.finishOrder(c, o)
}

// "rented or out-of-state vehicle"
func (t *town) plantFarVehicle(c *plant, d *dice, k int) {
	i, day := t.somebody(d, func(_ int, p *person) bool { return p.is(car) }), c.day(d, 30, 345)
	c.subject = personID(i)
	o := purchase{buyer: i, product: t.bulkware(d), fulfilment: "pickup", plateKind: "rental"}
	o.plateOut = pick(d, []string{"M", "HH", "B", "K"})
	o.quantity = t.packs(o.product, d.between(8, 60))
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "fetched with a rented van"
	case c.kind == planted && k%3 == 1:
		c.story, o.plateKind = "a private car from the other end of the country", "private"
		o.plateOut = pick(d, []string{"HRO", "FL", "CB", "AUR"})
	case c.kind == planted:
		c.story, o.refused = "with a rented van, and refused", true
	case c.kind == near && k%2 == 0:
		c.story, o.plateKind, o.plateOut = "a car from the next district", "private", pick(d, []string{"EM", "LB", "TF"})
	case c.kind == near:
		c.story, o.product = "a rented van full of paving sand", 18
		o.quantity = 500_000
	case k%2 == 0:
		c.story, o.quantity = "the rented van of a house move, and a canister for the new pool", 20_000
	default:
		c.story, o.plateKind, o.plateOut = "the company car, registered where the firm is", "company", "S"
	}
	o.plate = o.plateOut + "-" + num(d.between(1000, 9999))
	o.at = moment(d, day, 8, 19)
	t.finishOrder(c, o)
}

// Europol: "large clandestine stockpiles". Small purchases over months, more than anything on record would need.
func (t *town) plantStockpile(c *plant, d *dice, k int) {
	i := t.somebody(d, func(_ int, p *person) bool { return !p.is(pool) && !p.is(garden) && p.members > 1 })
	p := &t.people[i]
	c.subject = personID(i)
	o := purchase{product: pick(d, []int{0, 5, 13, 14, 15})}
	times, kilos, from, months := d.between(20, 45), d.between(5, 10), d.between(5, 60), d.between(6, 10)
	buyers := []int{i}
	switch {
	case c.kind == planted && k%6 == 3:
		c.story = "two of one household in turn"
		buyers = append(buyers, int(p.first)+(i-int(p.first)+1)%int(p.members))
	case c.kind == planted:
		c.story = "every few days a few kilograms, for the better part of a year"
	case c.kind == near && k%2 == 0:
		c.story, times, kilos = "now and then a little", d.between(8, 14), 2
	case c.kind == near:
		c.story, times, months = "a lot in spring, then no more", d.between(5, 7), 2
	case k%2 == 0:
		c.story, o.product, from, months = "a pool that is used all summer", 0, 110, 5
		p.traits |= pool
	default:
		c.story, o.product, from, months = "the member who buys for the allotments", 13, 70, 4
		p.traits |= garden
	}
	for n := range times {
		o.buyer = buyers[n%len(buyers)]
		o.at = moment(d, c.first+from+n*months*30/times+d.n(4), 8, 19)
		o.quantity = d.between(max(1, kilos-3), kilos+3) * 1000
		t.finishOrder(c, o)
	}
}

// Regulation (EU) 2019/1148 Art. 9(1): "quantities unusual".
func (t *town) plantUnusual(c *plant, d *dice, k int) {
	o := purchase{pro: k%3 != 2}
	c.story = "usual months, then one with many times as much"
	if o.pro {
		o.buyer = t.firmFor(d, cleaner, poolService, salon, finisher)
		f := &t.firms[o.buyer]
		c.subject = firmID(o.buyer)
		o.product = pick(d, t.productsFor(tradeOf(f.kind).buys, func(p *product) bool { return p.regulated() && !p.overLimit() }))
	} else {
		o.buyer, o.product = t.somebody(d, nil), pick(d, []int{0, 5, 13, 14})
		c.subject = personID(o.buyer)
	}
	usual := t.packs(o.product, d.between(10, 25))
	months, times := d.between(6, 9), d.between(6, 25)
	switch {
	case c.kind == near && k%2 == 0:
		c.story, times = "twice as much as usual, once", 2
	case c.kind == near:
		c.story, times = "a little more every month", 0
	case c.kind == decoy && k%2 == 0:
		c.story, times = "a large job came in; the firm said so", 6
	case c.kind == decoy:
		c.story, times = "the year's supply before the prices rise", 8
	}
	start := d.between(5, 40)
	for n := range months {
		o.at = moment(d, c.first+start+n*30+d.n(6), 8, 17)
		o.quantity = usual * d.between(85, 125) / 100
		if times == 0 {
			o.quantity = usual * (10 + n) / 10
		}
		t.finishOrder(c, o)
	}
	for range 1 + d.n(2)*min(times, 1) {
		o.at = moment(d, c.first+start+months*30+d.between(2, 20), 8, 17)
		o.quantity = usual * max(1, times) * d.between(70, 110) / 100
		t.finishOrder(c, o)
	}
}
