package swift

import (
	"strings"
	"testing"

	"spoor/read"
	"spoor/read/readtest"
)

func take(t *testing.T, text string) (*readtest.Store, read.Report) {
	t.Helper()
	in := readtest.Text("payments.fin", text, read.Records, nil)
	if !MT().Detect("payments.fin", in.Head) {
		t.Error("it is not known by its content")
	}
	store, report, err := readtest.Take(t, MT(), in)
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

const transfer = `{1:F01MARKDEFFAXXX0000000001}{2:I103HUDSUS33XXXXN}{3:{108:M-1}{121:8a562c67-ca16-48ba-b074-65581be6f001}}{4:
:20:REF-1
:13C:/CLSTIME/0915+0100
:23B:CRED
:23E:PHOB/20.527.19.60
:26T:K90
:32A:260303EUR1234,56
:33B:USD1349,99
:36:1,0935
:50F:/DE89370400440532013000
1/ORLA ANNE
1/QUILL
2/AM RING 7
3/DE/FRANKFURT
4/19700203
5/IE/DERRY
7/DE/L01X00T47
:52A:MARKDEFF
:53B:/D/123
:54A:DEUTDEFF
:56A:DEUTUS33
:57D://FW021000021
HUDSON BANK
1 WALL STREET
:59:/000123456
LUND AND DAUGHTERS STEEL TRADING CO
MPANY LIMITED
12 LOW STREET
US/ALBANY
:70:/INV/R-2026-17//ROC/E-1
/ULTB/LEA LUND
:71A:SHA
:71F:EUR2,5
:71F:EUR0,75
:72:/ACC/CALL FIRST
//AND WRITE
:77B:/ORDERRES/IE//STEEL TUBES
/BENEFRES/US
-}{5:{CHK:123456789ABC}}`

func TestCustomerTransfer(t *testing.T) {
	for name, text := range map[string]string{"LF": transfer, "CRLF": strings.ReplaceAll(transfer, "\n", "\r\n")} {
		store, report := take(t, text)
		if report.Kept != 1 || report.Quarantined != 0 {
			t.Fatalf("%s: %+v", name, report)
		}
		id := store.Records()[0]
		store.Wants(t, id, `
at 2026-03-03
amount 1234.56
currency EUR
instructedAmount 1349.99
instructedCurrency USD
exchangeRate 1.0935
charges 3.25
chargesCurrency EUR
method transfer
purposeCode K90
endToEndId E-1
uetr 8a562c67-ca16-48ba-b074-65581be6f001
transactionNumber REF-1
invoice R-2026-17
purpose /INV/R-2026-17//ROC/E-1 /ULTB/LEA LUND
description 20.527.19.60 | /ACC/CALL FIRST //AND WRITE | /ORDERRES/IE//STEEL TUBES /BENEFRES/US
payer.name ORLA ANNE QUILL
payer.address AM RING 7, FRANKFURT, DE
payer.country de
payer.resident ie
payer.birthDate 1970-02-03
payer.birthPlace DERRY
payer.birthCountry ie
payer.idNumber L01X00T47
payerAccount.iban DE89370400440532013000
payerBank.swiftBic MARKDEFF
payerCountry ie
beneficiary.name LUND AND DAUGHTERS STEEL TRADING CO
beneficiary.alias LUND AND DAUGHTERS STEEL TRADING COMPANY LIMITED | LUND AND DAUGHTERS STEEL TRADING CO MPANY LIMITED
beneficiary.address MPANY LIMITED, 12 LOW STREET, US/ALBANY
beneficiary.country us
beneficiaryAccount.accountNumber 000123456
beneficiaryBank.name HUDSON BANK
beneficiaryBank.address 1 WALL STREET
beneficiaryBank.notes clearing member FW021000021
beneficiaryCountry us
ultimateBeneficiary.name LEA LUND`)
		var banks []string
		for _, bank := range store.ByID[id].Get("intermediary") {
			banks = append(banks, store.ByID[bank].First("swiftBic"))
		}
		if got := strings.Join(banks, " "); got != "DEUTDEFF DEUTUS33 MARKDEFF HUDSUS33" {
			t.Errorf("intermediaries %s", got)
		}
		if s := store.ByID[store.ByID[id].First("payer")].Schema.Name; s != "Person" {
			t.Errorf("who was born is a %s", s)
		}
	}
}

func TestParties(t *testing.T) {
	message := func(payer, payee string) string {
		return ":20:R\n:23B:CRED\n:32A:260303EUR1,\n" + payer + "\n" + payee + "\n:71A:OUR\n-\n"
	}
	for name, c := range map[string]struct{ payer, payee, want string }{
		"a number for an account": {":50F:CUST/NL/ABN BANK/4711\n1/ANN ASH\n8/99", ":59F:/77\n1/BEN BECK\n2/LOW ROAD\n3/GB/LEEDS", "payer.name ANN ASH\npayer.notes CUST NL ABN BANK 471199\nbeneficiary.address LOW ROAD, LEEDS, GB\nbeneficiary.country gb\nbeneficiaryAccount.accountNumber 77"},
		"a passport":              {":50F:CCPT/FR/12AB\n1/ANN ASH", ":59:BEN BECK", "payer.passportNumber 12AB\nbeneficiary.name BEN BECK"},
		"a number that goes on":   {":50F:/1\n1/ANN ASH\n6/DE/MARK BANK/123\n8/456\n7/DE/9", ":59:BEN BECK", "payer.idNumber 9\npayer.notes CUST DE MARK BANK 123456"},
		"a BIC":                   {":50A:/DE89370400440532013000\nACMEDEFFXXX", ":59A:/1\nLUNDUS33", "payer.swiftBic ACMEDEFFXXX\nbeneficiary.swiftBic LUNDUS33\npayerCountry de\nbeneficiaryCountry us"},
		"only an account":         {":50K:/12", ":59:/DE89370400440532013000", "payer.name \npayerAccount.accountNumber 12\nbeneficiaryAccount.iban DE89370400440532013000"},
		"a country in words":      {":50K:ANN ASH\nLOW ROAD\nGERMANY", ":59:BEN BECK", "payer.name ANN ASH\npayer.address LOW ROAD, GERMANY\npayer.country de\npayerCountry de"},
	} {
		store, report := take(t, message(c.payer, c.payee))
		if report.Kept != 1 {
			t.Fatalf("%s: %+v", name, report)
		}
		store.Wants(t, store.Records()[0], c.want)
	}
}

// A return repeats the message that it takes back: the parties stay, the amount is negative.
func TestReturn(t *testing.T) {
	store, _ := take(t, "{1:F01HUDSUS33AXXX0000000001}{2:O1030900260304MARKDEFFAXXX00000000012603040900N}{3:{121:8a562c67-ca16-48ba-b074-65581be6f001}}{4:\n:20:RET-1\n:23B:CRED\n:32A:260304EUR1230,00\n:50K:ANN ASH\n:59:BEN BECK\n:71A:SHA\n:72:/RETN/59\n/AC04/ACCOUNT CLOSED\n/MREF/REF-1\n-}")
	store.Wants(t, store.Records()[0], "amount -1230.00\npayer.name ANN ASH\nbeneficiary.name BEN BECK\nreturnReason AC04\nreturnOf REF-1 | 8a562c67-ca16-48ba-b074-65581be6f001\npayerBank.swiftBic MARKDEFF\nbeneficiaryBank.swiftBic HUDSUS33")
}

func TestBanksAndCover(t *testing.T) {
	store, _ := take(t, "{1:F01MARKDEFFAXXX0000000001}{2:I202DEUTDEFFXXXXN}{3:{119:COV}}{4:\n:20:C-1\n:21:REF-1\n:32A:260303EUR9,\n:58A:HUDSUS33\n:50K:/1\nANN ASH\n:59:/2\nBEN BECK\n:70:RENT\n-}")
	store.Wants(t, store.Records()[0], "payer.swiftBic MARKDEFF\nbeneficiary.swiftBic HUDSUS33\nultimatePayer.name ANN ASH\nultimateBeneficiary.name BEN BECK\npurpose RENT\ntransactionNumber C-1 | REF-1\npayerCountry de\nbeneficiaryCountry us")
}

// Many messages stand in a file, of whatever kinds and with whatever between them; bad ones are set aside with their place.
func TestManyMessages(t *testing.T) {
	bad := strings.Replace(strings.Replace(transfer, "EUR1234,56", "EUR1234.56", 1), "REF-1", "REF-2", 1)
	other := "{1:F01MARKDEFFAXXX0000000002}{2:I199HUDSUS33XXXXN}{4:\r\n:20:X\r\n:79:HELLO\r\n-}"
	ack := "{1:F21MARKDEFFAXXX0000000001}{4:{177:2603030900}{451:0}}"
	store, report := take(t, transfer+"$"+bad+"\n\x01"+other+"\x03\n"+ack+strings.Replace(transfer, "REF-1", "REF-3", 1)+"\n"+transfer)
	if report.Read != 4 || report.Kept != 2 || report.Quarantined != 1 || report.Duplicates != 1 || report.Skipped != 1 {
		t.Fatalf("got %+v", report)
	}
	if got, want := store.Faults[0].Error(), `payments.fin:45: reading the message: "EUR1234.56" is no amount`; !strings.HasPrefix(got, want) {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "MT199 is left out") {
		t.Errorf("notes %q", report.Notes)
	}
}
