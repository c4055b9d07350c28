package detect

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"
	"time"

	"spoor/model"
	"spoor/typologies"
)

// town is a year of payments between people, one shop that everybody pays, and some cash and loans, the same each time.
func town(tb testing.TB, records int) Data {
	tb.Helper()
	random := rand.New(rand.NewPCG(1, 2))
	schemata := model.Default()
	data := Data{Things: map[string]*model.View{}}
	add := func(kind, id string, fields ...string) {
		e := model.NewEntity(id, schemata.Get(kind), nil)
		for i := 0; i < len(fields); i += 2 {
			if !e.Add(fields[i], fields[i+1], fields[i]) {
				tb.Fatalf("%s has no %s", kind, fields[i])
			}
		}
		v, err := model.NewView(e)
		if err != nil {
			tb.Fatal(err)
		}
		if e.Schema.Record {
			data.Records = append(data.Records, v)
		} else {
			data.Things[id] = v
		}
	}
	people := records / 25
	person := func() string { return "p" + strconv.Itoa(random.IntN(people)) }
	for i := range people {
		add("Person", "p"+strconv.Itoa(i), "name", fmt.Sprintf("Person %d", i), "birthDate", strconv.Itoa(1930+i%80))
	}
	add("Campaign", "c1", "name", "Relief")
	begin := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	methods, countries := []string{"transfer", "card", "msb", "cash"}, []string{"de", "de", "de", "fr", "sy", "tr"}
	for i := range records {
		at := begin.Add(time.Duration(i) * 366 * 24 * time.Hour / time.Duration(records)).Format(time.RFC3339)
		id := fmt.Sprintf("r%07d", i)
		amount := strconv.Itoa(5+random.IntN(1500)) + ".50"
		switch k := random.IntN(100); {
		case k < 4:
			add("CashMovement", id, "at", at, "holder", person(), "direction", "out", "amount", amount, "currency", "EUR", "channel", "atm", "declared", "false")
		case k < 5:
			add("LoanGrant", id, "at", at, "borrower", person(), "lender", "bank", "amount", "3000", "currency", "EUR", "statedIncome", "2000")
		case k < 6:
			add("Due", id, "at", at, "debtor", person(), "creditor", "bank", "agreementKind", "loan", "amount", "200", "currency", "EUR", "paidAt", at)
		case k < 30:
			add("Payment", id, "at", at, "payer", person(), "beneficiary", "shop", "amount", amount, "currency", "EUR", "method", "card",
				"payerCountry", "de", "beneficiaryCountry", "de", "category", "bill")
		default:
			fields := []string{"at", at, "payer", person(), "beneficiary", person(), "amount", amount, "currency", "EUR",
				"method", methods[random.IntN(len(methods))], "payerCountry", countries[random.IntN(len(countries))],
				"beneficiaryCountry", countries[random.IntN(len(countries))], "category", "salary"}
			if k < 32 {
				fields = append(fields, "campaign", "c1", "accountChangedAt", at)
			}
			add("Payment", id, fields...)
		}
	}
	slices.SortFunc(data.Records, byTime)
	return data
}

// BenchmarkRun runs the embedded library over 100,000 records, nine in ten of them payments.
func BenchmarkRun(b *testing.B) {
	all, err := Load(typologies.Files, model.Default())
	if err != nil {
		b.Fatal(err)
	}
	data := town(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		result, err := Run(b.Context(), all, data, Environment{})
		if err != nil || len(result.Findings) == 0 {
			b.Fatal(len(result.Findings), err)
		}
		b.ReportMetric(float64(len(all)-len(result.Untestable)), "typologies")
		b.ReportMetric(float64(len(result.Findings)), "findings")
	}
	b.ReportMetric(float64(len(data.Records)*b.N)/b.Elapsed().Seconds(), "records/s")
}

func byTime(a, b *model.View) int {
	if model.Less(a, b) {
		return -1
	}
	return 1
}
