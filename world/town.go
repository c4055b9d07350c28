package world

import "slices"

// place is a town, a border crossing, an airport or a city abroad. Coordinates are text: nothing is computed from them.
type place struct{ id, name, country, lat, lon, kind, plate string }

// The first homeTowns places are where people live; then the ways over the border; then the towns behind it.
const (
	homeTowns = 8
	crossings = 3 // the last of them the airport
)

func places() []place {
	return []place{
		{"pl-1", "Oberlauten", "de", "47.62", "7.95", "town", "OL"}, {"pl-2", "Rheinbruck", "de", "47.57", "7.82", "borderTown", "OL"},
		{"pl-3", "Sankt Emmer", "de", "47.99", "7.85", "town", "EM"}, {"pl-4", "Hohenzarten", "de", "47.90", "8.17", "town", "EM"},
		{"pl-5", "Wiesbach", "de", "47.73", "8.03", "town", "OL"}, {"pl-6", "Tannfeld am See", "de", "47.68", "9.12", "town", "TF"},
		{"pl-7", "Lindbronn", "de", "48.31", "7.95", "town", "LB"}, {"pl-8", "Kaltenried", "de", "48.05", "8.46", "town", "LB"},
		{"pl-20", "Rheinbruck bridge", "de", "47.56", "7.81", "crossing", ""}, {"pl-21", "Tannfeld ferry", "de", "47.66", "9.14", "crossing", ""},
		{"pl-22", "Emmer airport", "de", "47.98", "7.72", "airport", ""},
		{"pl-30", "Klein Augst", "ch", "47.55", "7.79", "borderTown", ""}, {"pl-31", "Seewil", "ch", "47.64", "9.16", "borderTown", ""},
		{"pl-40", "Izmir", "tr", "38.42", "27.14", "city", ""}, {"pl-41", "Palma", "es", "39.57", "2.65", "city", ""},
		{"pl-42", "Thessaloniki", "gr", "40.64", "22.94", "city", ""}, {"pl-43", "Hanoi", "vn", "21.03", "105.85", "city", ""},
		{"pl-44", "Beirut", "lb", "33.89", "35.50", "city", ""}, {"pl-45", "Rotterdam", "nl", "51.92", "4.48", "port", ""},
		{"pl-46", "Mersin", "tr", "36.81", "34.64", "port", ""}, {"pl-47", "Ningbo", "cn", "29.87", "121.54", "port", ""},
		{"pl-50", "Kilis", "tr", "36.72", "37.12", "borderTown", ""}, {"pl-51", "Reyhanlı", "tr", "36.27", "36.57", "borderTown", ""},
		{"pl-52", "Akçakale", "tr", "36.71", "38.95", "borderTown", ""}, {"pl-53", "Edirne", "tr", "41.68", "26.56", "borderTown", ""},
		{"pl-54", "Sarpi", "ge", "41.53", "41.55", "borderTown", ""}, {"pl-55", "Gaziantep", "tr", "37.06", "37.38", "city", ""},
		{"pl-56", "Antalya", "tr", "36.89", "30.70", "city", ""}, {"pl-57", "Alicante", "es", "38.35", "-0.48", "city", ""},
		{"pl-58", "Lyon", "fr", "45.76", "4.84", "city", ""}, {"pl-59", "Dubai", "ae", "25.20", "55.27", "city", ""},
		{"pl-60", "Istanbul", "tr", "41.01", "28.98", "city", ""}, {"pl-61", "Tbilisi", "ge", "41.72", "44.79", "city", ""},
		{"pl-62", "Yerevan", "am", "40.18", "44.51", "city", ""}, {"pl-63", "Almaty", "kz", "43.24", "76.89", "city", ""},
		{"pl-64", "Saint Petersburg", "ru", "59.93", "30.25", "port", ""}, {"pl-65", "Port Sudan", "sd", "19.62", "37.22", "port", ""},
		{"pl-66", "Bandar Abbas", "ir", "27.18", "56.28", "port", ""},
	}
}

// corridors are the countries towards which planted fans run: some of those that ref lists for all of 2024. They stand
// here so that a new row in ref does not move the bytes of a seed.
func corridors() []string { return []string{"cd", "ml", "ng", "ss", "sy", "ye"} }

