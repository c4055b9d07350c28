package detect

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spoor/model"
)

// hoped says whether a condition is tried at all on the records of ann, and how many findings there are.
func hoped(t *testing.T, when string, lines ...string) (tried bool, findings int) {
	t.Helper()
	data := paid(t, lines...)
	typology := typologyOf(t, "let: {times: count over 7d, senders: distinct beneficiary over 7d, days: distinct at.day over 7d, total: sum amount over 7d}\nwhen: "+when+"\nsay: \"{times}\"\n")
	s := newShard(newPlan([]*Typology{typology}, nil, Environment{}), data, never)
	bySubject(t.Context(), []*shard{s})
	return !s.off[0], len(s.found[0])
}

// TestWhatCannotHoldIsNotTried: a count that a subject's records never reach within a window needs no window; one that they do reach,
// on its very edge or by several values of a field, does.
func TestWhatCannotHoldIsNotTried(t *testing.T) {
	day := func(n int, more string) string {
		return fmt.Sprintf("%c 2024-05-%02dT10:00 payer=ann %s", 'a'+n, n, more)
	}
	for _, c := range []struct {
		name, when string
		lines      []string
		tried      bool
		findings   int
	}{
		{"as many", "times >= 3", []string{day(1, ""), day(2, ""), day(3, "")}, true, 1},
		{"too few", "times >= 4", []string{day(1, ""), day(2, ""), day(3, "")}, false, 0},
		{"above", "times > 2", []string{day(1, ""), day(2, ""), day(3, "")}, true, 1},
		{"not above", "times > 3", []string{day(1, ""), day(2, ""), day(3, "")}, false, 0},
		{"equal", "times == 3", []string{day(1, ""), day(2, ""), day(3, "")}, true, 1},
		{"not whole", "times > 2.5", []string{day(1, ""), day(2, ""), day(3, "")}, true, 1},
		{"above nothing", "times >= 0", []string{day(1, "")}, true, 1},
		{"below nothing", "times > -0.5", []string{day(1, "")}, true, 1},
		{"just within the window", "times >= 2", []string{day(1, ""), "b 2024-05-08T09:59 payer=ann"}, true, 1},
		{"on its open end", "times >= 2", []string{day(1, ""), day(8, "")}, false, 0},
		{"not all at once", "times >= 3", []string{day(1, ""), day(2, ""), day(12, ""), day(13, "")}, false, 0},
		{"later as many", "times >= 3", []string{day(1, ""), day(12, ""), day(13, ""), day(14, "")}, true, 1},
		{"several values", "senders >= 3", []string{day(1, "beneficiary=x beneficiary=y"), day(2, "beneficiary=z")}, true, 1},
		{"one value too few", "senders >= 4", []string{day(1, "beneficiary=x beneficiary=y"), day(2, "beneficiary=z")}, false, 0},
		{"no value", "senders >= 1", []string{day(1, "")}, false, 0},
		{"days", "days >= 3", []string{day(1, ""), day(2, "")}, false, 0},
		{"a part of a whole", "times >= 4 or total >= 0 EUR", []string{day(1, "amount=5 currency=EUR")}, true, 1},
		{"one of several", "total >= 0 EUR and times >= 4", []string{day(1, "amount=5 currency=EUR")}, false, 0},
		{"what is little", "times <= 4", []string{day(1, "")}, true, 1},
	} {
		if tried, findings := hoped(t, c.when, c.lines...); tried != c.tried || findings != c.findings {
			t.Errorf("%s: tried %v, %d findings", c.name, tried, findings)
		}
	}
}

// TestTheRestRunsAllTheSame: of several typologies only those that cannot hold are left out, with the windows that none other has.
func TestTheRestRunsAllTheSame(t *testing.T) {
	few := typologyOf(t, "let: {times: count over 7d, days: distinct at.day over 30d}\nwhen: times >= 2 and days >= 1\nsay: \"{times}\"\n")
	many := typologyOf(t, "let: {times: count over 7d, total: sum amount over 7d}\nwhen: times >= 3 and total >= 0 EUR\nsay: \"{times}\"\n")
	data := paid(t, "a 2024-05-01T10:00 payer=ann", "b 2024-05-02T10:00 payer=ann")
	s := newShard(newPlan([]*Typology{few, many}, nil, Environment{}), data, never)
	bySubject(t.Context(), []*shard{s})
	idle := map[string]bool{}
	for i, f := range s.feeds {
		idle[strings.Fields(f.text)[0]] = s.idle[i]
	}
	if s.off[0] || !s.off[1] || idle["count"] || idle["distinct"] || !idle["sum"] || len(s.found[0]) != 1 {
		t.Error(s.off, idle, s.found)
	}
}

