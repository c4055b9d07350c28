package detect

import (
	"fmt"
	"strings"

	"spoor/model"
)

// keyForm is how a key with another name in each kind is written.
const keyForm = "write by [Invoice.number, Despatch.invoice]"

// keyOn is a key as one kind has it: of a list like [Invoice.number, Despatch.invoice] what it says of that kind, nil when the
// list leaves the kind out.
func keyOn(n *node, kind *model.Schema) *node {
	if n.op != "list" {
		return n
	}
	for _, arg := range n.args {
		if arg.path[0] == kind.Name {
			return &node{op: "path", pos: arg.at[1], path: arg.path[1:], at: arg.at[1:], text: strings.Join(arg.path[1:], ".")}
		}
	}
	return nil
}

// listed checks the keys that are lists: a field for each kind that it names.
func (c *compiler) listed(by []*node) error {
	for _, n := range by {
		if n.op != "list" {
			continue
		}
		if len(n.args) == 0 {
			return &syntaxError{n.pos, "a key needs a field", keyForm}
		}
		named := map[string]bool{}
		for _, arg := range n.args {
			if arg.op != "path" || len(arg.path) < 2 {
				return &syntaxError{arg.pos, "a key in brackets has a kind and its field", keyForm}
			}
			kind := c.t.schemata.Get(arg.path[0])
			switch {
			case kind == nil || c.t.watch[kind] == nil:
				return &syntaxError{arg.pos, fmt.Sprintf("about does not say whose record a %s is", arg.path[0]), "add its field to about"}
			case named[kind.Name]:
				return &syntaxError{arg.pos, fmt.Sprintf("%s is there twice", kind.Name), "a kind has one field in a key"}
			}
			named[kind.Name] = true
		}
	}
	return nil
}

// key compiles a key on a kind: a field, or a let whose value the record's subject has then. It is nil, without an error, when the
// key's list leaves the kind out.
func (c *compiler) key(n *node, kind *model.Schema) (*expr, error) {
	own := keyOn(n, kind)
	if own == nil {
		return nil, nil
	}
	if i, isLet := c.keyLet(n); isLet {
		return letExpr(i, c.letKinds[i]), nil
	}
	return c.scope(kind).fields().compile(own)
}

// keyLet is the let that a key names.
func (c *compiler) keyLet(n *node) (int, bool) {
	if n.op != "path" {
		return 0, false
	}
	i, isLet := c.letAt[n.text]
	return i, isLet
}

// parted sorts keys into fields and, after them, lets.
func (c *compiler) parted(by []*node) (keys []*node, fields int) {
	var lets []*node
	for _, n := range by {
		if _, isLet := c.keyLet(n); isLet {
			lets = append(lets, n)
		} else {
			keys = append(keys, n)
		}
	}
	return append(keys, lets...), len(keys)
}

// keyed compiles a step's keys. A key that is a let is worked out for the subject at each record.
func (c *compiler) keyed(l *let, g *legs, needs *need) error {
	for _, n := range l.by {
		if i, isLet := c.keyLet(n); isLet {
			if earlier := c.t.lets[i]; earlier.verb == "" || earlier.among != "" {
				return &syntaxError{n.pos, fmt.Sprintf("%s is no aggregate of the subject's own records", n.text), "a key is a field, or such an aggregate"}
			}
			if err := c.looksUp(i, g.kind, n.pos); err != nil {
				return err
			}
			l.reads = c.reading(l.reads, i)
			needs.of = append(needs.of, c.letNeeds[i].holds)
		}
		e, err := c.key(n, g.kind)
		if err == nil && e == nil {
			err = &syntaxError{n.pos, fmt.Sprintf("the key has no field of %s", g.kind.Name), fmt.Sprintf("add %s and its field to the brackets", g.kind.Name)}
		}
		if err != nil {
			return err
		}
		g.keys = append(g.keys, e)
	}
	return nil
}

// looksUp says whether a let can be looked up at the records of a kind.
func (c *compiler) looksUp(i int, kind *model.Schema, pos int) error {
	for _, n := range c.t.lets[i].by {
		if e, err := c.key(n, kind); err != nil || e == nil {
			return &syntaxError{pos, fmt.Sprintf("%s is looked up by %s, which %s does not have", c.t.lets[i].name, n, kind.Name),
				keyForm + ", a field for each kind"}
		}
	}
	return nil
}

// inputs compiles the keys by which an aggregate looks up the lets that it reads, on the records of each of its steps; what has no
// such keys there is not read there.
func (c *compiler) inputs(l *let) {
	for step := range l.steps {
		g := &l.steps[step]
		for _, j := range l.reads {
			var keys []*expr
			for _, n := range c.t.lets[j].by {
				if e, err := c.key(n, g.kind); err == nil && e != nil {
					keys = append(keys, e)
				}
			}
			g.inputs = append(g.inputs, keys)
		}
	}
}
