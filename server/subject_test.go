package server_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"spoor/server"
)

// A program reads what a page shows: whom a subject shares a card with, and on which lines that stands.
func TestASubjectWithItsTies(t *testing.T) {
	h := newHouse(t)
	var loads any
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", listed, 201, &loads)
	h.call("POST", "/api/v1/loads?name=orders.ftm.json", deposits()+`{"id":"b1","schema":"Person","properties":{"name":["Ann Example"],"group":["of-a-source"]}}
{"id":"o1","schema":"Order","properties":{"at":["2026-03-02"],"buyer":["b1"],"card":["k1"]}}
{"id":"o2","schema":"Order","properties":{"at":["2026-03-03"],"buyer":["b2"],"card":["k1"]}}
`, 201, &loads)
	h.settle()
	var got server.KnownSubject
	h.call("GET", "/api/v1/subjects/b1", "", 200, &got)
	n := strings.Count(deposits(), "\n")
	ann, other := server.Party{ID: "b1", Name: "Ann Example"}, server.Party{ID: "b2", Name: "b2"}
	want := []server.Tie{{Kind: "card", Shared: "k1", With: []server.Party{other}, Others: 1, Rests: []server.Rest{
		{Party: ann, Text: "k1", On: "Order", At: "2026-03-02", File: "orders.ftm.json", Line: n + 2},
		{Party: other, Text: "k1", On: "Order", At: "2026-03-03", File: "orders.ftm.json", Line: n + 3}}}}
	if !reflect.DeepEqual(got.Ties, want) || len(got.Fields) != 1 || got.Records != 1 {
		t.Errorf("%+v", got)
	}
}

// The mentions of a subject, and how many there are at all.
func TestMentionsOfASubject(t *testing.T) {
	h := newHouse(t)
	var loads any
	h.call("POST", "/api/v1/loads?role=list&name=list.ftm.json", listed, 201, &loads)
	payment := func(id, payer, text string) string {
		return fmt.Sprintf(`{"id":%q,"schema":"Payment","properties":{"at":["2024-06-01"],"payer":[%q],"beneficiary":["ann"],"amount":["5"],"currency":["EUR"],"description":[%q]}}`+"\n", id, payer, text)
	}
	h.call("POST", "/api/v1/loads?name=more.ftm.json", deposits()+payment("t1", "zoe", "for Vladimir Sokolov")+payment("t2", "yan", "Vladimir Sokolov again"), 201, &loads)
	h.settle()
	var got struct {
		Total, Found int
		Mentions     []server.TextMention
	}
	h.call("GET", "/api/v1/mentions?limit=1", "", 200, &got)
	if got.Total != 2 || got.Found != 2 || len(got.Mentions) != 1 {
		t.Errorf("%+v", got)
	}
	h.call("GET", "/api/v1/mentions?subject=zoe", "", 200, &got)
	if got.Total != 1 || len(got.Mentions) != 1 || got.Mentions[0].Before != "for " || got.Mentions[0].Character != 5 || got.Mentions[0].Hit.Listing != "Q1" || got.Mentions[0].File != "more.ftm.json" {
		t.Errorf("%+v", got)
	}
}
