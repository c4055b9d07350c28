package iso20022

import (
	"strings"
	"testing"

	"spoor/read"
	"spoor/read/readtest"
)

func take(t *testing.T, text string) (*readtest.Store, read.Report) {
	t.Helper()
	format := XML()
	in := readtest.Text("payments.xml", text, read.Records, nil)
	if !format.Detect("payments.xml", in.Head) {
		t.Error("it is not known by its content")
	}
	store, report, err := readtest.Take(t, format, in)
	if err != nil {
		t.Fatal(err)
	}
	return store, report
}

const transfer = `<?xml version="1.0" encoding="UTF-8"?>
<env:Box xmlns:env="urn:box">
<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.02"><Fr><FIId><FinInstnId><BICFI>MARKDEFFXXX</BICFI></FinInstnId></FIId></Fr><BizMsgIdr>B1</BizMsgIdr><CreDt>2026-03-02T08:00:00Z</CreDt></AppHdr>
<d:Document xmlns:d="urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08"><d:FIToFICstmrCdtTrf>
<d:GrpHdr><d:MsgId>M1</d:MsgId><d:CreDtTm>2026-03-02T07:59:00+01:00</d:CreDtTm><d:NbOfTxs>2</d:NbOfTxs><d:IntrBkSttlmDt>2026-03-03</d:IntrBkSttlmDt>
<d:InstgAgt><d:FinInstnId><d:BICFI>MARKDEFFXXX</d:BICFI></d:FinInstnId></d:InstgAgt></d:GrpHdr>
<d:CdtTrfTxInf>
 <d:PmtId><d:InstrId>I-1</d:InstrId><d:EndToEndId>E-1</d:EndToEndId><d:TxId>T-1</d:TxId><d:UETR>8a562c67-ca16-48ba-b074-65581be6f001</d:UETR></d:PmtId>
 <d:PmtTpInf><d:CtgyPurp><d:Cd>SUPP</d:Cd></d:CtgyPurp></d:PmtTpInf>
 <d:IntrBkSttlmAmt Ccy="EUR">1234.56</d:IntrBkSttlmAmt>
 <d:InstdAmt Ccy="USD">1349.99</d:InstdAmt><d:XchgRate>1.0935</d:XchgRate>
 <d:ChrgBr>SHAR</d:ChrgBr>
 <d:ChrgsInf><d:Amt Ccy="EUR">2.50</d:Amt><d:Agt><d:FinInstnId><d:BICFI>MARKDEFFXXX</d:BICFI></d:FinInstnId></d:Agt></d:ChrgsInf>
 <d:ChrgsInf><d:Amt Ccy="EUR">0.75</d:Amt></d:ChrgsInf>
 <d:ChrgsInf><d:Amt Ccy="USD">3</d:Amt></d:ChrgsInf>
 <d:IntrmyAgt1><d:FinInstnId><d:BICFI>DEUTDEFF</d:BICFI></d:FinInstnId></d:IntrmyAgt1>
 <d:UltmtDbtr><d:Nm>Orla Quill</d:Nm><d:Id><d:PrvtId><d:DtAndPlcOfBirth><d:BirthDt>1970-02-03</d:BirthDt><d:PrvcOfBirth>Ulster</d:PrvcOfBirth><d:CityOfBirth>Derry</d:CityOfBirth><d:CtryOfBirth>GB</d:CtryOfBirth></d:DtAndPlcOfBirth><d:Othr><d:Id>P1234567</d:Id><d:SchmeNm><d:Cd>CCPT</d:Cd></d:SchmeNm></d:Othr></d:PrvtId></d:Id></d:UltmtDbtr>
 <d:InitgPty><d:Nm>Payroll Service Ltd</d:Nm></d:InitgPty>
 <d:Dbtr><d:Nm>Acme  Werke
   GmbH</d:Nm><d:PstlAdr><d:StrtNm>Am Ring</d:StrtNm><d:BldgNb>7</d:BldgNb><d:PstCd>60311</d:PstCd><d:TwnNm>Frankfurt</d:TwnNm><d:Ctry>DE</d:Ctry><d:AdrLine>Tor 3</d:AdrLine></d:PstlAdr><d:Id><d:OrgId><d:AnyBIC>ACMEDEFFXXX</d:AnyBIC><d:LEI>529900T8BM49AURSDO55</d:LEI><d:Othr><d:Id>HRB 4711</d:Id><d:SchmeNm><d:Cd>COID</d:Cd></d:SchmeNm></d:Othr><d:Othr><d:Id>99</d:Id><d:SchmeNm><d:Cd>CUST</d:Cd></d:SchmeNm><d:Issr>Mark Bank</d:Issr></d:Othr></d:OrgId></d:Id></d:Dbtr>
 <d:DbtrAcct><d:Id><d:IBAN>DE89370400440532013000</d:IBAN></d:Id><d:Ccy>EUR</d:Ccy></d:DbtrAcct>
 <d:DbtrAgt><d:FinInstnId><d:BICFI>MARKDEFFXXX</d:BICFI><d:LEI>549300DTUYXVMJXZNY75</d:LEI><d:Nm>Mark Bank</d:Nm></d:FinInstnId></d:DbtrAgt>
 <d:CdtrAgt><d:FinInstnId><d:ClrSysMmbId><d:ClrSysId><d:Cd>USABA</d:Cd></d:ClrSysId><d:MmbId>021000021</d:MmbId></d:ClrSysMmbId><d:Nm>Hudson Bank</d:Nm></d:FinInstnId></d:CdtrAgt>
 <d:Cdtr><d:Nm>Lea Lund</d:Nm><d:PstlAdr><d:AdrLine>12 Low Street</d:AdrLine><d:AdrLine>Albany NY</d:AdrLine></d:PstlAdr><d:CtryOfRes>US</d:CtryOfRes></d:Cdtr>
 <d:CdtrAcct><d:Id><d:Othr><d:Id>000123456</d:Id><d:SchmeNm><d:Cd>BBAN</d:Cd></d:SchmeNm></d:Othr></d:Id><d:Prxy><d:Tp><d:Cd>TELE</d:Cd></d:Tp><d:Id>+1 518 555 0100</d:Id></d:Prxy></d:CdtrAcct>
 <d:UltmtCdtr><d:Nm>Lund &amp; Daughters</d:Nm></d:UltmtCdtr>
 <d:InstrForCdtrAgt><d:Cd>PHOB</d:Cd><d:InstrInf>call first</d:InstrInf></d:InstrForCdtrAgt>
 <d:Purp><d:Cd>GDDS</d:Cd></d:Purp>
 <d:RgltryRptg><d:Dtls><d:Inf>steel tubes</d:Inf></d:Dtls></d:RgltryRptg>
 <d:RmtInf><d:Ustrd>tubes, first part</d:Ustrd><d:Ustrd>and second</d:Ustrd><d:Strd><d:RfrdDocInf><d:Tp><d:CdOrPrtry><d:Cd>CINV</d:Cd></d:CdOrPrtry></d:Tp><d:Nb>R-2026-17</d:Nb></d:RfrdDocInf><d:CdtrRefInf><d:Ref>RF18539007547034</d:Ref></d:CdtrRefInf><d:Invcr><d:Nm>Lund Steel</d:Nm></d:Invcr><d:AddtlRmtInf>less discount</d:AddtlRmtInf></d:Strd></d:RmtInf>
</d:CdtTrfTxInf>
<d:CdtTrfTxInf><d:PmtId><d:EndToEndId>NOTPROVIDED</d:EndToEndId></d:PmtId><d:IntrBkSttlmAmt Ccy="JPY">5000</d:IntrBkSttlmAmt><d:IntrBkSttlmDt>2026-03-04</d:IntrBkSttlmDt>
 <d:Dbtr><d:Nm>ACME WERKE GMBH</d:Nm><d:Id><d:OrgId><d:LEI>529900T8BM49AURSDO55</d:LEI></d:OrgId></d:Id></d:Dbtr><d:Cdtr><d:Nm>Kato</d:Nm></d:Cdtr></d:CdtTrfTxInf>
</d:FIToFICstmrCdtTrf></d:Document></env:Box>`

