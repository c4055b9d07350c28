package world

import "math"

// What a person does all year.
const (
	employed = iota
	selfEmployed
	pensioner
	onBenefit
	student
)

// Traits, as bits.
const (
	tenant = 1 << iota
	pool
	garden
	prepaid
	kinAbroad
	hasLoan
	commuter
	car
	hobby
	quiet // planted: no ordinary loans, regulated orders, remittances or changes of work, so that a case stays what it is
)

type person struct {
	name                                  naming
	birth, since                          int32 // days from the start of the year
	household, first                      int32 // first: index of the household's first member
	employer, landlord                    int32
	income, rent                          int32 // cents a month
	loan, lender                          int32 // cents a month, firm
	kin                                   int32
	hired, left                           int16 // days between which wages are paid
	away                                  int16 // back home after this day
	gone                                  int16 // the day on which it went
	where                                 uint8 // the place abroad
	traits                                uint16
	role, home, members, rentDay, billDay uint8
	supportDay, loanDay, loadEvery        uint8
}

func (p *person) is(trait int) bool { return int(p.traits)&trait != 0 }
func (p *person) age(day int) int   { return (day - int(p.birth)) / 365 }

// kin is a person abroad: family that is supported, or whoever a planted case pays.
type kin struct {
	name    string
	country string
}

func (t *town) settlePeople(d *dice) {
	for household := int32(0); len(t.people) < t.size; household++ {
		first, home := len(t.people), d.n(homeTowns)
		members := min(pick(d, []int{1, 1, 1, 2, 2, 2, 2, 3, 3, 4}), t.size-first)
		culture, landlordFirm := anyCulture(d), pick(d, t.kinds[landlord])
		renting := d.percent(55)
		for m := range members {
			p := person{name: newNaming(d, culture), household: household, first: int32(first), members: uint8(members), home: uint8(home)}
			if m > 0 && d.percent(75) {
				p.name.famA, p.name.famB = t.people[first].name.famA, t.people[first].name.famB
			}
			if renting && m == 0 {
				p.traits |= tenant
				p.landlord, p.rent = int32(landlordFirm), int32(d.low(420, 1650)*100)
			}
			t.people = append(t.people, t.grown(d, p, m))
		}
	}
}

// grown gives a person age, work and habits.
func (t *town) grown(d *dice, p person, member int) person {
	age := d.between(18, 88)
	if member > 1 {
		age = d.between(18, 26)
	}
	p.birth = int32(-age*365 - age/4 - d.n(365))
	p.since = int32(-d.between(30, 6000))
	if d.percent(3) {
		p.since = int32(d.between(5, 330))
	}
	switch {
	case age >= 66:
		p.role, p.income = pensioner, int32(d.low(900, 2600)*100)
	case age < 24 && d.percent(50):
		p.role, p.income = student, int32(d.low(450, 900)*100)
	case d.percent(8):
		p.role, p.income = selfEmployed, int32(d.low(1400, 6000)*100)
	case d.percent(8):
		p.role, p.income = onBenefit, int32(d.low(560, 1100)*100)
	default:
		p.role, p.income = employed, int32(d.low(1350, 5200)*100)
	}
	employers := []int{factory, factory, software, builder, restaurant, grocer, wholesale, machinery, clinic, cleaner, forwarder, diy}
	p.employer = int32(pick(d, t.kinds[pick(d, employers)]))
	p.hired, p.left = -1, math.MaxInt16
	habit := func(percent, trait int) {
		if d.percent(percent) {
			p.traits |= uint16(trait)
		}
	}
	habit(9, pool)
	habit(22, garden)
	habit(8, prepaid)
	habit(10, kinAbroad)
	habit(28, hasLoan)
	habit(2, commuter)
	habit(55, car)
	habit(3, hobby)
	p.loan, p.lender = int32(d.low(45, 420)*100), int32(pick(d, t.kinds[lender]))
	p.rentDay, p.billDay, p.loanDay, p.supportDay = uint8(d.between(1, 4)), uint8(d.between(5, 24)), uint8(d.between(1, 28)), uint8(d.between(1, 28))
	p.loadEvery = uint8(d.between(12, 34))
	if p.is(kinAbroad) {
		p.kin = int32(t.newKin(d, kinCountry(d, int(p.name.culture)), int(p.name.culture), ""))
	}
	return p
}

