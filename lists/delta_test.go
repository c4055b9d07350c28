package lists_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"spoor/lists"
	"spoor/model"
)

func TestCatalog(t *testing.T) {
	c, err := lists.ParseCatalog([]byte(`{"datasets":[{"name":"all","children":["a","b"]},{"name":"a","entities_url":"a.json"},
		{"name":"b","children":["c","all"]},{"name":"c","resources":[{"name":"names.txt","url":"n"},{"name":"entities.ftm.json","url":"c.json"}]}]}`))
	if err != nil {
		t.Fatal(err)
	}
	all, err := c.Find("all")
	if err != nil || fmt.Sprint(c.Files(all)) != "[a.json c.json]" {
		t.Errorf("%v %v", c.Files(all), err)
	}
	if _, err := c.Find("d"); err == nil || !strings.Contains(err.Error(), "it has all, a, b, c") {
		t.Errorf("%v", err)
	}
	if _, err := c.Find(""); err == nil || !strings.Contains(err.Error(), "--dataset") {
		t.Errorf("%v", err)
	}
	one, err := lists.ParseCatalog([]byte(`{"name":"x","version":"20240527194702-wnk","entities_url":"e","datasets":["y"]}`))
	if err != nil || len(one.Datasets) != 1 || one.Datasets[0].Version != "20240527194702-wnk" {
		t.Errorf("a manifest: %+v %v", one, err)
	}
	for _, bad := range []string{"", "[]", "{", `{"datasets":[{}]}`, `{"datasets":[7]}`, `{"datasets":[]}`} {
		if _, err := lists.ParseCatalog([]byte(bad)); err == nil {
			t.Errorf("%s is taken for a catalogue", bad)
		}
	}
}

func TestAfter(t *testing.T) {
	index := map[string]string{"20240101000000-aaa": "1", "20240102000000-bbb": "2", "20240103000000-ccc": "3", "20240104000000-ddd": "4"}
	for _, c := range []struct {
		from, to, want string
	}{{"20240101000000-aaa", "20240103000000-ccc", "[2 3]"}, {"20240103000000-ccc", "20240104000000-ddd", "[4]"},
		{"20231231000000-zzz", "20240104000000-ddd", "[]"}, {"20240104000000-ddd", "20240105000000-eee", "[]"}, {"20240104000000-ddd", "20240101000000-aaa", "[]"}} {
		deltas, ok := lists.After(index, c.from, c.to)
		if fmt.Sprint(deltas) != c.want || ok == (c.want == "[]") {
			t.Errorf("from %s to %s: %v %v", c.from, c.to, deltas, ok)
		}
	}
}

// edition is a list by id.
type edition map[string]string

func (e edition) entities(t *testing.T) iter.Seq2[*model.Entity, error] {
	return func(yield func(*model.Entity, error) bool) {
		for _, line := range e {
			found, err := model.Default().Decode([]byte(line), nil)
			if err != nil {
				t.Fatal(err)
			}
			if !yield(found[0], nil) {
				return
			}
		}
	}
}

// lines are the entities as they are kept, by id.
func lines(t *testing.T, text string) []string {
	t.Helper()
	var kept []string
	for line := range strings.Lines(text) {
		found, err := model.Default().Decode([]byte(line), nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(found[0])
		if err != nil {
			t.Fatal(err)
		}
		kept = append(kept, string(body))
	}
	slices.Sort(kept)
	return kept
}

func (e edition) text() string {
	var b strings.Builder
	for _, line := range e {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// to gives the delta between two editions.
func (e edition) to(next edition) string {
	var b strings.Builder
	for id, line := range next {
		switch before, stood := e[id]; {
		case !stood:
			fmt.Fprintf(&b, `{"op":"ADD","entity":%s}`+"\n", line)
		case before != line:
			fmt.Fprintf(&b, `{"op":"MOD","entity":%s}`+"\n", line)
		}
	}
	for id := range e {
		if _, stands := next[id]; !stands {
			fmt.Fprintf(&b, `{"op":"DEL","entity":{"id":%q}}`+"\n", id)
		}
	}
	return b.String()
}

// Deltas over several editions make of the first exactly the last, whatever was added, changed, deleted and added again.
func TestDeltasMakeTheWholeList(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	random := func() edition {
		e := edition{}
		for range dice.IntN(30) {
			id := fmt.Sprintf("e%d", dice.IntN(20))
			e[id] = fmt.Sprintf(`{"id":%q,"schema":"Person","properties":{"name":["Näme %d","B"],"shoe":["%d"]},"datasets":["x"],"first_seen":"2024"}`, id, dice.IntN(3), dice.IntN(2))
		}
		return e
	}
	for range 300 {
		editions := []edition{random(), random(), random(), random()}
		delta := lists.Delta{}
		for i := range 3 {
			if err := delta.Add(strings.NewReader(editions[i].to(editions[i+1]))); err != nil {
				t.Fatal(err)
			}
		}
		var made bytes.Buffer
		if err := delta.Apply(editions[0].entities(t), &made); err != nil {
			t.Fatal(err)
		}
		if got, want := lines(t, made.String()), lines(t, editions[3].text()); !slices.Equal(got, want) {
			t.Fatalf("got\n%v\nwant\n%v", got, want)
		}
	}
}

func TestADeltaOfAnotherList(t *testing.T) {
	stands := edition{"a": `{"id":"a","schema":"Person","properties":{"name":["A"]}}`}
	for _, text := range []string{`{"op":"ADD","entity":{"id":"a"}}`, `{"op":"MOD","entity":{"id":"b"}}`, `{"op":"DEL","entity":{"id":"b"}}`} {
		delta := lists.Delta{}
		if err := delta.Add(strings.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if err := delta.Apply(stands.entities(t), &bytes.Buffer{}); err == nil {
			t.Errorf("%s fits", text)
		}
	}
	for _, text := range []string{`{"op":"PUT","entity":{"id":"a"}}`, `{"op":"ADD","entity":{}}`, `{"op":"ADD"}`, "x", `{"op":"DEL","entity":{"id":"a"}}` + "\n" + `{"op":"MOD","entity":{"id":"a"}}`} {
		if err := (lists.Delta{}).Add(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "no operation") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

func FuzzDelta(f *testing.F) {
	f.Add(`{"op":"ADD","entity":{"id":"a","schema":"Person","properties":{}}}`, `{"versions":{"1":"a"}}`)
	f.Fuzz(func(t *testing.T, ops, catalog string) {
		_ = (lists.Delta{}).Add(strings.NewReader(ops))
		_, _ = lists.ParseIndex([]byte(catalog))
		if c, err := lists.ParseCatalog([]byte(catalog)); err == nil {
			c.Files(c.Datasets[0])
		}
	})
}