func TestCustomerTransfer(t *testing.T) {
	store, report := take(t, transfer)
	ids := store.Records()
	if report.Kept != 2 || report.Published != "2026-03-02T06:59:00Z" || len(report.Notes) != 0 {
		t.Fatalf("got %+v", report)
	}
	store.Wants(t, ids[0], `
at 2026-03-03
amount 1234.56
currency EUR
instructedAmount 1349.99
instructedCurrency USD
exchangeRate 1.0935
charges 3.25
chargesCurrency EUR
method transfer
purposeCode GDDS | SUPP
category invoice
endToEndId E-1
uetr 8a562c67-ca16-48ba-b074-65581be6f001
transactionNumber T-1 | I-1
invoice R-2026-17
purpose tubes, first part and second | RF18539007547034 | less discount
description Charges: 3 USD | call first | steel tubes
returnOf 
payer.name Acme Werke GmbH | ACME WERKE GMBH
payer.address Am Ring 7, Tor 3, 60311 Frankfurt, DE
payer.country de
payer.leiCode 529900T8BM49AURSDO55
payer.swiftBic ACMEDEFFXXX
payer.registrationNumber HRB 4711
payer.notes CUST Mark Bank 99
payerAccount.iban DE89370400440532013000
payerAccount.currency EUR
payerAccount.bic MARKDEFFXXX
payerAccount.bank.name Mark Bank
payerBank.leiCode 549300DTUYXVMJXZNY75
payerBank.country de
ultimatePayer.name Orla Quill
ultimatePayer.birthDate 1970-02-03
ultimatePayer.birthPlace Derry, Ulster
ultimatePayer.birthCountry gb
ultimatePayer.passportNumber P1234567
initiator.name Payroll Service Ltd
beneficiary.name Lea Lund
beneficiary.address 12 Low Street, Albany NY
beneficiary.resident us
beneficiary.phone +1 518 555 0100
beneficiaryAccount.accountNumber 000123456
beneficiaryAccount.accountType BBAN
beneficiaryBank.name Hudson Bank
beneficiaryBank.notes clearing member of USABA 021000021
ultimateBeneficiary.name Lund & Daughters
otherParty.name Lund Steel
payerCountry de
beneficiaryCountry us`)
	if got := strings.Join(store.ByID[ids[0]].Get("intermediary"), " "); len(strings.Fields(got)) != 2 {
		t.Errorf("intermediaries: %s", got)
	}
	if s := store.ByID[store.ByID[ids[0]].First("ultimatePayer")].Schema.Name; s != "Person" {
		t.Errorf("who was born is a %s", s)
	}
	store.Wants(t, ids[1], "at 2026-03-04\namount 5000\ncurrency JPY\nendToEndId \nbeneficiary.name Kato\npayer.leiCode 529900T8BM49AURSDO55")
	if a, b := store.ByID[ids[0]].First("payer"), store.ByID[ids[1]].First("payer"); a != b {
		t.Error("one LEI and name, in other capitals, are two payers")
	}
}

