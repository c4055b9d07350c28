package iso20022

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"regexp"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/markup"
	"spoor/read/payment"
)

const version = 1

// messages are the elements that a message begins with, and the name of each in the catalogue. The first versions had the
// catalogue's name for an element, or a version behind it.
var messages = map[string]string{
	"CstmrCdtTrfInitn": "pain.001", "CstmrPmtRvsl": "pain.007", "CstmrDrctDbtInitn": "pain.008",
	"FIToFICstmrDrctDbt": "pacs.003", "PmtRtr": "pacs.004", "FIToFIPmtRvsl": "pacs.007", "FIToFICstmrCdtTrf": "pacs.008",
	"FICdtTrf": "pacs.009", "FinInstnCdtTrf": "pacs.009",
	"BkToCstmrAcctRpt": "camt.052", "BkToCstmrStmt": "camt.053", "BkToCstmrDbtCdtNtfctn": "camt.054",
}

var (
	numbered = regexp.MustCompile(`^(pain\.00[178]|pacs\.00[34789]|camt\.05[234])\.\d{3}\.\d\d$`)
	versions = regexp.MustCompile(`V\d\d$`)
	begins   = regexp.MustCompile(`<(?:[\w.-]+:)?(CstmrCdtTrfInitn|CstmrPmtRvsl|CstmrDrctDbtInitn|FIToFICstmrDrctDbt|PmtRtr|FIToFIPmtRvsl|FIToFICstmrCdtTrf|FICdtTrf|FinInstnCdtTrf|BkToCstmrAcctRpt|BkToCstmrStmt|BkToCstmrDbtCdtNtfctn|pain\.00[178]\.\d{3}\.\d\d|pacs\.00[34789]\.\d{3}\.\d\d|camt\.05[234]\.\d{3}\.\d\d)(?:V\d\d)?[\s/>]`)
)

// messageOf is the catalogue's name of the message that an element begins, empty where it begins none.
func messageOf(element string) string {
	if parts := numbered.FindStringSubmatch(element); parts != nil {
		return parts[1]
	}
	return messages[versions.ReplaceAllString(element, "")]
}

// XML reads the messages.
func XML() read.Format {
	return read.Format{Name: "iso20022", Version: version, Detect: detect, Read: readAll}
}

func detect(_ string, head []byte) bool {
	if bytes.HasPrefix(head, []byte{0xFF, 0xFE}) || bytes.HasPrefix(head, []byte{0xFE, 0xFF}) {
		head = bytes.ReplaceAll(head, []byte{0}, nil) // UTF-16, of which the names are ASCII
	}
	return begins.Match(head)
}

// frames are the elements of a message that hold transactions, or hold what does. Transactions are read whole.
var frames = map[string]bool{
	"PmtInf": true, "OrgnlPmtInfAndRvsl": true, // batches
	"Stmt": true, "Rpt": true, "Ntfctn": true, "Ntry": true, "NtryDtls": true,
}

// reading is one file under way.
type reading struct {
	in      *read.Input
	out     read.Sink
	message string          // that is open; empty between messages
	header  *markup.Element // its GrpHdr, and what else it says of all transactions
	batch   *markup.Element // what the batch that is open says; nil outside of one
	account *statement      // that is open
	number  int             // of transactions of the message
}

func readAll(ctx context.Context, in *read.Input, out read.Sink) error {
	doc, err := markup.NewReader(in.Body)
	if err != nil {
		return err
	}
	r := &reading{in: in, out: out}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		e, edge, err := doc.Step(r.frame)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch edge {
		case markup.Opens:
			r.open(e)
		case markup.Closes:
			err = r.close(e.Name)
		default:
			err = r.take(e)
		}
		if err != nil {
			return err
		}
	}
}

func (r *reading) frame(name string) bool {
	if r.message == "" {
		return messageOf(name) != ""
	}
	return frames[name]
}

