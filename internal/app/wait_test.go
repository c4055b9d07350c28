package app

import (
	"path/filepath"
	"testing"
	"time"

	"spoor/model"
	"spoor/read"
	"spoor/store/sqlite"
)

// A list that another process has loaded is noticed; so is the passing of a day, because alerts expire.
func TestTheDeskNoticesWhatOthersLoad(t *testing.T) {
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	now := at
	dir := filepath.Join(t.TempDir(), "store")
	ours, err := sqlite.Open(dir, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	defer ours.Close()
	desk := &Desk{Store: ours, now: func() time.Time { return now }, again: make(chan struct{}, 1)}
	look, woke := make(chan time.Time), make(chan bool, 1)
	go func() { woke <- desk.wait(t.Context(), look, 0, at) }()
	look <- now // nothing has changed: a second look is only taken when the first is over
	look <- now
	load, err := ours.Begin(t.Context(), &model.Source{Name: "x", Hash: "1"}, read.List)
	if err == nil {
		err = load.Commit(read.Report{Role: read.List})
	}
	if err != nil {
		t.Fatal(err)
	}
	select {
	case <-woke:
		t.Fatal("it woke before anything was loaded")
	default:
	}
	look <- now
	if !<-woke {
		t.Error("a load was not noticed")
	}
	now = at.Add(24 * time.Hour)
	go func() { woke <- desk.wait(t.Context(), look, 1, at) }()
	look <- now
	if !<-woke {
		t.Error("a day that passed was not noticed")
	}
}
