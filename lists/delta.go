package lists

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"spoor/fault"
	"spoor/model"
	"spoor/read/text"
)

// mostOps is how many operations are held: with more, a full load is no more work.
const mostOps = 2_000_000

// ParseIndex reads the index of delta files: {"versions": {VERSION: address}}.
func ParseIndex(raw []byte) (map[string]string, error) {
	var index struct {
		Versions map[string]string `json:"versions"`
	}
	if err := json.Unmarshal(raw, &index); err != nil || len(index.Versions) == 0 {
		return nil, &fault.Error{Doing: "reading the index of deltas", Kind: fault.Input, What: "it names no versions", Err: err}
	}
	return index.Versions, nil
}

// After gives the addresses of the deltas that lead from one version to another, the first first. Not ok: the index does not
// know both, so no delta is known to begin at the first or to end at the last. Versions sort by their time.
func After(index map[string]string, from, to string) (deltas []string, ok bool) {
	if index[from] == "" || index[to] == "" || from >= to {
		return nil, false
	}
	for _, version := range slices.Sorted(maps.Keys(index)) {
		if version > from && version <= to {
			deltas = append(deltas, index[version])
		}
	}
	return deltas, true
}

// Delta is what one or more delta files do, by the entity's id.
type Delta map[string]change

// change is what became of an entity: whether it stood before the first operation on it, and its line after the last; nil when it
// was deleted.
type change struct {
	stood bool
	line  json.RawMessage
}

// errUnfit says that a delta is not one of the list that stands: the list is loaded whole instead.
var errUnfit = errors.New("the delta does not fit the list that stands")

// Add reads the operations of a delta file, which follow those read before: lines {"op": "ADD|MOD|DEL", "entity": {...}}.
func (d Delta) Add(in io.Reader) error {
	lines := text.NewLines(in)
	for {
		line, err := lines.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if line.Bad != nil {
			return line.Bad
		}
		if len(line.Text) == 0 {
			continue
		}
		var op struct {
			Op     string          `json:"op"`
			Entity json.RawMessage `json:"entity"`
		}
		var entity struct {
			ID string `json:"id"`
		}
		err = json.Unmarshal(line.Text, &op)
		if err == nil {
			err = json.Unmarshal(op.Entity, &entity)
		}
		if err == nil {
			err = d.take(op.Op, entity.ID, op.Entity)
		}
		if err != nil {
			return &fault.Error{Doing: "reading the delta", Kind: fault.Input, Place: fault.Place{Line: line.Number, Offset: line.Offset, Text: fault.Cut(string(line.Text), 200)},
				What: "the line is no operation", Err: err}
		}
	}
}

func (d Delta) take(op, id string, entity json.RawMessage) error {
	before, known := d[id]
	stands := known && before.line != nil
	c := change{stood: op != "ADD", line: slices.Clone(entity)}
	if known {
		c.stood = before.stood
	}
	switch {
	case id == "":
		return errors.New("the entity has no id")
	case op != "ADD" && op != "MOD" && op != "DEL":
		return fmt.Errorf("%q is none of ADD, MOD, DEL", op)
	case known && stands == (op == "ADD"):
		return fmt.Errorf("%s of %s does not follow from what was done to it before", op, id)
	case op == "DEL":
		c.line = nil
	}
	if d[id] = c; len(d) > mostOps {
		return fmt.Errorf("the delta has more than %d operations", mostOps)
	}
	return nil
}

// Apply writes the list that comes of the one that stands, as JSON lines: what the delta does not touch as it stood, then what it
// changed and added, by id. It fails when the delta is not one of this list.
func (d Delta) Apply(stands iter.Seq2[*model.Entity, error], out io.Writer) error {
	w := bufio.NewWriter(out)
	seen := make(map[string]bool, len(d))
	for e, err := range stands {
		if err != nil {
			return err
		}
		if _, touched := d[e.ID]; touched {
			seen[e.ID] = true
			continue
		}
		line, err := json.Marshal(e)
		if err != nil {
			return err
		}
		_, _ = w.Write(append(line, '\n')) // kept by Flush
	}
	for _, id := range slices.Sorted(maps.Keys(d)) {
		c := d[id]
		if c.stood != seen[id] {
			return fmt.Errorf("%w: %s", errUnfit, id)
		}
		if c.line != nil {
			_, _ = w.Write(append(slices.Clone(c.line), '\n')) // kept by Flush
		}
	}
	return w.Flush()
}
