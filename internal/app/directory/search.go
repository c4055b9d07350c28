package directory

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/server/match"
)

// term is one word of a search, or several of which one suffices.
type term struct {
	words  []part
	not    bool
	either bool // joined to the one before by OR
}

type part struct {
	readings []string // as written, and its Latin spellings: one of them suffices
	prefix   bool
	fuzzy    bool
}

// parse reads a search as its boxes are used: words that must all stand, "word*" for an unfinished one, "word~" for one that may
// be misspelt, -word or NOT word for one that must not stand, OR between two of which one suffices. Quotation marks and
// parentheses are passed over.
func parse(q match.Search) (terms []term) {
	fields := strings.FieldsFunc(q.Text, func(r rune) bool { return strings.ContainsRune(" \t\n\"“”()[]{}", r) })
	next := term{}
	for i, field := range fields {
		switch field {
		case "AND", "&&":
			continue
		case "OR", "||":
			next.either = len(terms) > 0
			continue
		case "NOT":
			next.not = true
			continue
		}
		if strings.HasPrefix(field, "-") && len(field) > 1 {
			next.not = true
		}
		prefix := strings.HasSuffix(field, "*") || q.Prefix && i == len(fields)-1
		fuzzy := q.Fuzzy || strings.Contains(field, "~")
		word, _, _ := strings.Cut(strings.Trim(field, "-+*"), "~")
		for _, readings := range wordsOf(word) {
			next.words = append(next.words, part{readings, prefix, fuzzy})
		}
		if len(next.words) > 0 {
			terms = append(terms, next)
		}
		next = term{}
	}
	return terms
}

// window is how far the results of a search reach.
const window = 9999

// Reader gives entries themselves, by the ids they are asked for.
type Reader func(ids ...string) (map[string]match.Entry, error)

// Search finds entries by words, those that have them exactly first, then those with the fewest other words. Entries are read
// for clauses on properties only.
func (d *Directory) Search(q match.Search, entries Reader) (match.Found, error) {
	pass, err := d.passing(q.Filter)
	if err != nil {
		return match.Found{}, err
	}
	less, err := d.order(q.Sort)
	if err != nil {
		return match.Found{}, err
	}
	found, exact := d.candidates(q)
	found = slices.DeleteFunc(found, func(i int32) bool { return q.Filter.Schema == "" && !d.entries[i].schema.Is("Thing") || !pass(i) })
	if needsEntry(q.Filter.Where) {
		if len(found) > window {
			return match.Found{}, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("%d entries are too many to look into for a property", len(found)), Hint: "add a word, a schema or a country"}
		}
		if found, err = d.holding(found, q.Filter.Where, entries); err != nil {
			return match.Found{}, err
		}
	}
	out := match.Found{Total: len(found), Facets: map[string][]match.Count{}}
	for _, field := range q.Facets {
		out.Facets[field] = d.count(found, field)
	}
	slices.SortFunc(found, func(a, b int32) int {
		return cmp.Or(less(&d.entries[a], &d.entries[b]), cmp.Compare(exact[b], exact[a]), cmp.Compare(d.entries[a].words, d.entries[b].words), cmp.Compare(a, b))
	})
	from := min(q.Offset, len(found))
	for _, i := range found[from:min(from+q.Limit, len(found))] {
		out.IDs = append(out.IDs, d.entries[i].id)
	}
	return out, nil
}

// holding keeps those that hold the clauses on properties.
func (d *Directory) holding(found []int32, clauses []match.Clause, entries Reader) (kept []int32, err error) {
	const atOnce = 500
	for part := range slices.Chunk(found, atOnce) {
		var ids []string
		for _, i := range part {
			ids = append(ids, d.entries[i].id)
		}
		read, err := entries(ids...)
		if err != nil {
			return nil, err
		}
		for _, i := range part {
			if e, ok := read[d.entries[i].id]; ok && holds(e.Entity, clauses) {
				kept = append(kept, i)
			}
		}
	}
	return kept, nil
}

// candidates are the entries that have the words, in order, and how many of them they have exactly; without words, all.
func (d *Directory) candidates(q match.Search) (found []int32, exact map[int32]int) {
	exact = map[int32]int{}
	terms := parse(q)
	if strings.TrimSpace(q.Text) != "" && len(terms) == 0 {
		return nil, exact // nothing in it is a word
	}
	begun := len(terms) == 0 || terms[0].not // nothing narrows it at first
	if begun {
		found = make([]int32, len(d.entries))
		for i := range found {
			found[i] = int32(i)
		}
	}
	for i := 0; i < len(terms); i++ {
		rows := d.having(terms[i], exact)
		not := terms[i].not
		for ; i+1 < len(terms) && terms[i+1].either; i++ {
			rows = union(rows, d.having(terms[i+1], exact))
		}
		if !begun {
			found, begun = rows, true // a list of its own: see having
			continue
		}
		found = slices.DeleteFunc(found, func(row int32) bool {
			_, has := slices.BinarySearch(rows, row)
			return has == not
		})
	}
	return found, exact
}

