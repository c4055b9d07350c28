package lists

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"spoor/fault"
)

// Catalog is a catalogue of datasets, or the manifest of one, in the form that OpenSanctions publishes (index.json).
type Catalog struct{ Datasets []Dataset }

// Dataset is one published collection of FollowTheMoney entities.
type Dataset struct {
	Name      string   `json:"name"`
	Title     string   `json:"title"`
	Version   string   `json:"version"`      // grows with every edition: "20240527194702-wnk"
	Children  []string `json:"children"`     // the datasets of which it is made
	Entities  string   `json:"entities_url"` // JSON lines; may stand in Resources instead
	Delta     string   `json:"delta_url"`    // of the index of delta files; empty where there is none
	Updated   string   `json:"updated_at"`
	Resources []struct {
		Name string `json:"name"`
		URL  string `json:"url"`
	} `json:"resources"`
}

// isCatalog says whether a file begins as a catalogue or manifest does, and no entity.
func isCatalog(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	if len(head) == 0 || head[0] != '{' || bytes.Contains(head, []byte(`"schema"`)) && bytes.Contains(head, []byte(`"properties"`)) {
		return false
	}
	return bytes.Contains(head, []byte(`"datasets"`)) || bytes.Contains(head, []byte(`"entities_url"`)) || bytes.Contains(head, []byte(`"resources"`))
}

// ParseCatalog reads a catalogue, or a manifest as a catalogue of one.
func ParseCatalog(text []byte) (Catalog, error) {
	var c struct {
		Datasets []json.RawMessage `json:"datasets"`
	}
	bad := func(err error) (Catalog, error) {
		return Catalog{}, &fault.Error{Doing: "reading the catalogue", Kind: fault.Input, What: "it is no catalogue of datasets", Err: err,
			Hint: "a catalogue is {\"datasets\": [{\"name\", \"version\", \"entities_url\"}]}"}
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return bad(err)
	}
	// a manifest of one may name the datasets of which it is made
	names := func(raw json.RawMessage) bool { return raw[0] == '"' }
	if !slices.ContainsFunc(c.Datasets, func(raw json.RawMessage) bool { return !names(raw) }) {
		c.Datasets = []json.RawMessage{text}
	}
	var all Catalog
	for _, raw := range c.Datasets {
		var d Dataset
		if err := json.Unmarshal(raw, &d); err != nil {
			return bad(err)
		}
		if d.Name == "" {
			return bad(fmt.Errorf("a dataset has no name"))
		}
		all.Datasets = append(all.Datasets, d)
	}
	return all, nil
}

// Find gives the dataset of a name; of no name, the only one.
func (c Catalog) Find(name string) (Dataset, error) {
	var known []string
	for _, d := range c.Datasets {
		if d.Name == name || name == "" && len(c.Datasets) == 1 {
			return d, nil
		}
		known = append(known, d.Name)
	}
	what, hint := fmt.Sprintf("there is no dataset %q in the catalogue", name), "it has "+strings.Join(known[:min(len(known), 12)], ", ")
	if name == "" {
		what, hint = "the catalogue has several datasets", "say which with --dataset: "+strings.Join(known[:min(len(known), 12)], ", ")
	}
	return Dataset{}, &fault.Error{Doing: "reading the catalogue", Kind: fault.Missing, What: what, Hint: hint}
}

// entities is where the entities stand; empty where only the children have them.
func (d Dataset) entities() string {
	if d.Entities != "" {
		return d.Entities
	}
	for _, r := range d.Resources {
		if r.Name == "entities.ftm.json" {
			return r.URL
		}
	}
	return ""
}

// Files lists where the entities of a dataset stand: its own file, or those of its children and their children.
func (c Catalog) Files(d Dataset) []string {
	var files []string
	seen := map[string]bool{}
	var gather func(Dataset)
	gather = func(d Dataset) {
		if seen[d.Name] {
			return
		}
		seen[d.Name] = true
		if file := d.entities(); file != "" {
			files = append(files, file)
			return
		}
		for _, child := range c.Datasets {
			if slices.Contains(d.Children, child.Name) {
				gather(child)
			}
		}
	}
	gather(d)
	return files
}

// published is when the edition was made: what the dataset says, else what its version says.
func (d Dataset) published() string {
	if d.Updated != "" {
		return d.Updated
	}
	stamp, _, _ := strings.Cut(d.Version, "-")
	if t, err := time.Parse("20060102150405", stamp); err == nil {
		return t.Format(time.RFC3339)
	}
	return ""
}