// The same message in another file gives the same ids: nothing is counted twice. Two equal payments of one message stay two.
func TestDuplicates(t *testing.T) {
	payment := `<CdtTrfTxInf><PmtId><EndToEndId>NOTPROVIDED</EndToEndId></PmtId><IntrBkSttlmAmt Ccy="EUR">5</IntrBkSttlmAmt><Dbtr><Nm>A</Nm></Dbtr><Cdtr><Nm>B</Nm></Cdtr></CdtTrfTxInf>`
	message := `<FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId><IntrBkSttlmDt>2026-01-05</IntrBkSttlmDt></GrpHdr>` + payment + payment + `</FIToFICstmrCdtTrf>`
	_, report := take(t, "<all>"+message+message+"</all>")
	if report.Read != 4 || report.Kept != 2 || report.Duplicates != 2 {
		t.Errorf("got %+v", report)
	}
}

func TestInstructionsOfBatches(t *testing.T) {
	store, report := take(t, `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>P1</MsgId><CreDtTm>2026-03-01T10:00:00</CreDtTm><InitgPty><Nm>Acme Group</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>1</PmtInfId><PmtMtd>TRF</PmtMtd><PmtTpInf><CtgyPurp><Cd>SALA</Cd></CtgyPurp></PmtTpInf><ReqdExctnDt><Dt>2026-03-31</Dt></ReqdExctnDt>
<Dbtr><Nm>Acme GmbH</Nm></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId><BICFI>MARKDEFF</BICFI></FinInstnId></DbtrAgt>
<CdtTrfTxInf><PmtId><EndToEndId>1a</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">2000.10</InstdAmt></Amt><Cdtr><Nm>Ann Ash</Nm></Cdtr><CdtrAcct><Id><IBAN>FR1420041010050500013M02606</IBAN></Id></CdtrAcct></CdtTrfTxInf>
<CdtTrfTxInf><PmtId><EndToEndId>1b</EndToEndId></PmtId><Amt><EqvtAmt><Amt Ccy="EUR">300</Amt><CcyOfTrf>USD</CcyOfTrf></EqvtAmt></Amt><UltmtDbtr><Nm>Acme Branch</Nm></UltmtDbtr><Cdtr><Nm>Ben Beck</Nm></Cdtr></CdtTrfTxInf>
</PmtInf>
<PmtInf><PmtInfId>2</PmtInfId><PmtMtd>CHK</PmtMtd><ReqdExctnDt>2026-04-01</ReqdExctnDt><Dbtr><Nm>Acme Two</Nm></Dbtr>
<CdtTrfTxInf><PmtId><EndToEndId>2a</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">7</InstdAmt></Amt><Cdtr><Nm>Cora Tolle</Nm></Cdtr></CdtTrfTxInf>
</PmtInf></CstmrCdtTrfInitn></Document>`)
	ids := store.Records()
	if report.Kept != 3 {
		t.Fatalf("got %+v", report)
	}
	store.Wants(t, ids[0], "at 2026-03-31\namount 2000.10\nstatus instructed\ncategory salary\npayer.name Acme GmbH\npayerAccount.iban DE89370400440532013000\npayerBank.swiftBic MARKDEFF\ninitiator.name Acme Group\nbeneficiary.name Ann Ash\nbeneficiaryCountry fr")
	store.Wants(t, ids[1], "amount 300\ncurrency EUR\npayer.name Acme GmbH\nultimatePayer.name Acme Branch\nbeneficiary.name Ben Beck")
	store.Wants(t, ids[2], "at 2026-04-01\nmethod cheque\ncategory \npayer.name Acme Two\npayerAccount.iban -\nbeneficiary.name Cora Tolle")
}

