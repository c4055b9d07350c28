package markup

import (
	"errors"
	"io"
	"strings"
	"testing"

	"spoor/fault"
)

func TestNext(t *testing.T) {
	r, err := NewReader(strings.NewReader("<?xml version=\"1.0\"?>\n<x:list xmlns:x=\"urn:1\">\n<x:row n='1'><a> one &amp; <b/>two\n</a><a>three</a></x:row>\n<other/><row/></x:list>"))
	if err != nil {
		t.Fatal(err)
	}
	row, err := r.Next("row")
	if err != nil {
		t.Fatal(err)
	}
	if row.Line != 3 || row.Attrs["n"] != "1" || row.Get("a") != "one & two" || row.Child("a").Child("b").Path != "a/b" || len(row.All("a")) != 2 || row.Get("c", "d") != "" {
		t.Errorf("got %+v", row)
	}
	if want := "<row><a> one &amp; <b/>two\n</a><a>three</a></x:row>"; row.Raw != want {
		t.Errorf("raw %q, want %q", row.Raw, want)
	}
	if second, err := r.Next("row"); err != nil || second.Line != 5 || len(second.Children) != 0 {
		t.Errorf("the second: %+v, %v", second, err)
	}
	if _, err := r.Next("row"); !errors.Is(err, io.EOF) {
		t.Error(err)
	}
}

func TestEncodings(t *testing.T) {
	wide := "\xFF\xFE"
	for _, c := range `<?xml version="1.0" encoding="UTF-16"?><r>é</r>` {
		wide += string([]byte{byte(c), byte(c >> 8)})
	}
	for name, in := range map[string]string{
		"utf-8":      "<r>é</r>",
		"with mark":  "\xEF\xBB\xBF<r>é</r>",
		"iso-8859-1": "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>\xE9</r>",
		"utf-16":     wide,
	} {
		r, err := NewReader(strings.NewReader(in))
		if err != nil {
			t.Fatal(err)
		}
		if e, err := r.Next("r"); err != nil || e.Text != "é" {
			t.Errorf("%s: %+v %v", name, e, err)
		}
	}
}

// repeated gives a text n times between a head and nothing: the file that never closes.
type repeated struct {
	head, text string
	n          int
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.head == "" && r.n > 0 {
		r.head, r.n = r.text, r.n-1
	}
	if r.head == "" {
		return 0, io.EOF
	}
	n := copy(p, r.head)
	r.head = r.head[n:]
	return n, nil
}

func TestWhatIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		in   io.Reader
		kind fault.Kind
		want string
	}{
		"cut":                   {strings.NewReader("<list>\n<row><a>x</a>"), fault.Input, "the file breaks off inside <row> (byte 20)"},
		"cut in a tag":          {strings.NewReader("<list><ro"), fault.Input, "the file breaks off inside <list> (byte 9)"},
		"badly nested":          {strings.NewReader("<list><row></list>"), fault.Input, "this is no well-formed XML"},
		"a document type":       {strings.NewReader("<!DOCTYPE list [<!ENTITY a \"b\">]><list/>"), fault.Input, "a document type (<!DOCTYPE ...>) is refused"},
		"an entity of its own":  {strings.NewReader("<list><row>&lol;</row></list>"), fault.Input, "this is no well-formed XML"},
		"a 200 MB attribute":    {&repeated{"<list><row a='", strings.Repeat("x", 1<<20), 200}, fault.Limit, "a tag, text or comment is longer than 1 MiB"},
		"a 200 MB text":         {&repeated{"<list><row>", strings.Repeat("x", 1<<20), 200}, fault.Limit, "a tag, text or comment is longer than 1 MiB"},
		"a 200 MB element":      {&repeated{"<list><row>", strings.Repeat("<a>x</a>", 1<<17), 200}, fault.Limit, "an element <row> is larger than 8 MiB"},
		"deep nesting":          {&repeated{"<list><row>", "<a>", 1_000_000}, fault.Limit, "elements stand in each other more than 64 deep"},
		"deep nesting outside":  {&repeated{"<list>", "<a>", 1_000_000}, fault.Limit, "elements stand in each other more than 64 deep"},
		"an encoding not known": {strings.NewReader("<?xml version=\"1.0\" encoding=\"klingon\"?><list/>"), fault.Input, "it cannot be read further"},
		"no XML":                {strings.NewReader("{\"a\": 1}<"), fault.Input, "the file breaks off"},
	} {
		r, err := NewReader(c.in)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Next("row")
		if err == nil || !strings.Contains(err.Error(), c.want) || fault.KindOf(err) != c.kind {
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func FuzzNext(f *testing.F) {
	f.Add("<list><row a='1'><b>x</b></row></list>")
	f.Add("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><row>\xE9")
	f.Fuzz(func(t *testing.T, in string) {
		r, err := NewReader(strings.NewReader(in))
		if err != nil {
			return
		}
		for {
			e, err := r.Next("row")
			if err != nil {
				return
			}
			if e.Name != "row" || len(e.Raw) > rawKept+len("<row>") {
				t.Errorf("got %+v", e)
			}
		}
	})
}

func TestStep(t *testing.T) {
	r, err := NewReader(strings.NewReader("<env><note>x</note><m:msg xmlns:m='urn:1' v='1'><a>1<b>2</b></a>\n<batch><tx>3</tx></batch><batch/></m:msg><a/></env>"))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for {
		e, edge, err := r.Step(func(name string) bool { return name == "msg" || name == "batch" })
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		told = append(told, [...]string{"", "+", "-"}[edge]+e.Name+e.Text)
		if e.Name == "tx" && (e.Line != 2 || e.Raw != "<tx>3</tx>") {
			t.Errorf("got %+v", e)
		}
	}
	if got, want := strings.Join(told, " "), "+msg a1 +batch tx3 -batch +batch -batch -msg"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
