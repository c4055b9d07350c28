package detect

import (
	"fmt"
	"strings"
)

// String writes an expression back as a person would.
func (n *node) String() string {
	if n.name != "" {
		return n.name
	}
	switch n.op {
	case "path":
		return n.text
	case "literal":
		switch n.unit {
		case `"`:
			if strings.Contains(n.text, `"`) {
				return "'" + n.text + "'"
			}
			return `"` + n.text + `"`
		case "bool", "":
			return n.text
		case "%", "d", "h", "w", "mo", "y":
			return n.text + n.unit
		}
		return n.text + " " + n.unit
	case "call", "list":
		args := make([]string, len(n.args))
		for i, arg := range n.args {
			args[i] = arg.String()
		}
		if n.op == "list" {
			return "[" + strings.Join(args, ", ") + "]"
		}
		return n.text + "(" + strings.Join(args, ", ") + ")"
	case "exchange":
		return n.args[0].wrapped(6) + " in " + n.text
	case "not":
		return "not " + n.args[0].wrapped(2)
	}
	_, strength := operator(token{kind: symbolToken, text: n.op})
	return n.args[0].wrapped(strength-1) + " " + n.op + " " + n.args[1].wrapped(strength)
}

// wrapped puts brackets where the part binds less than what surrounds it.
func (n *node) wrapped(floor int) string {
	_, strength := operator(token{kind: symbolToken, text: n.op})
	if n.name != "" {
		return n.name
	}
	if n.op == "not" {
		strength = 3
	}
	if strength > 0 && strength <= floor {
		return "(" + n.String() + ")"
	}
	return n.String()
}

// written is an expression with the names of params and lets written out, so that two which mean the same read the same.
func (c *compiler) written(n *node) string {
	if n.op == "path" {
		if i, ok := c.letAt[n.text]; ok {
			return "(" + c.t.lets[i].text + ")"
		}
		if p, ok := c.params[n.path[len(n.path)-1]]; ok && n.path[0] == "params" {
			return fmt.Sprintf("%+v", p)
		}
		return n.text
	}
	if len(n.args) == 0 {
		bare := *n
		bare.name = ""
		return bare.String()
	}
	var args []string
	for _, arg := range n.args {
		args = append(args, c.written(arg))
	}
	return n.op + n.text + "(" + strings.Join(args, ", ") + ")"
}
