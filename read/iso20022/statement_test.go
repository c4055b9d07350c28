package iso20022

import (
	"strings"
	"testing"
)

const statementHead = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-03-05T06:00:00</CreDtTm></GrpHdr>
<Stmt><Id>ST-64</Id><ElctrncSeqNb>64</ElctrncSeqNb><CreDtTm>2026-03-05T06:00:00</CreDtTm>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr><Nm>Acme GmbH</Nm></Ownr><Svcr><FinInstnId><BICFI>MARKDEFF</BICFI></FinInstnId></Svcr></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">` + closing + `</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-03-04</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLAV</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`

// closing is 100.00 + 50.25 - 300 + 20 - 7.30 of the entries below: pending ones do not count. By hand: -137.05.
const closing = "137.05"

const statementEntries = `
<Ntry><Amt Ccy="EUR">50.25</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><DtTm>2026-03-04T11:22:33</DtTm></BookgDt><ValDt><Dt>2026-03-05</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>
 <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
 <NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId></Refs><RltdPties><Dbtr><Pty><Nm>Ann Ash</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></DbtrAcct><UltmtDbtr><Pty><Nm>Orla Quill</Nm></Pty></UltmtDbtr><Cdtr><Pty><Nm>ACME G.M.B.H.</Nm></Pty></Cdtr></RltdPties><RmtInf><Ustrd>for March</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">300</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-04T11:22:33+01:00</DtTm></BookgDt><AddtlNtryInf>batch of three</AddtlNtryInf>
 <NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch>
 <TxDtls><Amt Ccy="EUR">100</Amt><RltdPties><Cdtr><Nm>Ben Beck</Nm></Cdtr></RltdPties></TxDtls>
 <TxDtls><AmtDtls><InstdAmt><Amt Ccy="USD">220</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>1.1</XchgRate></CcyXchg></InstdAmt><TxAmt><Amt Ccy="EUR">200</Amt></TxAmt></AmtDtls><RltdPties><Cdtr><Nm>Cora Tolle</Nm></Cdtr></RltdPties></TxDtls>
 <TxDtls><RltdPties><Cdtr><Nm>Cy Cole</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">20</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt>
 <NtryDtls><TxDtls><Refs><EndToEndId>OUT-7</EndToEndId></Refs><RltdPties><Dbtr><Nm>Acme GmbH</Nm></Dbtr><Cdtr><Nm>Ben Beck</Nm></Cdtr></RltdPties><RtrInf><Rsn><Cd>AC01</Cd></Rsn><AddtlInf>no such account</AddtlInf></RtrInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">7.30</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt>
 <NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Ann Ash</Nm></Dbtr></RltdPties></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">1000</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>PDNG</Sts><ValDt><Dt>2026-03-06</Dt></ValDt><AddtlNtryInf>card takings</AddtlNtryInf></Ntry>`

const statementTail = `</Stmt></BkToCstmrStmt></Document>`

func TestStatement(t *testing.T) {
	store, report := take(t, statementHead+statementEntries+statementTail)
	ids := store.Records()
	if report.Kept != 7 || report.Quarantined != 0 {
		t.Fatalf("got %+v", report)
	}
	if len(report.Notes) != 1 || !strings.Contains(report.Notes[0], "an entry of 300 EUR has 1 transactions that do not say their amounts") {
		t.Errorf("notes: %q", report.Notes)
	}
	store.Wants(t, ids[0], "at 2026-03-04\nvalueDate 2026-03-05\namount 50.25\nstatus booked\nmethod transfer\nendToEndId E-1\ntransactionNumber B-1\npurpose for March\n"+
		"payer.name Ann Ash\npayerAccount.iban FR1420041010050500013M02606\nultimatePayer.name Orla Quill\nbeneficiary.name Acme GmbH\nbeneficiary.alias ACME G.M.B.H.\nbeneficiaryAccount.iban DE89370400440532013000\nbeneficiaryBank.swiftBic MARKDEFF\npayerCountry fr\nbeneficiaryCountry de")
	store.Wants(t, ids[1], "at 2026-03-04T11:22:33+01:00\namount 100\npurpose batch of three\npayer.name Acme GmbH\nbeneficiary.name Ben Beck")
	store.Wants(t, ids[2], "amount 200\ncurrency EUR\ninstructedAmount 220\ninstructedCurrency USD\nexchangeRate 1.1\nbeneficiary.name Cora Tolle")
	store.Wants(t, ids[3], "amount \npayer.name Acme GmbH\nbeneficiary.name Cy Cole")
	store.Wants(t, ids[4], "amount -20\nreturnReason AC01\nreturnOf OUT-7\ndescription no such account\npayer.name Acme GmbH\nbeneficiary.name Ben Beck")
	store.Wants(t, ids[5], "amount -7.30\npayer.name Ann Ash\nbeneficiary.name Acme GmbH")
	store.Wants(t, ids[6], "at 2026-03-06\namount 1000\nstatus pending\npurpose card takings\npayer.name -\nbeneficiary.name Acme GmbH")
	if a, b := store.ByID[ids[0]].First("beneficiary"), store.ByID[ids[1]].First("payer"); a != b {
		t.Error("the account's holder is two parties")
	}
}