// TestASubjectOfManyRecords: one that has more than are looked at ahead is found out as any other, from a log too.
func TestASubjectOfManyRecords(t *testing.T) {
	typology := typologyOf(t, "let: {times: count over 1h, senders: distinct beneficiary over 1h}\nwhen: times >= 3 and senders >= 3\nsay: \"{times}\"\n")
	lines := []string{"x 2024-05-01T10:10 payer=ann beneficiary=one", "y 2024-05-01T10:20 payer=ann beneficiary=two"}
	begin := time.Date(2024, 5, 1, 10, 0, 0, 0, time.UTC)
	for i := range mostAhead {
		lines = append(lines, fmt.Sprintf("n%06d %s payer=ann beneficiary=ben", i, begin.Add(time.Duration(i)*20*time.Minute).Format("2006-01-02T15:04")))
	}
	data := paid(t, lines...)
	slices.SortFunc(data.Records, func(a, b *model.View) int {
		return cmp.Or(cmp.Compare(a.At.Start, b.At.Start), strings.Compare(a.ID, b.ID))
	})
	presence := PresenceOf(data)
	log := Data{Log: packed(t, data.Records, true), Presence: presence, AsOf: data.Records[len(data.Records)-1].At.Start}
	for name, data := range map[string]Data{"held": data, "log": log} {
		result, err := Run(t.Context(), []*Typology{typology}, data, Environment{})
		if err != nil || len(result.Findings) != 1 {
			t.Fatalf("%s: %d findings, %v", name, len(result.Findings), err)
		}
		var ids []string
		for _, rec := range result.Findings[0].Records {
			ids = append(ids, rec.ID)
		}
		// three within the hour to 10:20, the hour to 10:40 and the one to 11:00, and to one, two and ben
		if got := strings.Join(ids, " "); got != "n000000 x n000001 y n000002 n000003" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// TestTooManyRoles: typologies about more fields of one kind than there are bits for are refused together.
func TestTooManyRoles(t *testing.T) {
	p := newPlan([]*Typology{typologyOf(t, "let: {times: count over 7d}\nwhen: times >= 1\nsay: \"{times}\"\n")}, nil, Environment{})
	if err := p.fits(); err != nil {
		t.Fatal(err)
	}
	for _, k := range p.kinds {
		k.roles = make([]*expr, mostRoles+1)
	}
	if err := p.fits(); err == nil || !strings.Contains(err.Error(), "together they are about 33 fields of Payment, and can be about 32; run fewer of them at a time") {
		t.Error(err)
	}
}

// TestALogThatCannotBeRead: the run ends with what the log says, and finds nothing of a part.
func TestALogThatCannotBeRead(t *testing.T) {
	data := paid(t, "a 2024-05-01T10:00 payer=ann", "b 2024-05-02T10:00 payer=ann")
	log := packed(t, data.Records, true)
	for name, from := range map[string]int{"at once": 0, "later": 3} {
		typology := typologyOf(t, "let: {times: count over 7d}\nwhen: times >= 1\nsay: \"{times}\"\n")
		result, err := Run(t.Context(), []*Typology{typology}, Data{Log: &breaking{Packed: log, left: from}, Presence: PresenceOf(data)}, Environment{})
		if err == nil || err.Error() != "the disk is gone" || len(result.Findings) > 0 {
			t.Errorf("%s: %v, %v", name, result, err)
		}
	}
}

// breaking is a log of which no more than some records can be read one by one.
type breaking struct {
	*model.Packed
	mu   sync.Mutex
	left int
	err  error
}

func (b *breaking) At(number int, in *model.Room) *model.View {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.left--; b.left < 0 {
		b.err = errors.New("the disk is gone")
		return nil
	}
	return b.Packed.At(number, in)
}

func (b *breaking) Err() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.err
}
