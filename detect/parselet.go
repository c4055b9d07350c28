package detect

import "fmt"

// aggregate is a parsed let of the form `distinct site over params.days by buyer, product.cas where accepted`.
type aggregate struct {
	verb   string // count, sum ...
	pos    int
	rank   *node  // of percentile: its number
	field  *node  // what is aggregated; nil for count
	into   string // the currency that it is converted to; empty: each keeps its own
	over   *node
	before *node // the window ends that long before the record; nil: with it
	today  bool  // the window ends with the day before
	among  token // "all" or "peers"; empty: the subject's own records
	by     []*node
	where  *node
	then   []step // the further kinds of a sequence
	within *node
}

// step is one of the further records of a sequence: `then Crossing where direction == "out"`.
type step struct {
	kind  token
	where *node
}

// aggregateVerbs take a field and give a value of a window.
func aggregateVerbs() []string {
	return []string{"count", "distinct", "sum", "avg", "min", "max", "first", "last", "median", "percentile", "deviation", "rank", "set"}
}

func isVerb(word string) bool {
	for _, verb := range aggregateVerbs() {
		if verb == word {
			return true
		}
	}
	return false
}

// parseLet reads an aggregate, or a plain expression when it does not begin with an aggregate's verb.
func parseLet(src string) (*aggregate, *node, error) {
	p := &parser{tokens: lex(src)}
	t := p.peek()
	following := p.tokens[min(p.at+1, len(p.tokens)-1)]
	begins := following.kind == nameToken || following.kind == endToken || following.kind == numberToken
	if t.kind != nameToken || !isVerb(t.text) || !begins {
		n, err := parseExpression(src)
		return nil, n, err
	}
	p.next()
	a := &aggregate{verb: t.text, pos: t.pos}
	if err := p.rank(a); err != nil {
		return nil, nil, err
	}
	if next := p.peek(); next.kind == nameToken && !clauseWords[next.text] {
		n, err := p.name(p.next())
		if err != nil {
			return nil, nil, err
		}
		a.field, a.into = n, p.exchange()
	}
	return a, nil, p.clauses(a)
}

// rank takes the number of `percentile 95 of amount`.
func (p *parser) rank(a *aggregate) error {
	if a.verb != "percentile" {
		return nil
	}
	var err error
	if a.rank, err = p.expression(6); err != nil {
		return err
	}
	if t := p.next(); t.kind != nameToken || t.text != "of" {
		return &syntaxError{t.pos, "a percentile is of a field", "write percentile 95 of amount"}
	}
	return nil
}

func (p *parser) clauses(a *aggregate) error {
	for {
		t := p.next()
		if t.kind == endToken {
			return nil
		}
		where := &a.where
		if len(a.then) > 0 {
			where = &a.then[len(a.then)-1].where
		}
		var err error
		switch {
		case t.text == "over" && a.over == nil:
			a.over, err = p.expression(4)
		case t.text == "before" && a.before == nil && !a.today:
			if next := p.peek(); next.kind == nameToken && next.text == "today" {
				p.next()
				a.today = true
			} else {
				a.before, err = p.expression(4)
			}
		case t.text == "among" && a.among.text == "":
			if a.among = p.next(); a.among.text != "all" && a.among.text != "peers" {
				err = &syntaxError{a.among.pos, fmt.Sprintf("among %q is not known", a.among.text), "write among peers, or among all"}
			}
		case t.text == "where" && *where == nil:
			*where, err = p.expression(0)
		case t.text == "by" && a.by == nil:
			a.by, err = p.keys()
		case t.text == "then" && len(a.then) < 2:
			a.then = append(a.then, step{kind: p.next()})
		case t.text == "within" && a.within == nil:
			a.within, err = p.expression(4)
		default:
			err = &syntaxError{t.pos, fmt.Sprintf("%q is not expected here", t.text),
				"an aggregate reads: VERB FIELD over DURATION by FIELD, FIELD where CONDITION"}
		}
		if err != nil {
			return err
		}
	}
}

func (p *parser) keys() ([]*node, error) {
	var keys []*node
	for {
		n, err := p.expression(6)
		if err != nil {
			return nil, err
		}
		keys = append(keys, n)
		if t := p.peek(); t.kind != symbolToken || t.text != "," {
			return keys, nil
		}
		p.next()
	}
}
