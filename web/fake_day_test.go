package web

import (
	"fmt"
	"strings"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/evidence"
	"spoor/exceptions"
	"spoor/fault"
	"spoor/read"
	"spoor/watch"
)

// payments are records of one subject, each from one of six payers.
func payments(n int) (out []cases.Record) {
	at := time.Date(2026, 10, 3, 8, 12, 0, 0, time.UTC)
	for i := range n {
		at = at.Add(time.Duration(3+i*7%29) * time.Hour)
		amount := 780 + i*137%560
		payer := []string{"Nora Lindqvist", "P. Okafor", "Дмитрий Соколов", "Bright Star Trading", "سعيد الحداد", "J. Marchetti"}[i%6]
		out = append(out, cases.Record{ID: fmt.Sprintf("pay-%d", i), Kind: "Payment", At: at.Format("2006-01-02 15:04"), File: "bank-b/payments-2026-10.csv", Line: 214 + i*3,
			Raw: fmt.Sprintf("%s;%s;ES7921000813610123456789;%d.00;EUR;msb;online", at.Format("02/01/2006 15:04"), payer, amount),
			Fields: []cases.Field{{Name: "Time", Text: at.Format("2006-01-02 15:04")}, {Name: "Payer", Text: payer, Thing: fmt.Sprintf("payer-%d", i%6), Party: true}, {Name: "Beneficiary", Text: "Yusuf Al-Rahmani", Thing: "subject-1", Party: true},
				{Name: "Amount", Text: fmt.Sprintf("%d.00 EUR", amount)}, {Name: "Method", Text: "msb"}, {Name: "Channel", Text: []string{"online", "branch", "agent"}[i%3]}}})
	}
	return out
}