// having lists, in a list of its own, the entries that have all words of a term.
func (d *Directory) having(t term, exact map[int32]int) (rows []int32) {
	for n, p := range t.words {
		var with []int32
		for _, word := range p.readings {
			if i, ok := slices.BinarySearch(d.words, word); ok {
				with = union(with, d.posted(i))
			}
		}
		if p.prefix || p.fuzzy {
			for _, row := range with {
				exact[row]++
			}
		}
		for _, word := range p.readings {
			if p.prefix {
				with = union(with, d.beginning(word))
			}
			if p.fuzzy {
				with = union(with, d.near(word))
			}
		}
		if n == 0 {
			rows = with
		} else {
			rows = slices.DeleteFunc(rows, func(row int32) bool {
				_, has := slices.BinarySearch(with, row)
				return !has
			})
		}
	}
	return rows
}

// posted lists the entries that have a word, in order. The list is not the caller's to change.
func (d *Directory) posted(word int) []int32 { return d.postings[d.starts[word]:d.starts[word+1]] }

func (d *Directory) beginning(prefix string) (rows []int32) {
	i, _ := slices.BinarySearch(d.words, prefix)
	for ; i < len(d.words) && strings.HasPrefix(d.words[i], prefix); i++ {
		rows = append(rows, d.posted(i)...)
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// near lists the entries that have a word one letter away, of long words two.
func (d *Directory) near(word string) (rows []int32) {
	letters := []rune(word)
	most := 1
	switch {
	case len(letters) < 3:
		return nil
	case len(letters) > 5:
		most = 2
	}
	row := make([]int, len(letters)+1)
	for i, other := range d.words {
		if len(other) > 4*(len(letters)+most) || len(other)+most < len(letters) {
			continue
		}
		if edits(letters, other, row, most) <= most {
			rows = append(rows, d.posted(i)...)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

// edits is the Levenshtein distance in letters, or more than most once it is.
func edits(a []rune, b string, row []int, most int) int {
	for i := range row {
		row[i] = i
	}
	for _, c := range b {
		diagonal := row[0]
		row[0]++
		least := row[0]
		for i := range a {
			cost := diagonal
			if a[i] != c {
				cost = 1 + min(diagonal, row[i], row[i+1])
			}
			diagonal, row[i+1] = row[i+1], cost
			least = min(least, cost)
		}
		if least > most {
			return least
		}
	}
	return row[len(a)]
}

// union merges two ordered lists into a new one.
func union(a, b []int32) []int32 {
	if len(a) == 0 {
		return slices.Clone(b)
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}

// order compares entries by the fields asked for: first_seen, last_seen, last_change, schema or id, each with :desc or not.
func (d *Directory) order(fields []string) (func(a, b *entry) int, error) {
	var by []func(a, b *entry) int
	for _, text := range fields {
		field, direction, _ := strings.Cut(text, ":")
		one, ok := map[string]func(a, b *entry) int{
			"first_seen":  func(a, b *entry) int { return cmp.Compare(a.first, b.first) },
			"last_seen":   func(a, b *entry) int { return cmp.Compare(a.last, b.last) },
			"last_change": func(a, b *entry) int { return cmp.Compare(a.changed, b.changed) },
			"schema":      func(a, b *entry) int { return strings.Compare(a.schema.Name, b.schema.Name) },
			"id":          func(a, b *entry) int { return strings.Compare(a.id, b.id) },
		}[field]
		if !ok {
			return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("entries cannot be put in order of %q", fault.Cut(field, 60)), Hint: "first_seen, last_seen, last_change, schema or id, each with :desc or not"}
		}
		if direction == "desc" {
			up := one
			one = func(a, b *entry) int { return up(b, a) }
		}
		by = append(by, one)
	}
	return func(a, b *entry) int {
		for _, compare := range by {
			if c := compare(a, b); c != 0 {
				return c
			}
		}
		return 0
	}, nil
}

// facetValues is how many values of a field are told.
const facetValues = 1000

// count says how many of the entries have each value of a field.
func (d *Directory) count(found []int32, field string) []match.Count {
	bySet := map[uint32]int{}
	byValue := map[string]int{}
	for _, i := range found {
		x := &d.entries[i]
		switch field {
		case "datasets":
			bySet[x.datasets]++
		case "countries":
			bySet[x.countries]++
		case "topics":
			bySet[x.topics]++
		case "genders":
			bySet[x.genders]++
		case "schema":
			byValue[x.schema.Name]++
		}
	}
	for set, n := range bySet {
		for _, value := range d.sets[set] {
			byValue[value] += n
		}
	}
	var counts []match.Count
	for value, n := range byValue {
		counts = append(counts, match.Count{Value: value, Count: n})
	}
	slices.SortFunc(counts, func(a, b match.Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Value, b.Value))
	})
	return counts[:min(len(counts), facetValues)]
}
