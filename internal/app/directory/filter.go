package directory

import (
	"fmt"
	"slices"
	"strings"

	"spoor/fault"
	"spoor/model"
	"spoor/server/match"
)

// Passing makes of a filter a question that may be asked of many ids, by one goroutine. Clauses on properties are not asked:
// they need the entry itself.
func (d *Directory) Passing(f match.Filter) (func(id string) bool, error) {
	pass, err := d.passing(f)
	return func(id string) bool {
		i, ok := d.find(id)
		return ok && pass(i)
	}, err
}

func (d *Directory) passing(f match.Filter) (func(int32) bool, error) {
	var tests []func(*entry) bool
	has := func(of func(*entry) uint32, values []string) {
		known := map[uint32]bool{} // by set: few sets stand for many entries
		tests = append(tests, func(x *entry) bool {
			set := of(x)
			passes, asked := known[set]
			if !asked {
				passes = slices.ContainsFunc(d.sets[set], func(v string) bool { return slices.Contains(values, v) })
				known[set] = passes
			}
			return passes
		})
	}
	if f.Datasets != nil {
		has(func(x *entry) uint32 { return x.datasets }, f.Datasets)
	}
	if f.Schema != "" {
		tests = append(tests, func(x *entry) bool { return x.schema.Is(f.Schema) })
	}
	if len(f.ExcludeSchemas) > 0 {
		tests = append(tests, func(x *entry) bool { return !slices.Contains(f.ExcludeSchemas, x.schema.Name) })
	}
	if f.ChangedSince != "" {
		since, err := model.ParseTime(completed(f.ChangedSince), nil)
		if err != nil {
			return nil, &fault.Error{Kind: fault.Input, What: fmt.Sprintf("%q is no date", f.ChangedSince)}
		}
		after := since.Time().Unix()
		tests = append(tests, func(x *entry) bool { return x.changed > after })
	}
	if len(f.ExcludeIDs) > 0 {
		out := map[string]bool{}
		for _, id := range f.ExcludeIDs {
			if canonical, ok := d.Canonical(id); ok {
				out[canonical] = true
			}
		}
		tests = append(tests, func(x *entry) bool { return !out[x.id] })
	}
	for _, c := range f.Where {
		switch c.Field {
		case "topics":
			has(func(x *entry) uint32 { return x.topics }, c.Values)
		case "countries":
			has(func(x *entry) uint32 { return x.countries }, c.Values)
		case "datasets":
			has(func(x *entry) uint32 { return x.datasets }, c.Values)
		case "genders":
			has(func(x *entry) uint32 { return x.genders }, c.Values)
		case "schema":
			tests = append(tests, func(x *entry) bool { return slices.Contains(c.Values, x.schema.Name) })
		case "target":
			tests = append(tests, func(x *entry) bool { return slices.Contains(c.Values, fmt.Sprint(x.target)) })
		default:
			if !strings.HasPrefix(c.Field, property) {
				return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("there is no field %q to filter by", fault.Cut(c.Field, 60))}
			}
		}
	}
	return func(i int32) bool {
		for _, test := range tests {
			if !test(&d.entries[i]) {
				return false
			}
		}
		return true
	}, nil
}

// completed adds the minutes to a time that has only the hour.
func completed(text string) string {
	if len(text) == len("2006-01-02T15") {
		return text + ":00"
	}
	return text
}

// property begins the fields of clauses that need the entry itself.
const property = "properties."

// holds says whether an entry passes the clauses on its properties.
func holds(e *model.Entity, clauses []match.Clause) bool {
	for _, c := range clauses {
		name, ok := strings.CutPrefix(c.Field, property)
		if ok && !slices.ContainsFunc(e.Get(name), func(v string) bool { return slices.Contains(c.Values, v) }) {
			return false
		}
	}
	return true
}

// needsEntry says whether clauses are on properties.
func needsEntry(clauses []match.Clause) bool {
	return slices.ContainsFunc(clauses, func(c match.Clause) bool { return strings.HasPrefix(c.Field, property) })
}
