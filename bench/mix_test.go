//go:build unix

package bench

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"spoor/detect"
	"spoor/model"
)

// mix is made records with typologies that look at them.
type mix struct {
	name   string
	shapes []string // %d varies a limit, so that a hundred typologies are a hundred conditions over the windows of those shapes
	kinds  []string // of a hundred records, one after another
}

// few is an organisation of payments and cash, where nearly every typology looks at nearly every record.
var few = mix{"few", shapes, slices.Repeat([]string{"CashMovement", "Payment", "Payment", "Payment", "Payment", "Payment", "Payment", "Payment", "Payment", "Payment"}, 10)}

// many is an organisation with the kinds of records, and about the shares of them, that a made town has.
var many = mix{"many", slices.Concat(shapes, otherShapes), slices.Concat(slices.Repeat([]string{"Payment", "Payment", "Payment", "Order", "Payment", "Payment", "Invoice", "Payment", "Due", "CashMovement"}, 8),
	slices.Repeat([]string{"Payment", "Payment", "Payment", "Payment", "Payment", "Payment", "Payment", "Order", "Invoice", "Due"}, 2))}

// shapes are conditions as the library has them, over payments and cash.
var shapes = []string{
	"about: Payment.beneficiary\nlet:\n  senders: distinct payer over 7d\n  total: sum amount over 7d\nwhen: senders >= %d and total >= 1000 EUR\n",
	"about: Payment.payer\nlet:\n  total: sum amount over 30d\n  times: count over 30d\nwhen: total >= %d000 EUR and times >= 8\n",
	"about: Payment.payer\nlet:\n  below: count over 90d where amount >= 900 EUR and amount < 1000 EUR\n  besides: count over 90d where amount >= 800 EUR and amount < 900 EUR\nwhen: below >= %d and chance(below, besides) < 0.1%%\n",
	"about: [Payment.beneficiary, Payment.payer]\non: Payment where listedCorridor(payerCountry, beneficiaryCountry)\nlet: {others: distinct payer over 30d by beneficiary}\nwhen: others >= %d\n",
	"about: Payment.payer\nlet:\n  usual: median amount over 180d before today\n  spread: deviation amount over 180d before today\n  unusual: (amount - usual) / spread\nwhen: unusual >= %d and amount >= 1000 EUR\n",
	"about: [CashMovement.holder, Payment.beneficiary]\nlet:\n  came: sum Payment.amount over 2d\n  drawn: sum CashMovement.amount over 2d where direction == \"out\"\nwhen: drawn >= came * 80%% and came >= %d000 EUR\n",
	"about: Payment.payer\nlet:\n  there: count over 180d before today by beneficiaryCountry\n  ever: count over 180d before today\nwhen: there == 0 and ever >= %d and amount >= 1000 EUR\n",
	"about: [Payment.beneficiary, CashMovement.holder]\nlet: {drains: count Payment then CashMovement within 24h over 90d}\nwhen: drains >= %d\n",
	"about: CashMovement.holder\nlet:\n  months: distinct at.month over 180d\n  times: count over 14d where direction == \"out\"\nwhen: months >= 3 and times >= %d\n",
	"about: Payment.payer\non: Payment where method in [\"msb\", \"wallet\"]\nlet:\n  largest: max amount over 7d\n  total: sum amount over 7d\n  agents: distinct agent over 7d\nwhen: total >= 5000 EUR and largest < 2000 EUR and agents >= %d\n",
}

// otherShapes are conditions over orders, invoices and instalments.
var otherShapes = []string{
	"about: Order.buyer\nlet:\n  times: count over 30d\n  total: sum amount over 30d\nwhen: times >= %d and total >= 2000 EUR\n",
	"about: Order.buyer\non: Order where paymentMethod == \"cash\"\nlet: {sellers: distinct seller over 14d}\nwhen: sellers >= %d\n",
	"about: Order.buyer\nlet:\n  ever: count over 180d before today\n  most: max quantity over 90d before today\nwhen: ever >= %d and quantity >= most * 3\n",
	"about: Invoice.seller\nlet:\n  buyers: distinct buyer over 90d\n  total: sum amount over 90d\nwhen: total >= %d0000 EUR and buyers <= 2\n",
	"about: Invoice.buyer\non: Invoice where vatCategory == \"reverse\"\nlet: {total: sum amount over 30d}\nwhen: total >= %d000 EUR\n",
	"about: [Invoice.seller, Payment.beneficiary]\nlet:\n  billed: sum Invoice.amount over 30d\n  paid: sum Payment.amount over 30d\nwhen: billed >= %d000 EUR and paid >= billed * 2\n",
	"about: Due.debtor\nlet:\n  kinds: distinct creditor over 180d\n  total: sum amount over 90d\nwhen: kinds >= %d and total >= 500 EUR\n",
	"about: Due.debtor\non: Due where agreementKind == \"loan\"\nlet: {loans: count over 90d by creditor}\nwhen: loans >= %d\n",
	"about: [Due.debtor, CashMovement.holder]\nlet:\n  owed: sum Due.amount over 30d\n  drawn: sum CashMovement.amount over 30d where direction == \"out\"\nwhen: owed >= %d00 EUR and drawn >= owed * 2\n",
	"about: [Order.buyer, Payment.payer]\nlet:\n  bought: sum Order.amount over 14d\n  paid: sum Payment.amount over 14d\nwhen: bought >= %d00 EUR and paid >= bought * 3\n",
}

