package app

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/read"
	"spoor/read/csv"
	"spoor/read/eu"
	"spoor/read/ftm"
	"spoor/read/interpol"
	"spoor/read/iso20022"
	"spoor/read/lost"
	"spoor/read/mapping"
	"spoor/read/ofac"
	"spoor/read/swift"
	"spoor/read/uk"
	"spoor/read/un"
	"spoor/read/wallets"
	"spoor/read/xlsx"
)

// Formats lists the formats that need no mapping, in the order in which they are tried.
func Formats() []read.Format {
	return []read.Format{ofac.CSV(), ofac.XML(), ofac.Advanced(), un.XML(), eu.XML(), uk.CSV(), uk.XML(), interpol.JSON(), wallets.Text(), lost.CSV(),
		ftm.Format(), iso20022.XML(), swift.MT()}
}

// Intake puts files into a store.
type Intake struct {
	Store read.Store
	Stdin io.Reader
	Said  func(string) // told what a person should know of the files: what was left out, and why
	Root  string       // folder that is left out of the files' names: an upload is known by its own
	// List is the name under which lists are known, in place of the format's; further files of a folder stand behind it.
	List string
	// Format is the name of the format by which lists are read, in place of the one their content tells.
	Format string
	names  map[string]string
}

func (in *Intake) say(format string, args ...any) {
	if in.Said != nil {
		in.Said(fmt.Sprintf(format, args...))
	}
}

// Load reads one path, a file, folder or archive, and reports on each file that was read. Tables are read by the mapping; nil
// means that one is proposed from the header. The error is of the first file that could not be kept at all; files before it
// stay loaded.
func (in *Intake) Load(ctx context.Context, path string, role read.Role, m *Map) ([]read.Report, error) {
	var reports []read.Report
	files := read.Files{Role: role, Stdin: in.Stdin, Skipped: func(file, why string) { in.say("%s is left out: %s", file, why) }}
	err := files.Walk(ctx, path, func(input *read.Input) error {
		named := input.Source.File == path
		input.Source.File = strings.TrimPrefix(input.Source.File, in.Root)
		if err := Workbook(input); err != nil {
			return fault.In(input.Source.File, err)
		}
		format, err := in.choose(input, m, named)
		if err != nil || format == nil {
			return err
		}
		report, err := read.Take(ctx, *format, input, in.Store)
		if err != nil {
			return err
		}
		in.tell(report)
		reports = append(reports, report)
		return nil
	})
	if err == nil && len(reports) == 0 {
		err = &fault.Error{Doing: "reading", Kind: fault.Input, Place: fault.Place{File: path}, What: "no file in it could be read",
			Hint: "tables need a mapping: spoor map FILE proposes one"}
	}
	return reports, err
}

// Workbook turns an input that is a workbook into the table that its first sheet is, and leaves others as they are.
func Workbook(input *read.Input) error {
	if !xlsx.Is(input.Source.File, input.Head) {
		return nil
	}
	table, err := xlsx.Table(input.Body)
	if err != nil {
		return err
	}
	buffered := bufio.NewReaderSize(table, 64<<10)
	head, err := buffered.Peek(64 << 10)
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	input.Head, input.Body = slices.Clone(head), buffered
	return nil
}

// Map is a mapping with the hash of its text.
type Map struct {
	*mapping.Mapping
	Hash string
}

// choose finds the format of a file, nil for one to be left out, and gives the source its name and role.
func (in *Intake) choose(input *read.Input, m *Map, named bool) (*read.Format, error) {
	base := filepath.Base(strings.ReplaceAll(input.Source.File, "!", "/"))
	if m == nil && belongs(base) {
		if named {
			return nil, &fault.Error{Kind: fault.Input, Place: fault.Place{File: input.Source.File}, What: "it belongs to a list whose main file stands beside it",
				Hint: "name the main file (sdn.csv): this one is read with it"}
		}
		in.say("%s is read with the list's main file", input.Source.File)
		return nil, nil
	}
	var chosen *read.Format
	switch {
	case m != nil && m.Matches(base):
		format := csv.Format(m.Mapping)
		chosen, input.Source.Map = &format, m.Hash
	case m != nil:
		in.say("%s is left out: the mapping is for %s", input.Source.File, m.Files)
		return nil, nil
	default:
		formats := Formats()
		if i := slices.IndexFunc(formats, func(f read.Format) bool {
			return in.Format == f.Name || in.Format == "" && f.Detect(base, input.Head)
		}); i >= 0 {
			chosen = &formats[i]
		}
	}
	if chosen == nil {
		return in.proposed(input, base, named)
	}
	if chosen.ListName != "" {
		input.Role, input.Source.Name = read.List, chosen.ListName
	} else if filepath.Base(filepath.Dir(input.Source.File)) == "lists" {
		input.Role = read.List
	}
	if input.Role == read.List {
		if in.List != "" {
			input.Source.Name, chosen.Source = in.List, ""
		}
		if chosen.PerFile {
			own := read.SourceName(input.Source.File)
			input.Source.Name += "-" + strings.ToLower(own[strings.LastIndexByte(own, '_')+1:])
		}
		input.Source.Name = in.listName(input.Source.Name, input.Source.File)
	}
	return chosen, in.companions(input, chosen)
}