// kinCountry is where relatives of someone with such a name often live; the rest live anywhere.
func kinCountry(d *dice, culture int) string {
	if d.percent(80) {
		return cultures()[culture].country
	}
	return pick(d, []string{"es", "pl", "it", "us", "tr", "lb", "ro", "pt", "iq", "ma"})
}

// newKin enters a person abroad and gives the index; an empty name is composed: mostly of a surname that nobody in town bears, for
// there are more names abroad than the tables hold.
func (t *town) newKin(d *dice, country string, culture int, name string) int {
	if name == "" {
		n := newNaming(d, culture)
		if d.percent(85) {
			n.own = bigWord(d, t.syllables[culture], 30_000)
		}
		name = n.text(latin)
	}
	t.abroad = append(t.abroad, kin{name, country})
	return len(t.abroad) - 1
}

// name is how the person stands in the customer files.
func (t *town) name(i int) string {
	if n, ok := t.called[i]; ok {
		return n
	}
	return t.people[i].name.text(latin)
}

func (t *town) address(p *person) string {
	return t.street(1, int(p.household)) + ", " + t.places[p.home].name
}
func passport(i int) string { return "C" + scatter(i, 8) }
func (t *town) plate(i int) string {
	k := mix(t.seed, 3, i)
	return t.places[t.people[i].home].plate + "-" + string(rune('A'+k%26)) + string(rune('A'+k/26%26)) + " " + num(100+i)
}

func (t *town) writePeople(d *dice) {
	for i := range t.people {
		p := &t.people[i]
		c := cultures()[p.name.culture].country
		if d.percent(60) {
			c = "de"
		}
		t.party(entity("Person", personID(i)).set("name", t.name(i)).date("birthDate", int(p.birth)).set("country", "de").
			set("nationality", c).set("resident", "de").set("address", t.address(p)).set("home", t.places[p.home].id).
			set("household", "h-"+num(int(p.household)+1)).set("phone", phone(i)).set("passportNumber", passport(i)).
			date("customerSince", int(p.since)))
		if d.percent(3 * t.years) {
			home := d.n(homeTowns)
			t.party(entity("Person", personID(i)).set("name", t.name(i)).date("validFrom", d.between(20, t.days-26)).
				set("address", t.street(2, i)+", "+t.places[home].name).set("home", t.places[home].id))
		}
		t.writeAccount(personID(i), "1"+pad(i, 9), t.bankOf(i))
		t.writeCard(card(i), personID(i), t.bankOf(i), "debit", 0)
		if p.is(prepaid) {
			t.writeCard(card(i)+"-9", personID(i), t.bankOf(i+1), "prepaid", 2_500_00)
		}
		if p.is(car) {
			t.thing(entity("Vehicle", "v-"+num(i+1)).set("registrationNumber", t.plate(i)).set("type", "car").set("country", "de").set("operator", personID(i)))
		}
		if p.is(hobby) && !p.is(quiet) {
			from := d.between(-700, 200)
			t.licence(i, "75-52-5", 100_000, from-900, from)
			for ; from < t.days; from += 1000 {
				t.licence(i, "75-52-5", 100_000, from+1, from+1000)
			}
		}
	}
	for i, k := range t.abroad {
		t.party(entity("Person", kinID(i)).set("name", k.name).set("country", k.country))
	}
}

func (t *town) bankOf(i int) int { return t.kinds[bank][mix(t.seed, 4, i)%len(t.kinds[bank])] }

func card(i int) string { return "k-p-" + num(i+1) }

func (t *town) writeCard(id, holder string, issuer int, kind string, yearlyCap int) {
	l := entity("Card", id).set("token", "tok-"+scatter(t.nth("card"), 9)).
		set("holder", holder).set("issuer", firmID(issuer)).set("kind", kind)
	if yearlyCap > 0 {
		l.money("yearlyCap", yearlyCap).set("currency", "EUR")
	}
	t.thing(l)
}

// licence writes a member of the public's licence for one substance up to a strength in thousandths of % w/w.
func (t *town) licence(holder int, cas string, ceiling, from, to int) string {
	id := t.number("lic")
	t.thing(entity("Licence", id).set("number", "L-"+id[4:]).set("holder", personID(holder)).set("substances", cas).
		num("ceilings", ceiling).date("validFrom", from).date("validTo", to))
	t.licences[holder] = append(t.licences[holder], paper{id, from, to})
	return id
}
