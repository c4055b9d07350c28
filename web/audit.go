package web

import (
	"net/http"
	"strconv"

	"spoor/evidence"
)

// logAPage is how many entries of the log one page shows.
const logAPage = 100

type evidenceView struct {
	Rows     []evidence.Entry // newest first
	Older    int64            // the index to go on before; 0 when this is the end
	Newer    bool             // this is not the newest page
	Verified *verified
}

type verified struct {
	Head      evidence.Head
	Size      int
	Destroyed int
	Fault     *told
}

func (s *site) evidence(w http.ResponseWriter, r *http.Request) error {
	return s.showEvidence(w, r, http.StatusOK, nil)
}

func (s *site) showEvidence(w http.ResponseWriter, r *http.Request, status int, v *verified) error {
	before, _ := strconv.ParseInt(r.URL.Query().Get("before"), 10, 64) // what is no number begins at the newest
	rows, err := s.Desk.Audit.LogRows(r.Context(), before, logAPage)
	if err != nil {
		return err
	}
	view := evidenceView{Rows: rows, Newer: before > 0, Verified: v}
	if len(rows) == logAPage {
		view.Older = rows[len(rows)-1].Index
	}
	s.show(w, r, status, page{Name: "evidence", Title: "Evidence", Here: "Evidence", Body: view})
	return nil
}

// verify recomputes the whole log, and notes that it was asked for.
func (s *site) verify(w http.ResponseWriter, r *http.Request) error {
	if err := s.Desk.Audit.Note(r.Context(), "verify", "evidence log"); err != nil {
		return err
	}
	head, destroyed, err := s.Desk.Audit.Verify(r.Context())
	v, status := &verified{Head: head, Size: int(head.Size), Destroyed: destroyed}, http.StatusOK
	if err != nil {
		t := tellOf(err)
		v.Fault, status = &t, s.Status(err)
	}
	return s.showEvidence(w, r, status, v)
}
