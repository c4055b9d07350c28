package iso20022

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/read"
	"spoor/read/readtest"
)

const head = `<FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId><IntrBkSttlmDt>2026-01-05</IntrBkSttlmDt></GrpHdr>`

func one(amount, name string) string {
	return `<CdtTrfTxInf><IntrBkSttlmAmt Ccy="EUR">` + amount + `</IntrBkSttlmAmt><Dbtr><Nm>` + name + `</Nm></Dbtr><Cdtr><Nm>Ben Beck</Nm></Cdtr></CdtTrfTxInf>`
}

// A bad payment is set aside with its place, and those around it are kept.
func TestBadPaymentsAreSetAside(t *testing.T) {
	store, report := take(t, head+"\n"+one("5", "Ann")+"\n"+one("5,00", "Ann")+"\n"+one("", "Ann")+
		"\n<CdtTrfTxInf><IntrBkSttlmAmt>5</IntrBkSttlmAmt></CdtTrfTxInf>\n"+strings.Replace(one("6", "Ann"), "<Dbtr>", "<IntrBkSttlmDt>2026-02-30</IntrBkSttlmDt><Dbtr>", 1)+"\n"+one("7", "Ann")+"</FIToFICstmrCdtTrf>")
	if report.Read != 6 || report.Kept != 3 || report.Quarantined != 3 {
		t.Fatalf("got %+v", report)
	}
	for i, want := range []string{
		`payments.xml:3: checking the record: column IntrBkSttlmAmt, field amount: "5,00" is no number`,
		`payments.xml:5: checking the record: column IntrBkSttlmAmt, field amount: "" is no currency code`,
		`payments.xml:6: checking the record: column IntrBkSttlmDt, field at: "2026-02-30" is no date`,
	} {
		if got := store.Faults[i].Error(); !strings.HasPrefix(got, want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
	if _, report = take(t, `<BkToCstmrStmt><Stmt><Id>1</Id><Ntry><Amt Ccy="EUR">1</Amt><BookgDt><Dt>2026-01-01</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt>`); report.Quarantined != 1 {
		t.Errorf("an entry that is neither credit nor debit: %+v", report)
	}
}

func TestHostileFiles(t *testing.T) {
	laughs := `<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + head + one("5", "&b;")
	for name, c := range map[string]struct {
		text, want string
		kept       int
	}{
		"billion laughs":     {laughs, "a document type (<!DOCTYPE ...>) is refused", 0},
		"a foreign file":     {`<!DOCTYPE d SYSTEM "file:///etc/passwd">` + head, "a document type", 0},
		"an unknown entity":  {head + one("5", "A") + one("5", "&x;"), "no well-formed XML", 1},
		"cut":                {head + one("5", "A") + one("6", "B")[:90], "the file breaks off inside <Nm>", 1},
		"cut after one":      {head + one("5", "A"), "the file breaks off inside <FIToFICstmrCdtTrf>", 1},
		"deep":               {head + one("5", "A") + strings.Repeat("<Dbtr>", 200), "more than 64 deep", 1},
		"a huge attribute":   {head + one("5", "A") + `<CdtTrfTxInf a="` + strings.Repeat("x", 2<<20), "longer than 1 MiB", 1},
		"a huge transaction": {head + one("5", "A") + "<CdtTrfTxInf>" + strings.Repeat("<a>"+strings.Repeat("x", 1<<19)+"</a>", 20), "larger than 8 MiB", 1},
		"a wrong encoding":   {`<?xml version="1.0" encoding="klingon"?>` + head, "the encoding \"klingon\" is unknown", 0},
		"no UTF-8":           {head + one("5", "A") + one("5", "\xff\xfe"), "invalid UTF-8", 1},
	} {
		store, report, err := readtest.Take(t, XML(), readtest.Text("p.xml", c.text, read.Records, nil))
		if report.Break == nil || !strings.Contains(report.Break.Error(), c.want) || len(store.Records()) != c.kept {
			t.Errorf("%s: %v, %d kept", name, report.Break, len(store.Records()))
		}
		if (err == nil) != (c.kept > 0) {
			t.Errorf("%s: the error is %v", name, err)
		}
		if kind := fault.KindOf(report.Break); kind != fault.Input && kind != fault.Limit {
			t.Errorf("%s: of kind %d", name, kind)
		}
	}
}

func TestEncodings(t *testing.T) {
	text := `<?xml version="1.0" encoding="ISO-8859-1"?>` + head + one("5", "Zo\xeb") + "</FIToFICstmrCdtTrf>"
	store, _ := take(t, text)
	store.Wants(t, store.Records()[0], "payer.name Zoë")
	wide := []byte{0xFF, 0xFE}
	for _, c := range `<?xml version="1.0" encoding="UTF-16"?>` + head + one("5", "Zoë") + "</FIToFICstmrCdtTrf>" {
		wide = append(wide, byte(c), byte(c>>8))
	}
	store, _ = take(t, string(wide))
	store.Wants(t, store.Records()[0], "payer.name Zoë")
}

// endless gives a message of n transactions.
type endless struct {
	bytes.Buffer
	n, of int
}

func (e *endless) Read(p []byte) (int, error) {
	for e.Len() < len(p) && e.n <= e.of {
		switch e.n {
		case 0:
			e.WriteString(head)
		case e.of:
			e.WriteString("</FIToFICstmrCdtTrf>")
		default:
			e.WriteString(one(fmt.Sprint(e.n), "Ann Ash"))
		}
		e.n++
	}
	return e.Buffer.Read(p)
}

// A file of any size is read in the memory of one transaction.
func TestMemoryStaysBounded(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: a file of 100,000 payments takes seconds")
	}
	const most = 100_000
	in := readtest.Text("p.xml", "", read.Records, nil)
	in.Body = &endless{of: most}
	if report := readtest.Bounded(t, XML(), in); report.Kept != most-1 {
		t.Errorf("%+v", report)
	}
}