// A return has the payer and the beneficiary of the payment it takes back, and a negative amount.
func TestReturns(t *testing.T) {
	store, _ := take(t, `<Document><PmtRtr><GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-03-09T10:00:00Z</CreDtTm><IntrBkSttlmDt>2026-03-09</IntrBkSttlmDt></GrpHdr>
<TxInf><RtrId>RT1</RtrId><OrgnlEndToEndId>E-1</OrgnlEndToEndId><OrgnlTxId>T-1</OrgnlTxId><OrgnlUETR>8a562c67-ca16-48ba-b074-65581be6f001</OrgnlUETR>
<OrgnlIntrBkSttlmAmt Ccy="EUR">1234.56</OrgnlIntrBkSttlmAmt><RtrdIntrBkSttlmAmt Ccy="EUR">1230.00</RtrdIntrBkSttlmAmt>
<RtrRsnInf><Orgtr><Nm>Lund Office</Nm></Orgtr><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>account closed</AddtlInf></RtrRsnInf>
<OrgnlTxRef><IntrBkSttlmDt>2026-03-03</IntrBkSttlmDt><RmtInf><Ustrd>tubes</Ustrd></RmtInf><Dbtr><Pty><Nm>Acme Werke GmbH</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct><Cdtr><Pty><Nm>Lea Lund</Nm></Pty></Cdtr></OrgnlTxRef></TxInf>
<TxInf><RtrId>RT2</RtrId><OrgnlTxId>T-2</OrgnlTxId><RtrdIntrBkSttlmAmt Ccy="EUR">5</RtrdIntrBkSttlmAmt>
<RtrChain><Dbtr><Pty><Nm>Who Received</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Who Paid</Nm></Pty></Cdtr></RtrChain></TxInf></PmtRtr></Document>`)
	ids := store.Records()
	store.Wants(t, ids[0], "at 2026-03-09\namount -1230.00\ncurrency EUR\nreturnOf 8a562c67-ca16-48ba-b074-65581be6f001 | T-1 | E-1\nreturnReason AC04\ndescription account closed\npurpose tubes\npayer.name Acme Werke GmbH\npayerAccount.iban DE89370400440532013000\nbeneficiary.name Lea Lund\notherParty.name Lund Office\ntransactionNumber RT1")
	store.Wants(t, ids[1], "amount -5\npayer.name Who Paid\nbeneficiary.name Who Received\nreturnOf T-2")

	store, _ = take(t, `<Document><CstmrPmtRvsl><GrpHdr><MsgId>V1</MsgId><CreDtTm>2026-03-09T10:00:00Z</CreDtTm></GrpHdr><OrgnlPmtInfAndRvsl><OrgnlPmtInfId>X</OrgnlPmtInfId><RvslRsnInf><Rsn><Cd>AM05</Cd></Rsn></RvslRsnInf>
<TxInf><OrgnlEndToEndId>D-1</OrgnlEndToEndId><RvsdInstdAmt Ccy="EUR">20</RvsdInstdAmt><OrgnlTxRef><ReqdColltnDt>2026-01-01</ReqdColltnDt><Dbtr><Nm>Ann Ash</Nm></Dbtr><Cdtr><Nm>Water Works</Nm></Cdtr></OrgnlTxRef></TxInf></OrgnlPmtInfAndRvsl></CstmrPmtRvsl></Document>`)
	store.Wants(t, store.Records()[0], "at 2026-03-09T10:00:00Z\namount -20\npayer.name Ann Ash\nbeneficiary.name Water Works\nreturnOf D-1\nreturnReason AM05")
}

