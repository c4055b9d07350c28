package cli

import (
	"strings"
	"testing"

	"spoor/detect"
)

// Few are told with all that each lacks; many by what most of them lack, each once, and who is alone with all of it.
func TestUntestable(t *testing.T) {
	all := []detect.Untestable{{Typology: "a", Missing: []string{"Order", "Product.cas"}}, {Typology: "b", Missing: []string{"ListHit"}},
		{Typology: "c", Missing: []string{"Due", "Order"}}, {Typology: "d", Missing: []string{"Crossing"}}, {Typology: "e", Missing: []string{"Order"}},
		{Typology: "f", Missing: []string{"Due", "Sighting"}}, {Typology: "g", Missing: []string{"Due"}}, {Typology: "h", Missing: []string{"Booking", "Crossing"}},
		{Typology: "i", Missing: []string{"Employment", "Invoice"}}}
	told := func(all []detect.Untestable) string {
		var b strings.Builder
		untestable(&b, all)
		return b.String()
	}
	const head = "\nNOT TESTABLE on these records\n"
	if got, want := told(all[:2]), head+"  a: no Order, no Product.cas\n  b: no list to screen against\n"; got != want {
		t.Errorf("two: %s", got)
	}
	want := head + `  no Due: c, f, g
  no Crossing: d, h
  no Order: a, e
  b: no list to screen against
  i: no Employment, no Invoice
  What else each lacks: spoor typologies coverage, with the same records.
`
	if got := told(all); got != want {
		t.Errorf("nine: %s", got)
	}
	if got := told(nil); got != "" {
		t.Errorf("none: %s", got)
	}
}
