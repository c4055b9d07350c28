package world

// Donation addresses and seized accounts: money moves between somebody of the town and a wallet that stands on a list.
func (t *town) plantListedWallet(c *plant, d *dice, k int) {
	wallet := t.seized[t.nth("seized")%len(t.seized)]
	c.subject = wallet
	i := t.somebody(d, func(i int, _ *person) bool { return t.holdsCoins(i) })
	own := walletOf(i)
	if !t.holdsCoins(i) {
		own = t.newWallet(personID(i), "bitcoin")
	}
	co, day := coins()[0], c.day(d, 10, 320)
	pay := func(from, to string, after, cents int) {
		c.add(t.coinsSent(moment(d, day+after, 6, 23), co, from, to, cents))
	}
	switch {
	case c.kind == planted && k%3 == 0:
		c.story = "gave to a listed address"
		for n := range d.between(1, 4) {
			pay(own, wallet, n*d.between(2, 15), d.low(10, 300)*100)
		}
	case c.kind == planted && k%3 == 1:
		c.story = "was paid from a listed address"
		pay(wallet, own, 0, d.low(50, 900)*100)
	case c.kind == planted:
		c.story = "gave to a listed address by way of one between"
		between, cents := t.newWallet("", "bitcoin"), d.low(50, 900)*100
		pay(own, between, 0, cents)
		pay(between, wallet, 1, cents*98/100)
	case c.kind == near && k%2 == 0:
		c.subject, c.story = t.outsider(), "an address that differs from a listed one in its end"
		pay(own, c.subject, 0, d.low(10, 300)*100)
	case c.kind == near:
		c.subject, c.story = t.outsider(), "four steps away from a listed address"
		cents := d.low(50, 900) * 100
		from := own
		for n := range 4 {
			to := t.outsider()
			if n == 0 {
				to = c.subject
			}
			pay(from, to, n*2, cents-n*200)
			from = to
		}
	default:
		c.subject, c.story = firmWallet(t.kinds[exchange][0]), "the exchange's own wallet, which everybody uses"
		pay(own, c.subject, 0, d.low(10, 300)*100)
	}
}

// Ranstorp 2016: they say to "use Monero rather than Bitcoin": what a campaign took leaves as a coin made to hide its way.
func (t *town) plantPrivacy(c *plant, d *dice, k int) {
	gave, hidden := coins()[d.n(4)], coins()[4]
	wallet := t.newWallet("", gave.chain)
	c.subject = wallet
	gifts, hours, share := d.between(20, 50), d.between(1, 22), d.between(70, 99)
	switch {
	case c.kind == planted && k%6 == 4:
		c.story, gifts = "a dozen gifts, changed the same night", d.between(11, 15)
	case c.kind == planted:
		c.story = "many small gifts, and out as Monero within a day"
	case c.kind == near && k%2 == 0:
		c.story, hidden = "many small gifts, and out as euros", gave
	case c.kind == near:
		c.story, hours = "many small gifts; some Monero, weeks later", 24*d.between(15, 40)
	case k%2 == 0:
		c.story, share = "a maker of free programs keeps a tenth in Monero", 10
	default:
		c.story, gifts = "a hobbyist changes what friends paid back", d.between(4, 7)
	}
	start, sum, last := c.day(d, 10, 310), 0, int64(0)
	for n := range gifts {
		at, cents := moment(d, start+n*d.between(1, 5)/gifts, 6, 23), d.low(5, 95)*100
		sum, last = sum+cents, max(last, at)
		c.add(t.coinsSent(at, gave, t.outsiderOn(gave), wallet, cents))
	}
	parts := 1 + d.n(3)
	for n := range parts {
		c.add(t.coinsSent(last+int64(hours*3600)+int64(n*1800), hidden, wallet, t.newWallet("", hidden.chain), sum*share/100/parts))
	}
}
