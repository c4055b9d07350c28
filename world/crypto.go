package world

// coin is what hobbyists hold: its chain, sign, price in cents, and how often it is chosen.
type coin struct {
	chain, sign string
	cents       int
}

func coins() []coin {
	return []coin{{"bitcoin", "BTC", 56_000_00}, {"bitcoin", "BTC", 56_000_00}, {"ethereum", "ETH", 2_900_00}, {"tron", "USDT", 92},
		{"monero", "XMR", 150_00}}
}

// wallets: every holder has one, the exchange a hot one and a deposit address for each customer, artists and charities one each;
// behind an outsider's stands nobody of the town.
func (t *town) holdsCoins(i int) bool { return mix(t.seed, 81, i)%25 == 0 }
func (t *town) artist(i int) bool     { return t.holdsCoins(i) && mix(t.seed, 82, i)%12 == 0 }
func walletOf(i int) string           { return "w-p-" + num(i+1) }
func depositOf(i int) string          { return "w-d-" + num(i+1) }
func firmWallet(i int) string         { return "w-c-" + num(i+1) }
func (t *town) coinOf(i int) coin     { return coins()[mix(t.seed, 83, i)%5] }
func (t *town) exchangeOf(i int) int {
	all := t.kinds[exchange]
	return all[mix(t.seed, 84, i)%len(all)]
}
func (t *town) outsider() string         { return t.newWallet("", "bitcoin") }
func (t *town) outsiderOn(c coin) string { return t.newWallet("", c.chain) }

// newWallet enters a wallet beside those that everybody of its kind has.
func (t *town) newWallet(holder, chain string) string {
	id := t.number("wallet")
	t.writeWallet(id, holder, chain)
	return id
}

func (t *town) writeWallet(id, holder, chain string) {
	t.thing(entity("CryptoWallet", id).set("publicKey", t.address32()).set("blockchain", chain).set("holder", holder))
}

// address32 is an address as no chain writes it.
func (t *town) address32() string {
	const digits = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	address := []byte("zz")
	for n, salt := 0, t.nth("address"); n < 32; n++ {
		address = append(address, digits[mix(t.seed, 85, salt*40+n)%len(digits)])
	}
	return string(address)
}

func (t *town) writeWallets() {
	for n := range 4 + 2*t.cases(planted) { // on the association's list; nobody of the town deals with them but in a case
		id, address := t.number("wallet"), t.address32()
		t.thing(entity("CryptoWallet", id).set("publicKey", address).set("blockchain", "bitcoin"))
		t.out.bytes("lists/association.jsonl", append(entity("CryptoWallet", "assoc-w-"+num(n+1)).set("publicKey", address).set("topics", "sanction").append(nil), '\n'))
		t.seized = append(t.seized, id)
	}
	for i := range t.people {
		if t.holdsCoins(i) {
			c := t.coinOf(i)
			t.writeWallet(walletOf(i), personID(i), c.chain)
			t.writeWallet(depositOf(i), firmID(t.exchangeOf(i)), c.chain)
		}
	}
	for _, kind := range []int{exchange, charity} {
		for _, i := range t.kinds[kind] {
			t.writeWallet(firmWallet(i), firmID(i), "bitcoin")
		}
	}
	for range 40 + t.size/100 {
		t.outsiders = append(t.outsiders, t.outsider())
	}
	for i := range t.people {
		if t.artist(i) {
			t.artists = append(t.artists, i)
		}
	}
}

// coinsSent begins a transfer worth so many cents.
func (t *town) coinsSent(at int64, c coin, from, to string, cents int) *line {
	amount := int(int64(cents) * 1_000_000 / int64(c.cents))
	return t.plan(record("CryptoTransfer", at).set("chain", c.chain).set("transaction", "tx"+scatter(t.nth("tx"), 12)).set("from", from).set("to", to).
		set("asset", c.sign).set("amount", decimal(max(amount, 1), 6)).money("value", cents).set("currency", "EUR"))
}

// hold is a day of a hobbyist: buys, sells, tips an artist, gives to a charity, lends to a friend.
func (t *town) hold(now today, i int) {
	d := t.coinDice
	if !t.holdsCoins(i) || !d.chance(45_000) {
		return
	}
	c, at := t.coinOf(i), open24(d, now.day)
	hot := firmWallet(t.exchangeOf(i))
	switch k := d.n(100); {
	case k < 35:
		t.coinsSent(at, c, hot, walletOf(i), d.low(20, 900)*100)
	case k < 60: // to the exchange, which sweeps its addresses
		cents := d.low(30, 1200) * 100
		t.coinsSent(at, c, walletOf(i), depositOf(i), cents)
		t.coinsSent(at+int64(d.between(1, 20)*1800), c, depositOf(i), hot, cents*99/100)
	case k < 75 && len(t.artists) > 0:
		t.coinsSent(at, c, walletOf(i), walletOf(pick(d, t.artists)), d.low(2, 60)*100)
	case k < 85:
		t.coinsSent(at, c, walletOf(i), firmWallet(pick(d, t.kinds[charity])), d.low(5, 80)*100)
	case k < 92:
		t.coinsSent(at, c, walletOf(i), pick(d, t.outsiders), d.low(10, 400)*100)
	default:
		t.coinsSent(at, c, pick(d, t.outsiders), walletOf(i), d.low(10, 400)*100)
	}
}

// stage is what is tipped when an artist brings something out, and a charity's week: many small gifts, kept for a while, or
// changed into euros the same evening.
func (t *town) stage(now today) {
	d := t.coinDice
	for _, i := range t.artists {
		if !d.chance(8_000) || t.people[i].is(quiet) {
			continue
		}
		sum, last := 0, int64(0)
		for range d.between(4, 26) {
			at, cents := open24(d, now.day+d.low(0, 6)), d.low(2, 40)*100
			t.coinsSent(at, t.coinOf(i), pick(d, t.outsiders), walletOf(i), cents)
			sum, last = sum+cents, max(last, at)
		}
		if d.percent(50) {
			t.coinsSent(last+int64(d.between(1, 60)*3600), t.coinOf(i), walletOf(i), depositOf(i), sum*d.between(50, 99)/100)
		}
	}
	for _, i := range t.kinds[charity] {
		if d.chance(60_000) {
			t.coinsSent(open24(d, now.day), coins()[0], pick(d, t.outsiders), firmWallet(i), d.low(5, 90)*100)
		}
		if now.weekday == 1 {
			t.coinsSent(moment(d, now.day, 8, 10), coins()[0], firmWallet(i), firmWallet(t.exchangeOf(i)), d.low(50, 400)*100)
		}
	}
}
