package workbench

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"spoor/cases"
	"spoor/detect"
	"spoor/model"
)

// many finds who receives from several payers, each below a sum, within some days. Its status and what it opens are put in.
const many = `id: ID
title: Many pay one
family: moving-money
version: 1
status: STATUS
priority: medium
opens: OPENS
sources: [{cite: A report}]
about: Payment.beneficiary
params: {senders: 3, days: 7d, small: 1000 EUR, word: eu, cap: [5, 6 from 2024-06-01]}
let:
  n: distinct payer over params.days where amount < params.small
when: n >= params.senders and params.cap > 1
say: "{beneficiary} received from {n}"
innocent: [a wedding]
`

func typology(t *testing.T, id, status, opens string) *detect.Typology {
	t.Helper()
	f, err := detect.ParseFile(id+".yaml", []byte(strings.NewReplacer("ID", id, "STATUS", status, "OPENS", opens).Replace(many)))
	if err != nil {
		t.Fatal(err)
	}
	made, err := detect.Compile(f, model.Default())
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// pays is a payment of amount EUR on a day of 2024.
func pays(t *testing.T, id, day, payer, beneficiary, amount string) *model.View {
	t.Helper()
	e := model.NewEntity(id, model.Default().Get("Payment"), nil)
	for _, pair := range [][2]string{{"at", day}, {"payer", payer}, {"beneficiary", beneficiary}, {"amount", amount}, {"currency", "EUR"}} {
		e.Add(pair[0], pair[1], "")
	}
	v, err := model.NewView(e)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Ann receives from three payers in January and from four in March, whose sums are larger; Ben from two in March.
func records(t *testing.T) detect.Data {
	d := detect.Data{Things: map[string]*model.View{}}
	add := func(day, payer, to, amount string) {
		d.Records = append(d.Records, pays(t, fmt.Sprintf("r%02d", len(d.Records)), "2024-"+day, payer, to, amount))
	}
	add("01-10", "p1", "ann", "100")
	add("01-11", "p2", "ann", "100")
	add("01-12", "p3", "ann", "100")
	add("03-01", "p1", "ann", "900")
	add("03-02", "p2", "ann", "900")
	add("03-02", "q1", "ben", "100")
	add("03-03", "p3", "ann", "900")
	add("03-04", "p4", "ann", "900")
	add("03-05", "q2", "ben", "100")
	return d
}

func bench(t *testing.T) *Bench {
	return &Bench{Data: records(t), Typologies: []*detect.Typology{typology(t, "many", "test", "finding"), typology(t, "other", "experimental", "finding"), typology(t, "points", "test", "score")}}
}

func curve(t *testing.T, one Tried, parameter string) Curve {
	t.Helper()
	i := slices.IndexFunc(one.Curves, func(c Curve) bool { return c.Parameter == parameter })
	if i < 0 {
		t.Fatalf("%s has no curve of %s", one.ID, parameter)
	}
	return one.Curves[i]
}

// told is a curve as value:findings/alerts, the value that holds with a star.
func told(c Curve) string {
	var all []string
	for _, p := range c.Points {
		star := map[bool]string{true: "*"}[p.Default]
		if p.Problem != "" {
			all = append(all, p.Value+":"+p.Problem)
			continue
		}
		all = append(all, fmt.Sprintf("%s%s:%d/%d", star, p.Value, p.Findings, p.Alerts))
	}
	return strings.Join(all, " ")
}

func TestBacktest(t *testing.T) {
	r, err := bench(t).Backtest(t.Context(), Plan{Curves: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(r.Periods, " "); got != "2024-01 2024-02 2024-03" || r.Records != 9 || r.Findings != 6 || r.Alerts != 1 || r.Decided || r.Known {
		t.Errorf("%s %+v", got, r)
	}
	one := r.Typologies[0]
	if one.ID != "many" || one.Findings != 2 || one.Alerts != 1 || one.Subjects != 1 || !reflect.DeepEqual(one.Periods, []Count{{1, 1}, {}, {1, 0}}) {
		t.Errorf("%+v", one)
	}
	for parameter, want := range map[string]string{
		"senders": "1:3/2 2:3/2 *3:2/1 4:1/1 5:0/0 6:0/0",                                                     // with 1 or 2 Ben fires too
		"days":    "5d:2/1 6d:2/1 *7d:2/1 8d:2/1 9d:2/1 10d:2/1",                                              // all come within three days
		"small":   "500 EUR:1/1 750 EUR:1/1 900 EUR:1/1 *1000 EUR:2/1 1100 EUR:2/1 1250 EUR:2/1 1500 EUR:2/1", // March's 900 are below 1000, not below 900
		"word":    "", "cap": "",
	} {
		c := curve(t, one, parameter)
		if got := told(c); got != want || (want == "") != (c.Note != "") {
			t.Errorf("%s: %q (%s), want %q", parameter, got, c.Note, want)
		}
	}
	// what nobody has tried opens nothing in the library, and is told as a test; a score opens nothing alone
	if other, points := r.Typologies[1], r.Typologies[2]; other.Alerts != 1 || told(curve(t, other, "senders")) != "1:3/2 2:3/2 *3:2/1 4:1/1 5:0/0 6:0/0" || points.Findings != 2 || points.Alerts != 0 {
		t.Errorf("%+v %+v", other, points)
	}
	if len(r.Overlap) != 3 || r.Overlap[0] != (Overlap{"many", "other", 1, 1, 1}) {
		t.Errorf("%+v", r.Overlap)
	}
}

func TestTwoScoresOpenTogether(t *testing.T) {
	b := bench(t)
	b.Typologies = []*detect.Typology{typology(t, "a", "test", "score"), typology(t, "b", "test", "score")}
	r, err := b.Backtest(t.Context(), Plan{Curves: true, Vary: []Vary{{"a", "senders", []string{"9"}}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Typologies) != 1 || r.Typologies[0].Alerts != 1 || told(r.Typologies[0].Curves[0]) != "*3:2/1 9:0/0" {
		t.Errorf("%+v", r.Typologies)
	}
}

func TestAloneLeavesTheRestOut(t *testing.T) {
	b := bench(t)
	b.Typologies = []*detect.Typology{typology(t, "a", "test", "score"), typology(t, "b", "test", "score"), typology(t, "c", "test", "finding")}
	r, err := b.Backtest(t.Context(), Plan{Alone: true, Only: []string{"a"}})
	if err != nil || r.Findings != 2 || r.Alerts != 0 || len(r.Typologies) != 1 || r.Typologies[0].Alerts != 0 || r.Overlap != nil || len(b.Typologies) != 3 {
		t.Errorf("%+v %v", r, err)
	}
}

// A curve's point is what the library finds with that value in the organisation's file.
func TestAPointIsARunWithThatValue(t *testing.T) {
	b := bench(t)
	r, err := b.Backtest(t.Context(), Plan{Curves: true, Only: []string{"many"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range r.Typologies[0].Curves {
		for _, p := range c.Points {
			o, err := detect.ParseOrganisation("own.yaml", []byte("params: {many: {"+c.Parameter+": "+p.Value+"}}"))
			if err != nil {
				t.Fatal(err)
			}
			made, err := o.Compile(b.Typologies[0].File, model.Default())
			if err != nil {
				t.Fatal(err)
			}
			found, err := detect.Run(t.Context(), []*detect.Typology{made}, b.Data, detect.Environment{})
			if err != nil || len(found.Findings) != p.Findings || len(detect.Combine(found.Findings)) != p.Alerts {
				t.Errorf("%s=%s: %+v, a run finds %d (%v)", c.Parameter, p.Value, p, len(found.Findings), err)
			}
		}
	}
}

func TestVaryingWhatWasAskedFor(t *testing.T) {
	b := bench(t)
	for asked, want := range map[string]string{"days=1d,3d,9999d": "1d:0/0 3d:2/1 *7d:2/1 9999d:1/1", "days=": "5d:2/1 6d:2/1 *7d:2/1 8d:2/1 9d:2/1 10d:2/1",
		"small=5 kg,1000 EUR,200 EUR": "200 EUR:1/1 *1000 EUR:2/1 5 kg:the values of small are quantity in kg and money in EUR", "cap=1,9": "1:0/0 5:2/1 9:2/1"} {
		name, values, _ := strings.Cut(asked, "=")
		v := Vary{Typology: "many", Parameter: name}
		if values != "" {
			v.Values = strings.Split(values, ",")
		}
		r, err := b.Backtest(t.Context(), Plan{Curves: true, Vary: []Vary{v}})
		if err != nil {
			t.Fatal(asked, err)
		}
		if len(r.Typologies) != 1 || len(r.Typologies[0].Curves) != 1 || told(r.Typologies[0].Curves[0]) != want {
			t.Errorf("%s: %+v, want %q", asked, r.Typologies[0].Curves, want)
		}
	}
	for _, wrong := range []Vary{{"nobody", "days", nil}, {"many", "dais", nil}, {"many", "small", []string{"5 kg", "x"}}, {"many", "days", []string{"1"}}} {
		if r, err := b.Backtest(t.Context(), Plan{Curves: true, Vary: []Vary{wrong}}); err == nil {
			t.Errorf("%v: %+v", wrong, r.Typologies)
		}
	}
	if _, err := b.Backtest(t.Context(), Plan{Only: []string{"nobody"}}); err == nil {
		t.Error("a typology that is not there is tried")
	}
}

func TestWhatPeopleDecidedAndWhatIsKnown(t *testing.T) {
	b := bench(t)
	found, err := detect.Run(t.Context(), b.Typologies[:1], b.Data, detect.Environment{})
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(found.Findings, func(x, y *detect.Finding) int { return int(x.Start/1e6 - y.Start/1e6) })
	january, march := found.Findings[0], found.Findings[1]
	b.Decisions = []cases.Decision{{On: january.ID, Verb: cases.Dismiss}, {On: march.ID, Verb: cases.Dismiss}, {On: march.ID, Verb: cases.Follow}, {On: "elsewhere", Verb: cases.Dismiss}}
	day := func(d int) int64 { return time.Date(2024, 3, d, 0, 0, 0, 0, time.UTC).UnixMicro() }
	b.Planted = []Case{{"many", "ann", day(4), day(9)}, {"many", "ben", day(1), day(9)}, {"elsewhere", "ann", day(1), day(9)}}
	r, err := b.Backtest(t.Context(), Plan{Curves: true, Vary: []Vary{{"many", "small", []string{"500 EUR", "2000 EUR"}}, {"many", "senders", []string{"2"}}}})
	if err != nil {
		t.Fatal(err)
	}
	one := r.Typologies[0]
	if one.Judged == nil || *one.Judged != (Judged{1, 1, 0}) || one.Known == nil || *one.Known != (Known{2, 1, 1}) || !r.Decided || !r.Known {
		t.Errorf("%+v %+v", one.Judged, one.Known)
	}
	if share, ok := one.Judged.Precision(); !ok || share != .5 {
		t.Error(share, ok)
	}
	low, two := curve(t, one, "small").Points[0], curve(t, one, "senders").Points[0]
	if low.FollowedUp != 0 || low.Dismissed != 1 || low.Found != 0 { // March's larger sums are lost
		t.Errorf("%+v", low)
	}
	if two.FollowedUp != 1 || two.Dismissed != 1 || two.Found != 2 { // Ben is found
		t.Errorf("%+v", two)
	}
	// what is decided on an alert is decided on its findings
	if found, err = detect.Run(t.Context(), b.Typologies, b.Data, detect.Environment{}); err != nil {
		t.Fatal(err)
	}
	b.Decisions = []cases.Decision{{On: detect.Combine(slices.Clone(found.Findings))[0].ID, Verb: cases.Follow}}
	if r, err = b.Backtest(t.Context(), Plan{}); err != nil || *r.Typologies[0].Judged != (Judged{2, 0, 0}) {
		t.Errorf("%+v %v", r.Typologies[0].Judged, err)
	}
	if _, known := (*Judged)(nil).Precision(); known {
		t.Error("nothing is decided, and yet it has a precision")
	}
}

func TestNoDataAndNoTime(t *testing.T) {
	b := bench(t)
	b.Data.Records = nil
	r, err := b.Backtest(t.Context(), Plan{Curves: true})
	if err != nil || len(r.Periods) != 0 || r.Records != 0 || !slices.Contains(r.Typologies[0].Missing, "Payment") || r.Typologies[0].Curves != nil {
		t.Errorf("%+v %v", r, err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := bench(t).Backtest(gone, Plan{Curves: true}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestWeeksAndLongTimes(t *testing.T) {
	b := bench(t)
	r, err := b.Backtest(t.Context(), Plan{Weeks: true, Only: []string{"many"}})
	if err != nil || len(r.Periods) != 9 || r.Periods[0] != "2024-W02" || r.Periods[8] != "2024-W10" || r.Typologies[0].Periods[0] != (Count{1, 1}) || r.Typologies[0].Periods[7] != (Count{1, 0}) {
		t.Errorf("%v %+v %v", r.Periods, r.Typologies[0].Periods, err)
	}
	b.Data.Records = append([]*model.View{pays(t, "old", "1970-01-01", "x", "y", "5")}, append(b.Data.Records, pays(t, "new", "2100-12-31", "x", "y", "5"))...)
	r, err = b.Backtest(t.Context(), Plan{Weeks: true, Only: []string{"many"}})
	if err != nil || len(r.Periods) != 5 || r.Periods[0] != "1970-W01" || r.Typologies[0].Periods[1] != (Count{1, 1}) {
		t.Errorf("%v %+v %v", r.Periods, r.Typologies[0].Periods, err)
	}
}