func TestStatementThatDoesNotAddUp(t *testing.T) {
	_, report := take(t, strings.Replace(statementHead, closing, "137.06", 1)+statementEntries+statementTail)
	want := "statement ST-64 of account DE89370400440532013000: the opening balance 100.00 and 4 entries come to -137.05, but the closing balance is -137.06 EUR"
	if len(report.Notes) != 2 || report.Notes[1] != want {
		t.Errorf("got %q\nwant %s", report.Notes, want)
	}
}

// Pages of one statement: an interim balance opens or closes each.
func TestPagesOfAStatement(t *testing.T) {
	bal := func(code, amount string) string {
		return "<Bal><Tp><CdOrPrtry><Cd>" + code + "</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">" + amount + "</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>"
	}
	page := func(id, opening, closing string) string {
		return "<Stmt><Id>" + id + "</Id><Acct><Id><Othr><Id>77</Id></Othr></Id></Acct>" + opening + closing +
			`<Ntry><Amt Ccy="EUR">5</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt></Ntry></Stmt>`
	}
	for want, statement := range map[string]string{
		"":          page("1", bal("OPBD", "10"), bal("ITBD", "15")) + page("2", bal("ITBD", "15"), bal("CLBD", "20")),
		"is 21 EUR": page("1", bal("PRCD", "10"), bal("CLBD", "15")) + page("2", bal("ITBD", "15"), bal("ITBD", "21")),
	} {
		store, report := take(t, "<BkToCstmrStmtV01><GrpHdr><MsgId>m</MsgId></GrpHdr>"+statement+"</BkToCstmrStmtV01>")
		if report.Kept != 2 {
			t.Errorf("got %+v", report)
		}
		if notes := strings.Join(report.Notes, "\n"); !strings.HasSuffix(notes, want) || (want == "") != (notes == "") {
			t.Errorf("notes %q, not %q", notes, want)
		}
		store.Wants(t, store.Records()[0], "payer \nbeneficiary.name \nbeneficiaryAccount.accountNumber 77")
	}
}

func TestReportsAndNotices(t *testing.T) {
	for _, names := range [][2]string{{"BkToCstmrAcctRpt", "Rpt"}, {"BkToCstmrDbtCdtNtfctn", "Ntfctn"}} {
		text := "<" + names[0] + "><GrpHdr><MsgId>m</MsgId></GrpHdr><" + names[1] + `><Id>1</Id><Acct><Id><Othr><Id>77</Id></Othr></Id></Acct>` +
			`<Ntry><Amt Ccy="EUR">5</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-03-04</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Ann Ash</Nm></Cdtr></RltdPties></TxDtls></NtryDtls></Ntry></` + names[1] + "></" + names[0] + ">"
		store, report := take(t, text)
		if report.Kept != 1 {
			t.Fatalf("%s: %+v", names[0], report)
		}
		store.Wants(t, store.Records()[0], "amount 5\nbeneficiary.name Ann Ash")
	}
}
