package world

// moreTrades are kinds of firm that came to the town later, from phoneShop on in the order of the constants: they have a stream
// of chance of their own.
func moreTrades() []trade {
	return []trade{
		{"47.42", "Handyladen", 110, 3, 0, false},
		{"46.90", "Import Export GmbH", 200, 5, 0, false},
		{"49.41", "Transporte", 40, 2, 0, false},
		{"82.11", "Büroservice", 10, 1, 0, false},
		{"69.20", "Steuerberatung", 15, 2, 0, false},
		{"45.20", "Autowerkstatt", 110, 3, 0, false},
		{"77.11", "Autoleasing GmbH", 10, 2, 0, false},
		{"26.12", "Elektronik GmbH", 40, 2, 0, false},
		{"71.12", "Ingenieurbüro", 40, 2, 0, false},
		{"66.19", "Coin GmbH", 2, 1, 0, false},
		{"47.71", "Moden", 110, 3, 0, false},
		{"47.59", "Möbelhaus", 105, 3, 0, false},
		{"46.73", "Baustoffe", 50, 2, 0, false},
		{"45.11", "Autohandel", 40, 2, 0, false},
		{"20.30", "Farben GmbH", 20, 2, 0, false},
		{"47.62", "Kiosk", 110, 3, 0, false},
	}
}

// settleMoreFirms adds the later trades, young firms among them. Some share an address in an office building, some a phone
// in the family.
func (t *town) settleMoreFirms(d *dice) {
	for kind := range allTrades {
		t.byTrade = append(t.byTrade, t.stocks(kind))
	}
	for kind := phoneShop; kind < allTrades; kind++ {
		tr := tradeOf(kind)
		t.kinds = append(t.kinds, nil)
		for range max(tr.atLeast, t.size*tr.share/10_000) {
			founded := -d.low(200, 9000)
			switch {
			case d.percent(6):
				founded = -d.between(10, 200)
			case d.percent(5):
				founded = d.between(5, t.days-60)
			}
			i := t.found(d, kind, founded)
			t.kinds[kind] = append(t.kinds[kind], i)
			f := &t.firms[i]
			switch {
			case d.percent(9): // an office building of its town, or one of them
				f.door = 1 + f.town + homeTowns*d.n(1+t.size/20_000)
			case d.percent(7) && i > 2:
				f.family = pick(d, t.kinds[kind])
			}
			if founded > -500 && d.percent(14) { // given up again
				f.closed = max(founded, 0) + d.between(60, 700)
			}
		}
	}
}

// found enters a firm and gives its index.
func (t *town) found(d *dice, kind, founded int) int {
	i := len(t.firms)
	t.firms = append(t.firms, firm{kind: kind, town: d.n(homeTowns), payday: d.between(25, 31), founded: founded,
		workers: d.low(1, 25), name: firmName(d, tradeOf(kind).title, i), declared: -1, family: i})
	return i
}

// firmFor chooses a firm of a trade for a case: one of the town's, or where there is none left a new one.
func (t *town) firmFor(d *dice, kinds ...int) int {
	kind := pick(d, kinds)
	all := t.kinds[kind]
	start := d.n(len(all))
	for step := range all {
		i := all[(start+step)%len(all)]
		if f := &t.firms[i]; !f.quiet && f.settled() {
			f.quiet = true
			return i
		}
	}
	i := t.found(d, kind, -d.low(400, 4000))
	t.firms[i].quiet = true
	return i
}

// newFirm is a firm founded for a case.
func (t *town) newFirm(d *dice, kind, founded int) int {
	i := t.found(d, kind, founded)
	t.firms[i].quiet = true
	return i
}

// settled says that the firm was there before the first day and will be after the last.
func (f *firm) settled() bool { return f.founded < 0 && f.closed == 0 }

// alive says that the firm does business on the day.
func (f *firm) alive(day int) bool { return f.founded <= day && (f.closed == 0 || day < f.closed) }

// supply is one purchase of wares between firms, with its papers. Its zero values are what is usual.
type supply struct {
	at                      int64
	seller, buyer, ware     int
	units, cents            int    // cents for a unit, 0: the ware's price
	consignee, payer, end   string // another than the buyer; the end user
	container               string
	from, to                string // places, "" the firms' own
	sent, got               int    // gross kg on despatch and receipt, 0: what it weighs
	packages                int    // 0: as such goods are packed
	ships                   int64  // when it leaves, 0: soon after the invoice
	wait                    int    // days until the invoice is paid
	unordered, unpaid       bool
	unsent, unmoved, unseen bool // without despatch, transport document, receipt
	vat                     string
}

