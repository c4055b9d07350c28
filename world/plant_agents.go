package world

// agents are whoever sends money for people: remitters' own counters, and shops of many kinds that work for them.
func (t *town) agents() []int {
	var all []int
	for _, kind := range []int{remitter, kiosk, phoneShop, textile, grocer, furniture, garage, restaurant} {
		all = append(all, t.kinds[kind]...)
	}
	return all
}

// Ranstorp 2016: an employee of a remitter helps: at one counter sums just below what is reported, or over listed corridors,
// gather as nowhere else.
func (t *town) plantAgent(c *plant, d *dice, k int) {
	kinds := []int{kiosk, phoneShop, textile, grocer, furniture, garage} // where one counter has most, it is one of its kind
	if c.kind == decoy {
		kinds = []int{restaurant}
	}
	i := t.firmFor(d, kinds[k%len(kinds)])
	c.subject = firmID(i)
	transfers, days, marked := d.between(35, 90), d.between(30, 90), 100
	listed, broken := k%2 == 0, c.kind == planted && k%6 == 3
	switch {
	case broken:
		c.story, transfers, days = "ten in a week, again and again through the year", 60, 330
	case c.kind == planted:
		c.story = "one counter has most of the marked transfers of the town"
	case c.kind == near && k%2 == 0:
		c.story, listed, marked = "a busy counter, with sums and countries as everywhere", false, 4
	case c.kind == near:
		c.story, transfers = "a few marked transfers more than others", d.between(4, 7)
	case k%2 == 0:
		c.story, marked = "a counter beside a hostel: many send home, to a country that is listed", 70
	default:
		c.story, listed, marked = "a counter at the used car market: prices lie below the limit", false, 50
	}
	start := c.day(d, 10, 350-days)
	senders := t.bystanders(d, max(6, transfers/3), nil)
	for n := range transfers {
		day := start + n*days/transfers
		if broken {
			day = start + n/10*60 + n%10/2
		}
		country, cents := pick(d, []string{"tr", "ro", "pl", "lb"}), d.low(5, 60)*1000
		if d.percent(marked) {
			if listed {
				country, cents = pick(d, corridors()), d.low(20, 300)*1000
			} else {
				cents = d.between(455, 499) * 10_00
			}
		}
		from := senders[d.n(len(senders))]
		c.add(t.plan(t.sent(moment(d, day, 9, 20), personID(from), kinID(t.newKin(d, country, anyCulture(d), "")), "de", country, cents, i)))
	}
}

// Ranstorp 2016: "using the hawala system": a shop takes money of many without selling, and pays as much out.
func (t *town) plantHawala(c *plant, d *dice, k int) {
	i := t.firmFor(d, phoneShop, kiosk, textile, travelAgency)
	c.subject = firmID(i)
	credits, share, days, sells, keeps := d.between(24, 60), d.between(90, 109), d.between(14, 28), false, false
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, share, credits = "a dozen payers, and the books are squared within the month", d.between(85, 115), d.between(12, 18)
	case c.kind == planted:
		c.story = "many pay the shop and buy nothing; as much goes out to others"
	case c.kind == near && k%2 == 0:
		c.story, keeps = "many pay the shop, and the money stays there", true
	case c.kind == near:
		c.story, credits = "a handful of payers", d.between(4, 7)
	case k%2 == 0:
		c.story, sells = "sells on account: each payment settles an invoice, and the stock is bought with it", true
	default:
		c.story = "collects for a journey of a club, and pays the carrier"
	}
	category := "other"
	if sells {
		category = "invoice"
	}
	start, sum := c.day(d, 15, 330-days), 0
	for n, from := range t.bystanders(d, credits, nil) {
		cents := d.low(8, 190) * 1000
		sum += cents
		day := start + n*days/credits + d.n(2)
		c.add(t.plan(t.payment(moment(d, day, 8, 20), personID(from), c.subject, cents, category)))
		if sells {
			c.add(t.plan(record("Invoice", moment(d, day-3, 8, 18)).set("seller", c.subject).set("buyer", personID(from)).set("number", "H"+num(t.nth("paper"))).
				euros(cents).set("vatCategory", "standard").money("vatAmount", cents*19/119).date("dueDate", day).date("paidAt", day)))
		}
	}
	if keeps {
		return
	}
	pay := func(to string, cents, day int) {
		c.add(t.plan(t.payment(moment(d, day, 8, 20), c.subject, to, cents, "other")))
	}
	switch {
	case sells:
		for n := range 3 {
			pay(firmID(t.supplier(d, i)), sum*share/300, start+n*days/3+4)
		}
	case c.kind == decoy:
		pay(firmID(t.kinds[travelAgency][0]), sum*share/100, start+days+1)
	default:
		to := t.bystanders(d, d.between(5, 14), nil)
		for n, p := range to {
			pay(personID(p), sum*share/100/len(to), start+2+n*days/len(to))
		}
	}
}

// Ranstorp 2016: "fixers in the border region to withdraw funds": the cards of several people at one machine within minutes.
func (t *town) plantFixer(c *plant, d *dice, k int) {
	where := pick(d, []string{"pl-50", "pl-51", "pl-52", "pl-55"})
	cards, rounds, minutes := d.between(3, 6), d.between(2, 5), d.between(4, 9)
	switch {
	case c.kind == planted:
		c.story = "cards of several holders who live elsewhere at one machine within minutes, round after round"
	case c.kind == near && k%2 == 0:
		c.story, rounds = "several cards within minutes, once", 1
	case c.kind == near:
		c.story, minutes = "several cards in an evening, hours apart", 300
	case k%2 == 0:
		c.story, where, cards = "a coach stops at the border, and everybody draws money; once a month", "pl-53", 5
	default:
		c.story, where, cards = "a family of three at the machine of its holiday town", "pl-56", 3
	}
	terminal := "atm-" + where[3:] + "-f" + num(t.nth("fixed"))
	c.subject = terminal
	start := c.day(d, 10, 200)
	holders := t.bystanders(d, cards, nil)
	for r := range rounds {
		at := moment(d, start+r*d.between(6, 30), 8, 22)
		for n, i := range holders {
			c.add(t.plan(t.cash(at+int64(n*minutes*60/len(holders)), i, "out", "atm", where, d.between(30, 100)*1000).renamed("terminal", terminal)))
		}
	}
}
