package screen

import (
	"slices"
	"strings"
	"testing"

	"spoor/model"
)

// Of what a search gives, Compare says the same, letter by letter; where the search found an identifier only, it says the same of
// the facts and that the names agree less than a possible match needs.
func TestCompareSaysWhatSearchSays(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for i := 0; i < x.Len(); i += 53 {
		l := x.Listing(i)
		published, err := x.Entity(&l)
		if err != nil {
			t.Fatal(err)
		}
		asked := asCustomer(t, published, i)
		q := QueryOf(asked)
		for _, h := range x.Search(q, Options{Limit: 5}) {
			e, err := x.Entity(&h.Listing)
			if err != nil {
				t.Fatal(err)
			}
			c := x.Compare(q, QueryOf(e))
			reasons := c.Reasons
			if h.NameScore == 0 {
				if c.NameScore >= c.Threshold {
					t.Errorf("%s: the names agree by %v, which the search did not see", h.Listing.ID, c.NameScore)
				}
				h.NameScore, reasons = c.NameScore, reasons[min(1, len(reasons)):]
			}
			if c.NameScore != h.NameScore || c.IdentityScore != h.IdentityScore || c.Identity != h.Identity || !slices.Equal(reasons, h.Reasons) || !c.Match {
				t.Errorf("%v with %s:\nsearch  %v %v %v %v\ncompare %v %v %v %v", asked.Get("name"), h.Listing.ID, h.NameScore, h.IdentityScore, h.Identity, h.Reasons, c.NameScore, c.IdentityScore, c.Identity, c.Reasons)
			}
			compared++
		}
	}
	if compared < 200 {
		t.Errorf("only %d pairs were compared", compared)
	}
}

// asCustomer is a listing as somebody would write it, a letter of its name lost and a fact changed.
func asCustomer(t *testing.T, e *model.Entity, i int) *model.Entity {
	name := e.Caption()
	if cut := len(name) / 2; i%2 == 0 && name[cut] < 0x80 {
		name = name[:cut] + name[cut+1:]
	}
	pairs := []string{"name", name}
	for _, p := range []string{"birthDate", "passportNumber", "country", "gender"} {
		if v := e.First(p); v != "" && i%3 != 0 {
			pairs = append(pairs, p, v)
		}
	}
	return entity(t, "q", e.Schema.Name, pairs...)
}

func TestCompareTwo(t *testing.T) {
	x := small(t)
	a := QueryOf(entity(t, "a", "Person", "name", "Ivan Petrovich Sokolow", "alias", "Vanya", "birthDate", "1971-08-03", "passportNumber", "AB 765-4321", "email", "ivan@example.org"))
	b := QueryOf(entity(t, "b", "Person", "name", "Ivan Petrovich Sokolov", "birthDate", "1971-03-08", "passportNumber", "AB 123-4567", "address", "1 Mill Lane, Omsk", "weakAlias", "The Joiner"))
	c := x.Compare(a, b)
	if !c.Match || !c.Kinds || c.NameScore < .9 || c.Identity != Supported {
		t.Errorf("%+v", c)
	}
	told := func(all []Reason) string {
		var b strings.Builder
		for _, r := range all {
			b.WriteString(r.Field + "|" + r.Query + "|" + r.Listed + "|" + r.Agreement + "\n")
		}
		return b.String()
	}
	if got, want := told(c.Reasons), "name|Ivan Petrovich Sokolow|Ivan Petrovich Sokolov|close\nbirth date|1971-08-03|1971-03-08|close\n"; got != want {
		t.Errorf("weighed:\n%swant\n%s", got, want)
	}
	want := "alias|Vanya||unknown\nweakAlias||The Joiner|unknown\naddress||1 Mill Lane, Omsk|unknown\npassportNumber|AB 765-4321|AB 123-4567|differs\nemail|ivan@example.org||unknown\n"
	if got := told(c.Beside); got != want {
		t.Errorf("beside:\n%swant\n%s", got, want)
	}
	if len(c.Words) == 0 || !strings.Contains(strings.Join(c.Words, ";"), "SOKOLOW ~ SOKOLOV") {
		t.Errorf("the words are told as %q", c.Words)
	}
}

// What has nothing to do with one another is told too, and is no match: other names, other kinds, no name at all.
func TestCompareWhatDoesNotAgree(t *testing.T) {
	x := small(t)
	man, other := QueryOf(entity(t, "a", "Person", "name", "Ivan Sokolov")), QueryOf(entity(t, "b", "Person", "name", "Mehmet Yilmaz"))
	if c := x.Compare(man, other); c.Match || c.NameScore >= c.Threshold || c.Reasons[0].Agreement != Differs || c.Identity != NameOnly {
		t.Errorf("two names: %+v", c)
	}
	if c := x.Compare(man, QueryOf(entity(t, "v", "Vessel", "name", "Ivan Sokolov"))); c.Kinds || c.Match || c.NameScore != 1 {
		t.Errorf("a person and a vessel: %+v", c)
	}
	wallet := QueryOf(entity(t, "w", "CryptoWallet", "publicKey", "0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B"))
	if c := x.Compare(QueryOf(entity(t, "n", "Person")).WithIdentifier("0xab5801a7d398351b8be11c439e05c5b3259aec9b"), wallet); !c.Match || c.Identity != Confirmed || c.NameScore != 0 || len(c.Words) != 0 {
		t.Errorf("a wallet by itself: %+v", c)
	}
	if c := x.Compare(Query{}, Query{}); c.Match || c.NameScore != 0 || len(c.Reasons)+len(c.Beside) != 0 {
		t.Errorf("nobody and nobody: %+v", c)
	}
}
