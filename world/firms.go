package world

import "strings"

// The trades of the town.
const (
	factory = iota
	software
	builder
	restaurant
	grocer
	wholesale
	machinery
	forwarder
	clinic
	farm
	cleaner
	poolService
	salon
	laboratory
	finisher
	bank
	lender
	remitter
	landlord
	power
	telecom
	authority
	charity
	platform
	travelAgency
	undertaker
	diy
	agri
	chemist
	trades // of the first hour; what follows has a stream of chance of its own

	phoneShop = iota - 1
	importer
	haulier
	mailCentre
	accountant
	garage
	hirer
	electronics
	engineer
	exchange
	textile
	furniture
	buildStore
	carDealer
	paintMaker
	kiosk
	allTrades
)

// trade is a kind of firm: its NACE class, how its firms are called, how many stand per 10,000 people, and at least.
type trade struct {
	nace, title    string
	share, atLeast int
	buys           int  // what regulated goods it uses
	goods          bool // it deals in goods with transport documents
}

func tradeOf(kind int) trade {
	if kind >= phoneShop {
		return moreTrades()[kind-phoneShop]
	}
	return [trades]trade{
		factory: {"25.62", "Werke GmbH", 120, 4, 0, true}, software: {"62.01", "Software GmbH", 60, 2, 0, false},
		builder: {"41.20", "Bau GmbH", 60, 2, 0, false}, restaurant: {"56.10", "Gasthaus", 80, 2, 0, false},
		grocer: {"47.11", "Markt", 100, 3, 0, false}, wholesale: {"46.52", "Electronics GmbH", 60, 6, 0, true},
		machinery: {"46.69", "Maschinenhandel KG", 60, 6, 0, true}, forwarder: {"52.29", "Spedition GmbH", 20, 2, 0, false},
		clinic: {"86.10", "Klinik", 10, 1, 0, false}, farm: {"01.11", "Hof GbR", 50, 4, forFarm, false},
		cleaner: {"81.22", "Reinigung GmbH", 40, 3, forPro, false}, poolService: {"81.29", "Schwimmbadtechnik", 20, 2, forPro | forPool, false},
		salon: {"96.02", "Salon", 40, 3, forPro, false}, laboratory: {"72.19", "Labor GmbH", 10, 2, forPro, false},
		finisher: {"25.61", "Oberflächentechnik GmbH", 30, 2, forPro, false}, bank: {"64.19", "Bank AG", 2, 4, 0, false},
		lender: {"64.92", "Kredit GmbH", 5, 6, 0, false}, remitter: {"66.19", "Transfer Ltd", 4, 3, 0, false},
		landlord: {"68.20", "Wohnbau eG", 20, 2, 0, false}, power: {"35.14", "Stadtwerke", 1, 2, 0, false},
		telecom: {"61.10", "Telefon AG", 1, 2, 0, false}, authority: {"84.11", "Sozialkasse", 1, 1, 0, false},
		charity: {"88.99", "Hilfe e.V.", 5, 3, 0, false}, platform: {"63.12", "Spendenportal GmbH", 1, 1, 0, false},
		travelAgency: {"79.11", "Reisen GmbH", 3, 2, 0, false}, undertaker: {"96.03", "Bestattungen", 3, 1, 0, false},
		diy: {"47.52", "Baumarkt", 2, 2, 0, false}, agri: {"47.76", "Landhandel", 2, 2, 0, false},
		chemist: {"46.75", "Chemiehandel GmbH", 2, 2, 0, false},
	}[kind]
}

type firm struct {
	kind, town, payday, founded, workers int
	name                                 string
	declared                             int  // product index of the regulated product it declared, -1 none
	quiet                                bool // planted: ordinary life leaves it alone
	turnover                             int  // cents, 0: by its workers
	kept                                 bool // planted: its events, taxes and credit are the case's
	closed                               int  // day on which it was given up, 0 never
	phoned                               int  // whose phone it has, 0: its family's
	door, family                         int  // an office building whose address it has, 0 none; the firm whose phone it has
	agent                                int  // who founded it, 0: its accountant
	vatOut, vatIn                        int  // cents of tax in the quarter's invoices, written and received
}

func (t *town) settleFirms(d *dice) {
	t.kinds = make([][]int, trades)
	for kind := range trades {
		tr := tradeOf(kind)
		for range max(tr.atLeast, t.size*tr.share/10_000) {
			i := len(t.firms)
			t.kinds[kind] = append(t.kinds[kind], i)
			t.firms = append(t.firms, firm{kind: kind, town: d.n(homeTowns), payday: d.between(25, 31),
				founded: -d.low(200, 12000), workers: d.low(1, 60), name: firmName(d, tr.title, i), declared: -1, family: i})
		}
	}
	for kind := range trades {
		if uses := tradeOf(kind).buys; uses != 0 {
			from := t.productsFor(uses, (*product).overLimit)
			for _, i := range t.kinds[kind] {
				t.firms[i].declared = pick(d, from)
			}
		}
	}
}

