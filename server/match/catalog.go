package match

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"

	"spoor/access"
	"spoor/evidence"
)

type catalogAnswer struct {
	Datasets   []datasetAnswer `json:"datasets"`
	Current    []string        `json:"current"`
	Outdated   []string        `json:"outdated"`
	IndexStale bool            `json:"index_stale"`
}

type datasetAnswer struct {
	Name         string   `json:"name"`
	Title        string   `json:"title"`
	Summary      *string  `json:"summary"`
	Load         bool     `json:"load"`
	EntitiesURL  *string  `json:"entities_url"`
	DeltaURL     *string  `json:"delta_url"`
	Version      string   `json:"version"`
	IndexVersion *string  `json:"index_version"`
	IndexCurrent bool     `json:"index_current"`
	UpdatedAt    *string  `json:"updated_at"`
	LastExport   *string  `json:"last_export"`
	EntityCount  int      `json:"entity_count"`
	Children     []string `json:"children"`
	Tags         []string `json:"tags"`
}

// catalog tells the datasets. A list that broke off while loading, or of which a newer edition is not searched yet, is
// outdated: it cannot say "clear".
func (s *service) catalog(w http.ResponseWriter, r *http.Request) error {
	c, err := s.Lists.Catalog(r.Context())
	if err != nil {
		return err
	}
	a := catalogAnswer{Datasets: []datasetAnswer{}, Current: []string{}, Outdated: []string{}}
	for _, d := range c.Datasets {
		current := d.Indexed != "" && d.Indexed == d.Version && d.Unclear == ""
		switch {
		case d.Load && current:
			a.Current = append(a.Current, d.Name)
		case d.Load:
			a.Outdated = append(a.Outdated, d.Name)
		}
		a.Datasets = append(a.Datasets, datasetAnswer{Name: d.Name, Title: d.Title, Load: d.Load, Version: d.Version, IndexVersion: text(d.Indexed),
			IndexCurrent: current, UpdatedAt: seconds(d.Loaded), LastExport: seconds(d.Loaded), EntityCount: d.Entries, Children: notNil(d.Children), Tags: notNil(d.Tags)})
	}
	a.IndexStale = len(a.Outdated) > 0
	body, err := json.Marshal(a)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	w.Header().Set("ETag", tag)
	if strings.Contains(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	answer(w, http.StatusOK, json.RawMessage(body))
	return nil
}

// spoken is the version of motiva's additions that is spoken: 0.7.0 put parameters in the body, 0.10.0 weights.
const spoken = "0.10.0"

func (s *service) version(w http.ResponseWriter, r *http.Request) error {
	c, err := s.Lists.Catalog(r.Context())
	if err != nil {
		return err
	}
	index := ""
	if d := c.find(Everything); d != nil {
		index = d.Indexed
	}
	answer(w, http.StatusOK, map[string]string{"motiva": spoken, "spoor": s.Version, "index": index})
	return nil
}

// update asks for the lists to be read again. The token is one of Spoor's, of somebody who may load.
func (s *service) update(w http.ResponseWriter, r *http.Request) error {
	token := r.URL.Query().Get("token")
	if token == "" {
		token = tokenOf(r)
	}
	person, err := s.Gate.Bearer(r.Context(), token)
	if err != nil || !person.May(access.Load) {
		return refuse(http.StatusForbidden, "Invalid token.")
	}
	ctx := evidence.As(r.Context(), evidence.Actor{By: person.Name, Purpose: person.Purpose})
	if err := s.Audit.Append(ctx, s.note(ctx, "refresh", "lists", "")); err != nil {
		return err
	}
	if err := s.Lists.Refresh(ctx); err != nil {
		return err
	}
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
	return nil
}