func (m mix) typologies(tb testing.TB, count int) []*detect.Typology {
	return m.compiled(tb, count, func(shape string) string { return shape })
}

// compiled are as many typologies, of shapes that are changed first.
func (m mix) compiled(tb testing.TB, count int, changed func(shape string) string) []*detect.Typology {
	var all []*detect.Typology
	for i := range count {
		text := fmt.Sprintf("id: shape-%d\ntitle: t\nfamily: f\nversion: 1\nstatus: test\npriority: low\nopens: finding\nsources: [{cite: c}]\ninnocent: [x]\nsay: \"{subject}\"\n", i) +
			fmt.Sprintf(changed(m.shapes[i%len(m.shapes)]), 8+i/len(m.shapes))
		f, err := detect.ParseFile("shape.yaml", []byte(text))
		if err != nil {
			tb.Fatal(err)
		}
		t, err := detect.Compile(f, model.Default())
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, t)
	}
	return all
}

// entities is half a year of records of so many subjects, in the order of time, with ids as long as real ones.
func (m mix) entities(records, subjects int) iter.Seq[*model.Entity] {
	return func(yield func(*model.Entity) bool) {
		random := rand.New(rand.NewPCG(1, 2))
		begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
		step := 182 * 24 * time.Hour / time.Duration(records)
		one := func(words ...string) string { return words[random.IntN(len(words))] }
		person := func() string { return "p" + strconv.Itoa(random.IntN(subjects)) }
		for i := range records {
			e := model.NewEntity(fmt.Sprintf("%032x", i), model.Default().Get(m.kinds[i%len(m.kinds)]), nil)
			fields := append(fieldsOf(e.Schema.Name, one, person, random), "at", begin.Add(time.Duration(i)*step).Format(time.RFC3339),
				"amount", strconv.Itoa(5+random.IntN(1500)), "currency", "EUR")
			for j := 0; j < len(fields); j += 2 {
				e.Add(fields[j], fields[j+1], fields[j])
			}
			if !yield(e) {
				return
			}
		}
	}
}

// fieldsOf are what a record of a kind has beside time and amount, name and value in turn.
func fieldsOf(kind string, one func(...string) string, person func() string, random *rand.Rand) []string {
	switch kind {
	case "CashMovement":
		return []string{"holder", person(), "direction", one("in", "out"), "channel", "atm"}
	case "Order":
		return []string{"buyer", person(), "seller", person(), "paymentMethod", one("card", "card", "cash"), "quantity", strconv.Itoa(1 + random.IntN(9)), "unit", "kg"}
	case "Invoice":
		return []string{"seller", person(), "buyer", person(), "vatCategory", one("standard", "standard", "reverse"), "number", strconv.Itoa(random.IntN(1e9))}
	case "Due":
		return []string{"debtor", person(), "creditor", person(), "agreementKind", one("loan", "lease")}
	}
	return []string{"payer", person(), "beneficiary", person(), "method", one("transfer", "transfer", "card", "msb", "wallet", "cash"),
		"payerCountry", one("de", "de", "de", "fr"), "beneficiaryCountry", one("de", "de", "fr", "sy", "tr"), "agent", "agent" + strconv.Itoa(random.IntN(50))}
}

// of is those records as typologies read them.
func (m mix) of(tb testing.TB, records, subjects int) detect.Data {
	data := detect.Data{Things: map[string]*model.View{}, Records: make([]*model.View, 0, records)}
	for e := range m.entities(records, subjects) {
		v, err := model.NewView(e)
		if err != nil {
			tb.Fatal(err)
		}
		data.Records = append(data.Records, v)
	}
	return data
}
