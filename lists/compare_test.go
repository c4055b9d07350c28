package lists_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"spoor/lists"
	"spoor/model"
	"spoor/read"
	"spoor/read/ofac"
	"spoor/read/readtest"
	"spoor/read/un"
)

func thing(id, schema string, values ...string) *model.Entity {
	e := model.NewEntity(id, model.Default().Get(schema), nil)
	for i := 0; i < len(values); i += 2 {
		if !e.Add(values[i], values[i+1], "") {
			panic(schema + " has no " + values[i])
		}
	}
	return e
}

func told(d lists.Difference) string {
	var b strings.Builder
	for _, e := range d.OnlyA {
		fmt.Fprintf(&b, "- %s\n", e.ID)
	}
	for _, e := range d.OnlyB {
		fmt.Fprintf(&b, "+ %s\n", e.ID)
	}
	for _, c := range d.Changed {
		fmt.Fprintf(&b, "~ %s %s by %s -%v +%v\n", c.A.ID, c.B.ID, c.By, c.Removed, c.Added)
	}
	return fmt.Sprintf("%s= %d\n", b.String(), d.Same)
}

func TestCompare(t *testing.T) {
	a := []*model.Entity{
		thing("1", "Person", "name", "Ann Ash", "birthDate", "1961"),
		thing("2", "Person", "name", "Ben Beck", "nationality", "de"),
		thing("3", "Person", "name", "Cora Tolle", "birthDate", "1970-02-03"),
		thing("4", "Person", "name", "Dan Dorn"),
		thing("5", "Company", "name", "Quay Ltd", "registrationNumber", "HE 242159"),
		thing("6", "Organization", "name", "Harbour Front"),
		thing("7", "Person", "name", "Eve Erl", "birthDate", "1980"),
		thing("w", "CryptoWallet", "publicKey", "abc", "holder", "2"),
	}
	b := []*model.Entity{
		thing("1", "Person", "name", "Ann Ash", "birthDate", "1961"),
		thing("2", "Person", "name", "Ben Beck", "nationality", "fr"),
		thing("x3", "Person", "name", "TOLLE, Cora", "birthDate", "1970"),
		thing("x4", "Person", "name", "Dan Dorn"), // a name alone is not enough
		thing("x5", "Company", "name", "Other Name", "registrationNumber", "HE-242159"),
		thing("x6", "Organization", "alias", "harbour front", "name", "HF"),
		thing("x7", "Person", "name", "Eve Erl", "birthDate", "1980-01-01"), // two to choose from
		thing("y7", "Person", "name", "Eve Erl", "birthDate", "1980-12-31"),
	}
	const want = `- 4
- 7
+ x4
+ x7
+ y7
~ 2 2 by id -[{CryptoWallet.publicKey abc} {nationality de}] +[{nationality fr}]
~ 3 x3 by name Cora Tolle -[{birthDate 1970-02-03} {name Cora Tolle}] +[{birthDate 1970} {name TOLLE, Cora}]
~ 5 x5 by registrationNumber HE 242159 -[{name Quay Ltd} {registrationNumber HE 242159}] +[{name Other Name} {registrationNumber HE-242159}]
~ 6 x6 by name Harbour Front -[{name Harbour Front}] +[{alias harbour front} {name HF}]
= 1
`
	if got := told(lists.Compare(a, b)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// figures are from another program, which compared the ids (and, of OFAC, the rows) of the published files.
func TestPublishedPairs(t *testing.T) {
	take := func(format read.Format, file string, alone bool) []*model.Entity {
		in := readtest.File(t, filepath.FromSlash(file), read.List)
		if alone {
			in.Beside = nil
		}
		store, _, err := readtest.Take(t, format, in)
		if err != nil {
			t.Fatal(err)
		}
		return store.Entities
	}
	for _, c := range []struct {
		format                     read.Format
		a, b                       string
		onlyA, onlyB, changed, all int
	}{
		// by id 202 and 112 differ; MYOHYANG SHIPPING CO stands on both under two ids
		{un.XML(), "lists/un-2018/consolidated.xml", "lists/un-2026/consolidated.xml", 201, 111, 647, 892},
		// 659 rows differ, one of them in how it writes North Macedonia
		{ofac.CSV(), "lists/ofac-sdn-2020/sdn.csv", "lists/ofac-sdn-2023/sdn.csv", 515, 2982, 658, 8461},
	} {
		d := lists.Compare(take(c.format, c.a, true), take(c.format, c.b, true))
		if len(d.OnlyA) != c.onlyA || len(d.OnlyB) != c.onlyB || len(d.Changed) != c.changed || len(d.Changed)+d.Same != c.all {
			t.Errorf("%s: only A %d, only B %d, changed %d, same %d", c.b, len(d.OnlyA), len(d.OnlyB), len(d.Changed), d.Same)
		}
	}
}
