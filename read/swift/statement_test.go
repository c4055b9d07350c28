package swift

import (
	"strings"
	"testing"
)

// The closing balance by hand: 100,00 + 50,25 - 300,00 - 12,00 (a credit taken back) + 7,30 (a debit taken back) + 5,00 - 20,00 + 1,00 = -168,45.
const statement940 = `:20:ST-1
:25:37040044/0532013000
:28C:64/1
:60F:C260303EUR100,00
:61:2603040304C50,25NTRFE-1//B-1
:86:166?00GUTSCHRIFT?109251?20EREF+E-1?21SVWZ+RENT FOR MARCH FLAT 12?22 AT LOW ROAD?30MARKDEFF?31FR142004101005
0500013M02606?32ORLA ANNE QUILL AND SONS OF?33 DERRY LTD?60ABWA+ANN ASH
:61:260304DR300,N103R-2//B-2
:86:/ORDP//NAME/ACME GMBH/BENM//NAME/BEN BECK/IBAN/DE89370400440532013000/REMI/INVOICE 17 AND SOME MORE WORDS TH
AT GO ON/EREF/E-2/UCRD/CORA TOLLE
:61:2512310102RC12,NMSCNONREF
/OCMT/USD13,
:86:CORRECTION OF A CREDIT
:61:260304RD7,30NTRFR-4
:86:/TRTP/SEPA/NAME/CY COLE/RTRN/AC01/REMI/USTD//SHOES
:61:260304C5,NTRFR-5
:86:159?20SVWZ+RETURN?32DAN DYE?34914
:61:260304D20,NCHK4711
:61:260304C1,00NTRFR-7
:86:/CNTP/NL91ABNA0417164300/ABNANL2A/EVE EEK/UTRECHT/REMI/USTD//GIFT/
:62F:D260304EUR168,45
:64:C260304EUR1,
:86:THE WHOLE STATEMENT
`

func TestStatement(t *testing.T) {
	for name, text := range map[string]string{
		"bare": statement940 + "-\n", "bare with CRLF": strings.ReplaceAll(statement940, "\n", "\r\n") + "-\r\n", "no end": statement940,
		"in blocks":                      "{1:F01MARKDEFFAXXX0000000001}{2:I940ACMEDEFFXXXXN}{4:\r\n" + strings.ReplaceAll(statement940, "\n", "\r\n") + "-}",
		"a line of the bank's before it": "0000 01MARKDEFFXXXX00001\n940 00\n" + statement940,
	} {
		store, report := take(t, text)
		ids := store.Records()
		if report.Kept != 7 || report.Quarantined != 0 || len(report.Notes) != 0 {
			t.Fatalf("%s: %+v %q", name, report, report.Notes)
		}
		store.Wants(t, ids[0], "at 2026-03-04\nvalueDate 2026-03-04\namount 50.25\ncurrency EUR\nstatus booked\nmethod transfer\nendToEndId E-1\ntransactionNumber E-1 | B-1\npurpose RENT FOR MARCH FLAT 12 AT LOW ROAD\n"+
			"payer.name ORLA ANNE QUILL AND SONS OF DERRY LTD\npayerAccount.iban FR1420041010050500013M02606\npayerBank.swiftBic MARKDEFF\nultimatePayer.name ANN ASH\nbeneficiary.name \nbeneficiaryAccount.accountNumber 0532013000\nbeneficiaryBank.notes bank code 37040044\npayerCountry fr")
		store.Wants(t, ids[1], "amount 300\npayer.name \npayerAccount.accountNumber 0532013000\nbeneficiary.name BEN BECK\nbeneficiaryAccount.iban DE89370400440532013000\npurpose INVOICE 17 AND SOME MORE WORDS THAT GO ON\nendToEndId E-2\nultimateBeneficiary.name CORA TOLLE\nbeneficiaryCountry de")
		store.Wants(t, ids[2], "at 2026-01-02\nvalueDate 2025-12-31\namount -12\ntransactionNumber \ndescription /OCMT/USD13,\npurpose CORRECTION OF A CREDIT\nbeneficiaryAccount.accountNumber 0532013000")
		store.Wants(t, ids[3], "amount -7.30\nbeneficiary.name CY COLE\nreturnReason AC01\npurpose SHOES\npayerAccount.accountNumber 0532013000")
		store.Wants(t, ids[4], "amount -5\nreturnReason 914\nbeneficiary.name DAN DYE\npayerAccount.accountNumber 0532013000")
		store.Wants(t, ids[5], "amount 20\nmethod cheque\ntransactionNumber 4711\npayerAccount.accountNumber 0532013000")
		store.Wants(t, ids[6], "amount 1.00\npayer.name EVE EEK\npayerAccount.iban NL91ABNA0417164300\npayerBank.swiftBic ABNANL2A\npurpose GIFT")
	}
}

