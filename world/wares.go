package world

// ware is what firms buy of one another: a name, its customs code, what a unit of it weighs and costs, and how many go into a
// usual order.
type ware struct {
	name, hs, unit string
	cpa            string // of a service
	grams, cents   int
	usual          int // units
	at             []int
}

// wares, with the trades for which each is part of the business. What no trade names is bought by whoever needs it once.
func wares() []ware {
	return []ware{
		{"Mobile phones", "851713", "piece", "", 300, 310_00, 40, []int{phoneShop, wholesale, importer}},
		{"Wireless routers", "851762", "piece", "", 600, 95_00, 20, []int{phoneShop, wholesale, software}},
		{"Lithium batteries", "850760", "piece", "", 900, 60_00, 60, []int{phoneShop, electronics, importer}},
		{"Phone covers", "392690", "piece", "", 50, 4_00, 300, []int{phoneShop, importer}},
		{"Notebooks", "847130", "piece", "", 2_200, 780_00, 8, []int{wholesale, software, engineer}},
		{"Screens", "852852", "piece", "", 5_500, 190_00, 10, []int{wholesale, software}},
		{"Microcontrollers", "854231", "piece", "", 5, 6_50, 500, []int{electronics}},
		{"Memory circuits", "854232", "piece", "", 5, 8_00, 300, []int{electronics, wholesale}},
		{"Tantalum capacitors", "853221", "piece", "", 3, 40, 4000, []int{electronics}},
		{"Printed circuits", "853400", "piece", "", 60, 9_00, 200, []int{electronics}},
		{"Navigation receivers", "852691", "piece", "", 250, 120_00, 10, []int{electronics, garage}},
		{"Wires and cables", "854449", "m", "", 90, 1_20, 1000, []int{electronics, builder, phoneShop}},
		{"Ball bearings", "848210", "piece", "", 400, 12_00, 100, []int{factory, garage, machinery}},
		{"Steel sheet", "720851", "kg", "", 1_000, 1_10, 4000, []int{factory, finisher}},
		{"Machine tools", "845961", "piece", "", 900_000, 21_000_00, 1, []int{factory, machinery}},
		{"Pumps", "841370", "piece", "", 18_000, 420_00, 5, []int{machinery, poolService, farm}},
		{"Gears", "848340", "piece", "", 2_500, 85_00, 30, []int{machinery, factory}},
		{"Car tyres", "401110", "piece", "", 9_000, 55_00, 60, []int{garage, carDealer, importer}},
		{"Car parts", "870899", "piece", "", 3_000, 45_00, 40, []int{garage, carDealer}},
		{"Lubricants", "271019", "l", "", 880, 5_00, 200, []int{garage, haulier, factory}},
		{"T-shirts", "610910", "piece", "", 180, 3_50, 500, []int{textile, importer}},
		{"Trousers", "620342", "piece", "", 600, 9_00, 300, []int{textile, importer}},
		{"Shoes", "640399", "piece", "", 900, 18_00, 120, []int{textile}},
		{"Wooden furniture", "940360", "piece", "", 24_000, 140_00, 15, []int{furniture, importer}},
		{"Chairs", "940161", "piece", "", 8_000, 60_00, 30, []int{furniture, restaurant}},
		{"Lamps", "940542", "piece", "", 1_500, 25_00, 40, []int{furniture, builder}},
		{"Cement", "252329", "kg", "", 1_000, 14, 8000, []int{buildStore, builder}},
		{"Tiles", "690721", "kg", "", 1_000, 80, 3000, []int{buildStore, builder}},
		{"Aluminium profiles", "760410", "kg", "", 1_000, 4_20, 900, []int{builder, factory, buildStore}},
		{"Aluminium paste", "760320", "kg", "", 1_000, 6_40, 300, []int{finisher, paintMaker}},
		{"Paint pigments", "320611", "kg", "", 1_000, 3_10, 600, []int{paintMaker, finisher}},
		{"Resins", "390730", "kg", "", 1_000, 4_80, 500, []int{paintMaker, factory}},
		{"Coffee", "090121", "kg", "", 1_000, 11_00, 60, []int{restaurant, grocer}},
		{"Rice", "100630", "kg", "", 1_000, 1_60, 800, []int{grocer, restaurant, importer}},
		{"Olive oil", "150920", "l", "", 910, 7_00, 200, []int{grocer, restaurant}},
		{"Tinned fruit", "200870", "kg", "", 1_000, 2_20, 900, []int{grocer, importer}},
		{"Seed", "100199", "kg", "", 1_000, 70, 2500, []int{farm}},
		{"Farm machines", "843229", "piece", "", 600_000, 6_400_00, 1, []int{farm, machinery}},
		{"Bandages", "300590", "kg", "", 1_000, 16_00, 60, []int{clinic}},
		{"Instruments, medical", "901890", "piece", "", 1_200, 240_00, 8, []int{clinic, laboratory}},
		{"Detergents", "340250", "kg", "", 1_000, 2_00, 300, []int{cleaner, restaurant}},
		{"Cosmetics", "330499", "kg", "", 1_000, 22_00, 30, []int{salon}},
		{"Used cars", "870323", "piece", "", 1_350_000, 7_200_00, 2, []int{carDealer}},
		{"Pallets", "441520", "piece", "", 22_000, 9_00, 100, []int{forwarder, haulier}},
		{"Paper", "480256", "kg", "", 1_000, 1_30, 200, []int{accountant, mailCentre, engineer}},
		{"Drawings and plans", "490600", "piece", "", 400, 1_900_00, 1, []int{engineer, builder}},
		{"Engineering services, industrial projects", "", "hour", "71.12.17", 0, 110_00, 20, []int{engineer, factory, machinery, electronics}},
		{"Books", "490199", "piece", "", 500, 14_00, 30, []int{}},
		{"Toys", "950300", "piece", "", 400, 8_00, 200, []int{importer, textile}},
		{"Bicycles", "871200", "piece", "", 14_000, 260_00, 10, []int{}},
		{"Glassware", "701337", "piece", "", 300, 2_00, 200, []int{restaurant, furniture}},
		{"Tools", "820559", "piece", "", 1_200, 22_00, 30, []int{builder, garage, factory}},
		{"Welding wire", "831130", "kg", "", 1_000, 6_00, 100, []int{factory, garage}},
	}
}