// What a small writer of messages writes comes back as it was.
func TestRoundTrip(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ABCDEFGabcdefg &<>'\"äßøЖ李0123456789.-/")
	word := func() string {
		var b strings.Builder
		for range 1 + random.IntN(30) {
			b.WriteRune(letters[random.IntN(len(letters))])
		}
		return "x" + strings.Join(strings.Fields(b.String()), " ")
	}
	escape := func(text string) string {
		var b strings.Builder
		if err := xml.EscapeText(&b, []byte(text)); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	for range 300 {
		amount := fmt.Sprintf("%d.%02d", random.Int64N(1e15), random.IntN(100))
		day := fmt.Sprintf("20%02d-%02d-%02d", random.IntN(100), 1+random.IntN(12), 1+random.IntN(28))
		payer, payee, purpose, street := word(), word(), word(), word()
		text := `<Document><FIToFICstmrCdtTrf><CdtTrfTxInf><PmtId><EndToEndId>` + escape(street) + `</EndToEndId></PmtId><IntrBkSttlmAmt Ccy="CHF">` + amount + `</IntrBkSttlmAmt><IntrBkSttlmDt>` + day + `</IntrBkSttlmDt><Dbtr><Nm>` + escape(payer) +
			`</Nm><PstlAdr><StrtNm>` + escape(street) + `</StrtNm></PstlAdr></Dbtr><Cdtr><Nm>` + escape(payee) + `</Nm></Cdtr><RmtInf><Ustrd>` + escape(purpose) + `</Ustrd></RmtInf></CdtTrfTxInf></FIToFICstmrCdtTrf></Document>`
		store, report := take(t, text)
		if report.Kept != 1 {
			t.Fatalf("%s: %+v", text, report)
		}
		store.Wants(t, store.Records()[0], "at "+day+"\namount "+amount+"\ncurrency CHF\npurpose "+purpose+"\npayer.name "+payer+"\npayer.address "+street+"\nbeneficiary.name "+payee+"\nendToEndId "+street)
	}
}

func FuzzXML(f *testing.F) {
	f.Add(transfer)
	f.Add(statementHead + statementEntries + statementTail)
	f.Add(head + one("5", "Ann") + one("x", "Ann"))
	f.Add(`<PmtRtr><TxInf><RtrChain><Dbtr/></RtrChain><OrgnlTxRef/></TxInf></PmtRtr>`)
	f.Add(`<BkToCstmrStmt><Stmt><Ntry><Ntry><TxDtls/></Ntry></Ntry><Bal/></Stmt><Ntry/><NtryDtls><Stmt><Stmt/></Stmt></NtryDtls></BkToCstmrStmt>`)
	f.Fuzz(func(t *testing.T, text string) {
		_, report, _ := readtest.Take(t, XML(), readtest.Text("p.xml", text, read.Records, nil))
		if report.Read > strings.Count(text, "<")+1 {
			t.Errorf("more payments than elements: %+v", report)
		}
	})
}

// BenchmarkXML reads transfers as full as TestCustomerTransfer's, and plain ones of two names and an amount.
func BenchmarkXML(b *testing.B) {
	full := transfer[strings.Index(transfer, "<d:CdtTrfTxInf>"):strings.Index(transfer, "</d:FIToFICstmrCdtTrf>")]
	for name, text := range map[string]string{
		"Full":  transfer[:strings.Index(transfer, "<d:CdtTrfTxInf>")] + strings.Repeat(full, 1000) + transfer[strings.Index(transfer, "</d:FIToFICstmrCdtTrf>"):],
		"Plain": head + strings.Repeat(one("5", "Ann Ash"), 5000) + "</FIToFICstmrCdtTrf>",
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			payments := 0
			for b.Loop() {
				report, err := read.Take(b.Context(), XML(), readtest.Text("p.xml", text, read.Records, nil), &readtest.Store{Counting: true})
				if err != nil {
					b.Fatal(err)
				}
				payments += report.Kept
			}
			b.ReportMetric(float64(payments)/b.Elapsed().Seconds(), "payments/s")
		})
	}
}
