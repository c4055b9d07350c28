package model

import (
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestPackedGivesBackWhatWasAdded(t *testing.T) {
	for name, most := range map[string]int{"held": -1, "some in a file": chunkSize + chunkSize/2, "all in a file": 0} {
		t.Run(name, func(t *testing.T) { givesBack(t, most) })
	}
}

func givesBack(t *testing.T, most int) {
	schemata := Default()
	source := &Source{Name: "bank", File: "bank.csv"}
	record := func(kind, id string, origin *Origin, fields ...string) *View {
		e := NewEntity(id, schemata.Get(kind), origin)
		for i := 0; i < len(fields); i += 2 {
			e.Add(fields[i], fields[i+1], "column")
		}
		v, err := NewView(e)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	all := []*View{
		record("Payment", "b", &Origin{source, 3, 1 << 40, ""}, "at", "2024-01-02", "payer", "ann", "amount", "-12.50", "currency", "EUR", "method", "cash"),
		record("Payment", "a", &Origin{source, 2, 7, ""}, "at", "2024-01-02T00:00:00Z", "payer", "ann", "payer", "bob", "purposeCode", strings.Repeat("ö", 300)),
		record("Order", "c", nil, "at", "1969-12-31T23:59:59Z", "buyer", "bob", "quantity", "2", "unit", "kg", "accepted", "true", "concentration", "0"),
		record("Payment", strings.Repeat("z", 200), nil, "at", "2100-01-01", "amount", "9000000000000", "currency", "BHD"),
	}
	var p Packed
	if most >= 0 {
		p.Bound(most, func() (Scratch, error) { return os.CreateTemp(t.TempDir(), "") })
	}
	for range chunkSize / 100 { // several chunks
		p.Add(all[3])
	}
	for _, v := range all[:3] {
		p.Add(v)
	}
	if p.Sort(); p.Len() != chunkSize/100+3 || len(p.full) < 2 {
		t.Fatalf("%d records in %d chunks", p.Len(), len(p.full))
	}
	got := slices.Collect(p.All())[:4]
	for i, want := range []*View{all[2], all[1], all[0], all[3]} {
		if !reflect.DeepEqual(got[i], want) {
			t.Errorf("record %d is\n%+v, not\n%+v", i, got[i], want)
		}
	}
	if at := p.At(2, &Room{}); !reflect.DeepEqual(at, all[0]) || p.Err() != nil {
		t.Errorf("record 2 is %+v: %v", at, p.Err())
	}
	orders := slices.Collect(p.All("Order", "Due"))
	if len(orders) != 1 || orders[0].ID != "c" {
		t.Errorf("orders are %v", orders)
	}
	if brief := got[2].Brief(); brief.ID != "b" || brief.Origin.Line != 3 || brief.At != got[2].At || brief.data != nil {
		t.Errorf("in brief: %+v", brief)
	}
}

// full is a disk that has no room, or cannot be read.
type full struct{ written bool }

func (f full) WriteAt(b []byte, _ int64) (int, error) {
	if f.written {
		return len(b), nil
	}
	return 0, errors.New("no space left")
}
func (f full) ReadAt([]byte, int64) (int, error) { return 0, errors.New("cannot be read") }

// A disk that fails is told of, and no record is made up.
func TestAFailingFileIsToldOf(t *testing.T) {
	e := NewEntity("a", Default().Get("Payment"), nil)
	e.Add("at", "2024-01-02", "")
	v, err := NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		file Scratch
		make error
		want string
		read int
	}{
		"no room":        {full{}, nil, "no space left", 1},
		"no file":        {nil, errors.New("no folder"), "no folder", 1},
		"cannot be read": {full{written: true}, nil, "cannot be read", 0},
	} {
		var p Packed
		p.Bound(0, func() (Scratch, error) { return c.file, c.make })
		p.Add(v)
		p.Sort()
		if got := slices.Collect(p.All()); len(got) != c.read || p.Err() == nil || p.Err().Error() != c.want {
			t.Errorf("%s: %d records, %v", name, len(got), p.Err())
		}
		if got := p.At(0, &Room{}); (got != nil) != (c.read == 1) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
