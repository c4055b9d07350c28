package world

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"spoor/ref"
)

// fact is one line of a world as an outsider reads it.
type fact struct {
	ID, Schema string
	Properties map[string][]any
	at         time.Time
}

func (f *fact) s(key string) string {
	if v := f.Properties[key]; len(v) > 0 {
		text, _ := v[0].(string)
		return text
	}
	return ""
}

func (f *fact) n(key string) float64 { x, _ := strconv.ParseFloat(f.s(key), 64); return x }
func (f *fact) t(key string) time.Time {
	day, _ := time.Parse(time.DateOnly, f.s(key))
	return day
}

// truth is a line of truth.jsonl.
type truth struct {
	Typology, Subject, Kind, Story string
	Start, End                     time.Time
	Records                        []string
}

// book is a world read back from its files alone.
type book struct {
	entities map[string]*fact
	records  map[string]*fact
	about    map[string][]*fact // records by every id they name
	papers   map[string][]*fact // licences and declarations by holder
	truths   []truth
	inTruth  map[string]bool
}

func readBook(t *testing.T, dir string) *book {
	t.Helper()
	b := &book{map[string]*fact{}, map[string]*fact{}, map[string][]*fact{}, map[string][]*fact{}, nil, map[string]bool{}}
	eachLine(t, dir, func(file string, text []byte) {
		f := &fact{}
		if err := json.Unmarshal(text, f); err != nil {
			t.Fatal(err)
		}
		if f.s("at") == "" {
			if b.entities[f.ID] == nil {
				b.entities[f.ID] = f
			}
			if f.Schema == "Licence" || f.Schema == "Declaration" {
				b.papers[f.s("holder")] = append(b.papers[f.s("holder")], f)
			}
			return
		}
		f.at, _ = time.Parse(time.RFC3339, f.s("at"))
		b.records[f.ID] = f
		for _, key := range []string{"payer", "beneficiary", "holder", "loader", "buyer", "seller", "subject", "site", "borrower", "debtor", "traveller", "person", "claimant", "lessee", "from", "to", "sender", "trader", "company"} {
			if id := f.s(key); id != "" && !(key == "loader" && id == f.s("holder")) {
				b.about[id] = append(b.about[id], f)
			}
		}
	}, func() {})
	text, err := os.ReadFile(filepath.Join(dir, "truth.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		var tr truth
		if err := json.Unmarshal([]byte(line), &tr); err != nil {
			t.Fatal(err)
		}
		b.truths = append(b.truths, tr)
		for _, id := range tr.Records {
			b.inTruth[id] = true
		}
	}
	for _, facts := range b.about {
		slices.SortStableFunc(facts, func(x, y *fact) int { return x.at.Compare(y.at) })
	}
	return b
}

const day = 24 * time.Hour

// within says whether some window (t-w, t] of the facts meets the condition.
func within(facts []*fact, w time.Duration, met func(window []*fact) bool) bool {
	for i, last := range facts {
		from := i
		for from > 0 && last.at.Sub(facts[from-1].at) < w {
			from--
		}
		if met(facts[from : i+1]) {
			return true
		}
	}
	return false
}

func only(facts []*fact, keep func(f *fact) bool) []*fact {
	var out []*fact
	for _, f := range facts {
		if keep(f) {
			out = append(out, f)
		}
	}
	return out
}

func distinct(facts []*fact, key string) int {
	seen := map[string]bool{}
	for _, f := range facts {
		seen[f.s(key)] = true
	}
	return len(seen)
}

func sum(facts []*fact, key string) (total float64) {
	for _, f := range facts {
		total += f.n(key)
	}
	return total
}

func (b *book) over(o *fact) bool {
	s, ok := ref.Regulated(b.entities[o.s("product")].s("cas"), "de", o.at)
	return ok && s.Annex == "I" && s.Over(int(math.Round(o.n("concentration")*100)))
}

func (b *book) regulated(o *fact) bool {
	_, ok := ref.Regulated(b.entities[o.s("product")].s("cas"), "de", o.at)
	return ok
}

func (b *book) papersFor(o *fact, schema string) []*fact {
	return only(b.papers[o.s("buyer")], func(p *fact) bool {
		return p.Schema == schema && p.s("substances") == b.entities[o.s("product")].s("cas") && !p.t("validFrom").After(o.at)
	})
}

// out is money that leaves the subject.
func out(facts []*fact, subject string, from, to time.Time) float64 {
	return sum(only(facts, func(f *fact) bool {
		leaves := f.Schema == "Payment" && f.s("payer") == subject || f.Schema == "CashMovement" && f.s("direction") == "out" && f.s("channel") != "border"
		return leaves && !f.at.Before(from) && !f.at.After(to)
	}), "amount")
}

// Each rule is a typology's words of TYPOLOGIES.md, written anew over the files alone.
func rules() map[string]func(b *book, facts []*fact, who string) bool {
	return map[string]func(b *book, facts []*fact, who string) bool{
		"over-limit-unlicensed": func(b *book, facts []*fact, who string) bool {
			return slices.ContainsFunc(facts, func(o *fact) bool {
				return o.Schema == "Order" && o.s("buyer") == who && o.s("buyerKind") == "public" && o.s("accepted") == "true" && b.over(o) &&
					!slices.ContainsFunc(b.papersFor(o, "Licence"), func(l *fact) bool {
						return o.at.Before(l.t("validTo").Add(day)) && l.n("ceilings") >= o.n("concentration")
					})
			})
		},
		"declaration-missing": func(b *book, facts []*fact, who string) bool {
			return slices.ContainsFunc(facts, func(o *fact) bool {
				return o.Schema == "Order" && o.s("buyer") == who && o.s("buyerKind") == "professional" && b.over(o) &&
					!slices.ContainsFunc(b.papersFor(o, "Declaration"), func(l *fact) bool { return o.at.Before(l.t("validFrom").AddDate(1, 0, 1)) })
			})
		},
		"dispersed-purchases": func(b *book, facts []*fact, who string) bool {
			orders := only(facts, func(f *fact) bool { return f.Schema == "Order" && b.regulated(f) && f.s("buyerKind") == "public" })
			return within(orders, 7*day, func(w []*fact) bool {
				w = only(w, func(f *fact) bool { return f.s("product") == w[len(w)-1].s("product") })
				sold := only(w, func(f *fact) bool { return f.s("accepted") == "true" })
				return distinct(w, "site") >= 3 && sum(sold, "quantity") >= 25 && !slices.ContainsFunc(w, func(f *fact) bool { return f.n("quantity") >= 20 })
			})
		},
		"another-persons-card": func(b *book, facts []*fact, who string) bool {
			return slices.ContainsFunc(facts, func(o *fact) bool {
				name := b.entities[who].s("name")
				return o.Schema == "Order" && o.s("buyer") == who && b.regulated(o) && o.s("card") != "" && o.s("cardHolder") != name && o.s("cardHolder") != initialled(name)
			})
		},
		"evasive-or-no-identity": func(b *book, facts []*fact, who string) bool {
			return within(only(facts, func(f *fact) bool { return f.Schema == "Observation" && f.s("subject") == who }), 30*day, func(w []*fact) bool { return len(w) >= 2 }) ||
				within(only(facts, func(f *fact) bool { return f.s("accepted") == "false" && f.s("buyer") == who }), 30*day, func(w []*fact) bool { return len(w) >= 2 })
		},
		"stock-disappearance": func(b *book, facts []*fact, who string) bool {
			return slices.ContainsFunc(facts, func(f *fact) bool {
				lost := f.n("expected") - f.n("counted")
				return f.Schema == "StockCount" && b.regulated(f) && lost > 10 && lost > f.n("expected")/100
			})
		},
		"structured-deposits": func(b *book, facts []*fact, who string) bool {
			paid := only(facts, func(f *fact) bool {
				return f.s("beneficiary") == who && f.s("method") == "cash" && f.n("amount") < 10_000
			})
			return within(paid, 7*day, func(w []*fact) bool { return distinct(w, "payer") >= 5 && sum(w, "amount") >= 10_000 })
		},
		"corridor-fan": func(b *book, facts []*fact, who string) bool {
			sent := only(facts, func(f *fact) bool {
				_, listed := ref.ListedCorridor(f.s("payerCountry"), f.s("beneficiaryCountry"), f.at)
				return f.s("method") == "msb" && listed
			})
			return within(sent, 30*day, func(w []*fact) bool { return distinct(w, "payer") >= 5 || distinct(w, "beneficiary") >= 5 })
		},
		"prepaid-below-cap": func(b *book, facts []*fact, who string) bool {
			loads, full, all := map[string]float64{}, 0, 0.0
			for _, f := range facts {
				if f.Schema == "CardLoad" && f.s("loader") == who && f.s("holder") == who {
					loads[f.s("card")] += f.n("amount")
				}
			}
			for _, total := range loads {
				if all += total; total >= 0.9*2500 {
					full++
				}
			}
			return full >= 2 && all > 2500
		},
		"crowdfunding-drain": func(b *book, facts []*fact, who string) bool {
			given := only(facts, func(f *fact) bool {
				return f.s("campaign") != "" && f.s("beneficiary") == who && b.entities[f.s("campaign")].s("beneficiary") == ""
			})
			return within(given, 7*day, func(w []*fact) bool {
				return distinct(w, "payer") >= 20 && out(facts, who, w[0].at, w[len(w)-1].at.Add(day)) >= 0.8*sum(w, "amount")
			})
		},
		"cash-courier": func(b *book, facts []*fact, who string) bool {
			if slices.ContainsFunc(facts, func(f *fact) bool {
				return f.s("channel") == "border" && f.s("declared") == "false" && f.n("amount") >= 10_000
			}) {
				return true
			}
			drawn := only(facts, func(f *fact) bool {
				return f.s("channel") == "branch" && f.s("direction") == "out" && f.n("amount") >= 2000 && slices.ContainsFunc(facts, func(x *fact) bool {
					return x.Schema == "Crossing" && x.s("direction") == "out" && x.at.After(f.at) && x.at.Before(f.at.Add(2*day))
				})
			})
			return within(drawn, 90*day, func(w []*fact) bool { return len(w) >= 3 })
		},
		"loan-stacking": func(b *book, facts []*fact, who string) bool {
			grants := only(facts, func(f *fact) bool {
				return f.Schema == "LoanGrant" && out(facts, who, f.at, f.at.Add(7*day)) >= 0.8*f.n("amount")
			})
			missed := slices.ContainsFunc(facts, func(f *fact) bool { return f.Schema == "Due" && f.s("paidAt") == "" })
			return missed && within(grants, 60*day, func(w []*fact) bool { return distinct(w, "lender") >= 3 })
		},
		"first-payment-default": func(b *book, facts []*fact, who string) bool {
			paid, unpaid := map[string]bool{}, []*fact(nil)
			for _, f := range facts {
				paid[f.s("agreement")] = paid[f.s("agreement")] || f.s("paidAt") != ""
			}
			unpaid = only(facts, func(f *fact) bool { return f.Schema == "Due" && !paid[f.s("agreement")] })
			return distinct(unpaid, "creditor") >= 2
		},
		"income-not-as-stated": func(b *book, facts []*fact, who string) bool {
			return slices.ContainsFunc(facts, func(g *fact) bool {
				wages := only(b.about[who], func(f *fact) bool {
					return f.s("category") == "salary" && f.s("beneficiary") == who && f.at.Before(g.at) && g.at.Sub(f.at) <= 90*day
				})
				return g.Schema == "LoanGrant" && g.n("statedIncome") > 2*sum(wages, "amount")/3
			})
		},
		"victims-of-impostors": func(b *book, facts []*fact, who string) bool {
			seen := map[string]bool{}
			first := only(facts, func(f *fact) bool {
				p := b.entities[f.s("payer")]
				if f.s("beneficiary") != who || p == nil || p.Schema != "Person" || seen[p.ID] {
					return false
				}
				seen[p.ID] = true
				return !p.t("birthDate").AddDate(65, 0, 0).After(f.at) && out(facts, who, f.at, f.at.Add(2*day)) >= 0.8*f.n("amount")
			})
			return within(first, 30*day, func(w []*fact) bool { return len(w) >= 3 })
		},
		"multiple-invoicing": func(b *book, facts []*fact, who string) bool {
			used, taken, twice := map[string]bool{}, map[string]bool{}, false
			for _, f := range facts {
				if f.Schema == "CreditNote" {
					taken[f.s("transportDocument")] = true
				}
			}
			for _, f := range facts {
				if f.Schema != "Invoice" || f.s("seller") != who || taken[f.s("transportDocument")] {
					continue
				}
				marks := []string{f.s("transportDocument"), f.s("container")}
				for _, l := range f.Properties["lines"] {
					if serial, ok := l.(map[string]any)["properties"].(map[string]any)["serial"].([]any); ok {
						marks = append(marks, serial[0].(string))
					}
				}
				for _, m := range marks {
					twice = twice || m != "" && used[m]
					used[m] = true
				}
			}
			return twice
		},
	}
}

// What is planted meets the typology's words in the whole of the subject's records; what is near does not in its own.
func TestTruthIsTrue(t *testing.T) {
	for _, town := range []struct {
		seed   uint64
		people int
	}{{1, 2000}, {3, 200}, {4, 100}} {
		dir, total := write(t, town.seed, town.people)
		b := readBook(t, dir)
		count := map[string]int{}
		for _, tr := range b.truths {
			count[tr.Typology+tr.Kind]++
			if b.entities[tr.Subject] == nil && !strings.HasPrefix(tr.Subject, "atm-") || tr.Story == "" || len(tr.Records) == 0 {
				t.Errorf("%+v: the subject, story or records are missing", tr)
			}
			var own []*fact
			for _, id := range tr.Records {
				f := b.records[id]
				if f == nil || f.at.Before(tr.Start) || f.at.After(tr.End) {
					t.Errorf("%s %s: record %s is missing or outside the interval", tr.Typology, tr.Subject, id)
					continue
				}
				own = append(own, f)
			}
			slices.SortStableFunc(own, func(x, y *fact) int { return x.at.Compare(y.at) })
			rule := rules()[tr.Typology]
			switch {
			case rule == nil && signs()[tr.Typology] != nil:
				if tr.Kind == planted && !signs()[tr.Typology](b, own, tr.Subject) {
					t.Errorf("seed %d, %s %s: the records (%s) do not show it", town.seed, tr.Typology, tr.Subject, tr.Story)
				}
			case rule == nil && tr.Typology != "listed-party":
				t.Errorf("no rule for %s", tr.Typology)
			case rule == nil:
			case tr.Kind == planted && !rule(b, b.about[tr.Subject], tr.Subject):
				t.Errorf("seed %d, %s %s is planted (%s) and does not meet its words", town.seed, tr.Typology, tr.Subject, tr.Story)
			case tr.Kind == planted && !rule(b, own, tr.Subject):
				t.Errorf("seed %d, %s %s: the records named (%s) do not meet its words", town.seed, tr.Typology, tr.Subject, tr.Story)
			case tr.Kind == near && rule(b, own, tr.Subject):
				t.Errorf("seed %d, %s %s is near (%s) and meets its words", town.seed, tr.Typology, tr.Subject, tr.Story)
			}
		}
		for _, typology := range typologies() {
			if n, least := count[typology.id+planted], max(1, town.people/400); n < least || count[typology.id+near] == 0 || count[typology.id+decoy] == 0 {
				t.Errorf("seed %d: %d of %s planted", town.seed, n, typology.id)
			}
		}
		if n := total.Planted + total.Near + total.Decoy; n != len(b.truths) {
			t.Errorf("%d cases written, %d in the truth file", n, len(b.truths))
		}
		if town.people == 2000 {
			b.ordinary(t, total)
		}
	}
}

// ordinary checks that ordinary life shows every single indicator now and then.
func (b *book) ordinary(t *testing.T, total Summary) {
	if perHead := total.Records / total.People; perHead < 140 || perHead > 240 {
		t.Errorf("%d records a person", perHead)
	}
	signs := map[string]func(f *fact) bool{
		"over the limit with a licence": func(f *fact) bool { return f.s("buyerKind") == "public" && f.s("licence") != "" && b.over(f) },
		"attempt":                       func(f *fact) bool { return f.s("accepted") == "false" },
		"declared professional":         func(f *fact) bool { return f.s("declaration") != "" },
		"another's card": func(f *fact) bool {
			return f.Schema == "Order" && f.s("card") != "" && b.regulated(f) && b.entities[f.s("card")].s("holder") != f.s("buyer")
		},
		"cash for bulk":   func(f *fact) bool { return f.s("paymentMethod") == "cash" && f.n("quantity") >= 25 && b.regulated(f) },
		"rental plate":    func(f *fact) bool { return f.s("plateKind") == "rental" },
		"staff note":      func(f *fact) bool { return f.Schema == "Observation" },
		"stock short":     func(f *fact) bool { return f.Schema == "StockCount" && f.n("counted") < f.n("expected") },
		"undeclared cash": func(f *fact) bool { return f.s("channel") == "border" && f.s("declared") == "false" },
		"declared cash": func(f *fact) bool {
			return f.s("channel") == "border" && f.s("declared") == "true" && f.n("amount") >= 10_000
		},
		"listed corridor":   func(f *fact) bool { _, ok := ref.ListedCorridor("de", f.s("beneficiaryCountry"), f.at); return ok },
		"large cash":        func(f *fact) bool { return f.Schema == "CashMovement" && f.n("amount") >= 2000 },
		"unpaid instalment": func(f *fact) bool { return f.Schema == "Due" && f.s("paidAt") == "" },
		"late instalment":   func(f *fact) bool { return f.Schema == "Due" && f.s("paidAt") > f.s("dueDate") },
		"income higher":     func(f *fact) bool { return f.n("statedIncome") > 0 },
		"campaign":          func(f *fact) bool { return f.s("campaign") != "" },
		"credit note":       func(f *fact) bool { return f.Schema == "CreditNote" },
		"cash deposit":      func(f *fact) bool { return f.Schema == "CashMovement" && f.s("direction") == "in" },
		"border town": func(f *fact) bool {
			return f.Schema == "CashMovement" && b.entities[f.s("place")].s("kind") == "borderTown"
		},
		"ticket for cash":    func(f *fact) bool { return f.Schema == "Booking" && f.s("paymentMethod") == "cash" },
		"loan on instalment": func(f *fact) bool { return f.s("product") == "instalment purchase" },
	}
	for name, sign := range signs {
		shown := false
		for id, f := range b.records {
			if shown = !b.inTruth[id] && sign(f); shown {
				break
			}
		}
		if !shown {
			t.Errorf("ordinary life never shows: %s", name)
		}
	}
}

// Listed parties are on the lists as their kind says: with name and birth date, or with the name and another birth date,
// or with no full name.
func TestListedParties(t *testing.T) {
	tn := settled(t, 6, 2000)
	byName := map[string]*listing{}
	for i := range tn.listings {
		e := &tn.listings[i]
		for _, name := range append([]string{e.title(), e.name.text(script)}, e.aliases...) {
			byName[tokens(name)] = e
		}
	}
	for _, c := range tn.plants {
		if c.typology != "listed-party" || c.subject[0] != 'p' {
			continue
		}
		i, _ := strconv.Atoi(c.subject[2:])
		p := &tn.people[i-1]
		e := byName[tokens(tn.name(i-1))]
		switch {
		case c.story == "a listed person, misspelt":
			if e != nil {
				t.Errorf("%s is not misspelt", tn.name(i-1))
			}
		case c.kind == planted && (e == nil || e.birth != int(p.birth)):
			t.Errorf("%s is not listed with this birth date", tn.name(i-1))
		case c.kind == near && (e == nil || e.birth/365 == int(p.birth)/365):
			t.Errorf("%s: no listing of this name with another birth date", tn.name(i-1))
		case c.kind == decoy && e != nil:
			t.Errorf("%s is listed", tn.name(i-1))
		}
	}
}