// earns is the turnover of a year: what was said of it, or else by its workers.
func (f *firm) earns(byWorkers int) int {
	if f.turnover > 0 {
		return f.turnover
	}
	return byWorkers
}

func firmName(d *dice, title string, i int) string {
	a := strings.Fields("Adler Alpen Anker Aurora Birken Delta Dorn Falken Fluss Forst Granit Helio Insel Jura Kranich Linden Merkur " +
		"Nord Orion Pfeil Quell Regio Sankt Tal Ufer Vega Weiher Zirbel")
	b := strings.Fields("hof werk tal rain brück see stein feld wald au garten tor")
	word := pick(d, a) + pick(d, b)
	if i > 300 {
		word += " " + num(i) // larger towns run out of words
	}
	return word + " " + title
}

func (t *town) writeFirms(d *dice) {
	for i := range t.firms {
		f := &t.firms[i]
		schema := "Company"
		switch f.kind {
		case authority:
			schema = "PublicBody"
		case charity:
			schema = "Organization"
		}
		p := t.places[f.town]
		t.party(entity(schema, firmID(i)).set("name", f.name).set("country", p.country).set("resident", p.country).
			set("activity", tradeOf(f.kind).nace).date("incorporationDate", f.founded).set("registrationNumber", "HRS "+num(70000+i)).
			set("address", t.firmAddress(i)).set("home", p.id).set("phone", t.firmPhone(i)).
			date("customerSince", max(f.founded+d.between(1, 90), -6000)).set("employees", num(f.workers)).
			money("turnover", f.earns(f.workers*d.between(6_000_000, 18_000_000))).set("currency", "EUR"))
		t.writeAccount(firmID(i), "5"+pad(i, 9), t.kinds[bank][i%len(t.kinds[bank])])
		if f.declared >= 0 {
			t.declare(i, t.products[f.declared].cas, -d.between(5, 300), "own trade")
			for year := range t.years { // renewed before twelve months are over
				t.declare(i, t.products[f.declared].cas, 365*year+d.between(20, 60), "own trade")
			}
		}
	}
}

// declare writes a professional's declaration for one substance and gives its id.
func (t *town) declare(firm int, cas string, from int, use string) string {
	id := t.number("d")
	t.thing(entity("Declaration", id).set("number", "E-"+id[2:]).set("holder", firmID(firm)).set("substances", cas).set("use", use).
		set("quantity", "2000").set("unit", "kg").date("validFrom", from))
	t.declarations[firm] = append(t.declarations[firm], paper{id, from, from + 365})
	return id
}

// paper is a licence or declaration: when it holds.
type paper struct {
	id       string
	from, to int
}

// valid finds the newest that holds on the day, "" when none does.
func valid(papers []paper, day int) string {
	id := ""
	for _, p := range papers {
		if p.from <= day && day <= p.to {
			id = p.id
		}
	}
	return id
}

func (t *town) writeAccount(owner, number string, bankFirm int) {
	t.thing(entity("BankAccount", "a-"+owner).set("iban", iban(bankFirm, number)).set("bank", firmID(bankFirm)).set("bankName", t.firms[bankFirm].name))
}

// iban is a German account of ten digits with its check digits (ISO 13616) at a bank code that no bank has.
func iban(bank int, number string) string {
	bban := "999000" + pad(bank%100, 2) + number
	rest := 0
	for _, r := range bban + "131400" { // D = 13, E = 14
		rest = (rest*10 + int(r-'0')) % 97
	}
	return "DE" + pad(98-rest, 2) + bban
}

func pad(n, width int) string {
	s := num(n)
	return strings.Repeat("0", max(0, width-len(s))) + s
}

// phone is a number in the ranges that the German regulator keeps free for fiction ((0)30 23125, (0)69 90009).
func phone(i int) string {
	return []string{"+493023125", "+496990009"}[i/1_000_000%2] + pad(i%1_000_000, 6)
}

// firmPhone and firmAddress are a firm's own, or those it shares with its family or its office building.
func (t *town) firmPhone(i int) string {
	first := 500_000
	if t.size > first {
		first = 1_000_000
	}
	if f := &t.firms[i]; f.phoned > 0 {
		return phone(first + f.phoned)
	}
	return phone(first + t.firms[i].family)
}

func (t *town) firmAddress(i int) string {
	f := &t.firms[i]
	town := t.places[f.town].name
	if f.door > 0 {
		return t.street(6, f.door) + ", " + town
	}
	return t.street(5, f.family) + ", " + town
}

// street is the street and house that belong to an index.
func (t *town) street(salt, i int) string {
	k := mix(t.seed, salt, i)
	a := []string{"Linden", "Bahnhof", "Garten", "Schul", "Mühlen", "Kirch", "Berg", "Rosen", "Wiesen", "Ufer"}[k%10]
	b := []string{"weg", "straße", "gasse", "allee", "ring"}[k/10%5]
	return a + b + " " + num(1+k/50%120)
}