// Where a product is sold, and to whom it is of use.
const (
	forPool = 1 << iota
	forGarden
	forHouse
	forHobby
	forFarm
	forPro
)

// product is what shops sell. Limits are those of Regulation (EU) 2019/1148 Annex I, in thousandths of % w/w.
type product struct {
	name, cas, cn, unit string
	strength            int // thousandths of % w/w; 0 unknown
	limit, ceiling      int // Annex I: above limit not for the public; with a licence up to ceiling, 0 never
	annexII             bool
	use                 int
	cents               int   // a unit
	sizes               []int // usual quantities, thousandths of the unit
}

func (p *product) regulated() bool    { return p.limit > 0 || p.annexII }
func (p *product) overLimit() bool    { return p.limit > 0 && p.strength > p.limit }
func (p *product) isFor(use int) bool { return p.use&use != 0 }

func products() []product {
	const peroxide, sulphuric, nitric, nitromethane = "7722-84-1", "7664-93-9", "7697-37-2", "75-52-5"
	pool, sack := []int{5000, 10000, 20000, 20000, 20000, 25000, 25000}, []int{10000, 25000, 25000, 25000, 25000, 50000}
	small, drum := []int{500, 1000, 1000, 2000, 5000}, []int{25000, 30000, 60000, 60000, 120000, 200000}
	return []product{
		{"Pool oxygen 11.9 %", peroxide, "28470000", "kg", 11900, 12000, 35000, false, forPool, 320, pool},
		{"Pool oxygen 12 %", peroxide, "28470000", "kg", 12000, 12000, 35000, false, forPool, 330, pool},
		{"Hydrogen peroxide 19.9 %", peroxide, "28470000", "kg", 19900, 12000, 35000, false, forHobby | forPro, 450, small},
		{"Hydrogen peroxide 35 %", peroxide, "28470000", "kg", 35000, 12000, 35000, false, forPro, 380, drum},
		{"Hydrogen peroxide 49.9 %", peroxide, "28470000", "kg", 49900, 12000, 35000, false, forPro, 520, drum},
		{"pH minus liquid 14.9 %", sulphuric, "28070000", "kg", 14900, 15000, 40000, false, forPool, 190, pool},
		{"Battery acid 37 %", sulphuric, "28070000", "kg", 37000, 15000, 40000, false, forHobby | forPro, 410, small},
		{"Drain cleaner, acid 96 %", sulphuric, "28070000", "kg", 96000, 15000, 40000, false, forPro, 690, small},
		{"Stone cleaner, nitric 2.5 %", nitric, "38249996", "kg", 2500, 3000, 10000, false, forHouse, 540, small},
		{"Nitric acid 53 %", nitric, "28080000", "kg", 53000, 3000, 10000, false, forPro, 350, drum},
		{"Model fuel, nitromethane 15 %", nitromethane, "38249992", "kg", 15000, 16000, 100000, false, forHobby, 990, small},
		{"Model fuel, nitromethane 25 %", nitromethane, "38249992", "kg", 25000, 16000, 100000, false, forHobby, 1290, small},
		{"Ammonium nitrate fertiliser", "6484-52-2", "31023010", "kg", 33500, 16000, 0, false, forFarm, 62, []int{500000, 600000, 1000000, 2000000}},
		{"Lawn fertiliser CAN 27", "15245-12-2", "31026000", "kg", 0, 0, 0, true, forGarden | forFarm, 110, sack},
		{"Calcium nitrate", "10124-37-5", "28342980", "kg", 0, 0, 0, true, forGarden | forFarm, 130, sack},
		{"Saltpetre fertiliser", "7757-79-1", "28342100", "kg", 0, 0, 0, true, forGarden, 240, sack},
		{"Acetone", "67-64-1", "29141100", "l", 99500, 0, 0, true, forHouse | forPro, 480, small},
		{"Fuel tablets, hexamine", "100-97-0", "29336940", "kg", 0, 0, 0, true, forHouse, 1600, []int{200, 200, 400, 1000}},
		{"Paving sand", "", "25051000", "kg", 0, 0, 0, false, forGarden | forHouse, 18, []int{25000, 100000, 500000}},
		{"Wall paint", "", "32091000", "l", 0, 0, 0, false, forHouse, 390, []int{2500, 5000, 10000}},
		{"Drain cleaner, alkaline", "1310-73-2", "28151100", "kg", 0, 0, 0, false, forHouse, 720, small},
		{"Chlorine tablets", "87-90-1", "38089490", "kg", 0, 0, 0, false, forPool, 830, []int{1000, 5000, 10000}},
		{"Cleaning concentrate", "", "34025010", "l", 0, 0, 0, false, forPro, 280, []int{10000, 25000, 200000}},
	}
}