// supplied is what came of a supply.
type supplied struct{ order, invoice, payment, despatch, transport, receipt *line }

// supply plans order, invoice, payment, despatch, transport document and receipt.
func (t *town) supply(d *dice, s supply) supplied {
	var out supplied
	w := &t.wares[s.ware]
	if s.cents == 0 {
		s.cents = w.cents * d.between(92, 110) / 100
	}
	net, paper := s.cents*s.units, t.nth("paper")
	number := "R" + num(s.seller+1) + "-" + num(paper)
	goods := func(k int) *line {
		return entity("Line", "ln-"+num(paper)+"-"+num(k)).set("product", wareID(s.ware)).set("quantity", num(s.units)).set("unit", w.unit).
			money("unitPrice", s.cents).euros(net)
	}
	if !s.unordered {
		out.order = t.plan(record("Order", s.at).set("buyer", firmID(s.buyer)).set("buyerKind", "professional").set("seller", firmID(s.seller)).
			set("product", wareID(s.ware)).set("quantity", num(s.units)).set("unit", w.unit).money("unitPrice", s.cents).euros(net).
			set("paymentMethod", "invoice").set("fulfilment", "delivery").set("phone", t.firmPhone(s.buyer)).set("accepted", "true"))
	}
	at := s.at + int64(d.between(2, 3*24)*3600)
	t.bill(&out, d, s, number, at, net, goods(1))
	if w.hs == "" { // a service: nothing is carried
		return out
	}
	kilos := s.units * w.grams / 1000
	kilos += kilos * d.between(2, 9) / 100
	t.carry(&out, d, s, number, at, max(kilos, 1), goods)
	return out
}

// bill plans the invoice and its payment. VAT comes on top where it is due.
func (t *town) bill(out *supplied, d *dice, s supply, number string, at int64, net int, goods *line) {
	vat := net * 19 / 100
	if s.vat == "" {
		s.vat = "standard"
	}
	if s.vat != "standard" {
		vat = 0
	}
	t.firms[s.seller].vatOut += vat
	t.firms[s.buyer].vatIn += vat
	terms := pick(d, []int{14, 30, 30, 45})
	day := int((at - yearStart) / daySecs)
	l := record("Invoice", at).set("seller", firmID(s.seller)).set("buyer", firmID(s.buyer)).set("payer", s.payer).set("consignee", s.consignee).set("number", number).
		euros(net+vat).set("vatCategory", s.vat).money("vatAmount", vat).set("container", s.container).date("dueDate", day+terms).nest("lines", goods)
	if s.container != "" {
		l.set("transportDocument", "BOL"+number)
	}
	paid := day + s.wait
	if s.wait == 0 {
		paid = day + max(1, terms-d.between(0, 12))
		if d.percent(9) {
			paid += d.between(10, 45)
		}
	}
	if !s.unpaid {
		payer := firmID(s.buyer)
		if s.payer != "" {
			payer = s.payer
		}
		l.date("paidAt", paid)
		out.payment = t.plan(t.payment(moment(d, paid, 6, 16), payer, firmID(s.seller), net+vat, "invoice").set("invoice", number))
	}
	out.invoice = t.plan(l)
}

// carry plans the papers of the way.
func (t *town) carry(out *supplied, d *dice, s supply, number string, at int64, kilos int, goods func(int) *line) {
	consignee := firmID(s.buyer)
	if s.consignee != "" {
		consignee = s.consignee
	}
	if s.sent == 0 {
		s.sent = kilos
	}
	if s.packages == 0 {
		s.packages = 1 + s.sent/t.perPackage(d, s.ware)
	}
	if s.got == 0 {
		s.got = s.sent
		if d.percent(7) { // another scale, a pallet weighed with it or not
			s.got += s.sent * d.between(-3, 3) / 100
		}
	}
	carrier, packages := firmID(pick(d, t.kinds[haulier])), num(max(1, s.packages))
	shipped := at + int64(d.between(1, 4)*daySecs)
	if s.ships > 0 {
		shipped = s.ships
	}
	paper := func(schema string, at int64, kg, k int) *line {
		return t.plan(record(schema, at).set("sender", firmID(s.seller)).set("consignee", consignee).set("endUser", s.end).set("carrier", carrier).
			set("invoice", number).nest("lines", goods(k)).set("grossKg", num(max(kg, 1))).set("packages", packages))
	}
	if !s.unsent {
		out.despatch = paper("Despatch", shipped, s.sent, 2)
	}
	from, to := t.places[t.firms[s.seller].town].id, t.places[t.firms[s.buyer].town].id
	if s.from != "" {
		from = s.from
	}
	if s.to != "" {
		to = s.to
	}
	way := 1
	if s.container != "" && !s.unmoved {
		way = d.between(8, 26)
		out.transport = t.plan(record("TransportDocument", shipped+7200).set("number", "BOL"+number).set("kind", "bol").set("shipper", firmID(s.seller)).
			set("consignee", consignee).set("container", s.container).set("from", from).set("to", to).nest("lines", goods(3)).
			set("grossKg", num(s.sent)).set("packages", packages))
	}
	if !s.unseen {
		out.receipt = paper("Receipt", shipped+int64(d.between(way, way+4)*daySecs), s.got, 4)
	}
}

