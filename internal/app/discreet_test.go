package app_test

import (
	"testing"

	"spoor/evidence"
	"spoor/internal/app"
	"spoor/model"
	"spoor/screen"
	"spoor/server/match"
	"spoor/web"
)

// An alert for a discreet check shows those who may not know no sign of itself: not on the pages, not in the list-matching API,
// neither by name nor by id nor by a document that belongs to the listing.
func TestDiscreetChecksShowNoSign(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": `{"id":"q1","schema":"Person","properties":{"name":["Ivan Sokolov"]}}
{"id":"q2","schema":"Person","properties":{"name":["Piotr Sokolov"]}}
{"id":"w1","schema":"CryptoWallet","properties":{"publicKey":["0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"],"holder":["q1"]}}
{"id":"a1","schema":"Alert","properties":{"listing":["q1"],"action":["report the passage"],"discreet":["true"]}}
`})
	found := func(q web.ScreenQuery, actor evidence.Actor) (ids []string) {
		hits, _, err := d.Screen(evidence.As(t.Context(), actor), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			ids = append(ids, h.Listing)
		}
		return ids
	}
	name, wallet := web.ScreenQuery{Name: "Ivan Sokolov"}, web.ScreenQuery{Identifier: "0xab5801a7d398351b8be11c439e05c5b3259aec9b", Schema: "CryptoWallet"}
	may, mayNot := evidence.Actor{By: "ann", Discreet: true}, evidence.Actor{By: "bo"}
	if ids := found(name, may); len(ids) != 1 || ids[0] != "q1" {
		t.Errorf("who may know sees %v", ids)
	}
	if ids := found(wallet, may); len(ids) != 1 || ids[0] != "w1" {
		t.Errorf("who may know sees by the wallet %v", ids)
	}
	if ids := append(found(name, mayNot), found(wallet, mayNot)...); len(ids) != 0 {
		t.Errorf("who may not know sees %v", ids)
	}
	for _, may := range []bool{true, false} {
		mentions, _, err := d.ScreenText(evidence.As(t.Context(), evidence.Actor{Discreet: may}), "rent of Ivan Sokolov")
		if err != nil || len(mentions) > 0 != may {
			t.Errorf("a text shows %v to one who may know: %v, %v", mentions, may, err)
		}
	}
	m := app.Matching{Desk: d}
	e := model.NewEntity("q", model.Default().Get("Person"), nil)
	e.Add("name", "Ivan Sokolov", "")
	hits, err := m.Match(t.Context(), match.Query{Entity: e, Least: screen.DefaultThreshold})
	if err != nil || len(hits) != 0 {
		t.Errorf("a client sees %v, %v", hits, err)
	}
	entries, err := m.Entries(t.Context(), "q1", "q2", "w1", "a1")
	if err != nil || len(entries) != 1 || entries["q2"].Entity == nil {
		t.Errorf("a client reads %v, %v", entries, err)
	}
}