func TestStatementThatDoesNotAddUp(t *testing.T) {
	_, report := take(t, strings.Replace(statement940, "EUR168,45", "EUR168,44", 1)+"-\n"+statement940)
	want := "statement ST-1 64/1 of account 0532013000: the opening balance 100.00 and 7 entries come to -168.45, but the closing balance is -168.44 EUR"
	if len(report.Notes) != 1 || report.Notes[0] != want || report.Kept != 7 || report.Duplicates != 7 {
		t.Errorf("got %q, %+v\nwant %s", report.Notes, report, want)
	}
}

// A statement of several messages: each has the balance with which the one before it ends.
func TestPages(t *testing.T) {
	_, report := take(t, ":20:A\n:25:1\n:28C:5/1\n:60F:C260303EUR1,\n:61:260304C2,NTRFX\n:62M:C260304EUR3,\n-\n:20:A\n:25:1\n:28C:5/2\n:60M:C260304EUR3,\n:61:260304C2,NTRFX\n:62F:C260304EUR5,\n-")
	if report.Kept != 2 || len(report.Notes) != 0 {
		t.Errorf("%+v", report)
	}
}

func TestReportOfTheDay(t *testing.T) {
	store, report := take(t, ":20:D\n:25P:DE89370400440532013000EUR\nMARKDEFF\n:28C:1/1\n:34F:EURD0,\n:34F:EURC0,\n:13D:2603041200+0100\n:61:260305EC10,NTRFX\n:86:ANN ASH\n:61:260304D3,NTRFY\n:90D:1EUR3,\n:90C:1EUR10,\n-")
	if report.Kept != 2 {
		t.Fatalf("%+v", report)
	}
	store.Wants(t, store.Records()[0], "at 2026-03-05\namount 10\ncurrency EUR\nstatus pending\npurpose ANN ASH\nbeneficiaryAccount.iban DE89370400440532013000\nbeneficiaryBank.swiftBic MARKDEFF\nbeneficiaryCountry de")
	store.Wants(t, store.Records()[1], "amount 3\nstatus booked")
}

// A bad entry is set aside with its place, and those around it are kept.
func TestBadEntries(t *testing.T) {
	store, report := take(t, ":20:A\n:25:1\n:28C:5/1\n:60F:C260303EUR1,\n:61:260304C2.50NTRFX\n:86:ONE\n:61:260230C2,NTRFX\n:61:C2,NTRFX\n:61:260304C2,NTRFX\n:62F:C260304EUR5,\n-\n:20:B\n:25:1\n:61:260304C2,NTRFX\n-\n:20:C\n:79:NOTHING\n")
	if report.Read != 6 || report.Kept != 1 || report.Quarantined != 5 {
		t.Fatalf("%+v", report)
	}
	for i, want := range []string{
		"payments.fin:5: reading the message: the entry is not written as an entry is",
		`payments.fin:7: checking the record: column 61, field at: "2026-02-30" is no date`,
		"payments.fin:8: reading the message: the entry is not written as an entry is",
		"payments.fin:14: reading the message: its currency is not told",
		"payments.fin:16: reading the message: it is no message that is read",
	} {
		if got := store.Faults[i].Error(); !strings.HasPrefix(got, want) {
			t.Errorf("got %s\nwant %s", got, want)
		}
	}
}