// belongs says whether a file of that name is read together with the main file of its list.
func belongs(base string) bool {
	return slices.ContainsFunc(Formats(), func(f read.Format) bool {
		return slices.ContainsFunc(f.Companions, func(name string) bool { return strings.EqualFold(name, base) })
	})
}

// companions makes the files that belong to a list's main file part of what it is known by: an alias file that changes alone
// is a new edition.
func (in *Intake) companions(input *read.Input, format *read.Format) error {
	for _, name := range format.Companions {
		file, err := input.Beside(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		hash := sha256.New()
		_, err = io.Copy(hash, file)
		if err = errors.Join(err, file.Close()); err != nil {
			return err
		}
		sum := sha256.Sum256(append(hash.Sum(nil), input.Source.Hash...))
		input.Source.Hash = hex.EncodeToString(sum[:])
	}
	return nil
}

// listName keeps two lists of one name that are given in one go apart, by their folder (two editions side by side) or, where that
// does not do, by their file.
func (in *Intake) listName(name, file string) string {
	if in.names == nil {
		in.names = map[string]string{}
	}
	for _, further := range []string{filepath.Base(filepath.Dir(file)), read.SourceName(file)} {
		if before, taken := in.names[name]; taken && before != file {
			name += "/" + further
		}
	}
	in.names[name] = file
	return name
}

// proposed reads a table by the mapping that would be proposed for it. A file that the person named must be readable; one
// found in a folder or archive may be left out, and said. A list may not: without it every answer would be clearer than it is.
func (in *Intake) proposed(input *read.Input, base string, named bool) (*read.Format, error) {
	table := slices.Contains([]string{".csv", ".tsv", ".txt", ".xlsx"}, strings.ToLower(filepath.Ext(base)))
	if !named && !table {
		in.say("%s is left out: it is none of the formats Spoor reads", input.Source.File)
		return nil, nil
	}
	text, err := csv.Propose(bytes.NewReader(input.Head), base)
	if what := (*fault.Error)(nil); errors.As(err, &what) && !named && input.Role == read.Records && filepath.Base(filepath.Dir(input.Source.File)) != "lists" {
		in.say("%s is left out: %s", input.Source.File, what.What)
		return nil, nil
	}
	if err != nil {
		return nil, fault.In(input.Source.File, err)
	}
	m, err := ParseMap(base+".map.yaml", []byte(text))
	if err != nil {
		return nil, errors.Join(&fault.Error{Doing: "proposing a mapping", Kind: fault.Input, Place: fault.Place{File: input.Source.File},
			What: "the columns could not be told", Hint: "write one, starting from: spoor map " + base}, err)
	}
	in.say("%s is read as rows of kind %s by the mapping that spoor map proposes for it; correct that one and give it with --map", input.Source.File, m.Kind())
	return in.choose(input, m, named)
}

func (in *Intake) tell(r read.Report) {
	switch {
	case r.SetAside:
		in.say("%v\n  the list is set aside; the one loaded before stays active", r.Break)
	case r.Partial:
		in.say("%v\n  the list is active but partial: it never answers clear", r.Break)
	case r.Break != nil:
		in.say("%v\n  what stands before it is kept: %s", r.Break, fault.Count(r.Kept, "record"))
	}
	for _, note := range r.Notes {
		in.say("%s: %s", r.Source.File, note)
	}
	for _, kind := range slices.Sorted(maps.Keys(r.Removed)) {
		in.say("%s: taken out before anything was kept: %s on %s", r.Source.File, fault.Count(r.Removed[kind], "value"), kind)
	}
}
