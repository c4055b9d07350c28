package world

import (
	"slices"
	"strings"
)

// signs are what each later family of cases shows by its source's words, seen in the files alone. A case varies as the thing
// itself does, so that a sign says what is always there, and no numbers of a typology.
func signs() map[string]func(b *book, own []*fact, who string) bool {
	some := slices.ContainsFunc[[]*fact]
	order := func(met func(f *fact) bool) func(*book, []*fact, string) bool {
		return func(b *book, own []*fact, who string) bool {
			return some(own, func(f *fact) bool { return f.Schema == "Order" && f.s("buyer") == who && b.regulated(f) && met(f) })
		}
	}
	kinds := func(words string) func(*book, []*fact, string) bool {
		return func(b *book, own []*fact, who string) bool {
			for _, kind := range strings.Fields(words) {
				if !some(own, func(f *fact) bool { return f.Schema == kind }) {
					return false
				}
			}
			return true
		}
	}
	abroad := func(b *book, own []*fact, who string) bool {
		return !some(own, func(f *fact) bool { return f.s("place") != "" && b.entities[f.s("place")].s("country") == "de" })
	}
	return map[string]func(b *book, own []*fact, who string) bool{
		"all-available-stock":  kinds("StockCount Order"),
		"bulk-without-history": order(func(f *fact) bool { return f.s("buyerKind") == "public" }),
		"cash-for-bulk":        order(func(f *fact) bool { return f.s("paymentMethod") == "cash" }),
		"pickup-insisted":      order(func(f *fact) bool { return f.s("fulfilment") == "pickup" && f.n("quantity") > 50 }),
		"distant-or-rented-vehicle": order(func(f *fact) bool {
			return f.s("plateKind") == "rental" || !strings.Contains(" OL EM TF LB ", " "+f.s("plateRegion")+" ")
		}),
		"slow-accumulation": func(b *book, own []*fact, who string) bool {
			return len(own) > 10 && own[len(own)-1].at.Sub(own[0].at) > 100*day && sum(own, "quantity") > 80
		},
		"unusual-quantity": func(b *book, own []*fact, who string) bool {
			return own[len(own)-1].n("quantity") > 3*own[len(own)/2].n("quantity")
		},
		"benefit-while-abroad": func(b *book, own []*fact, who string) bool {
			return abroad(b, own, who) && some(b.about[who], func(f *fact) bool { return f.Schema == "BenefitPayment" })
		},
		"border-town-cash": func(b *book, own []*fact, who string) bool {
			return abroad(b, own, who) && !some(own, func(f *fact) bool { return f.n("amount") < 500 || f.n("amount") > 1000 })
		},
		"vehicle-left-behind": func(b *book, own []*fact, who string) bool {
			last := own[len(own)-1]
			return own[0].s("vehicle") != "" && own[0].s("direction") == "out" && last.s("direction") == "in" && last.s("vehicle") == ""
		},
		"just-below-limit": func(b *book, own []*fact, who string) bool {
			near := only(own, func(f *fact) bool { return f.n("amount") >= 4500 && f.n("amount") < 5000 })
			return len(near)*3 >= len(own)*2 && len(own) > 9
		},
		"payroll-like": func(b *book, own []*fact, who string) bool { return distinct(own, "beneficiary") >= 5 },
		"reverse-flow": func(b *book, own []*fact, who string) bool {
			in := only(own, func(f *fact) bool { return f.s("beneficiary") == who })
			return len(in) > 0 && out(own, who, own[0].at, own[len(own)-1].at) > 0.7*sum(in, "amount")
		},
		"donation-campaign": func(b *book, own []*fact, who string) bool {
			return len(only(own, func(f *fact) bool { return f.s("to") == who && f.n("value") <= 100 })) >= 20
		},
		"missing-trader": kinds("CompanyEvent Invoice"),
		"vat-withheld":   kinds("VatReturn Invoice"),
		"bust-out":       kinds("CreditUse Invoice"),
		"shell-series": func(b *book, own []*fact, who string) bool {
			return distinct(only(own, func(f *fact) bool { return f.s("event") == "dissolved" }), "company") >= 3
		},
		"beyond-capacity": func(b *book, own []*fact, who string) bool {
			return sum(own, "amount") > 3*b.entities[who].n("turnover")
		},
		"custody-break":     kinds("Despatch"),
		"document-mismatch": kinds("Despatch"),
		"phantom-shipment":  kinds("Invoice Payment"),
		"consignee-without-end-use": func(b *book, own []*fact, who string) bool {
			return own[0].s("endUser") == "" && own[0].s("sender") == who
		},
		"new-firm-priority-goods": kinds("Order"),
		"scope-explosion":         func(b *book, own []*fact, who string) bool { return distinct(own, "product") >= 3 },
		"shared-identifiers": func(b *book, own []*fact, who string) bool {
			one := func(key string) bool {
				return !some(own, func(f *fact) bool { return b.entities[f.s("buyer")].s(key) != b.entities[who].s(key) })
			}
			return distinct(own, "buyer") >= 3 && (one("phone") || one("address"))
		},
		"winding-down": func(b *book, own []*fact, who string) bool { return len(schemas(own)) >= 3 },
		"lease-then-abroad": func(b *book, own []*fact, who string) bool {
			return kinds("LeaseStart Due Sighting")(b, own, who) && !some(own, func(f *fact) bool { return f.s("paidAt") != "" })
		},
		"address-not-lived-at": func(b *book, own []*fact, who string) bool {
			return abroad(b, own, who) && kinds("MailReturned Payment")(b, own, who)
		},
		"agent-concentration": func(b *book, own []*fact, who string) bool {
			return len(only(own, func(f *fact) bool { return f.s("agent") == who })) >= 30
		},
		"hawala-like": func(b *book, own []*fact, who string) bool {
			in := only(own, func(f *fact) bool { return f.s("beneficiary") == who })
			paid := out(own, who, own[0].at, own[len(own)-1].at)
			return distinct(in, "payer") >= 12 && paid > 0.7*sum(in, "amount") && paid < 1.2*sum(in, "amount")
		},
		"many-cards-one-machine": func(b *book, own []*fact, who string) bool {
			return distinct(own, "holder") >= 3 && distinct(own, "terminal") == 1 && own[0].s("terminal") == who && len(own) >= 2*distinct(own, "holder")
		},
		"listed-wallet-exposure": func(b *book, own []*fact, who string) bool {
			return some(own, func(f *fact) bool { return f.s("from") == who || f.s("to") == who })
		},
		"privacy-coin-exit": func(b *book, own []*fact, who string) bool {
			return some(own, func(f *fact) bool { return f.s("from") == who && f.s("asset") == "XMR" })
		},
		"unusual-combination": func(b *book, own []*fact, who string) bool {
			return distinct(own, "product") >= 3 && !some(own, func(f *fact) bool { return !b.regulated(f) })
		},
		"incongruent-goods": kinds("Order"),
		"rapid-transit": func(b *book, own []*fact, who string) bool {
			return own[0].s("consignee") == who && own[1].s("sender") == who && own[1].at.Sub(own[0].at) < 30*day
		},
		"false-cargo-description": kinds("TransportDocument"),
		"purchaser-is-not-consignee": func(b *book, own []*fact, who string) bool {
			return own[0].s("buyer") == who && own[0].s("payer") != who && own[0].s("payer") != ""
		},
		"dual-use-plans":        kinds("Invoice"),
		"lane-switch-after-ban": func(b *book, own []*fact, who string) bool { return distinct(own, "to") == 2 },
	}
}

// schemas are the kinds of record among the facts.
func schemas(facts []*fact) map[string]bool {
	kinds := map[string]bool{}
	for _, f := range facts {
		kinds[f.Schema] = true
	}
	return kinds
}
