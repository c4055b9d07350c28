package mapping

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
)

// Bound is a mapping laid over the header of one file. It counts equal rows, so it serves one reading of one file.
type Bound struct {
	m       *Mapping
	source  string
	index   []int // of the mapping's columns: which cell of a row
	names   []string
	equal   map[uint64]uint32 // rows without an id of their own seen so far, by a digest: their ordinals
	scratch []byte
}

// CellError is a row that cannot be read as the mapping says.
type CellError struct {
	Cell   int    // index in the row, -1 when it is no single cell
	Column string // its name
	Text   string // what stands there
	What   string
	Hint   string
}

func (e *CellError) Error() string { return e.What }

// Bind finds the mapping's columns in a header. The source is the name the rows are known under. A header of nil means the
// file has none: columns are 1, 2, 3. Of two columns of one name the second is "name (2)".
func (m *Mapping) Bind(source string, header []string) (*Bound, error) {
	b := &Bound{m: m, source: source, index: make([]int, len(m.columns)), names: Distinct(header), equal: map[uint64]uint32{}}
	var missing []string
	for i, c := range m.columns {
		if b.index[i] = b.find(c.name); b.index[i] < 0 {
			missing = append(missing, c.name)
		}
	}
	if len(missing) > 0 {
		return nil, m.missing(missing, b.names)
	}
	return b, nil
}

func (b *Bound) find(name string) int {
	if b.names == nil {
		n := 0
		if _, err := fmt.Sscanf(name, "%d", &n); err != nil || n < 1 || fmt.Sprint(n) != name {
			return -1
		}
		return n - 1
	}
	if i := slices.Index(b.names, name); i >= 0 {
		return i
	}
	return slices.IndexFunc(b.names, func(n string) bool { return strings.EqualFold(n, name) })
}

// Distinct trims the names of a header and numbers those that stand twice.
func Distinct(header []string) []string {
	if header == nil {
		return nil
	}
	names := make([]string, len(header))
	taken := make(map[string]int, len(header)) // how often a name stands
	for i, name := range header {
		name = strings.TrimSpace(name)
		names[i] = name
		for taken[names[i]] > 0 {
			taken[name]++
			names[i] = fmt.Sprintf("%s (%d)", name, taken[name])
		}
		taken[names[i]]++
	}
	return names
}

func (m *Mapping) missing(names, header []string) error {
	what := fmt.Sprintf("the file has no column %q, which the mapping reads", names[0])
	if len(names) > 1 {
		what = fmt.Sprintf("the file lacks %d columns that the mapping reads: %s", len(names), strings.Join(names, ", "))
	}
	remedy := "the file has no header: name columns 1, 2, 3"
	if header != nil {
		remedy = "its columns are " + fault.Cut(strings.Join(header, ", "), 400)
		if near := fault.Nearest(names[0], header); near != "" {
			remedy = fmt.Sprintf("did you mean %s? %s", near, remedy)
		}
	}
	for _, c := range m.columns {
		if c.name == names[0] {
			remedy += fmt.Sprintf(" (it is named in %s:%d:%d)", c.file, c.line, c.at)
		}
	}
	return &fault.Error{Doing: "reading the header", Kind: fault.Input, What: what, Hint: remedy}
}

// cell is the trimmed text of a mapped column, empty also where the mapping says so.
func (b *Bound) cell(cells []string, column int) string {
	i := b.index[column]
	if i >= len(cells) {
		return ""
	}
	text := strings.TrimSpace(cells[i])
	if text != "" && len(b.m.Format.Empty) > 0 && slices.Contains(b.m.Format.Empty, text) {
		return ""
	}
	return text
}

func (b *Bound) fail(cells []string, column int, what, hint string) *CellError {
	e := &CellError{Cell: -1, What: what, Hint: hint}
	if column >= 0 {
		e.Cell, e.Column, e.Text = b.index[column], b.m.columns[column].name, b.cell(cells, column)
		e.What = "column " + e.Column + ": " + what
	}
	return e
}

// recordID is made of the row's own id, or of its content and its ordinal among equal rows.
func (b *Bound) recordID(cells []string) string {
	if own := b.key(cells, b.m.id); own != "" {
		return model.ID(b.source, own)
	}
	b.scratch = b.scratch[:0]
	for i, c := range cells {
		if i > 0 {
			b.scratch = append(b.scratch, unit)
		}
		b.scratch = append(b.scratch, strings.TrimSpace(c)...)
	}
	h := fnv.New64a()
	h.Write(b.scratch)
	// Two different rows of one digest only count together: their ids differ by their content all the same.
	ordinal := b.equal[h.Sum64()]
	b.equal[h.Sum64()] = ordinal + 1
	return model.ID(b.source, string(b.scratch), fmt.Sprint(ordinal))
}

// unit parts the cells of a canonical row (ASCII's unit separator).
const unit = 0x1F

// key joins the cells of the key columns, empty when all of them are.
func (b *Bound) key(cells []string, columns []int) string {
	switch len(columns) {
	case 0:
		return ""
	case 1:
		return b.cell(cells, columns[0])
	}
	parts := make([]string, len(columns))
	filled := false
	for i, c := range columns {
		parts[i] = b.cell(cells, c)
		filled = filled || parts[i] != ""
	}
	if !filled {
		return ""
	}
	return strings.Join(parts, string(rune(unit)))
}

func (b *Bound) keyID(s *model.Schema, among, key string) string {
	return model.ID(spaced([]string{"key", b.source}, s, among, key)...)
}

func (b *Bound) nameID(s *model.Schema, name string) string {
	return model.ID(spaced([]string{"name", b.source}, s, "", name)...)
}

// spaced keeps an account's number apart from a customer's; parties share one space whatever their schema.
func spaced(parts []string, s *model.Schema, among, text string) []string {
	if !s.Is("LegalEntity") {
		parts = append(parts, s.Name)
	}
	if among != "" {
		parts = append(parts, "among", among)
	}
	return append(parts, text)
}