// productsFor are the indices of products for a use.
func (t *town) productsFor(use int, keep func(*product) bool) []int {
	var out []int
	for i := range t.products {
		if p := &t.products[i]; p.isFor(use) && (keep == nil || keep(p)) {
			out = append(out, i)
		}
	}
	return out
}

// site is one shop floor of a chain, with what it has on its shelves and how much, in thousandths.
type site struct {
	operator, town int
	uses           int
	stock          []int
	quiet          bool // planted
}

func (t *town) settleSites(n int) {
	chains := append(append(append([]int(nil), t.kinds[diy]...), t.kinds[agri]...), t.kinds[chemist]...)
	for i := range n {
		operator := chains[i%len(chains)]
		s := site{operator: operator, town: (i + i/homeTowns) % homeTowns, stock: make([]int, len(t.products))}
		switch t.firms[operator].kind {
		case diy:
			s.uses = forPool | forHouse | forHobby | forGarden
		case agri:
			s.uses = forGarden | forFarm | forPool
		default:
			s.uses = forPro | forHobby | forHouse | forPool | forFarm
		}
		for k := range t.products {
			s.stock[k] = 40 * t.products[k].sizes[len(t.products[k].sizes)-1]
		}
		t.sites = append(t.sites, s)
		f := &t.firms[operator]
		t.thing(entity("Site", siteID(i)).set("name", f.name+" "+t.places[s.town].name).set("operator", firmID(operator)).
			set("place", t.places[s.town].id).set("address", t.street(7, i)+", "+t.places[s.town].name))
	}
}

// siteFor finds a shop that sells the product: one in the buyer's town where there is one, mostly.
func (t *town) siteFor(d *dice, use, home int) int {
	start, found := d.n(len(t.sites)), -1
	wide := d.percent(25)
	for k := range t.sites {
		i := (start + k) % len(t.sites)
		if t.sites[i].uses&use == 0 {
			continue
		}
		if wide || t.sites[i].town == home {
			return i
		}
		if found < 0 {
			found = i
		}
	}
	return found
}

func (t *town) writePlaces() {
	for _, p := range t.places {
		t.thing(entity("Place", p.id).set("name", p.name).set("country", p.country).set("lat", p.lat).set("lon", p.lon).set("kind", p.kind))
	}
	for i := range t.products {
		p := &t.products[i]
		l := entity("Product", productID(i)).set("name", p.name).set("cas", p.cas).set("cn", p.cn)
		if p.strength > 0 {
			l.num("concentration", p.strength)
		}
		t.thing(l)
	}
}

// merchant is a shop abroad; each place has nine.
func (t *town) merchant(place, k int) string { return "m-" + t.places[place].id[3:] + "-" + num(1+k%9) }

func (t *town) writeMerchants() {
	for i := homeTowns + crossings; i < len(t.places); i++ {
		for k := range 9 {
			p := t.places[i]
			t.party(entity("Company", t.merchant(i, k)).set("name", []string{"Hotel", "Market", "Fuel", "Café", "Mobile", "Pharmacy", "Bazaar", "Clinic", "Bus"}[k]+" "+p.name).
				set("country", p.country).set("resident", p.country).set("home", p.id))
		}
	}
}

// placeOf is the index of a place.
func (t *town) placeOf(id string) int {
	return slices.IndexFunc(t.places, func(p place) bool { return p.id == id })
}

func siteID(i int) string    { return "s-" + num(i+1) }
func productID(i int) string { return "prod-" + num(i+1) }
func firmID(i int) string    { return "c-" + num(i+1) }
func personID(i int) string  { return "p-" + num(i+1) }
func kinID(i int) string     { return "r-" + num(i+1) }
