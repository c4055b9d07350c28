package world

import "slices"

// Ranstorp 2016, Eurofisc: they "receive a VAT number and then trade quickly before dissolving".
func (t *town) plantMissingTrader(c *plant, d *dice, k int) {
	registered := c.day(d, 5, 70)
	i := t.newFirm(d, pick(d, []int{importer, phoneShop, electronics}), registered-d.between(5, 120))
	f := &t.firms[i]
	f.kept, c.subject = true, firmID(i)
	if at := moment(d, f.founded, 8, 12); f.founded >= 0 {
		c.add(t.event(at, i, "formed"))
	}
	c.add(t.event(moment(d, registered, 8, 12), i, "vatRegistered"))
	deals, days, margin, units := d.between(14, 36), d.between(35, 75), d.between(91, 100), d.between(60, 260)
	files, ends := false, true
	switch {
	case c.kind == planted && k%6 == 1:
		c.story, deals, units = "not so much, in a hurry: half a dozen sales, then nobody answers", d.between(5, 8), d.between(180, 300)
	case c.kind == planted:
		c.story = "a fresh VAT number, much trade at or below cost within weeks, then silence"
	case c.kind == near && k%2 == 0:
		c.story, files, ends = "as much trade, and every return is filed", true, false
	case c.kind == near:
		c.story, margin = "sold with a fair margin, then given up", d.between(118, 135)
	case k%2 == 0:
		c.story, files, ends = "a start-up undercuts the market, and files", true, false
		deals, units = d.between(8, 14), d.between(20, 60)
	default:
		c.story, deals, units = "a firm that closed for want of money after a few sales", 4, d.between(10, 30)
	}
	ware, out, in := pick(d, []int{t.wareOf("851713"), t.wareOf("847130"), t.wareOf("854231")}), 0, 0
	cost := t.wares[ware].cents
	if cost < 100_00 {
		units *= 25
	}
	for n := range deals {
		day := registered + d.between(4, 8) + n*days/deals
		bought := t.supply(d, supply{at: moment(d, day, 8, 12), seller: t.supplier(d, i), buyer: i, ware: ware, units: units, cents: cost, vat: "zeroIntraEu", wait: 5, container: t.newContainer(), from: "pl-45"})
		sold := t.supply(d, supply{at: moment(d, day+d.between(1, 4), 8, 17), seller: i, buyer: t.firmLike(d, wholesale, phoneShop, importer), ware: ware, units: units, cents: cost * margin / 100, wait: 3})
		c.add(bought.invoice, sold.invoice)
		out += cost * margin / 100 * units * 19 / 100
	}
	if files {
		for _, month := range []int{4, 7, 10} {
			c.add(t.vatReturn(d, c.monthStart(month)+d.between(9, 20), i, out/3, in, out/3)...)
		}
	}
	if end := registered + days + d.between(20, 90); ends {
		f.closed = end
		if d.percent(60) {
			c.add(t.event(moment(d, end, 9, 16), i, "dissolved"))
		}
	}
}

// firmLike is a settled firm of one of the trades, about whom no case is.
func (t *town) firmLike(d *dice, kinds ...int) int {
	for range 50 {
		if i := pick(d, t.kinds[pick(d, kinds)]); t.firms[i].settled() && !t.firms[i].quiet {
			return i
		}
	}
	return t.kinds[kinds[0]][0]
}

// Ranstorp 2016: output tax declared and never paid, the goods resold at once.
func (t *town) plantWithheld(c *plant, d *dice, k int) {
	i := t.firmFor(d, importer, wholesale, textile, furniture)
	f := &t.firms[i]
	f.kept, c.subject = true, firmID(i)
	quarter := d.between(1, 2) // after the third no whole quarter is left in which the tax could be paid
	first := c.monthStart(quarter*3-2) + 1
	due := c.monthStart(quarter*3+1) + 1
	ware, deals, sold := pick(d, t.usualOr(i, "851713")), d.between(3, 8), d.between(95, 108)
	units := d.between(12, 40) * 1000_00 / t.wares[ware].cents
	paid, later := 0, 0
	switch {
	case c.kind == planted && k%6 == 2:
		c.story, paid = "a tenth was paid, to be left alone for a while", 10
	case c.kind == planted:
		c.story = "the tax on goods resold at once is declared and not paid"
	case c.kind == near && k%2 == 0:
		c.story, later = "paid four weeks late", d.between(20, 35)
	case c.kind == near:
		c.story, deals, sold = "nothing resold: the goods lie in stock, the tax is small", d.between(3, 5), 0
	case k%2 == 0:
		c.story, later = "the office granted time; it is paid in the fifth month", 140
	default:
		c.story, sold = "a customer failed, and the tax with it", 101
	}
	out, in := 0, 0
	for n := range deals {
		day := first + 3 + n*70/deals
		cents := t.wares[ware].cents
		c.add(t.supply(d, supply{at: moment(d, day, 8, 12), seller: t.supplier(d, i), buyer: i, ware: ware, units: units, cents: cents, vat: "zeroIntraEu", wait: 20}).invoice)
		if sold > 0 {
			s := t.supply(d, supply{at: moment(d, day+d.between(1, 9), 8, 17), seller: i, buyer: t.firmLike(d, importer, wholesale, garage), ware: ware,
				units: units, cents: cents * sold / 100, unpaid: c.kind == decoy && k%2 == 1})
			c.add(s.invoice)
			out += cents * sold / 100 * units * 19 / 100
		}
	}
	tax := out - in
	c.add(t.vatReturn(d, due+d.between(5, 25), i, out, in, tax*paid/100)...)
	if later > 0 {
		c.add(t.payTax(d, due+25+later, i, tax))
	}
}

