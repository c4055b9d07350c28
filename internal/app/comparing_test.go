package app_test

import (
	"slices"
	"strings"
	"testing"

	"spoor/cases"
	"spoor/evidence"
	"spoor/fault"
	"spoor/web"
)

const listed = `{"id":"q1","schema":"Person","properties":{"name":["Ivan Sokolov"],"alias":["Иван Соколов","محمد"],"birthDate":["1971-03-08"],"passportNumber":["AB 123-4567"],"topics":["sanction"],"nationality":["ru"]}}
{"id":"q2","schema":"Person","properties":{"name":["Piotr Wilk"],"birthDate":["1960"]}}
{"id":"c1","schema":"Company","properties":{"name":["Wilk Shipping"],"leiCode":["529900T8BM49AURSDO54"],"address":["1 Mill Lane, Gdynia"]}}
{"id":"w1","schema":"CryptoWallet","properties":{"publicKey":["0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"],"holder":["q1"]}}
{"id":"s1","schema":"Sanction","properties":{"entity":["q1"],"program":["SDGT"],"authority":["Police"],"startDate":["2020-02-01"]}}
{"id":"a2","schema":"Alert","properties":{"listing":["q2"],"status":["detained"],"statusSource":["court of Gdynia"],"action":["report the passage"]}}
`

func TestBirthDateCountsOfWhoeverIsAsked(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": listed})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "audit"})
	for query, want := range map[web.ScreenQuery]string{
		{Name: "Ivan Sokolov", BirthDate: "1971-03-08"}:                     "supported",
		{Name: "Ivan Sokolov", BirthDate: "1990-01-01"}:                     "contradicted",
		{Name: "Ivan Sokolov", BirthDate: "1990-01-01", Schema: "Person"}:   "contradicted",
		{Name: "Nobody\nIvan Sokolov", Identifier: "000001\nAB1234567"}:     "confirmed",
		{Name: "Wilk Shipping", Address: "Mill Lane 1, Gdynia", Gender: ""}: "supported",
	} {
		hits, _, err := d.Screen(ctx, query)
		if err != nil || len(hits) == 0 || hits[0].Status != want {
			t.Errorf("%+v: %+v, %v; want %s", query, hits, err, want)
		}
	}
}

func TestCompareIsALookUpOfTwo(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": listed})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "audit"})
	q := web.ScreenQuery{Name: "Ivan Sokolow", BirthDate: "1971-08-03"}
	hits, _, err := d.Screen(ctx, q)
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	c, err := d.Compare(ctx, web.Side{Typed: q}, web.Side{Listing: web.ListingRef{List: "police", ID: "q1"}})
	if err != nil || c.NameScore != hits[0].NameScore || c.IdentityScore != hits[0].IdentityScore || c.Status != hits[0].Status || !slices.Equal(c.Reasons, hits[0].Reasons) || !c.Match || !c.Kinds || c.Right.Caption != "Ivan Sokolov" {
		t.Errorf("%+v, %v; the look-up gave %+v", c, err, hits[0])
	}
	rows, err := d.LogRows(ctx, 0, 10)
	rows = slices.DeleteFunc(rows, func(e evidence.Entry) bool { return e.By != "ann" }) // a check goes on beside
	if err != nil || len(rows) != 2 || rows[0].Act != "compare" || rows[0].On != "Ivan Sokolow, 1971-08-03 with listing police/q1" || !strings.Contains(rows[0].Detail, "identity supported") || !strings.Contains(rows[0].Detail, "police loaded") || rows[1].Act != "screen" {
		t.Errorf("%+v, %v", rows, err)
	}
	c, err = d.Compare(ctx, web.Side{Typed: web.ScreenQuery{Name: "Ivan Sokolov", Schema: "Person"}}, web.Side{Listing: web.ListingRef{ID: "c1"}})
	if err != nil || c.Match || c.Kinds {
		t.Errorf("a person and a company: %+v, %v", c, err)
	}
	for _, side := range []web.Side{{Listing: web.ListingRef{List: "police", ID: "none"}}, {Listing: web.ListingRef{List: "elsewhere", ID: "q1"}}, {Party: "nobody"}} {
		if _, err := d.Compare(ctx, side, side); fault.KindOf(err) != fault.Missing && (side.Party == "" || fault.KindOf(err) != fault.Conflict) { // of a subject nothing is known before the records are read
			t.Errorf("%+v: %v", side, err)
		}
	}
	if _, err := d.Compare(ctx, web.Side{}, web.Side{}); fault.KindOf(err) != fault.Input {
		t.Errorf("nobody and nobody: %v", err)
	}
}

