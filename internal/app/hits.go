package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"spoor/exceptions"
	"spoor/fault"
	"spoor/model"
	"spoor/screen"
	"spoor/web"
)

// firsts is when the first record was that names a party or another thing.
type firsts map[string]model.Interval

func (f firsts) add(v *model.View) {
	for id := range v.References {
		if at, ok := f[id]; !ok || v.At.Start < at.Start {
			f[id] = v.At
		}
	}
}

// listHits makes ListHit records of the hits, at each party's first record: never at the wall clock. A party in no record
// is listed at the start of time.
func (c *Checked) listHits(seen firsts) (records []*model.View, err error) {
	schema := model.Default().Get("ListHit")
	if c.Listings > 0 {
		c.Data.Derived = append(c.Data.Derived, schema)
	}
	for _, h := range c.Hits {
		if h.Exception != nil && h.Exception.State == string(exceptions.Standing) {
			continue // people found it false: it is shown, and opens nothing
		}
		e := model.NewEntity(model.ID("list-hit", h.Party.ID, h.Listing.List, h.Listing.ID), schema, h.Party.Origin)
		for _, pair := range [][2]string{
			{"at", seen[h.Party.ID].Time().Format("2006-01-02T15:04:05.999999Z")}, {"party", h.Party.ID}, {"listing", h.Listing.ID},
			{"listingName", h.Listing.Caption}, {"list", h.Listing.List}, {"status", string(h.Identity)},
			{"nameScore", fmt.Sprintf("%.3f", h.NameScore)}, {"identityScore", fmt.Sprintf("%.3f", h.IdentityScore)}, {"agrees", agreeing(h)},
		} {
			e.Add(pair[0], pair[1], "")
		}
		v, err := model.NewView(e)
		if err != nil {
			return nil, errors.Join(&fault.Error{Doing: "recording a possible match", Kind: fault.Internal}, err)
		}
		records = append(records, v)
	}
	return records, nil
}

// agreeing says in words by what a party agrees with a listing: by name (0.94) and birth date. That a name is another is said where only
// identifiers agree; the gender, which half of all people have, never is.
func agreeing(h Hit) string {
	var all []string
	other := ""
	for _, r := range h.Reasons {
		field := web.Spaced(r.Field)
		p := h.Party.Schema.Property(r.Field)
		named := r.Field == "name" || p != nil && p.Type == "name"
		switch {
		case r.Agreement == screen.Differs && named:
			other = ", not by name"
		case r.Agreement != screen.Same && r.Agreement != screen.Close, r.Field == "gender":
			continue
		case named:
			field = fmt.Sprintf("name (%.2f)", h.NameScore)
			fallthrough
		default:
			if !slices.Contains(all, field) {
				all = append(all, field)
			}
		}
	}
	if n := len(all); n > 1 {
		all = append(all[:n-2], all[n-2]+" and "+all[n-1])
	}
	return strings.Join(all, ", ") + other
}
