package world

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"spoor/fault"
)

// marker is the first line of README.md, by which a world knows its own folder again.
const marker = "# A synthetic town"

const partial = ".partial"

// The files of a world, README.md last: while it is missing, the world is not complete.
func fileNames() []string {
	return []string{"records/parties.jsonl", "records/things.jsonl", "records/payments.jsonl", "records/cash.jsonl",
		"records/loans.jsonl", "records/orders.jsonl", "records/trade.jsonl", "records/travel.jsonl",
		"lists/national.csv", "lists/council.xml", "lists/association.jsonl", "truth.jsonl", "README.md"}
}

// fileOf says where lines of a schema go.
func fileOf(schema string) string {
	switch schema {
	case "Person", "Company", "Organization", "PublicBody":
		return "records/parties.jsonl"
	case "Payment", "AssetSale", "Balance", "CryptoTransfer", "NftTrade":
		return "records/payments.jsonl"
	case "CashMovement", "CardLoad":
		return "records/cash.jsonl"
	case "LoanGrant", "Due", "Employment", "BenefitPayment", "LeaseStart", "CreditUse", "VatReturn", "CompanyEvent", "MailReturned":
		return "records/loans.jsonl"
	case "Order", "Observation", "StockCount":
		return "records/orders.jsonl"
	case "Invoice", "CreditNote", "Despatch", "Receipt", "TransportDocument":
		return "records/trade.jsonl"
	case "Crossing", "Booking", "Sighting", "DocumentUse", "StatusReport":
		return "records/travel.jsonl"
	}
	return "records/things.jsonl"
}

// output writes the files under temporary names and gives them their own at the end.
type output struct {
	dir     string
	files   map[string]*os.File
	writers map[string]*bufio.Writer
	err     error // the first failure; later writes do nothing
}

// open takes the folder: an empty or missing one, or one that an earlier world left, finished or not.
func open(dir string) (*output, error) {
	if err := ours(dir); err != nil {
		return nil, err
	}
	o := &output{dir: dir, files: map[string]*os.File{}, writers: map[string]*bufio.Writer{}}
	for _, sub := range []string{"records", "lists"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, o.fault(err)
		}
	}
	names := fileNames()
	slices.Reverse(names) // README.md first: its mark is there before anything else is
	for _, name := range names {
		f, err := os.Create(o.path(name) + partial)
		if err != nil {
			o.drop()
			return nil, o.fault(err)
		}
		o.files[name], o.writers[name] = f, bufio.NewWriterSize(f, 1<<16)
		if name == "README.md" {
			o.text(name, marker+"\n")
			o.err = o.writers[name].Flush()
		}
		if err := os.Remove(o.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			o.drop()
			return nil, o.fault(err)
		}
	}
	return o, nil
}

func (o *output) path(name string) string { return filepath.Join(o.dir, filepath.FromSlash(name)) }

func (o *output) fault(err error) error {
	return &fault.Error{Doing: "writing a world", Place: fault.Place{File: o.dir}, Err: err}
}

func (o *output) text(name, s string) { o.bytes(name, []byte(s)) }

func (o *output) bytes(name string, b []byte) {
	if o.err == nil {
		_, o.err = o.writers[name].Write(b)
	}
}

// finish gives every file its name; drop takes away what was begun.
func (o *output) finish() error {
	for _, name := range fileNames() {
		if o.err == nil {
			o.err = o.writers[name].Flush()
		}
		if err := o.files[name].Close(); o.err == nil {
			o.err = err
		}
	}
	for _, name := range fileNames() {
		if o.err == nil {
			o.err = os.Rename(o.path(name)+partial, o.path(name))
		}
	}
	if o.err != nil {
		o.drop()
		return o.fault(o.err)
	}
	return nil
}

func (o *output) drop() {
	for _, name := range fileNames() {
		if f := o.files[name]; f != nil {
			f.Close()
			os.Remove(o.path(name) + partial)
			os.Remove(o.path(name))
		}
	}
}

// ours refuses a folder that holds anything a world did not write.
func ours(dir string) error {
	refuse := func(what string) error {
		return &fault.Error{Doing: "writing a world", Kind: fault.Conflict, Place: fault.Place{File: dir},
			What: "the folder holds something else: " + what, Hint: "name an empty folder"}
	}
	found, marked := "", false
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch {
		case e.IsDir() && (name == "." || name == "records" || name == "lists"):
			return nil
		case e.IsDir() || !slices.Contains(fileNames(), strings.TrimSuffix(name, partial)):
			return refuse(name)
		}
		found = name
		if strings.HasPrefix(name, "README.md") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			marked = marked || strings.HasPrefix(string(text), marker)
		}
		return nil
	})
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil && fault.KindOf(err) == fault.Conflict:
		return err
	case err != nil:
		return &fault.Error{Doing: "writing a world", Kind: fault.Input, Place: fault.Place{File: dir}, Err: err}
	case found != "" && !marked:
		return refuse(found)
	}
	return nil
}
