package match

import (
	"cmp"
	"context"
	"time"

	"spoor/model"
	"spoor/screen"
)

// Lists is what this API needs to know of the lists that stand. Errors are faults.
type Lists interface {
	Catalog(context.Context) (Catalog, error)
	// Match gives the possible matches of a query whose names agree at least so far, and those that share an identifier.
	Match(context.Context, Query) ([]Hit, error)
	// Entries gives published entries by the ids they are asked for, their own or ones merged into them; unknown ids are left
	// out.
	Entries(ctx context.Context, ids ...string) (map[string]Entry, error)
	// Inbound gives the links of other entries to this one, in the order of their ids.
	Inbound(ctx context.Context, id string) ([]Link, error)
	Search(context.Context, Search) (Found, error)
	// Refresh asks for the lists to be read again; it does not wait.
	Refresh(context.Context) error
}

// Catalog is the datasets in order of their names, the collection of all first.
type Catalog struct{ Datasets []Dataset }

// Dataset is a list, a collection of lists, or a source that the lines of a list name.
type Dataset struct {
	Name, Title string
	Loaded      time.Time // of a collection, its newest list
	Version     string    // edition that was loaded last, 20240527194702-wnk
	Indexed     string    // edition that is searched; empty when none is
	Load        bool      // it can be searched by itself; false for a source that only lines name
	Collection  bool      // of lists; it holds no entries of its own
	Entries     int       // published entries; 0 where they are not counted
	Children    []string  // names
	Tags        []string
	Unclear     string // why it cannot say "clear": "broke off while loading"; empty when it can
}

// Add takes a list into a collection: its date is the newest list's, and it is current when each of its lists is.
func (d *Dataset) Add(l Dataset) {
	current := (len(d.Children) == 0 || d.Indexed == d.Version) && l.Indexed == l.Version
	d.Children, d.Entries, d.Unclear = append(d.Children, l.Name), d.Entries+l.Entries, cmp.Or(d.Unclear, l.Unclear)
	if l.Loaded.After(d.Loaded) {
		d.Loaded, d.Version = l.Loaded, l.Version
	}
	switch {
	case current:
		d.Indexed = d.Version
	case len(d.Children) == 1 || l.Indexed < d.Indexed:
		d.Indexed = l.Indexed
	}
}

// Query is one party to be looked up.
type Query struct {
	Entity *model.Entity
	Least  float64 // name agreement from which a listing is a hit, 0.5 to 1
	Filter Filter
}

// Filter says which entries count. The zero Filter lets all through.
type Filter struct {
	Datasets       []string // the entry is in one of them; nil: in any
	Schema         string   // the entry is of this schema or of one that extends it
	ExcludeSchemas []string // exactly these
	ExcludeIDs     []string // canonical or merged
	ChangedSince   string   // the entry changed after this date or time
	Where          []Clause // each holds
}

// Empty says whether the filter lets all entries through.
func (f Filter) Empty() bool {
	return f.Datasets == nil && f.Schema == "" && f.ExcludeSchemas == nil && f.ExcludeIDs == nil && f.ChangedSince == "" && f.Where == nil
}

// Clause holds when an entry has one of the values. Field is topics, countries, datasets, schema, genders, target, or
// properties.NAME.
type Clause struct {
	Field  string
	Values []string
}

// Hit is a possible match by its entry's id.
type Hit struct {
	ID string
	screen.Hit
}

// Entry is a published entry, from every list that has it.
type Entry struct {
	Entity                          *model.Entity
	Caption                         string
	Datasets                        []string
	Referents                       []string // ids that were merged into it
	Target                          bool     // listed for itself, not as a link or a companion
	FirstSeen, LastSeen, LastChange time.Time
}

// Link says that an entry points to another by a property.
type Link struct {
	From     string
	Property *model.Property
}

// Search is a look-up by words.
type Search struct {
	Text          string
	Fuzzy         bool // words may be misspelt
	Prefix        bool // the last word may be unfinished
	Filter        Filter
	Facets        []string // datasets, schema, countries, topics, genders
	Sort          []string // field or field:desc; then by how well the words agree
	Offset, Limit int
}

// Found is one page of what a search found.
type Found struct {
	IDs    []string
	Total  int
	Facets map[string][]Count // by value, the most frequent first
}

// Count is how many of the entries found have a value.
type Count struct {
	Value string
	Count int
}
