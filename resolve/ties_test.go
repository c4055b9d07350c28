package resolve

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"spoor/model"
)

func view(t *testing.T, e *model.Entity) *model.View {
	t.Helper()
	v, err := model.NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTies(t *testing.T) {
	entities := []*model.Entity{
		thing("ann", "Person", "household", "h1", "phone", "+49 30 23125-001"),
		thing("bob", "Person", "household", "h1"),
		thing("cid", "Person", "phone", "+493023125001"),
		thing("dan", "Person", "name", "Dan Example"),
		thing("k1", "Card", "holder", "dan"),
		thing("eve", "Person", "name", "Eve Example"),
		thing("fay", "Person", "name", "Dan Example"), // a name alone ties nobody
	}
	for i := range 6 { // one entrance of a house with six flats
		entities = append(entities, thing(fmt.Sprint("n", i), "Person", "address", "Long Street 1"))
	}
	things := map[string]*model.Entity{}
	for _, e := range entities {
		things[e.ID] = e
	}
	order := view(t, thing("o1", "Order", "at", "2024-05-01", "buyer", "eve", "card", "k1", "device", "d-1"))
	ties, group := Ties(things, slices.Values([]*model.View{order}))
	var said []string
	for _, tie := range ties {
		said = append(said, strings.Join([]string{tie.A, tie.B, tie.Kind, tie.Shared}, " "))
	}
	want := []string{"ann bob household h1", "ann cid phone 493023125001", "dan eve card k1"}
	if !slices.Equal(said, want) {
		t.Errorf("ties %q, want %q", said, want)
	}
	if want := map[string]string{"ann": "ann", "bob": "ann", "cid": "ann", "dan": "dan", "eve": "dan"}; !maps.Equal(group, want) {
		t.Errorf("groups %v, want %v", group, want)
	}
}

// A chain of fifty-one parties says nothing of its ends; the ties of each two stand.
func TestALongChainIsNoGroup(t *testing.T) {
	for _, c := range []struct{ parties, grouped int }{{largest, largest}, {largest + 1, 0}} {
		things := map[string]*model.Entity{}
		for i := range c.parties {
			id := fmt.Sprintf("p%02d", i)
			things[id] = thing(id, "Person", "phone", fmt.Sprint("23125", i), "phone", fmt.Sprint("23125", i+1))
		}
		ties, group := Ties(things, slices.Values([]*model.View(nil)))
		if len(ties) != c.parties-1 || len(group) != c.grouped {
			t.Errorf("%d parties: %d ties, %d in a group", c.parties, len(ties), len(group))
		}
	}
}
