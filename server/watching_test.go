package server_test

import (
	"strings"
	"testing"
	"time"

	"spoor/access"
)

type change struct {
	Run                        int
	Kind, Party, Listing, List string
	Before, After              *struct {
		Score, Identity float64
		Status          string
		Reasons         []struct{ Field, Agreement string }
	}
}

// changed waits until a run has told its changes.
func (h *house) changed(query string, n int) []change {
	h.t.Helper()
	var got struct{ Changes []change }
	for range 500 {
		if h.call("GET", "/api/v1/screening/changes"+query, "", 200, &got); len(got.Changes) >= n && !h.desk.State(h.t.Context()).Checking {
			return got.Changes
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Fatalf("%d changes, not %d", len(got.Changes), n)
	return nil
}

// From a first list to a changed one, and from a match that is found false to its exception: by two people, seen in the alerts.
func TestAMatchIsWatchedAndExcepted(t *testing.T) {
	h := newHouse(t)
	var loads, made struct{ ID string }
	const customers = `{"id":"v","schema":"Person","properties":{"name":["Vladimir Sokolow"],"birthDate":["1970-01-02"]}}` + "\n" +
		`{"id":"p","schema":"Payment","properties":{"at":["2024-05-01"],"payer":["v"],"amount":["9"],"currency":["EUR"]}}` + "\n"
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", strings.Replace(listed, `,"birthDate":["1970-01-02"]`, "", 1), 201, &loads)
	h.call("POST", "/api/v1/loads?name=customers.ftm.json", customers, 201, &loads)
	first := h.changed("", 1)
	if c := first[0]; c.Kind != "new" || c.Party != "v" || c.Before != nil || c.After == nil || c.After.Status != "name only" {
		t.Fatalf("%+v", first)
	}
	list := first[0].List
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", listed, 201, &loads)
	if c := h.changed("?kind=stronger", 1)[0]; c.Before.Status != "name only" || c.After.Status != "supported" || len(c.After.Reasons) < 2 {
		t.Fatalf("%+v", c)
	}
	if w := h.send(access.Analyst, "GET", "/api/v1/screening/changes?kind=none", "", nil); w.Code != 422 {
		t.Error(w.Code)
	}
	if w := h.send(access.Auditor, "GET", "/api/v1/screening/changes", "", nil); w.Code != 403 {
		t.Error(w.Code)
	}

	post := func(who access.Role, path, body string) int {
		return h.send(who, "POST", "/api/v1/screening/exceptions"+path, "application/json", strings.NewReader(body)).Code
	}
	proposal := `{"customer":"v","list":"` + list + `","listing":"Q1","reason":"the passports were compared"}`
	if got := post(access.Analyst, "", strings.Replace(proposal, "the passports were compared", "no", 1)); got != 422 {
		t.Error("one word:", got)
	}
	if got := post(access.Analyst, "", strings.Replace(proposal, "Q1", "Q2", 1)); got != 404 {
		t.Error("no such listing:", got)
	}
	h.call("POST", "/api/v1/screening/exceptions", proposal, 201, &made)
	if got := post(access.Analyst, "/"+made.ID+"/acts", `{"verb":"approve"}`); got != 403 {
		t.Error("approved by who proposed it:", got)
	}
	if got := post(access.Administrator, "/"+made.ID+"/acts", `{"verb":"approve"}`); got != 201 {
		t.Fatal(got)
	}
	var rows struct {
		Exceptions []struct {
			State, By, ApprovedBy string
			Changed               []string
		}
	}
	h.call("GET", "/api/v1/screening/exceptions", "", 200, &rows)
	if e := rows.Exceptions; len(e) != 1 || e[0].State != "standing" || e[0].By != "analyst" || e[0].ApprovedBy != "administrator" {
		t.Fatalf("%+v", e)
	}
	var alerts struct{ Total int }
	for range 500 {
		if h.call("GET", "/api/v1/alerts", "", 200, &alerts); alerts.Total == 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	run, err := h.desk.LastRun(t.Context())
	if err != nil || alerts.Total != 0 || len(run.Hits) != 1 || !run.Hits[0].Excepted() {
		t.Fatalf("%d alerts, %+v %v", alerts.Total, run.Hits, err)
	}

	// The listing gets an alias: the exception reopens, and so does the alert.
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", strings.Replace(listed, `"Vladimir Sokolov"]`, `"Vladimir Sokolov"],"alias":["Wolodja"]`, 1), 201, &loads)
	h.settle()
	h.call("GET", "/api/v1/screening/exceptions", "", 200, &rows)
	if e := rows.Exceptions[0]; e.State != "reopened" || len(e.Changed) != 1 || e.Changed[0] != "the listing's name: alias Wolodja added" {
		t.Errorf("%+v", e)
	}
	if _, _, err := h.desk.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}
