package detect

import "strings"

// String writes an expression back as a person would.
func (n *node) String() string {
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
	case "not":
		return "not " + n.args[0].wrapped(2)
	}
	_, strength := operator(token{kind: symbolToken, text: n.op})
	return n.args[0].wrapped(strength-1) + " " + n.op + " " + n.args[1].wrapped(strength)
}

// wrapped puts brackets where the part binds less than what surrounds it.
func (n *node) wrapped(floor int) string {
	_, strength := operator(token{kind: symbolToken, text: n.op})
	if n.op == "not" {
		strength = 3
	}
	if strength > 0 && strength <= floor {
		return "(" + n.String() + ")"
	}
	return n.String()
}
