package typologies

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"spoor/detect"
	"spoor/model"
)

var update = flag.Bool("update", false, "write docs/typologies")

const (
	pages  = "../docs/typologies"
	stale  = "%s is stale: go test ./typologies -run Pages -update"
	madeOf = "<!-- Made by go test ./typologies -run Pages -update, of %s. -->\n\n"
	byHand = "writing.md" // the language: no page of a typology
)

// docs/typologies has a page of each typology, made of its file and its README, an index, and what is not written yet.
func TestPagesAreCurrent(t *testing.T) {
	all, err := detect.Load(Files, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	links := sources(t, all)
	made := map[string]string{"README.md": index(all), "waiting.md": waitingPage(waiting(t, all))}
	for _, typology := range all {
		made[typology.File.ID.Text+".md"] = page(typology, reasoning(t, typology), links)
	}
	for name, text := range made {
		path := filepath.Join(pages, name)
		if *update {
			if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if stands, err := os.ReadFile(path); err != nil || string(stands) != text {
			t.Errorf(stale, path)
		}
	}
	there, err := os.ReadDir(pages)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range there {
		if name := entry.Name(); made[name] == "" && name != byHand {
			t.Errorf("%s is a page of no typology: take it out", filepath.Join(pages, name))
		}
	}
}

// index lists the typologies by family.
func index(all []*detect.Typology) string {
	var b strings.Builder
	fmt.Fprintf(&b, madeOf, "typologies/")
	fmt.Fprintf(&b, "# The library\n\nEach of these %d typologies is a published indicator as a file that can be read aloud: its source, its condition, "+
		"what an\ninnocent explanation would be, and its own tests. [Writing one](writing.md) tells the language. "+
		"[Waiting](waiting.md) are the indicators\nthat are not written yet, and for what.\n\n"+
		"A typology of status *experimental* is shown and opens no alert until somebody has tried it on records. Where a page speaks\n"+
		"of *the first list*, it is the list of seventy indicators with which the library began.\n\n"+
		"The numbers on these pages are the files'. An organisation may keep its own privately, in a file of its own; no page here tells which, or\nwhat they are: the typology's page in the browser names them to who may look.\n", len(all))
	byFamily := slices.Clone(all)
	slices.SortStableFunc(byFamily, func(a, b *detect.Typology) int { return cmp.Compare(a.File.Family, b.File.Family) })
	family := ""
	for _, t := range byFamily {
		f := t.File
		if f.Family != family {
			family = f.Family
			fmt.Fprintf(&b, "\n## %s\n\n| typology | | status | opens |\n| --- | --- | --- | --- |\n", spelt(family))
		}
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s |\n", f.ID.Text, f.ID.Text, cell(f.Title), f.Status.Text, f.Opens.Text)
	}
	return b.String()
}

// spelt is a word with hyphens as a heading.
func spelt(word string) string {
	return strings.ToUpper(word[:1]) + strings.ReplaceAll(word[1:], "-", " ")
}

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

func page(t *detect.Typology, r readme, links []source) string {
	f := t.File
	id := f.ID.Text
	var b strings.Builder
	fmt.Fprintf(&b, madeOf, "typologies/"+id)
	fmt.Fprintf(&b, "# %s\n\n`%s`, version %d · [%s](README.md#%s) · %s · priority %s · opens %s\n\n",
		f.Title, id, f.Version, strings.ToLower(spelt(f.Family)), f.Family, f.Status.Text, t.Priority, f.Opens.Text)
	var about []string
	for _, p := range f.About {
		about = append(about, "`"+p.Text+"`")
	}
	fmt.Fprintf(&b, "It is about %s. A finding says: *%s*\n\n## Sources\n\n", strings.Join(about, ", "), f.Sentence())
	for _, s := range f.Sources {
		fmt.Fprintf(&b, "* %s", s.Cite)
		if s.Quote != "" {
			fmt.Fprintf(&b, ": \"%s\"", s.Quote)
		}
		if i := slices.IndexFunc(links, func(l source) bool { return l.of(s.Cite) }); i >= 0 {
			fmt.Fprintf(&b, ". %s", links[i])
		}
		b.WriteString("\n")
	}
	for _, section := range sections {
		if section != numbers && r.sections[section] != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", section, r.sections[section])
		}
	}
	fmt.Fprintf(&b, "\n## As the file says it\n\n```yaml\n%s```\n", said(f.Text))
	parameters(&b, t, r)
	list(&b, "Innocent explanations", f.Innocent)
	list(&b, "What to do next", f.Next)
	fields := t.Missing(everyKind())
	for i := range fields {
		fields[i] = "`" + fields[i] + "`"
	}
	fmt.Fprintf(&b, "\n## Fields it needs\n\n%s.\n", strings.Join(fields, ", "))
	tests(&b, f.Tests)
	return b.String()
}

// said is what stands in the file from about up to the innocent explanations: the condition, word by word.
func said(text string) string {
	from, to := strings.Index(text, "\nabout:"), strings.Index(text, "\ninnocent:")
	return text[from+1 : to+1]
}

func parameters(b *strings.Builder, t *detect.Typology, r readme) {
	if len(r.numbers) == 0 {
		return
	}
	fmt.Fprint(b, "\n## Numbers\n\n| | value | from | |\n| --- | --- | --- | --- |\n")
	for _, n := range r.numbers {
		value := ""
		for _, p := range t.File.Params {
			if p.Key.Text == n.name {
				for i, v := range p.Values {
					value += map[bool]string{true: "; "}[i > 0] + v.Text
				}
			}
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", n.name, value, n.from, cell(n.why))
	}
}

func list(b *strings.Builder, heading string, lines []string) {
	if len(lines) > 0 {
		fmt.Fprintf(b, "\n## %s\n\n* %s\n", heading, strings.Join(lines, "\n* "))
	}
}

func tests(b *strings.Builder, all []detect.Test) {
	b.WriteString("\n## Its tests\n\n| | |\n| --- | --- |\n")
	for _, kind := range []string{"fires", "near", "silent"} {
		for _, test := range all {
			if test.Kind == kind {
				fmt.Fprintf(b, "| %s | %s |\n", map[string]string{"fires": "fires", "near": "nearly fires", "silent": "stays silent"}[kind], cell(test.Name))
			}
		}
	}
}

// everyKind is data that has every kind of record and none of their fields.
func everyKind() detect.Presence {
	p := detect.Presence{}
	for _, name := range model.Default().Names() {
		p[name] = 1
	}
	return p
}

// source is where what is cited may be read, and how far its words were compared.
type source struct {
	Cite string `yaml:"cite"` // how the citations of it begin
	Link string `yaml:"link"`
	Note string `yaml:"note"`
}

func (s source) of(cite string) bool { return strings.HasPrefix(cite, s.Cite) }

func (s source) String() string {
	switch {
	case s.Link == "":
		return s.Note
	case s.Note == "":
		return "<" + s.Link + ">"
	}
	return "<" + s.Link + ">. " + s.Note
}

// sources reads sources.yaml; every typology's citations are in it, and it has no more.
func sources(t *testing.T, all []*detect.Typology) []source {
	t.Helper()
	var file struct {
		Sources []source `yaml:"sources"`
	}
	parse(t, "sources.yaml", &file)
	used := map[string]bool{}
	for _, typology := range all {
		for _, s := range typology.File.Sources {
			i := slices.IndexFunc(file.Sources, func(known source) bool { return known.of(s.Cite) })
			if i < 0 {
				t.Errorf("%s cites %q, which sources.yaml does not have", typology.File.ID.Text, s.Cite)
				continue
			}
			used[file.Sources[i].Cite] = true
		}
	}
	for _, s := range file.Sources {
		if !used[s.Cite] {
			t.Errorf("sources.yaml has %q, which nobody cites", s.Cite)
		}
	}
	return file.Sources
}

func parse(t *testing.T, name string, into any) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.Unmarshal(text, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// readme is a typology's reasoning.
type readme struct {
	sections map[string]string
	numbers  []number
}

// number is a parameter, or a length of time or an amount that stands in the condition, and who set it.
type number struct{ name, from, why string }

const numbers = "Numbers"

// sections are what a README tells, in this order.
var sections = []string{"The source", "The condition", "Left out", "Ordinary life", numbers}

var numberForm = regexp.MustCompile(`^- (.+) \((law|source|ours)\): (.+)$`)

// reasoning reads a typology's README and sees that it is whole and speaks of the file as it is.
func reasoning(t *testing.T, typology *detect.Typology) readme {
	t.Helper()
	id := typology.File.ID.Text
	text, err := os.ReadFile(filepath.Join(id, "README.md"))
	if err != nil {
		t.Errorf("%s has no README: its reasoning, from the source to the condition", id)
		return readme{}
	}
	r := readme{sections: map[string]string{}}
	head, rest, _ := strings.Cut(string(text), "\n\n## ")
	if head != "# "+id {
		t.Errorf("%s/README.md begins with %q", id, head)
	}
	var order []string
	for part := range strings.SplitSeq("\n\n## "+rest, "\n\n## ") {
		if heading, body, ok := strings.Cut(part, "\n\n"); ok {
			order = append(order, heading)
			r.sections[heading] = strings.TrimSpace(body)
		}
	}
	if !slices.Equal(order, sections) {
		t.Errorf("%s/README.md has the sections %q; they are %q", id, order, sections)
	}
	for line := range strings.SplitSeq(r.sections[numbers], "\n") {
		m := numberForm.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("%s/README.md: %q is no number: - name (law|source|ours): why", id, line)
			continue
		}
		if !strings.Contains(said(typology.File.Text), m[1]) {
			t.Errorf("%s/README.md tells of %s, which the file does not have", id, m[1])
		}
		r.numbers = append(r.numbers, number{m[1], m[2], m[3]})
	}
	for _, p := range typology.File.Params {
		if !slices.ContainsFunc(r.numbers, func(n number) bool { return n.name == p.Key.Text }) {
			t.Errorf("%s/README.md does not say where %s comes from", id, p.Key.Text)
		}
	}
	return r
}
