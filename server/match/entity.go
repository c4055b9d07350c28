package match

import (
	"slices"
	"strings"
	"time"

	"spoor/fault"
	"spoor/model"
	"spoor/ref"
)

// entity is a published entry as the contract shows it. Values of properties are texts, or entities where they are nested.
type entity struct {
	ID         string           `json:"id"`
	Caption    string           `json:"caption"`
	Schema     string           `json:"schema"`
	Properties map[string][]any `json:"properties"`
	Datasets   []string         `json:"datasets"`
	Referents  []string         `json:"referents"`
	Target     bool             `json:"target"`
	FirstSeen  *string          `json:"first_seen"`
	LastSeen   *string          `json:"last_seen"`
	LastChange *string          `json:"last_change"`
}

// scored is an entry as a result of matching.
type scored struct {
	entity
	Score        float64                `json:"score"`
	Explanations map[string]explanation `json:"explanations"`
	Match        bool                   `json:"match"`
}

// total is how many there are; the relation is always "eq": Spoor counts them all.
type total struct {
	Value    int    `json:"value"`
	Relation string `json:"relation"`
}

func exactly(n int) total { return total{n, "eq"} }

func entityOf(e Entry) entity {
	return entity{ID: e.Entity.ID, Caption: e.Caption, Schema: e.Entity.Schema.Name, Properties: propertiesOf(e.Entity),
		Datasets: notNil(e.Datasets), Referents: notNil(e.Referents), Target: e.Target,
		FirstSeen: seconds(e.FirstSeen), LastSeen: seconds(e.LastSeen), LastChange: seconds(e.LastChange)}
}

// propertiesOf lists the values of each property. Countries stand as codes, as the contract has them.
func propertiesOf(e *model.Entity) map[string][]any {
	all := map[string][]any{}
	for i := range e.Values {
		v := &e.Values[i]
		text := v.Text
		if v.Prop.Type == "country" {
			if code, ok := ref.Country(text); ok {
				text = code
			}
		}
		if list := all[v.Prop.Name]; !slices.Contains(list, any(text)) {
			all[v.Prop.Name] = append(list, text)
		}
	}
	return all
}

// seconds is a time as ISO 8601 in UTC without a zone, as clients of the contract parse it; nil for one that is not known.
func seconds(t time.Time) *string {
	if t.IsZero() {
		return nil
	}
	return text(t.UTC().Format("2006-01-02T15:04:05"))
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// mostLogged is how many letters of a party the log keeps.
const mostLogged = 8000

// asked is a party in one line, as the log keeps it.
func asked(e *model.Entity) string {
	said := []string{e.Schema.Name}
	for i := range e.Values {
		said = append(said, e.Values[i].Text)
	}
	return fault.Cut(strings.Join(said, ", "), mostLogged)
}
