package detect

import (
	"fmt"

	"spoor/model"
)

// longestCalculation is how many parts a calculation has at most once the calculations that it names are written out.
const longestCalculation = 1000

// inlined writes out the calculations that an expression names, so that it rests on fields and aggregates alone.
func (c *compiler) inlined(n *node) (*node, error) {
	parts := 0
	var write func(n *node, pos int) (*node, error)
	write = func(n *node, pos int) (*node, error) {
		if parts++; parts > longestCalculation {
			return nil, &syntaxError{pos, "the calculations that this names are too long together", "name fewer of them"}
		}
		if c.isCalculation(n) {
			return write(moved(c.t.lets[c.letAt[n.text]].node, pos), pos)
		}
		m := *n
		m.args = make([]*node, len(n.args))
		for i, arg := range n.args {
			at := arg.pos
			if pos != n.pos {
				at = pos
			}
			var err error
			if m.args[i], err = write(arg, at); err != nil {
				return nil, err
			}
		}
		return &m, nil
	}
	return write(n, n.pos)
}

// isCalculation says whether an expression names a let without a verb.
func (c *compiler) isCalculation(n *node) bool {
	i, isLet := c.letAt[n.text]
	return isLet && n.op == "path" && c.t.lets[i].verb == ""
}

// calculated compiles an aggregate of a calculation, worked out at each record of the aggregate's kind for its subject.
func (c *compiler) calculated(l *let, s *scope, i int, field *node) (need, *node, error) {
	n, err := c.inlined(field)
	if err != nil {
		return need{}, nil, err
	}
	for _, j := range n.lets(c.letAt) {
		if earlier := c.t.lets[j]; earlier.among != "" {
			return need{}, nil, &syntaxError{field.pos, fmt.Sprintf("%s reads %s, which is of others' records", field.text, earlier.name),
				"take it of a calculation with the subject's own records"}
		}
		if err := c.looksUp(j, s.kind, field.pos); err != nil {
			return need{}, nil, err
		}
		l.ofLet, l.reads = i, c.reading(l.reads, j)
	}
	l.field, err = s.compile(n)
	return s.needs(n, c.letNeeds), n, err
}

// inMicroseconds is a length of time as a window holds it, which keeps no months: one counts as 30 days there, as in comparisons.
func inMicroseconds(e *expr) *expr {
	if e.kind.datum != model.Span {
		return e
	}
	return &expr{kind: e.kind, one: func(f *frame) model.Datum {
		d := e.one(f)
		return perhaps(d.Kind == model.Span, model.Datum{Kind: model.Span, Num: length(d)})
	}}
}
