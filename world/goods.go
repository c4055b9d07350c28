package world

import "strings"

// purchase is what an order is made of. The zero values are an ordinary accepted sale at the till.
type purchase struct {
	at                         int64
	buyer                      int  // person, or firm for professionals
	pro                        bool // a firm buys
	site, product              int
	quantity                   int    // thousandths of the unit
	method                     string // cash, card, transfer, invoice; "" decides
	card, cardHolder           string // where it is not the buyer's own
	fulfilment                 string // pickup, delivery; "" decides
	licence, declaration       string
	plate, plateKind, plateOut string
	refused                    bool
}

// order plans an order with everything a till or a web shop would know.
func (t *town) order(o purchase) *line {
	d, s, p := t.goodsDice, &t.sites[o.site], &t.products[o.product]
	l := record("Order", o.at).set("seller", firmID(s.operator)).set("site", siteID(o.site)).set("place", t.places[s.town].id).
		set("product", productID(o.product)).num("quantity", o.quantity).set("unit", p.unit)
	if p.strength > 0 {
		l.num("concentration", p.strength)
	}
	l.money("unitPrice", p.cents).euros(p.cents * o.quantity / 1000)
	if o.fulfilment == "" {
		o.fulfilment = []string{"pickup", "pickup", "delivery"}[d.n(3)]
		if o.quantity >= 80_000 && o.at%40 > 0 { // who wants to carry that
			o.fulfilment = "delivery"
		}
	}
	if o.pro {
		l.set("buyer", firmID(o.buyer)).set("buyerKind", "professional").set("phone", t.firmPhone(o.buyer))
		if o.method == "" {
			o.method = pick(d, []string{"invoice", "invoice", "invoice", "transfer"})
		}
		if o.fulfilment == "delivery" {
			l.set("deliveryAddress", t.firmAddress(o.buyer))
		}
	} else {
		t.publicBuyer(l, &o)
	}
	l.set("paymentMethod", o.method).set("fulfilment", o.fulfilment).set("licence", o.licence).set("declaration", o.declaration)
	if o.refused {
		return t.plan(l.set("accepted", "false"))
	}
	s.stock[o.product] -= o.quantity
	return t.plan(l.set("accepted", "true"))
}

// publicBuyer adds what is known of a member of the public: card, car, phone, device.
func (t *town) publicBuyer(l *line, o *purchase) {
	d, i := t.goodsDice, o.buyer
	p := &t.people[i]
	l.set("buyer", personID(i)).set("buyerKind", "public")
	if o.method == "" {
		o.method = pick(d, []string{"card", "card", "card", "cash"})
	}
	if o.method == "card" {
		if o.card == "" {
			o.card, o.cardHolder = card(i), t.name(i)
			if !p.is(quiet) && p.members > 1 && d.percent(4) { // a card of the same household
				mate := int(p.first) + (i-int(p.first)+1)%int(p.members)
				o.card, o.cardHolder = card(mate), t.name(mate)
			} else if d.percent(2) { // as some tills print it
				o.cardHolder = initialled(o.cardHolder)
			}
		}
		l.set("card", o.card).set("cardHolder", o.cardHolder)
	}
	if o.fulfilment == "delivery" {
		l.set("deliveryAddress", t.address(p)).set("phone", phone(i)).set("device", "dev-"+scatter(i, 9))
		return
	}
	switch {
	case o.plate != "":
	case d.percent(3):
		o.plate, o.plateKind, o.plateOut = "M-"+num(d.between(1000, 9999)), "rental", "M"
	case p.is(car):
		o.plate, o.plateKind, o.plateOut = t.plate(i), "private", t.places[p.home].plate
	}
	l.set("plate", o.plate).set("plateKind", o.plateKind).set("plateRegion", o.plateOut)
}

// initialled is "J. Steinbach" for "Jana Steinbach".
func initialled(name string) string {
	words := strings.Fields(name)
	if len(words) < 2 {
		return name
	}
	return string([]rune(words[0])[:1]) + ". " + strings.Join(words[1:], " ")
}