// usualOr are the goods that a firm usually buys, or those of a code where there are none.
func (t *town) usualOr(i int, hs string) []int {
	goods := slices.DeleteFunc(slices.Clone(t.usualWares(i)), func(w int) bool { return t.wares[w].hs == "" })
	if len(goods) == 0 {
		goods = append(goods, t.wareOf(hs))
	}
	return goods
}

// Ranstorp 2016: "credit is accumulated ... bills are never paid".
func (t *town) plantBustOut(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, importer, wholesale, engineer, textile)
	t.firms[i].kept, c.subject = true, firmID(i)
	month := d.between(4, 10)
	percents, bills, hs := []int{d.between(8, 35), d.between(10, 45), d.between(91, 100), d.between(93, 100)}, d.between(3, 7), ""
	unpaid := 99
	switch {
	case c.kind == planted && k%6 == 3:
		c.story, percents = "the credit fills over a quarter, and the bills stay", []int{d.between(10, 30), d.between(40, 60), d.between(70, 80), d.between(93, 100)}
	case c.kind == planted:
		c.story = "credit used up in weeks, devices bought on account, nothing is paid"
	case c.kind == near && k%2 == 0:
		c.story, unpaid = "credit used up, devices bought, the bills paid", 0
	case c.kind == near:
		c.story, percents = "bills unpaid, and the credit hardly used", []int{20, 25, 30, 35}
	case k%2 == 0:
		c.story, hs = "a firm in trouble: no devices, cement and tiles", "252329"
	default:
		c.story, bills, unpaid = "one large order, one bill in dispute", 4, 1
	}
	for n, percent := range percents {
		c.add(t.credit(d, c.monthStart(month+n-1), i, percent))
	}
	for n := range bills {
		ware := t.wareOf(pick(d, []string{"851713", "847130", "847130", "851713"}))
		if hs != "" {
			ware = t.wareOf(hs)
		}
		day := c.monthStart(month+1) - 20 + n*50/bills + d.n(5)
		units := max(1, d.between(4, 20)*1000_00/t.wares[ware].cents)
		c.add(t.supply(d, supply{at: moment(d, day, 8, 17), seller: t.supplier(d, i), buyer: i, ware: ware, units: units, unpaid: n < unpaid}).invoice)
	}
}

// Ranstorp 2016: companies "created and then dissolved" by the same accountants, their debts left behind.
func (t *town) plantShells(c *plant, d *dice, k int) {
	agent := t.newFirm(d, accountant, -d.between(800, 5000))
	c.subject = firmID(agent)
	companies, life, debts := d.between(3, 6), [2]int{150, 520}, true
	switch {
	case c.kind == planted:
		c.story = "companies of one accountant, each gone within a year and a half, with debts"
	case c.kind == near && k%2 == 0:
		c.story, companies = "two such companies", 2
	case c.kind == near:
		c.story, life = "several companies end, after many years", [2]int{900, 4000}
	case k%2 == 0:
		c.story, debts = "companies for one film each, wound up with all paid", false
	default:
		c.story, companies, debts = "an agent of hundreds, of whom some always end early", 3, false
	}
	start := c.day(d, 20, 120)
	for n := range companies {
		end := start + n*d.between(20, 200)/companies + d.n(20)
		i := t.newFirm(d, pick(d, []int{importer, builder, phoneShop, textile}), end-d.between(life[0], life[1]))
		f := &t.firms[i]
		f.kept, f.agent, f.closed = true, agent, end
		if f.founded > 0 {
			c.add(t.event(moment(d, f.founded, 8, 12), i, "formed"))
		}
		for m := 1; debts && m < 4; m++ {
			l := record("Due", moment(d, end-30*m, 0, 1)).set("debtor", firmID(i)).set("creditor", firmID(t.supplier(d, i))).
				set("agreement", "debt-"+num(t.nth("debt"))).set("agreementKind", "invoice").euros(d.between(20, 300)*100_00).date("dueDate", end-30*m)
			c.add(t.plan(l))
		}
		c.add(t.event(moment(d, end, 9, 16), i, "dissolved"))
	}
	if c.kind == decoy && k%2 == 1 {
		for range 15 { // the many that live on
			i := t.newFirm(d, pick(d, []int{importer, builder, garage}), -d.between(700, 3000))
			t.firms[i].agent, t.firms[i].quiet = agent, false
		}
	}
}