// aDay is a desk with alerts, findings, lists and loads, as after a working day.
func aDay() *fake {
	f := &fake{}
	source := []detect.Source{{Cite: "Ranstorp, Microfinancing the Caliphate, CTC Sentinel 9(5), 2016", Quote: "sums under € 5,000"}}
	add := func(id, subject, name, typology, title, family, say string, p detect.Priority, start time.Time, records []cases.Record) {
		f.findings = append(f.findings, cases.Finding{ID: id, Typology: typology, Version: 1, Title: title, Family: family, Opens: "finding", Priority: p, Subject: subject, Name: name,
			Start: start, End: start.Add(151 * time.Hour), Say: say, Records: records, Sources: source,
			Conditions: []detect.Condition{{Text: "senders >= params.senders", Measured: "6", Operator: ">=", Limit: "5", Margin: "1", Silent: "senders below 5"},
				{Text: "total >= params.total", Measured: "15730.00 EUR", Operator: ">=", Limit: "5000.00 EUR", Margin: "10730.00 EUR", Silent: "total below 5000.00 EUR"},
				{Text: "method in [\"cash\", \"msb\", \"wallet\"]", Silent: "not method in [\"cash\", \"msb\", \"wallet\"]"}},
			Values:   []detect.Value{{Name: "senders", Value: "6"}, {Name: "total", Value: "15730.00 EUR"}, {Name: "largest", Value: "1330.00 EUR"}},
			Innocent: []string{"a collection for a wedding, a funeral or a club", "a landlord or a shop whose customers pay in cash", "a market trader paying in for several stalls"},
			Next:     []string{"see whether the senders have a tie to the receiver", "see what became of the money"}})
	}
	start := time.Date(2026, 10, 3, 8, 12, 0, 0, time.UTC)
	const structured = "Many senders pay one receiver in cash or small sums, each below a limit, together above it"
	add("f1", "subject-1", "Yusuf Al-Rahmani", "structured-deposits", structured, "moving-money", "Yusuf Al-Rahmani received 15730.00 EUR from 6 senders within 7 days, none of them 5000.00 EUR or more", detect.Medium, start, payments(16))
	add("f2", "subject-1", "Yusuf Al-Rahmani", "cash-courier", "Cash is taken out and a border is crossed", "moving-money", "Yusuf Al-Rahmani took out 14200.00 EUR in cash and crossed a border within 2 days", detect.High, start.AddDate(0, 0, 8), payments(4)[:4])
	f.run = cases.Run{At: now().Add(-42 * time.Minute), Records: 148_213, Listings: 18_744, Untestable: []cases.Untestable{{Typology: "multiple-invoicing", Missing: []string{"Invoice.number", "Shipment"}}, {Typology: "stock-disappearance", Missing: []string{"StockCount"}}}}
	alert := func(id, subject, name string, p detect.Priority, rule, say string, since time.Time, findings ...string) {
		f.run.Alerts = append(f.run.Alerts, cases.Alert{ID: id, Subject: subject, Name: name, Priority: p, Rule: rule, Say: say, Since: since, Findings: findings})
	}
	alert("a1", "subject-1", "Yusuf Al-Rahmani", detect.High, "cash-courier opens as a finding; structured-deposits opens as a finding", f.findings[1].Say, start, "f2", "f1")
	others := []struct {
		name, typology, say string
		p                   detect.Priority
	}{
		{"AEROCARIBBEAN AIRLINES", "listed-party", "AEROCARIBBEAN AIRLINES has the same registration number as AEROCARIBEAN AIRLINES on ofac-sdn", detect.Urgent},
		{"مؤسسة الحداد للتجارة العامة", "dispersed-purchases", "مؤسسة الحداد للتجارة العامة bought, or tried to buy, 42 kg of ammonium nitrate at 4 places within 7 days, never more than 9.5 kg at once", detect.High},
		{"Дмитрий Соколов", "loan-stacking", "Дмитрий Соколов took 4 loans of 21400.00 EUR from 4 lenders within 10 days", detect.Medium},
		{"Bright Star Trading Ltd", "over-limit-unlicensed", "Bright Star Trading Ltd was sold hydrogen peroxide at 35 %, above the limit of 12 %, and no licence is on record", detect.Urgent},
		{"Nora Lindqvist", "prepaid-below-cap", "Nora Lindqvist loaded 9 prepaid cards, each below 150.00 EUR, within 3 days", detect.Low},
		{"Marchetti & Figli S.r.l.", "first-payment-default", "Marchetti & Figli S.r.l. paid back nothing of 18500.00 EUR since the loan began", detect.Medium},
		{"P. Okafor", "corridor-fan", "P. Okafor sent 12 transfers to 7 receivers in 2 border towns within 14 days", detect.Medium},
		{"Αλέξανδρος Νικολάου", "another-persons-card", "Αλέξανδρος Νικολάου used 3 cards that belong to others at one terminal within an hour", detect.High},
		{"Elena Papadopoulou", "income-not-as-stated", "Elena Papadopoulou stated an income of 2400.00 EUR and received 480.00 EUR a month", detect.Low},
		{"Hjálpum saman (campaign)", "crowdfunding-drain", "Hjálpum saman (campaign) paid out 96 % of what it raised to one account within a day", detect.Medium},
	}
	for i, o := range others {
		id := fmt.Sprintf("g%d", i)
		add(id, "subject-x"+id, o.name, o.typology, title(o.typology), "moving-money", o.say, o.p, start.AddDate(0, 0, i*4), payments(7))
		alert("b"+fmt.Sprint(i), "subject-x"+id, o.name, o.p, o.typology+" opens as a finding", o.say, start.AddDate(0, 0, i*4), id)
	}
	f.decisions = []cases.Decision{{ID: "d1", On: "b2", Verb: cases.Assign, By: "anton", To: "anton", At: now().Add(-26 * time.Hour)},
		{ID: "d2", On: "b4", Verb: cases.Dismiss, By: "anton", Reason: "The cards are the club's own; the treasurer sent the statutes.", At: now().Add(-25 * time.Hour)},
		{ID: "d3", On: "b0", Verb: cases.Follow, By: "anton", Reason: "The number is the same in both. The operator is asked for its certificate.", At: now().Add(-3 * time.Hour)},
		{ID: "d4", On: "a1", Verb: cases.Note, By: "ines", Reason: "The landlord explains two of the senders; four stay unexplained.", At: now().Add(-2 * time.Hour)}}
	f.hits = []cases.Hit{{Party: "subject-1", Name: "Yusuf Al-Rahmani", Listing: "QDi.399", Caption: "Yousef AL RAHMANI", List: "un-sc", NameScore: .94, IdentityScore: .62, Status: "supported", File: "bank-b/customers.csv", Line: 88,
		Reasons: []cases.Reason{{Field: "name", Party: "Yusuf Al-Rahmani", Listed: "Yousef AL RAHMANI", Agreement: "close", Detail: "the same name in another spelling"}, {Field: "birth date", Party: "1984-03-11", Listed: "1984", Agreement: "close", Detail: "the year is the same"},
			{Field: "country", Party: "jo", Listed: "jo", Agreement: "same"}, {Field: "gender", Party: "", Listed: "male", Agreement: "unknown"}, {Field: "passportNumber", Party: "K1120045", Listed: "N330981", Agreement: "differs"}}},
		{Party: "subject-xg0", Name: "AEROCARIBBEAN AIRLINES", Listing: "36", Caption: "AEROCARIBBEAN AIRLINES", List: "ofac-sdn", NameScore: 1, IdentityScore: 1, Status: "confirmed", File: "trade/firms.csv", Line: 12,
			Reasons: []cases.Reason{{Field: "name", Party: "AEROCARIBBEAN AIRLINES", Listed: "AEROCARIBBEAN AIRLINES", Agreement: "same"}, {Field: "registrationNumber", Party: "CU-1175", Listed: "CU-1175", Agreement: "same"}}}}
	f.run.Hits = f.hits
	mention := func(record, before, words, after string, parties ...cases.Field) cases.Mention {
		hit := f.hits[0]
		hit.Party, hit.Name, hit.File, hit.Line, hit.Reasons = "", "", "bank-b/payments-2026-10.csv", 220, hit.Reasons[:1]
		return cases.Mention{Record: record, Kind: "Payment", At: "2026-10-04 14:12", Field: "Purpose", Character: len(before) + 1, Before: before, Words: words, After: after, Hit: hit, Parties: parties}
	}
	f.run.Mentions, f.run.Mentioned = []cases.Mention{mention("pay-2", "rent of the shop for October, collected by ", "Yousef AL RAHMANI", " <and> sons, invoice 7781", cases.Field{Name: "Payer", Text: "P. Okafor", Thing: "payer-1"}, cases.Field{Name: "Beneficiary", Text: "Yusuf Al-Rahmani", Thing: "subject-1"}),
		mention("elsewhere", "… للسيد ", "يوسف الرحماني", " عن شهر أكتوبر", cases.Field{Name: "Payer", Text: "Yusuf Al-Rahmani", Thing: "subject-1"}),
		mention("nowhere", "", "Yousuf Rahmani", "", cases.Field{Name: "Payer", Text: "Nora Lindqvist", Thing: "payer-0"})}, 1207
	weaker := f.hits[0]
	weaker.IdentityScore, weaker.Status = .4, "mixed"
	f.changes = []watch.Change{{Run: 7, At: now().Add(-9 * time.Hour), Kind: watch.Stronger, Before: &weaker, After: &f.hits[0]}, {Run: 7, At: now().Add(-9 * time.Hour), Kind: watch.Gone, Before: &cases.Hit{Party: "payer-0", Name: "Nora Lindqvist", Listing: "QDi.1", Caption: "Nora LINDKVIST", List: "un-sc", NameScore: .9, Status: "name only"}},
		{Run: 6, At: now().Add(-90 * time.Hour), Kind: watch.New, After: &f.hits[1]}}
	row := func(id, by, name, reason string, state exceptions.State, acts ...exceptions.Act) ExceptionRow {
		return ExceptionRow{Exception: exceptions.Exception{ID: id, Customer: "payer-0", Name: name, Listing: "QDi.1", Caption: "Nora LINDKVIST", List: "un-sc", Reason: reason, By: by, At: now().Add(-30 * time.Hour), Expires: now().AddDate(1, 0, 0), Acts: acts}, State: state}
	}
	approved := exceptions.Act{Verb: exceptions.Approve, By: "ines", At: now().Add(-20 * time.Hour)}
	f.exceptions = []ExceptionRow{row("x1", "ines", "Nora Lindqvist", "Born in 1990; the listed person in 1951.", exceptions.Waiting), row("x2", "anton", "Nora Lindqvist", "Another person: the passports were compared.", exceptions.Waiting),
		row("x3", "anton", "P. Okafor", "The listed person is a woman.", exceptions.Standing, approved), row("x4", "anton", "Elena Papadopoulou", "Another country and birth year.", exceptions.Reopened, approved)}
	f.exceptions[3].Changed = []string{"the listing's birth date: 1961 added"}
	f.lists = []ListState{{Name: "ofac-sdn", Listings: 17_741, Loaded: now().Add(-20 * time.Hour)}, {Name: "un-sc", Listings: 1_003, Loaded: now().Add(-9 * 24 * time.Hour)}}
	f.loads = []LoadRow{{ID: 1, At: now().Add(-20 * time.Hour), Source: "ofac-sdn", File: "sdn.csv", Hash: strings.Repeat("3f9a", 16), Reader: "ofac-csv/1", Role: read.List, Report: read.Report{Role: read.List, Read: 17741, Kept: 17741, Things: 12011}},
		{ID: 2, At: now().Add(-9 * 24 * time.Hour), Source: "un-sc", File: "consolidated.xml", Hash: strings.Repeat("b071", 16), Reader: "un/1", Role: read.List, Report: read.Report{Role: read.List, Read: 1003, Kept: 1003}},
		{ID: 3, At: now().Add(-50 * time.Minute), Source: "bank-b", File: "bank-b/payments-2026-10.csv", Hash: strings.Repeat("77c1", 16), Reader: "csv/1", Role: read.Records, Problem: "bank-b/payments-2026-10.csv:148240: the line has no end; the 148 213 records before it are kept",
			Report: read.Report{Role: read.Records, Read: 148_239, Kept: 148_213, Quarantined: 2, Duplicates: 24, Things: 9_120, Notes: []string{"statement 64 does not come to <its> closing balance"}, Removed: map[string]int{"religion": 12}, Unknown: map[string]int{"Payment.memo2": 40}}}}
	f.aside = []*fault.Error{{Kind: fault.Input, Place: fault.Place{File: "bank-b/payments-2026-10.csv", Line: 9021, Column: 4, Text: "31/13/2026;Nora Lindqvist;;12,00;EUR"}, What: "column Date, field at: there is no month 13", Hint: "correct the row, or how the mapping reads at"},
		{Kind: fault.Input, Place: fault.Place{File: "bank-b/payments-2026-10.csv", Line: 77310, Text: "=HYPERLINK(\"x\");P. Okafor;;zwölf;EUR"}, What: "column Amount, field amount: \"zwölf\" is no amount", Hint: "correct the row, or how the mapping reads amount"}}
	records := payments(16)
	records = append(records, cases.Record{ID: "cash-1", Kind: "Cash movement", At: "2026-10-12 10:40", File: "bank-b/cash.csv", Line: 7, Raw: "12/10/2026 10:40;out;14200", Fields: []cases.Field{{Name: "Holder", Text: "Yusuf Al-Rahmani", Thing: "subject-1", Party: true}, {Name: "Amount", Text: "14200.00 EUR"}, {Name: "Direction", Text: "out"}}},
		cases.Record{ID: "cross-1", Kind: "Crossing", At: "2026-10-13", File: "border/crossings.csv", Line: 1904, Fields: []cases.Field{{Name: "Person", Text: "Yusuf Al-Rahmani", Thing: "subject-1"}, {Name: "Point", Text: "Kapıkule"}}})
	stated := func(name, text, file string, line int) Stated {
		return Stated{Field: cases.Field{Name: name, Text: text}, File: file, Line: line}
	}
	f.subjects = []Subject{{ID: "subject-1", Kind: "Person", Name: "Yusuf Al-Rahmani", Names: []string{"Yusuf Al-Rahmani", "يوسف الرحماني", "Юсуф Ар-Рахмани"},
		Fields:  []Stated{stated("Birth date", "1984-03-11", "bank-b/customers.csv", 88), stated("Passport number", "K1120045", "bank-b/customers.csv", 88), stated("Country", "jo", "bank-b/customers.csv", 88), stated("Phone", "+34 600 000 000", "bank-b/customers.csv", 88)},
		Records: records, Total: len(records), Links: []string{"customers.csv:88 and crossings.csv:1904 have the same passport number K1120045"},
		Ties: []Tie{{Kind: "address", With: []SubjectRow{{"payer-0", "Person", "Nora <Lindqvist>"}}, Others: 3, More: 2, Rests: []TieRest{{SubjectRow{"subject-1", "Person", "Yusuf Al-Rahmani"}, "Calle Mayor 5, Madrid", "Person", "", "bank-b/customers.csv", 88},
			{SubjectRow{"payer-0", "Person", "Nora <Lindqvist>"}, "CALLE MAYOR 5 MADRID", "Order", "2026-03-02 10:15", "shop/orders.csv", 12}}}}},
		{ID: "subject-xg7", Kind: "Person", Name: "Αλέξανδρος Νικολάου", Names: []string{"Αλέξανδρος Νικολάου", "Alexandros Nikolaou"}}, {ID: "payer-0", Kind: "Person", Name: "Nora Lindqvist", Names: []string{"Nora Lindqvist"}}}
	for _, e := range []evidence.Entry{{By: "spoor", Act: "load", On: "sdn.csv", Detail: "sha256 3f9a…, read by ofac-csv/1: 17741 read, 17741 kept, 0 set aside, 0 duplicates"}, {By: "spoor", Act: "check", On: "all records", Detail: "148213 records, 18744 listings: 2 possible matches, 12 findings, 11 alerts"},
		{By: "anton", Act: "decide", On: "b4", Purpose: "transaction monitoring", Detail: "dismiss: The cards are the club's own; the treasurer sent the statutes."}} {
		e.Index, e.At = int64(len(f.log)), now().Add(-time.Duration(30-len(f.log))*time.Hour)
		f.log = append(f.log, e)
	}
	return f
}