// shop is what people order in household, garden, pool and hobby shops.
func (t *town) shop(now today, i int, p *person) {
	d := t.goodsDice
	if p.is(quiet) {
		return
	}
	if p.is(pool) && now.month >= 4 && now.month <= 9 && d.chance(24_000) {
		t.buy(now, i, p, forPool)
	}
	if p.is(garden) && now.month >= 3 && now.month <= 8 && d.chance(9_000) {
		t.buy(now, i, p, forGarden)
	}
	if p.is(hobby) && d.chance(6_000) {
		t.buy(now, i, p, forHobby)
	}
	if d.chance(4_500) {
		t.buy(now, i, p, forHouse)
	}
	if d.chance(180) {
		t.attempt(now, i, p)
	}
	if d.chance(45) {
		t.plan(record("Observation", moment(d, now.day, 9, 19)).set("subject", personID(i)).set("code", pick(d, codes())).
			set("site", siteID(t.siteFor(d, forHouse, int(p.home)))))
	}
}

// codes are what staff may note: about the answers on use, never about the person.
func codes() []string {
	return []string{"useNotStated", "useVague", "useImplausible", "identityNotShown", "unfamiliarWithProduct", "refusedToDeclare"}
}

// buy is a sale that the law allows; once in a while far more than usual, before a season.
func (t *town) buy(now today, i int, p *person, use int) {
	d := t.goodsDice
	licence := ""
	if use == forHobby {
		licence = valid(t.licences[i], now.day)
	}
	k := pick(d, t.productsFor(use, func(q *product) bool {
		return !q.overLimit() || licence != "" && q.cas == "75-52-5"
	}))
	o := purchase{at: moment(d, now.day, 8, 20), buyer: i, product: k, quantity: pick(d, t.products[k].sizes), site: t.siteFor(d, use, int(p.home))}
	if t.products[k].overLimit() {
		o.licence = licence
	}
	if d.percent(1) {
		o.quantity *= d.between(3, 10)
	}
	t.order(o)
}

// attempt is someone who asks for what is not for the public, and is told so; a few ask again elsewhere.
func (t *town) attempt(now today, i int, p *person) {
	d := t.goodsDice
	k := pick(d, t.productsFor(forPro|forHobby, (*product).overLimit))
	for range 1 + d.n(8)/7 {
		t.order(purchase{at: moment(d, now.day, 9, 19), buyer: i, product: k, quantity: pick(d, t.products[k].sizes),
			site: t.siteFor(d, t.products[k].use, int(p.home)), refused: true})
	}
}

// keepShops is the orders of professionals, deliveries to the shops and the monthly count of regulated stock.
func (t *town) keepShops(now today) {
	d := t.goodsDice
	for i := range t.firms {
		f := &t.firms[i]
		uses := tradeOf(f.kind).buys
		if uses == 0 || f.quiet || now.weekday == 0 || !d.chance(35_000) {
			continue
		}
		k := pick(d, t.productsFor(uses, func(q *product) bool {
			return !q.overLimit() || f.declared >= 0 && q.cas == t.products[f.declared].cas
		}))
		o := purchase{at: moment(d, now.day, 7, 17), buyer: i, pro: true, product: k, quantity: pick(d, t.products[k].sizes) * d.low(1, 4),
			site: t.siteFor(d, t.products[k].use, f.town)}
		if t.products[k].overLimit() {
			o.declaration = valid(t.declarations[i], now.day)
		}
		t.order(o)
	}
	if !now.last {
		return
	}
	for i := range t.sites {
		for k := range t.products {
			if p := &t.products[k]; p.regulated() && p.use&t.sites[i].uses != 0 {
				t.count(moment(d, now.day, 20, 22), i, k, d.low(0, 5))
			}
		}
	}
}

// count plans a stock count with so many thousandths missing, and refills the shelf.
func (t *town) count(at int64, site, product, missing int) *line {
	s, p := &t.sites[site], &t.products[product]
	full := 40 * p.sizes[len(p.sizes)-1]
	if s.stock[product] < full/4 {
		s.stock[product] = full
	}
	counted := s.stock[product] - s.stock[product]/1000*missing
	l := t.stocktake(at, site, product, s.stock[product], counted)
	s.stock[product] = counted
	return l
}

func (t *town) stocktake(at int64, site, product, expected, counted int) *line {
	return t.plan(record("StockCount", at).set("site", siteID(site)).set("place", t.places[t.sites[site].town].id).
		set("product", productID(product)).num("expected", expected).num("counted", counted).set("unit", t.products[product].unit))
}
