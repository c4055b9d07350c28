package cli

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"spoor/fault"
	"spoor/internal/app"
	"spoor/read/text"
	"spoor/screen"
)

// readWhole reads a text that is to be scanned, "-" from standard input, in whatever encoding.
func readWhole(env Env, name string) (string, error) {
	in := env.Stdin
	if name != "-" {
		file, err := os.Open(name)
		if err != nil {
			return "", app.Unopened("opening the text", name, err)
		}
		defer file.Close()
		in = file
	}
	decoded, err := text.Decode(in, "")
	if err != nil {
		return "", fault.In(name, err)
	}
	body, err := io.ReadAll(io.LimitReader(decoded, screen.MostText+1)) // what is longer is refused, and said so
	if err != nil {
		return "", app.Unopened("reading the text", name, err)
	}
	return string(body), nil
}

// mentions answers with what a text mentions.
func (opt *screenOptions) mentions(env Env, body string, index *screen.Index, a answers, search screen.Options) error {
	found, err := index.Scan(body, search)
	if err != nil {
		return fault.In(opt.text, err)
	}
	a.ofText = true
	a.begin(env.Stdout, false)
	lines := placesIn(body)
	for _, m := range found {
		line, column := lines(m.Start)
		if err := a.mention(mentioned{m.Start, m.End, line, column, m.Words}, m.Hit); err != nil {
			return err
		}
	}
	if err := a.nothing("anybody in the text", len(found), index.Len()); err != nil {
		return err
	}
	return a.end()
}

// placesIn gives line and column, in characters from 1, of bytes of a text that are asked in their order.
func placesIn(body string) func(at int) (line, column int) {
	line, start, from := 1, 0, 0
	return func(at int) (int, int) {
		line += strings.Count(body[from:at], "\n")
		if n := strings.LastIndexByte(body[from:at], '\n'); n >= 0 {
			start = from + n + 1
		}
		from = at
		return line, utf8.RuneCountInString(body[start:at]) + 1
	}
}

// mentioned is where a text mentions somebody.
type mentioned struct {
	Start  int    `json:"start"` // bytes of the text as UTF-8
	End    int    `json:"end"`
	Line   int    `json:"line"`
	Column int    `json:"column"` // in characters
	Words  string `json:"words"`
}

type jsonMention struct {
	Type string `json:"type"`
	mentioned
	jsonAnswer
}

func (a *answers) mention(m mentioned, h screen.Hit) error {
	switch a.format {
	case "json":
		return a.json.Encode(jsonMention{"mention", m, a.answer(h)})
	case "csv":
		return a.row(append([]string{strconv.Itoa(m.Start), strconv.Itoa(m.Line), strconv.Itoa(m.Column), m.Words}, a.cells(h)...))
	case "html":
		return a.page.hit(jsonQuery{fmt.Sprintf("line %d, column %d", m.Line, m.Column), m.Words}, h, a.age(h.Listing.List), alertText(a.alert(h)))
	}
	return a.text(fmt.Sprintf("POSSIBLE MENTION  %s  (line %d, column %d)", strings.Join(strings.Fields(m.Words), " "), m.Line, m.Column), h)
}
