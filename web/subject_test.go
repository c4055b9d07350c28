package web

import (
	"strings"
	"testing"
)

// A tie is told with what it rests on, and with the words that it is no identity.
func TestTiesOfASubject(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	body := b.get("/subjects/subject-1")
	for _, want := range []string{`Shares an address with <a href="/subjects/payer-0"><bdi>Nora &lt;Lindqvist&gt;</bdi></a> and 2 others: <b><bdi>Calle Mayor 5, Madrid</bdi>`,
		"A tie is never identity", "CALLE MAYOR 5 MADRID", `Order <span class="t">2026-03-02 10:15</span>`, `<bdi class="file">orders.csv</bdi>:12`, "And 2 places more"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if strings.Contains(b.get("/subjects/payer-0"), "never identity") {
		t.Error("somebody who is tied to nobody has a section on ties")
	}
}

// A mention is shown with the record it stands in and with whom that names, as weak as it is, and counts as no match.
func TestMentions(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	const first, second, third = "<mark>Yousef AL RAHMANI</mark> &lt;and&gt; sons", "<mark>يوسف الرحماني</mark>", "<mark>Yousuf Rahmani</mark>"
	for path, want := range map[string][3]int{
		"/mentions":             {1, 1, 1},
		"/subjects/subject-1":   {1, 1, 0},
		"/subjects/payer-0":     {0, 0, 1},
		"/findings/f1":          {1, 0, 0}, // pay-2 is one of its records
		"/alerts/a1":            {1, 1, 0},
		"/alerts/b0":            {1, 0, 0}, // so here
		"/subjects/subject-xg7": {0, 0, 0},
	} {
		body := b.get(path)
		for i, text := range []string{first, second, third} {
			if n := strings.Count(body, text); n != want[i] {
				t.Errorf("%s shows %q %d times, not %d", path, text, n, want[i])
			}
		}
		if weak := strings.Contains(body, "A mention is weak"); weak != (want != [3]int{}) {
			t.Errorf("%s says that mentions are weak: %v", path, weak)
		}
	}
	if body := b.get("/mentions"); !strings.Contains(body, "the 3 strongest of 1\u202f207 are kept") || !strings.Contains(body, `Purpose, from character 44`) ||
		!strings.Contains(body, `<a data-open href="/listings/un-sc/QDi.399">`) || !strings.Contains(body, `<a href="/subjects/payer-1">`) {
		t.Errorf("the page says\n%s", body)
	}
	if body := b.get("/"); !strings.Contains(body, "1\u202f207 mentions in free texts</a>") {
		t.Error("the queue does not say that there are mentions")
	}
	if !b.desk.noted("view", "mentions") {
		t.Error("a look at mentions is not logged")
	}
}