// Banks pay each other for customers: those are on whose behalf it is.
func TestCoverAndDirectDebit(t *testing.T) {
	store, _ := take(t, `<Document><FICdtTrf><GrpHdr><MsgId>C1</MsgId></GrpHdr><CdtTrfTxInf><PmtId><InstrId>i</InstrId></PmtId><IntrBkSttlmAmt Ccy="EUR">9</IntrBkSttlmAmt><IntrBkSttlmDt>2026-03-03</IntrBkSttlmDt>
<Dbtr><FinInstnId><BICFI>MARKDEFF</BICFI></FinInstnId></Dbtr><Cdtr><FinInstnId><BICFI>DEUTDEFF</BICFI></FinInstnId></Cdtr>
<UndrlygCstmrCdtTrf><Dbtr><Nm>Ann Ash</Nm></Dbtr><Cdtr><Nm>Ben Beck</Nm></Cdtr><UltmtCdtr><Nm>Cora Tolle</Nm></UltmtCdtr><RmtInf><Ustrd>rent</Ustrd></RmtInf></UndrlygCstmrCdtTrf></CdtTrfTxInf></FICdtTrf></Document>`)
	id := store.Records()[0]
	store.Wants(t, id, "payer.swiftBic MARKDEFF\nbeneficiary.swiftBic DEUTDEFF\nultimatePayer.name Ann Ash\nultimateBeneficiary.name Ben Beck\npurpose rent\npayerCountry de")
	if n := len(store.ByID[id].Get("ultimateBeneficiary")); n != 2 {
		t.Errorf("%d on whose behalf it is received, not 2", n)
	}
	store, _ = take(t, `<Document><pain.008.001.01><GrpHdr><MsgId>D1</MsgId></GrpHdr><PmtInf><ReqdColltnDt>2026-03-03</ReqdColltnDt><Cdtr><Nm>Water Works</Nm></Cdtr>
<DrctDbtTxInf><InstdAmt Ccy="EUR">9</InstdAmt><Dbtr><Nm>Ann Ash</Nm></Dbtr></DrctDbtTxInf></PmtInf></pain.008.001.01></Document>`)
	store.Wants(t, store.Records()[0], "at 2026-03-03\namount 9\npayer.name Ann Ash\nbeneficiary.name Water Works")
}
