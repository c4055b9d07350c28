package match

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// params reads the parameters of an address; the first one that does not fit is kept.
type params struct {
	url.Values
	err error
}

func (p *params) wrong(kind, msg, name string) {
	if p.err == nil {
		p.err = unfit(kind, msg, "query", name)
	}
}

// whole is a number from 0 to most.
func (p *params) whole(name string, otherwise, most int) int {
	text := p.Get(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil:
		p.wrong("int_parsing", "Input should be a valid integer, unable to parse string as an integer", name)
	case n > most:
		p.wrong("less_than_equal", "Input should be less than or equal to "+strconv.Itoa(most), name)
	}
	return max(0, n)
}

func (p *params) number(name string, otherwise float64) float64 {
	text := p.Get(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || n != n {
		p.wrong("float_parsing", "Input should be a valid number, unable to parse string as a number", name)
	}
	return n
}

func (p *params) yes(name string, otherwise bool) bool {
	switch strings.ToLower(p.Get(name)) {
	case "":
		return otherwise
	case "1", "true", "t", "yes", "y", "on":
		return true
	case "0", "false", "f", "no", "n", "off":
		return false
	}
	p.wrong("bool_parsing", "Input should be a valid boolean, unable to interpret input", name)
	return otherwise
}

var moment = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$`)

// since is a date, or a date and time, as text.
func (p *params) since(name string) string {
	text := p.Get(name)
	if text != "" && !moment.MatchString(text) {
		p.wrong("string_pattern_mismatch", "String should match pattern '"+moment.String()+"'", name)
	}
	return text
}

// one is a value of a closed set.
func (p *params) one(name, otherwise string, of ...string) string {
	text := p.Get(name)
	if text == "" {
		return otherwise
	}
	for _, known := range of {
		if strings.EqualFold(text, known) {
			return known
		}
	}
	p.wrong("enum", "Input should be "+strings.Join(of, " or "), name)
	return otherwise
}