// perPackage is how many kilograms of a ware go into a package: each has its way, and senders differ a little.
func (t *town) perPackage(d *dice, ware int) int {
	return (15 + mix(t.seed, 34, ware)%25*(1+t.wares[ware].grams/2000)) * d.between(70, 135) / 100
}

// commerce is a day of buying and selling wares.
func (t *town) commerce(now today) {
	d := t.commerceDice
	if now.weekday == 0 || now.weekday == 6 {
		return
	}
	for i := range t.firms {
		f := &t.firms[i]
		if !d.chance(80_000) || !f.alive(now.day) || f.kept {
			continue
		}
		usual := t.usualWares(i)
		if len(usual) == 0 {
			continue
		}
		s := supply{at: moment(d, now.day, 7, 17), buyer: i, ware: pick(d, usual)}
		switch {
		case d.percent(4): // something for the house, once
			s.ware = d.n(len(t.wares))
		case d.chance(1_600) && !f.quiet:
			t.refit(d, now.day, i)
		}
		t.supply(d, t.ordinary(d, s))
	}
}

// ordinary fills in an everyday purchase: who sells, how much, which way. Now and then a paper is lost, weights differ, or the
// goods come to a forwarder.
func (t *town) ordinary(d *dice, s supply) supply {
	s.seller = t.supplier(d, s.buyer)
	s.units = max(1, t.wares[s.ware].usual*d.low(30, 250)/100)
	if d.percent(2) {
		s.units *= d.between(3, 8)
	}
	if d.percent(35) && t.wares[s.ware].hs != "" {
		s.container = t.newContainer()
		s.from = pick(d, []string{"pl-45", "pl-46", "pl-47"})
	}
	switch k := d.n(1000); {
	case k < 6:
		s.unseen = true
	case k < 9:
		s.unmoved = true
	case k < 14:
		s.unpaid = true
	case k < 24:
		s.consignee = firmID(pick(d, t.kinds[pick(d, []int{forwarder, haulier, mailCentre})]))
		if d.percent(60) {
			s.end = firmID(s.buyer)
		}
	case k < 34 && t.wares[s.ware].hs != "": // sent straight to a customer abroad
		to := pick(d, []string{"pl-55", "pl-57", "pl-58", "pl-59", "pl-60", "pl-61", "pl-62", "pl-63"})
		s.to, s.consignee, s.container = to, t.merchant(t.placeOf(to), d.n(9)), t.newContainer()
	case k < 42: // the parent company pays, or a bank that finances it
		s.payer = firmID(t.firmLike(d, importer, bank, machinery))
	case k < 47 && t.wares[s.ware].grams >= 1000: // a part is still on its way when the rest is weighed
		s.sent = max(2, s.units*t.wares[s.ware].grams/1000)
		s.got = s.sent * d.between(55, 92) / 100
	}
	return s
}

// supplier is a firm that deals in wares, other than the buyer.
func (t *town) supplier(d *dice, buyer int) int {
	for range 20 {
		if i := pick(d, t.kinds[pick(d, []int{importer, importer, wholesale, machinery, factory})]); i != buyer && t.firms[i].settled() && !t.firms[i].quiet {
			return i
		}
	}
	return t.kinds[wholesale][0]
}

// refit is a move to new rooms or a new line of business: wares of several other trades within weeks.
func (t *town) refit(d *dice, day, buyer int) {
	for _, w := range t.foreignWares(d, buyer, d.between(2, 4)) {
		s := t.ordinary(d, supply{at: moment(d, day+d.n(40), 7, 17), buyer: buyer, ware: w})
		t.supply(d, s)
	}
}
