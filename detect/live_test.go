package detect

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/model"
)

// arrival is an order in which no record comes later than the lateness after one that is newer.
func arrival(c chance, records []*model.View, lateness time.Duration) []*model.View {
	type arriving struct {
		rec *model.View
		at  int64
	}
	var all []arriving
	for _, rec := range records {
		all = append(all, arriving{rec, rec.At.Start + c.Int64N(lateness.Microseconds()+1)})
	}
	c.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	slices.SortStableFunc(all, func(a, b arriving) int { return int(min(1, max(-1, a.at-b.at))) })
	var order []*model.View
	for _, a := range all {
		order = append(order, a.rec)
	}
	return order
}

// upTo are the records of a sorted list until a moment.
func upTo(records []*model.View, moment int64) []*model.View {
	i := slices.IndexFunc(records, func(rec *model.View) bool { return rec.At.Start > moment })
	if i < 0 {
		return records
	}
	return records[:i]
}

// TestArrivalChangesNothing holds that in whatever order records arrive within the lateness, and wherever the process dies and
// is given its records again, what was found up to the watermark is what a run over the records in order finds.
func TestArrivalChangesNothing(t *testing.T) {
	const lateness = 36 * time.Hour
	env := Environment{Lateness: lateness}
	found := 0
	for seed := range uint64(60) {
		c := chance{rand.New(rand.NewPCG(seed, 17))}
		people := []string{"ann", "ben", "cid"}
		data := views(t, c.records(people))
		var all []*Typology
		for range 3 {
			rule := c.rule(people)
			rule.id = "random-" + string(rune('a'+len(all)))
			f, err := ParseFile("random.yaml", []byte(rule.file()))
			if err != nil {
				t.Fatal(err)
			}
			typology, err := Compile(f, model.Default())
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, typology)
		}
		order := arrival(c, data.Records, lateness)
		live := NewLive(all, data.Things, nil, env)
		dies := c.IntN(len(order))
		for i, rec := range order {
			if live.Add(rec) {
				t.Fatalf("seed %d: a record within the lateness was late", seed)
			}
			if i%9 == 0 || i == dies || i == len(order)-1 {
				so := Data{Records: upTo(data.Records, live.Watermark()), Things: data.Things, AsOf: live.Watermark()}
				got, err := live.Find(t.Context())
				want, wrong := Run(t.Context(), all, so, env)
				if err != nil || wrong != nil {
					t.Fatal(err, wrong)
				}
				if a, b := told(t, got.Findings), told(t, want.Findings); a != b {
					t.Fatalf("seed %d, after %d records\n%s\nin order:\n%s", seed, i+1, a, b)
				}
				found += len(got.Findings)
			}
			if i == dies { // it begins anew, with what the store has kept, in the store's order, and takes some twice
				live = NewLive(all, data.Things, nil, env)
				for _, rec := range slices.SortedFunc(slices.Values(order[:i+1]), func(a, b *model.View) int { return strings.Compare(a.ID, b.ID) }) {
					live.Add(rec)
				}
				live.Add(rec)
			}
		}
	}
	if found < 1000 {
		t.Errorf("only %d findings", found)
	}
}

// TestALateRecordIsPutWhereItBelongs: one that comes after the lateness changes the result to that of a run in order.
func TestALateRecordIsPutWhereItBelongs(t *testing.T) {
	typology := typologyOf(t, "let: {total: count over 7d}\nwhen: total >= 3\nsay: \"{total}\"\n")
	data := paid(t, "a 2024-05-01T10:00 payer=ann", "b 2024-05-02T10:00 payer=ann", "c 2024-05-03T10:00 payer=ann", "d 2024-05-20T10:00 payer=ann")
	live := NewLive([]*Typology{typology}, nil, nil, Environment{Lateness: time.Hour})
	for _, i := range []int{0, 2, 3} {
		if live.Add(data.Records[i]) {
			t.Error(i, "is late")
		}
	}
	before, err := live.Find(t.Context())
	if err != nil || len(before.Findings) != 0 {
		t.Error(told(t, before.Findings), err)
	}
	if !live.Add(data.Records[1]) {
		t.Error("b is not late")
	}
	after, err := live.Find(t.Context())
	if err != nil || len(after.Findings) != 1 || len(after.Findings[0].Records) != 3 {
		t.Error(told(t, after.Findings), err)
	}
}

// TestAClockThatIsWrong: a record of 2100 among those of today moves the watermark there, and one of 1900 comes after it. Only the
// latter is put back to where it belongs; what is found is that of a run in order.
func TestAClockThatIsWrong(t *testing.T) {
	typology := typologyOf(t, "let: {total: count over 7d}\nwhen: total >= 3\nsay: \"{total}\"\n")
	data := paid(t, "o 1900-01-01T10:00 payer=ann", "a 2024-05-01T10:00 payer=ann", "b 2024-05-02T10:00 payer=ann", "c 2024-05-03T10:00 payer=ann", "z 2100-05-01T10:00 payer=ann")
	want := run(t, data, typology)
	if len(want.Findings) != 1 || len(want.Findings[0].Records) != 3 {
		t.Fatal(told(t, want.Findings))
	}
	env := Environment{Lateness: time.Hour}
	live := NewLive([]*Typology{typology}, nil, nil, env)
	late := 0
	for _, i := range []int{1, 4, 2, 0, 3} {
		if live.Add(data.Records[i]) {
			late++
		}
	}
	got, err := live.Find(t.Context())
	if err != nil || told(t, got.Findings) != told(t, want.Findings) || late != 1 {
		t.Errorf("%d were late: %s\nwant %s (%v)", late, told(t, got.Findings), told(t, want.Findings), err)
	}
}
