package web

import (
	"net/http"
	"slices"

	"spoor/cases"
)

// mentionView is a mention beside the listing that it may name.
type mentionView struct {
	cases.Mention
	Ref ListingRef
}

// mentionsOf are the mentions in which a record says something of a party, or that stand on one of some records.
func mentionsOf(run cases.Run, of func(cases.Mention) bool) (all []mentionView) {
	for _, m := range run.Mentions {
		if of(m) {
			all = append(all, mentionView{m, ListingRef{m.Hit.List, m.Hit.Listing}})
		}
	}
	return all
}

// onRecords says of mentions whether they stand on one of some records.
func onRecords(records []cases.Record) func(cases.Mention) bool {
	return func(m cases.Mention) bool {
		return slices.ContainsFunc(records, func(r cases.Record) bool { return r.ID == m.Record })
	}
}

type mentionsView struct {
	Run      cases.Run
	Mentions []mentionView
	Lists    []ListState
	Shown    pages
}

// mentions are the listed names that the last check found in free texts.
func (s *site) mentions(w http.ResponseWriter, r *http.Request) error {
	run, err := s.Desk.Work.LastRun(r.Context())
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "mentions"); err != nil {
		return err
	}
	lists, err := s.Desk.Screening.Lists(r.Context())
	if err != nil {
		return err
	}
	all := mentionsOf(run, func(cases.Mention) bool { return true })
	shown := pagesOf(r.URL.Query(), len(all), rowsAPage)
	s.show(w, r, http.StatusOK, page{Name: "mentions", Title: "Mentions", Here: "Queue", Body: mentionsView{run, all[shown.From:shown.To], lists, shown}})
	return nil
}