func (r *reading) open(e *markup.Element) {
	switch e.Name {
	case "PmtInf", "OrgnlPmtInfAndRvsl":
		r.batch = &markup.Element{}
	case "Stmt", "Rpt", "Ntfctn":
		r.number = 0
		r.account = &statement{reading: r, kind: e.Name, all: &markup.Element{}}
	case "Ntry":
		if r.account != nil {
			r.account.begin(e)
		}
	case "NtryDtls":
	default:
		r.message, r.header, r.number = messageOf(e.Name), &markup.Element{}, 0
	}
}

func (r *reading) close(name string) error {
	switch name {
	case "PmtInf", "OrgnlPmtInfAndRvsl":
		r.batch = nil
	case "Stmt", "Rpt", "Ntfctn":
		if r.account != nil {
			r.account.finish()
		}
		r.account = nil
	case "Ntry":
		if r.account != nil {
			return r.account.end()
		}
	case "NtryDtls":
	default:
		r.message = ""
	}
	return nil
}

// take reads an element of a message that stands in no other.
func (r *reading) take(e *markup.Element) error {
	switch {
	case r.account != nil:
		return r.account.take(e)
	case e.Name == "CdtTrfTxInf" || e.Name == "DrctDbtTxInf" || e.Name == "TxInf":
		r.number++
		return r.transaction(e)
	case e.Name == "GrpHdr":
		r.header.Children = append(e.Children, r.header.Children...)
		if r.in.Published == "" {
			r.in.Published = e.Get("CreDtTm")
		}
	case r.batch != nil:
		keep(r.batch, e)
	default:
		keep(r.header, e)
	}
	return nil
}

// said are the elements of a message, batch or statement that hold for its transactions. Only these are kept while it is read, the
// first of each name.
var said = map[string]bool{
	"PmtInfId": true, "PmtMtd": true, "PmtTpInf": true, "ReqdExctnDt": true, "ReqdColltnDt": true, "Dbtr": true, "DbtrAcct": true, "DbtrAgt": true,
	"UltmtDbtr": true, "Cdtr": true, "CdtrAcct": true, "CdtrAgt": true, "UltmtCdtr": true, "ChrgBr": true, "OrgnlGrpInf": true, "OrgnlPmtInfId": true,
	"RvslPmtInfId": true, "RtrRsnInf": true, "RvslRsnInf": true, "Id": true, "Acct": true, "ElctrncSeqNb": true, "CreDtTm": true,
	"NtryRef": true, "Amt": true, "CdtDbtInd": true, "RvslInd": true, "Sts": true, "BookgDt": true, "ValDt": true, "AcctSvcrRef": true, "BkTxCd": true,
	"StmtPgntn": true, "AmtDtls": true, "Chrgs": true, "AddtlNtryInf": true,
}

func keep(in, e *markup.Element) {
	if said[e.Name] && in.Find(e.Name) == nil {
		in.Children = append(in.Children, e)
	}
}

// levels are a transaction and what holds for it, the nearest first.
type levels []*markup.Element

// child is the nearest element of that name, an empty one where there is none.
func (l levels) child(name string) *markup.Element {
	for _, level := range l {
		if level == nil {
			continue
		}
		if c := level.Find(name); c != nil {
			return c
		}
	}
	return &markup.Element{Name: name}
}

// get is the nearest text of one of the paths, the first path that says anything, with the path's first name.
func (l levels) get(paths ...[]string) payment.Text {
	for _, path := range paths {
		for _, level := range l {
			if level == nil {
				continue
			}
			if text := level.Get(path...); text != "" {
				return payment.Text{Text: text, Field: path[0]}
			}
		}
	}
	return payment.Text{}
}

func path(names ...string) []string { return names }

// hand gives a payment to the sink, or says why it is none.
func (r *reading) hand(e *markup.Element, p *payment.Payment, wrong string) error {
	origin := &model.Origin{Source: r.in.Source, Line: e.Line, Offset: e.Offset, Raw: e.Raw}
	if wrong != "" {
		return r.out.Fault(&fault.Error{Doing: "reading the payment", Kind: fault.Input, What: wrong,
			Hint:  fmt.Sprintf("it is number %d of its message: correct it there, or ask who sent it", r.number),
			Place: fault.Place{Line: e.Line, Offset: e.Offset, Text: e.Raw}})
	}
	return r.out.Row(read.Row{Origin: origin, Entities: p.Entities(origin)})
}
