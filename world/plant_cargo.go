package world

// FATF/Egmont 2021: purchases far beyond a firm's means.
func (t *town) plantBeyond(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, textile, furniture, garage, kiosk)
	f := &t.firms[i]
	c.subject = firmID(i)
	f.workers, f.turnover = 1+d.n(2), d.between(45, 160)*1000_00
	times, deals := d.between(38, 120), d.between(4, 12) // tenths of the turnover
	switch {
	case c.kind == planted && k%6 == 5:
		c.story, times = "a little over three years' turnover, within a year", d.between(31, 35)
	case c.kind == planted:
		c.story = "invoiced for many times what the firm turns over"
	case c.kind == near && k%2 == 0:
		c.story, times = "nearly twice the turnover", d.between(14, 19)
	case c.kind == near:
		c.story, f.turnover, times = "as much, by a firm that is large", f.turnover*10, 8
	case k%2 == 0:
		c.story, deals, times = "one machine, and the bank pays for it", 1, d.between(33, 45)
	default:
		c.story, times = "half of it goes back: credit notes follow", 34
	}
	ware := pick(d, t.usualOr(i, "851713"))
	if deals == 1 {
		ware = t.wareOf("845961")
	}
	each := f.turnover / 10 * times / deals
	for n := range deals {
		s := supply{at: moment(d, c.first+15+n*330/deals+d.n(10), 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware}
		s.cents = min(t.wares[ware].cents, each*84/100)
		s.units = max(1, each*84/100/s.cents)
		got := t.supply(d, s)
		c.add(got.invoice)
		if c.kind == decoy && k%2 == 1 && n%2 == 0 {
			x := deal{at: got.invoice.at + int64(d.between(5, 20))*daySecs, seller: s.seller, buyer: i, cents: each}
			c.add(t.plan(t.invoiceLine("CreditNote", x)))
		}
	}
}

// Conflict Armament Research 2020: goods leave the trade between sender and receiver.
func (t *town) plantDiverted(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, machinery)
	c.subject = firmID(i)
	buyer := t.firmLike(d, garage, electronics, farm, builder, finisher)
	s := supply{at: moment(d, c.day(d, 20, 280), 8, 17), seller: i, buyer: buyer, ware: pick(d, t.usualOr(buyer, "848210"))}
	s.units = t.wares[s.ware].usual * d.between(1, 4)
	s.unseen = true
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, s.unseen = "of a lot that was sent, four fifths arrived, and nobody says where the rest is", false
		s.sent = max(50, s.units*t.wares[s.ware].grams/1000)
		s.got = s.sent * d.between(70, 85) / 100
	case c.kind == planted && k%3 == 1:
		c.story, s.container, s.from = "shipped in a container, and never received", t.newContainer(), "pl-46"
	case c.kind == planted:
		c.story = "sent, paid, and never received"
	case c.kind == near:
		c.story, s.unseen = "received, after four weeks", false
		s.unseen = true
	case k%2 == 0:
		c.story = "came back undeliverable; a credit note follows"
	default:
		c.story = "the consignee keeps papers late: received after six weeks"
	}
	got := t.supply(d, s)
	c.add(got.despatch)
	if c.kind == planted {
		if got.receipt != nil {
			c.add(got.receipt)
		}
		return
	}
	if c.kind == decoy && k%2 == 0 {
		x := deal{at: got.despatch.at + int64(d.between(8, 20))*daySecs, seller: i, buyer: buyer, cents: s.units * t.wares[s.ware].cents}
		c.add(t.plan(t.invoiceLine("CreditNote", x)))
		return
	}
	wait := d.between(22, 27)
	if c.kind == decoy {
		wait = d.between(38, 50)
	}
	// the same paper, at the other end, later
	l := *got.despatch
	l.schema, l.at = "Receipt", got.despatch.at+int64(wait)*daySecs
	l.props = append([]byte(nil), got.despatch.props...)
	c.add(t.plan(l.redated()))
}

