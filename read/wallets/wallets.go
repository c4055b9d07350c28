// Package wallets reads lists of digital currency addresses as plain text: one address a line, and the currency's ticker in the
// file's name (XBT.txt, sanctioned_addresses_XBT.txt). Each file is a list of its own.
//
// Every address is kept as it stands. One whose form or check digits are not those of the currency carries a note that says so:
// the publisher may have put it under another currency, and it is listed all the same.
package wallets

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/read"
	"spoor/read/text"
	"spoor/ref/check"
)

// ListName is what the lists' names begin with; the ticker follows.
const ListName = "wallets"

const version = 1

// longest and shortest are how long an address is.
const (
	shortest = 20
	longest  = 128
)

// Text reads addresses line by line.
func Text() read.Format {
	return read.Format{Name: "wallets-txt", Version: version, ListName: ListName, PerFile: true, Detect: detect, Read: readText}
}

// ticker is the currency that a file's name says, in capitals; empty when it says none.
func ticker(name string) string {
	base, ok := strings.CutSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".txt")
	base = base[strings.LastIndexAny(base, "_!")+1:]
	if !ok || len(base) < 2 || len(base) > 6 || strings.Trim(base, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return ""
	}
	return base
}

// detect: the name says a ticker, and the first line is an address.
func detect(name string, head []byte) bool {
	first, _, _ := bytes.Cut(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), "\r\n"), []byte{'\n'})
	return ticker(name) != "" && isAddress(strings.TrimSpace(string(first)))
}

func isAddress(line string) bool {
	return len(line) >= shortest && len(line) <= longest && strings.Trim(line, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:") == ""
}

func readText(ctx context.Context, in *read.Input, out read.Sink) error {
	currency := ticker(in.Source.File)
	if currency == "" {
		return &fault.Error{Doing: "reading addresses", Kind: fault.Input, What: "the file's name says no currency", Hint: "name it by the ticker: XBT.txt"}
	}
	decoded, err := text.Decode(in.Body, "")
	if err != nil {
		return err
	}
	lines := text.NewLines(decoded)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = hand(in.Source, currency, line, out)
		}
		if err != nil {
			return err
		}
	}
}

// hand gives one address to the sink. Empty lines are passed over.
func hand(source *model.Source, currency string, line text.Line, out read.Sink) error {
	address := strings.TrimSpace(string(line.Text))
	switch {
	case line.Bad != nil:
		return out.Fault(line.Bad)
	case address == "":
		return nil
	case !isAddress(address):
		return out.Fault(&fault.Error{Doing: "reading addresses", Kind: fault.Input, What: "the line is no address: letters and digits alone make one",
			Place: fault.Place{Line: line.Number, Offset: line.Offset, Text: fault.Cut(address, 200)}, Hint: "see whether the file holds one address a line"})
	}
	origin := &model.Origin{Source: source, Line: line.Number, Offset: line.Offset, Raw: address}
	e := model.NewEntity(model.ID("wallet", currency, address), model.Default().Get("CryptoWallet"), origin)
	e.Add("publicKey", address, "")
	e.Add("currency", currency, "")
	e.Add("topics", "sanction", "")
	e.Add("notes", check.Wallet(currency, address), "")
	return out.Row(read.Row{Origin: origin, Entities: []*model.Entity{e}})
}
