package model

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestPackedGivesBackWhatWasAdded(t *testing.T) {
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
	orders := slices.Collect(p.All("Order", "Due"))
	if len(orders) != 1 || orders[0].ID != "c" {
		t.Errorf("orders are %v", orders)
	}
	if brief := got[2].Brief(); brief.ID != "b" || brief.Origin.Line != 3 || brief.At != got[2].At || brief.data != nil {
		t.Errorf("in brief: %+v", brief)
	}
}