func TestAListingIsToldInFull(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": listed})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann"})
	l, err := d.Listing(ctx, web.ListingRef{List: "police", ID: "q1"})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Names) != 3 || l.Names[1].Latin != "Ivan Sokolov" || l.Names[1].Scripts[0] != "Cyrillic" || l.Names[2].Latin != "Mhmd" || !l.Names[2].Consonants || l.Names[0].Latin != "" {
		t.Errorf("%+v", l.Names)
	}
	told := map[string]string{}
	for _, g := range l.Groups {
		for _, f := range g.Fields {
			told[g.Word+" "+f.Name] = f.Text
		}
	}
	if told["Dates Birth date"] != "1971-03-08" || told["Identifiers Passport number"] != "AB 123-4567" || told["Countries Nationality"] != "Russia" && told["Countries Nationality"] != "Russian Federation" {
		t.Errorf("%v", told)
	}
	if len(l.Related) != 2 || l.Related[0].Kind != "Cryptocurrency wallet" || l.Related[0].Ref.ID != "w1" || l.Related[1].Kind != "Sanction" || l.Related[1].Ref.ID != "" || l.Topics[0] != "sanction" || l.List.Name != "police" || l.Status.State != "active" {
		t.Errorf("%+v", l)
	}
	if l, err = d.Listing(ctx, web.ListingRef{ID: "w1"}); err != nil || l.Holder != (web.ListingRef{List: "police", ID: "q1"}) {
		t.Errorf("the wallet: %+v, %v", l.Holder, err)
	}
	if l, err = d.Listing(ctx, web.ListingRef{ID: "q2"}); err != nil || l.Status.State != "detained" || l.Status.Source != "court of Gdynia" || l.Status.Action != "report the passage" {
		t.Errorf("the status: %+v, %v", l.Status, err)
	}
	if l, err = d.Listing(ctx, web.ListingRef{ID: "c1"}); err != nil || len(l.Groups) == 0 || l.Groups[0].Word != "Identifiers" || l.Groups[0].Fields[0].Warning == "" {
		t.Errorf("the LEI's check digits are 53 and not told to be wrong: %+v, %v", l.Groups, err)
	}
}

// A discreet listing shows those who may not know no sign of itself: not compared with, not opened, and not among what belongs to
// another; what they get is what they get of one that is not there.
func TestDiscreetChecksShowNoSignByComparing(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": listed + `{"id":"a1","schema":"Alert","properties":{"listing":["q1"],"discreet":["true"]}}
{"id":"f1","schema":"Family","properties":{"person":["q2"],"relative":["q1"],"relationship":["brother"]}}
`})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "bo"})
	_, missing := d.Listing(ctx, web.ListingRef{List: "police", ID: "none"})
	for _, id := range []string{"q1", "w1"} {
		for _, ref := range []web.ListingRef{{List: "police", ID: id}, {ID: id}} {
			if l, err := d.Listing(ctx, ref); err == nil || err.Error() != missing.Error() {
				t.Errorf("%v is opened: %+v, %v", ref, l, err)
			}
			if c, err := d.Compare(ctx, web.Side{Typed: web.ScreenQuery{Name: "Ivan Sokolov"}}, web.Side{Listing: ref}); err == nil || err.Error() != missing.Error() {
				t.Errorf("%v is compared: %+v, %v", ref, c, err)
			}
		}
	}
	if l, err := d.Listing(ctx, web.ListingRef{ID: "q2"}); err != nil || len(l.Related) != 0 {
		t.Errorf("the brother is told: %+v, %v", l.Related, err)
	}
	may := evidence.As(t.Context(), evidence.Actor{By: "ann", Discreet: true})
	if l, err := d.Listing(may, web.ListingRef{ID: "q1"}); err != nil || !l.Status.Discreet || l.Caption != "Ivan Sokolov" {
		t.Errorf("who may know: %+v, %v", l, err)
	}
	if c, err := d.Compare(may, web.Side{Typed: web.ScreenQuery{Name: "Ivan Sokolov"}}, web.Side{Listing: web.ListingRef{ID: "q1"}}); err != nil || !c.Match {
		t.Errorf("who may know: %+v, %v", c, err)
	}
}

// A decision on a match is verified with all others: changed, it is found.
func TestDecisionsOnMatchesAreVerified(t *testing.T) {
	d := desk(t, map[string]string{"police.jsonl": listed})
	m := cases.Match{Asked: "Ivan Sokolow, 1971", Listing: "q1", List: "police", Caption: "Ivan Sokolov"}
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann"})
	if err := d.Decide(ctx, cases.Decision{ID: "d1", On: m.ID(), Verb: cases.Dismiss, By: "ann", Reason: "another birth year", Match: &m}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := d.Verify(ctx); err != nil {
		t.Error(err)
	}
	rows, err := d.LogRows(ctx, 0, 1)
	if err != nil || rows[0].Detail != "dismiss: another birth year (Ivan Sokolow, 1971 with q1 of police)" {
		t.Errorf("%+v, %v", rows, err)
	}
}
