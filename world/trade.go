package world

// deal is one sale between firms with its papers.
type deal struct {
	at            int64
	seller, buyer int
	bol           string // number of the transport document, "" for services
	container     string // id
	lines         []*line
	cents         int
}

// trade is invoices between firms: services for all, goods with despatch and transport documents for some.
func (t *town) trade(now today) {
	d := t.tradeDice
	if now.weekday == 0 || now.weekday == 6 {
		return
	}
	for i := range t.firms {
		f := &t.firms[i]
		if !f.alive(now.day) {
			continue
		}
		goods := tradeOf(f.kind).goods
		if !goods && d.chance(30_000) {
			t.invoice(deal{at: moment(d, now.day, 8, 18), seller: i, buyer: t.otherFirm(d, i), cents: d.low(80, 9000) * 100})
		}
		if goods && d.chance(100_000) {
			x := t.consignment(moment(d, now.day, 8, 18), i, t.otherFirm(d, i))
			first := t.invoice(x)
			t.move(x, first)
			if d.percent(2) && !f.quiet {
				t.correct(x, now.day+d.between(3, 20))
			}
		}
	}
}

// otherFirm is another firm that is there all the time.
func (t *town) otherFirm(d *dice, i int) int {
	for {
		if other := (i + 1 + d.n(len(t.firms)-1)) % len(t.firms); t.firms[other].settled() {
			return other
		}
	}
}

// consignment makes a deal in goods: machines or devices with serial numbers, in a container.
func (t *town) consignment(at int64, seller, buyer int) deal {
	d := t.tradeDice
	x := deal{at: at, seller: seller, buyer: buyer, bol: t.bolNumber(), container: t.newContainer(), cents: d.low(900, 60_000) * 100}
	x.lines = t.goodsLines(x.bol, d.between(1, 3), x.cents)
	return x
}

func (t *town) bolNumber() string {
	return "BOL" + scatter(t.nth("bol"), 8)
}

// newContainer enters a container with its check digit (ISO 6346); the owner code is nobody's.
func (t *town) newContainer() string {
	id := t.number("box")
	t.thing(entity("Container", id).set("number", containerNumber(scatter(t.counters["box"], 6))))
	return id
}

func containerNumber(digits string) string {
	s := "QZXU" + digits
	sum := 0
	for i, r := range s {
		v := int(r - '0')
		if r >= 'A' {
			v = int(r-'A') + 10
			v += (v - 1) / 10 // multiples of eleven are left out
		}
		sum += v << i
	}
	return s + num(sum%11%10)
}

// goodsLines are lines with one serial item each.
func (t *town) goodsLines(paper string, n, cents int) []*line {
	var out []*line
	for k := range n {
		serial := t.number("serial")
		t.thing(entity("SerialItem", serial).set("serialNumber", "SN"+scatter(t.counters["serial"], 9)))
		out = append(out, t.goodsLine(paper, k, serial, cents/n))
	}
	return out
}

func (t *town) goodsLine(paper string, k int, serial string, cents int) *line {
	return entity("Line", paper+"-"+num(k+1)).set("serial", serial).set("quantity", "1").set("unit", "piece").euros(cents)
}

// invoice plans an invoice and its payment.
func (t *town) invoice(x deal) *line {
	d := t.tradeDice
	l := t.invoiceLine("Invoice", x)
	terms, day := pick(d, []int{14, 30, 30, 60}), int((x.at-yearStart)/daySecs)
	paid := day + terms - d.between(0, 12)
	if d.percent(8) {
		paid += d.between(10, 40)
	}
	l.date("dueDate", day+terms)
	if d.chance(985_000) {
		l.date("paidAt", paid)
		t.plan(t.payment(moment(d, paid, 6, 16), firmID(x.buyer), firmID(x.seller), x.cents, "invoice"))
	}
	return t.plan(l)
}

func (t *town) invoiceLine(schema string, x deal) *line {
	vat := x.cents * 19 / 119
	if schema == "CreditNote" {
		vat = -vat
	}
	t.firms[x.seller].vatOut += vat
	t.firms[x.buyer].vatIn += vat
	l := record(schema, x.at).set("seller", firmID(x.seller)).set("buyer", firmID(x.buyer)).
		set("number", "R"+num(x.seller+1)+"-"+num(t.nth("paper"))).euros(x.cents).set("vatCategory", "standard").
		money("vatAmount", x.cents*19/119).set("transportDocument", x.bol).set("container", x.container)
	if len(x.lines) > 0 {
		l.nest("lines", x.lines...)
	}
	return l
}

// move plans despatch, transport document and receipt of an invoiced consignment.
func (t *town) move(x deal, invoice *line) {
	d := t.tradeDice
	carrier, kilos, packages := firmID(pick(d, t.kinds[forwarder])), num(d.low(40, 9000)), num(d.low(1, 60))
	number := "R" + num(x.seller+1) + "-" + num(t.counters["paper"])
	shipped := x.at + int64(d.between(1, 4)*daySecs)
	end := "" // a forwarder or a bank says that the goods are for itself, mostly
	if k := t.firms[x.buyer].kind; (k == forwarder || k == bank || k == haulier || k == mailCentre) && mix(t.seed, 33, int(x.at))%100 < 80 {
		end = firmID(x.buyer)
	}
	paper := func(schema string, at int64) {
		t.plan(record(schema, at).set("sender", firmID(x.seller)).set("consignee", firmID(x.buyer)).set("endUser", end).set("carrier", carrier).
			set("invoice", number).nest("lines", x.lines...).set("grossKg", kilos).set("packages", packages))
	}
	paper("Despatch", shipped)
	t.plan(record("TransportDocument", shipped+3600).set("number", x.bol).set("kind", "waybill").set("shipper", firmID(x.seller)).
		set("consignee", firmID(x.buyer)).set("container", x.container).set("from", t.places[t.firms[x.seller].town].id).
		set("to", t.places[t.firms[x.buyer].town].id).nest("lines", x.lines...).set("grossKg", kilos).set("packages", packages))
	if d.percent(99) {
		paper("Receipt", shipped+int64(d.between(1, 9)*daySecs))
	}
}

// correct is an invoice with a mistake: a credit note takes it back, and it is written again on the same papers.
func (t *town) correct(x deal, day int) []*line {
	d := t.tradeDice
	x.at = moment(d, day, 8, 12)
	note := t.plan(t.invoiceLine("CreditNote", x))
	x.at += int64(d.between(600, 2*daySecs))
	x.cents = x.cents * d.between(85, 99) / 100
	return []*line{note, t.plan(t.invoiceLine("Invoice", x))}
}
