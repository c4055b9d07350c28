package app_test

import (
	"strings"
	"testing"

	"spoor/evidence"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/web"
)

// Whatever is typed into the box has a defined answer, from which the page and the API make theirs: the listing, nobody, or an
// error that says what to do. Each is in the log as one entry, question and answer together.
func TestHostileNamesAreAnswered(t *testing.T) {
	const rtl, zero = "\u202e", "\u200b"
	d := desk(t, map[string]string{"made.jsonl": `{"id":"one","schema":"Person","properties":{"name":["Ivan Sokolov"]}}
`})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "a test"})
	for what, test := range map[string]struct {
		name, want string
		fails      bool
	}{
		"as listed":                {"Ivan Sokolov", "one", false},
		"mixed scripts":            {"Ivan Соколов", "one", false},
		"right-to-left mark":       {rtl + "Ivan " + rtl + "Sokolov", "one", false},
		"zero width":               {"Iv" + zero + "an Soko" + zero + "lov", "one", false},
		"emoji beside":             {"Ivan Sokolov 🙂", "one", false},
		"emoji alone":              {"🙂🙂🙂", "", false},
		"NUL":                      {"Ivan\x00Sokolov", "one", false},
		"invalid UTF-8":            {"Ivan \xff\xfe Sokolov", "one", false},
		"a word of 10,000 letters": {strings.Repeat("a", 10_000), "", false},
		"10,000 words":             {strings.Repeat("Ivan Sokolov ", 5_000), "", false},
		"marks without a letter":   {strings.Repeat("\u0301", 10_000), "", false},
		"punctuation":              {"'--; <script>", "", false},
		"empty":                    {"", "", true},
	} {
		before := looks(t, d)
		hits, lists, err := d.Screen(ctx, web.ScreenQuery{Name: test.name})
		got := ""
		if len(hits) > 0 {
			got = hits[0].Listing
		}
		if got != test.want || test.fails != (fault.KindOf(err) == fault.Input) || !test.fails && err != nil {
			t.Errorf("%s: %q, %v", what, got, err)
		}
		if !test.fails && len(lists) != 1 {
			t.Errorf("%s: the answer names %d lists", what, len(lists))
		}
		if after, want := looks(t, d), before+map[bool]int{false: 1}[test.fails]; after != want {
			t.Errorf("%s: the log has %d looks, want %d", what, after, want)
		}
	}
}

// looks counts what the log keeps of somebody's looks.
func looks(t *testing.T, d *app.Desk) (count int) {
	t.Helper()
	entries, err := d.LogRows(t.Context(), 0, 1000)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.By == "ann" {
			count++
		}
	}
	return count
}

// Where no list is loaded, or a list has no entry, nothing is found and no list is there to be clear of.
func TestAListOfZeroRows(t *testing.T) {
	d := desk(t, nil)
	hits, lists, err := d.Screen(evidence.As(t.Context(), evidence.Actor{By: "ann"}), web.ScreenQuery{Name: "Ivan Sokolov"})
	if err != nil || len(hits) != 0 || len(lists) != 0 {
		t.Errorf("%v, %v, %v", hits, lists, err)
	}
}