// chapter is the first two digits of the customs code; services have none.
func (w *ware) chapter() string { return w.hs[:min(2, len(w.hs))] }

func wareID(i int) string { return "ware-" + num(i+1) }

// stocks are the wares of a trade. A firm has two to four of them for its own, by which it is known.
func (t *town) stocks(kind int) []int {
	var out []int
	for i := range t.wares {
		for _, k := range t.wares[i].at {
			if k == kind {
				out = append(out, i)
			}
		}
	}
	return out
}

// usualWares are what a firm buys for its business.
func (t *town) usualWares(firm int) []int {
	all := t.byTrade[t.firms[firm].kind]
	if len(all) <= 2 {
		return all
	}
	from, n := mix(t.seed, 31, firm)%len(all), 2+mix(t.seed, 32, firm)%3
	var out []int
	for k := range min(n, len(all)) {
		out = append(out, all[(from+k)%len(all)])
	}
	return out
}

// foreignWares are wares of other trades than the firm's.
func (t *town) foreignWares(d *dice, firm, n int) []int {
	own, chapters := map[string]bool{}, map[string]bool{}
	for _, w := range t.byTrade[t.firms[firm].kind] {
		own[t.wares[w].chapter()] = true
	}
	var out []int
	for _, w := range shuffled(d, len(t.wares)) {
		if c := t.wares[w].chapter(); len(out) < n && c != "" && !own[c] && !chapters[c] {
			chapters[c] = true
			out = append(out, w)
		}
	}
	return out
}

// wareOf is the ware with the customs code, or the service with the code of activities.
func (t *town) wareOf(code string) int {
	for i := range t.wares {
		if t.wares[i].hs == code || t.wares[i].cpa == code {
			return i
		}
	}
	panic("no ware " + code)
}

func (t *town) writeWares() {
	for i := range t.wares {
		w := &t.wares[i]
		l := entity("Product", wareID(i)).set("name", w.name).set("cpa", w.cpa).set("hs", w.hs)
		if w.hs != "" {
			l.set("cn", w.hs+"00")
		}
		t.thing(l)
	}
}