// FATF/Egmont 2021: the papers of one consignment disagree.
func (t *town) plantMismatch(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, machinery)
	c.subject = firmID(i)
	buyer := t.firmLike(d, builder, finisher, restaurant, farm)
	s := supply{at: moment(d, c.day(d, 15, 300), 8, 17), seller: i, buyer: buyer, ware: t.wareOf(pick(d, []string{"252329", "690721", "720851", "100630", "200870", "320611"}))}
	s.units = d.between(15, 90) * 100
	s.container, s.from = t.newContainer(), pick(d, []string{"pl-45", "pl-46", "pl-47"})
	s.sent = s.units * 105 / 100
	percent := pick(d, []int{d.between(55, 88), d.between(85, 93), d.between(109, 140)})
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, percent = "the invoice and the bill of lading name other goods", 100
	case c.kind == planted:
		c.story = "what arrived weighs another weight than what was sent"
	case c.kind == near:
		c.story, percent = "scales that differ by a few parts in a hundred", pick(d, []int{97, 98, 102, 103})
	case k%2 == 0:
		c.story, percent = "a part is delivered; the rest comes a week later", 60
	default:
		c.story, percent = "fruit that dries on the way", 93
	}
	s.got = s.sent * percent / 100
	if percent == 100 {
		other := s
		other.ware, other.unordered, other.unsent, other.unseen = t.wareOf("950300"), true, true, true
		s.unmoved, s.unsent = true, false
		got, wrong := t.supply(d, s), t.supply(d, other)
		c.add(got.invoice, got.despatch, wrong.transport)
		return
	}
	got := t.supply(d, s)
	c.add(got.despatch, got.receipt)
	if percent == 60 {
		l := *got.receipt
		l.at += int64(d.between(5, 10)) * daySecs
		l.props = append([]byte(nil), got.receipt.props...)
		c.add(t.plan(l.redated())) // the rest
	}
}

// FATF/Egmont 2021: goods that are paid and never move.
func (t *town) plantPhantom(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, machinery, factory)
	c.subject = firmID(i)
	buyer := t.firmLike(d, electronics, garage, textile, furniture)
	s := supply{at: moment(d, c.day(d, 10, 250), 8, 17), seller: i, buyer: buyer, ware: pick(d, t.usualOr(buyer, "851713")), container: t.newContainer()}
	s.units = t.wares[s.ware].usual * d.between(2, 8)
	s.wait, s.from = d.between(3, 25), pick(d, []string{"pl-46", "pl-47"})
	s.unsent, s.unmoved, s.unseen = true, true, true
	box, moves := s.container, 0
	switch {
	case c.kind == planted && k%6 == 5:
		c.story, s.container = "paid, and no paper names a container or a way", ""
	case c.kind == planted:
		c.story = "paid at once; the container never moved"
	case c.kind == near:
		c.story, moves = "moved, five weeks after it was paid", d.between(28, 38)
	case k%2 == 0:
		c.story, box, moves = "moved in another container than planned", t.newContainer(), d.between(5, 20)
	default:
		c.story, moves = "paid in advance; made to order, and shipped in the fourth month", d.between(90, 120)
	}
	got := t.supply(d, s)
	c.add(got.invoice, got.payment)
	if moves > 0 {
		at := got.payment.at + int64(moves)*daySecs
		c.add(t.plan(record("TransportDocument", at).set("number", "BOL-P"+num(t.nth("paper"))).set("kind", "bol").set("shipper", firmID(i)).
			set("consignee", firmID(buyer)).set("container", box).set("from", s.from).set("to", t.places[t.firms[buyer].town].id).
			set("grossKg", num(max(1, s.units*t.wares[s.ware].grams/1000))).set("packages", num(d.between(1, 30)))))
	}
}

// FinCEN and BIS: a forwarder, a bank or a mail centre as consignee, and no word on who uses the goods.
func (t *town) plantNoEndUse(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, machinery, electronics)
	c.subject = firmID(i)
	via := pick(d, t.kinds[[]int{forwarder, mailCentre, haulier, bank, forwarder}[k%5]])
	buyer := t.firmLike(d, electronics, importer, engineer, machinery)
	s := supply{at: moment(d, c.day(d, 15, 330), 8, 17), seller: i, buyer: buyer, ware: pick(d, []int{t.wareOf("854231"), t.wareOf("848210"), t.wareOf("841370"), t.wareOf("845961"), t.wareOf("852691")})}
	s.units, s.consignee = t.wares[s.ware].usual*d.between(1, 6), firmID(via)
	s.sent = s.units*t.wares[s.ware].grams/1000 + d.between(3, 400)
	switch {
	case c.kind == planted:
		c.story = "sent to one who passes on, and no end user is named"
	case c.kind == near && k%2 == 0:
		c.story, s.end = "the same consignee, and the end user stands in the papers", firmID(buyer)
	case c.kind == near:
		c.story, s.consignee = "no end user named, sent to the buyer's own works", ""
	case k%2 == 0:
		c.story, s.ware, s.units, s.buyer = "a forwarder buys pallets for itself", t.wareOf("441520"), 100, via
		s.sent = 2300
	default:
		c.story = "a collecting load: the forwarder knows its receivers"
	}
	c.add(t.supply(d, s).despatch)
}
