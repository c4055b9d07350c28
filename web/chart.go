package web

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"spoor/cases"
	"spoor/fault"
)

// chart is amounts over time, or what happened over time in lanes. It is drawn in a box of 1000 by 100 units that the page
// stretches; strokes keep their width, so a stroke of no length is a round dot.
type chart struct {
	Title       string
	First, Last string // days at the ends
	Top         string // the value at the upper edge, with its unit; empty in lanes
	Lanes       []lane
}

type lane struct {
	Name  string
	Dots  string // path data
	Stems string
	Count int
}

const (
	chartWidth  = 1000
	chartHeight = 100
	chartEdge   = 12 // kept free at the sides, so that dots are whole
)

// chartOf draws the amounts of records over time; nil when there are fewer than three in the currency that most have.
func chartOf(records []cases.Record) *chart {
	type point struct {
		at    time.Time
		value float64
	}
	byUnit := map[string][]point{}
	for _, r := range records {
		at, ok := parseAt(r.At)
		if !ok {
			continue
		}
		for _, f := range r.Fields {
			digits, unit, number := numberOf(f.Text)
			value, err := strconv.ParseFloat(digits, 64)
			if number && err == nil && len(unit) == 3 && unit == strings.ToUpper(unit) && f.Thing == "" {
				byUnit[unit] = append(byUnit[unit], point{at, value})
				break
			}
		}
	}
	unit := ""
	for u, points := range byUnit {
		if len(points) > len(byUnit[unit]) || len(points) == len(byUnit[unit]) && u < unit {
			unit = u
		}
	}
	points := byUnit[unit]
	if len(points) < 3 {
		return nil
	}
	first, last, top := points[0].at, points[0].at, 0.0
	for _, p := range points {
		first, last, top = earlier(first, p.at), later(last, p.at), max(top, math.Abs(p.value))
	}
	top = nice(top)
	var dots, stems strings.Builder
	for _, p := range points {
		x, y := across(first, last, p.at), chartHeight-int(math.Round(chartHeight*math.Abs(p.value)/top))
		fmt.Fprintf(&dots, "M%d %dh0", x, y)
		fmt.Fprintf(&stems, "M%d %dV%d", x, chartHeight, y)
	}
	return &chart{Title: fmt.Sprintf("%s in %s", fault.Count(len(points), "amount"), unit), First: day(first), Last: day(last),
		Top: strconv.FormatFloat(top, 'f', -1, 64) + " " + unit, Lanes: []lane{{Dots: dots.String(), Stems: stems.String(), Count: len(points)}}}
}

// timelineOf draws when records happened, a lane a kind; nil when there are none with a time. The records
// may be the newest of a total.
func timelineOf(records []cases.Record, total int) *chart {
	var first, last time.Time
	at := map[string][]time.Time{}
	var kinds []string
	n := 0
	for _, r := range records {
		t, ok := parseAt(r.At)
		if !ok {
			continue
		}
		if n == 0 {
			first, last = t, t
		}
		n++
		first, last = earlier(first, t), later(last, t)
		if at[r.Kind] == nil {
			kinds = append(kinds, r.Kind)
		}
		at[r.Kind] = append(at[r.Kind], t)
	}
	if n == 0 {
		return nil
	}
	slices.Sort(kinds)
	c := &chart{Title: fault.Count(n, "record") + " over time", First: day(first), Last: day(last)}
	if total > len(records) {
		c.Title = fmt.Sprintf("The newest %s of %s records over time", count(n), count(total))
	}
	for _, kind := range kinds {
		var dots strings.Builder
		for _, t := range at[kind] {
			fmt.Fprintf(&dots, "M%d %dh0", across(first, last, t), chartHeight/2)
		}
		c.Lanes = append(c.Lanes, lane{Name: kind, Dots: dots.String(), Count: len(at[kind])})
	}
	return c
}

// parseAt reads a time as records show it.
func parseAt(text string) (time.Time, bool) {
	for _, layout := range []string{"2006-01-02 15:04", "2006-01-02", "2006-01-02 15:04:05", time.RFC3339, "2006-01", "2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func across(first, last, t time.Time) int {
	if !last.After(first) {
		return chartWidth / 2
	}
	return chartEdge + int(math.Round((chartWidth-2*chartEdge)*float64(t.Sub(first))/float64(last.Sub(first))))
}

// nice is the next 1, 2 or 5 times a power of ten.
func nice(v float64) float64 {
	if v <= 0 {
		return 1
	}
	ten := math.Pow(10, math.Floor(math.Log10(v)))
	for _, step := range []float64{1, 2, 5} {
		if v <= step*ten {
			return step * ten
		}
	}
	return 10 * ten
}
