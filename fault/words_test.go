package fault

import "testing"

func TestNounsFollowTheirNumber(t *testing.T) {
	for _, c := range []struct {
		n          int
		noun, want string
	}{{1, "record", "record"}, {0, "record", "records"}, {2, "typology", "typologies"}, {1, "typology", "typology"}, {2, "match", "matches"}, {3, "day", "days"}, {2, "address", "addresses"}} {
		if got := Plural(c.n, c.noun); got != c.want {
			t.Errorf("%d %s, want %s", c.n, got, c.want)
		}
	}
}
