package web

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"spoor/workbench"
)

// triedView is a backtest as the page shows it.
type triedView struct {
	workbench.Tried
	At       time.Time
	By       string
	From, To time.Time
	Records  int
	Other    bool // another version runs by now
	Decided  bool
	Share    float64 // of the decided findings, how many were followed up
	Bars     *bars
	Curves   []curvePlot
	Plain    []workbench.Curve // that were not varied
	Overlap  []overlapRow
}

// overlapRow is another typology that speaks of the same subjects.
type overlapRow struct {
	ID       string
	Subjects int
	Own, All int // this one's subjects, and the other's
}

func triedOf(r *workbench.Result, runs string) *triedView {
	v := &triedView{At: r.At, By: r.By, From: r.Report.From, To: r.Report.To, Records: r.Report.Records, Other: r.Hash != runs, Decided: r.Report.Decided}
	for _, t := range r.Report.Typologies {
		if t.ID == r.Typology {
			v.Tried = t
		}
	}
	v.Share, _ = v.Judged.Precision()
	v.Bars = barsOf(r.Report.Periods, v.Periods)
	for _, c := range v.Tried.Curves {
		if len(c.Points) == 0 {
			v.Plain = append(v.Plain, c)
			continue
		}
		v.Curves = append(v.Curves, plotOf(c))
	}
	for _, o := range r.Report.Overlap {
		switch r.Typology {
		case o.A:
			v.Overlap = append(v.Overlap, overlapRow{o.B, o.Subjects, o.OfA, o.OfB})
		case o.B:
			v.Overlap = append(v.Overlap, overlapRow{o.A, o.Subjects, o.OfB, o.OfA})
		}
	}
	return v
}

// bars are findings by month, and before them the alerts: in a box of 1000 by 100 units that the page stretches.
type bars struct {
	Findings, Alerts string // path data
	First, Last      string
	Top              string
	Said             string // for who cannot see it
	Rows             []barRow
}

type barRow struct {
	Period string
	workbench.Count
}

// barsOf draws periods; nil when there is nothing in them.
func barsOf(periods []string, counts []workbench.Count) *bars {
	if len(counts) == 0 || len(counts) != len(periods) {
		return nil
	}
	b := &bars{First: periods[0], Last: periods[len(periods)-1]}
	top, most := 0, 0
	for i, n := range counts {
		if top = max(top, n.Findings, n.Alerts); n.Findings > counts[most].Findings {
			most = i
		}
		if n.Findings > 0 || n.Alerts > 0 {
			b.Rows = append(b.Rows, barRow{periods[i], n})
		}
	}
	if top == 0 {
		return nil
	}
	scale := ceiling(top)
	b.Top = strconv.FormatFloat(scale, 'f', -1, 64)
	b.Said = fmt.Sprintf("Findings and alerts by period from %s to %s; most findings, %d, in %s", b.First, b.Last, counts[most].Findings, periods[most])
	var findings, alerts strings.Builder
	step := float64(chartWidth) / float64(len(counts))
	for i, n := range counts {
		draw := func(to *strings.Builder, n int, from, wide float64) {
			if n > 0 {
				fmt.Fprintf(to, "M%.1f %dV%.1fh%.1fV%dz", step*(float64(i)+from), chartHeight, chartHeight-chartHeight*float64(n)/scale, step*wide, chartHeight)
			}
		}
		draw(&findings, n.Findings, .12, .36)
		draw(&alerts, n.Alerts, .52, .36)
	}
	b.Findings, b.Alerts = findings.String(), alerts.String()
	return b
}

// curvePlot is a curve in a box of 1000 by 100 units: values from left to right as far apart as they are.
type curvePlot struct {
	workbench.Curve
	Findings, Alerts string // path data
	Dots, AlertDots  string
	Holds            int // where the value that holds stands; -1: it is not among the points
	Low, High        string
	Top              string
	Said             string
	Judged           bool // something is decided of it
	Flat             bool // nothing changes with it
}

func plotOf(c workbench.Curve) curvePlot {
	p := curvePlot{Curve: c, Holds: -1, Flat: true}
	var points []workbench.Point // that could be tried
	top := 0
	for _, at := range c.Points {
		if at.Problem != "" {
			continue
		}
		points = append(points, at)
		top = max(top, at.Findings, at.Alerts)
		p.Judged = p.Judged || at.FollowedUp+at.Dismissed > 0
		p.Flat = p.Flat && at.Findings == points[0].Findings && at.Alerts == points[0].Alerts
	}
	if len(points) == 0 {
		return p
	}
	first, last := points[0], points[len(points)-1]
	p.Low, p.High = first.Value, last.Value
	scale := ceiling(top)
	p.Top = strconv.FormatFloat(scale, 'f', -1, 64)
	place := placesOf(points)
	var findings, alerts, dots, alertDots strings.Builder
	for i, at := range points {
		if at.Default {
			p.Holds = place[i]
		}
		sign := "L"
		if i == 0 {
			sign = "M"
		}
		y := func(n int) int { return chartHeight - int(math.Round(chartHeight*float64(n)/scale)) }
		fmt.Fprintf(&findings, "%s%d %d", sign, place[i], y(at.Findings))
		fmt.Fprintf(&alerts, "%s%d %d", sign, place[i], y(at.Alerts))
		fmt.Fprintf(&dots, "M%d %dh0", place[i], y(at.Findings))
		fmt.Fprintf(&alertDots, "M%d %dh0", place[i], y(at.Alerts))
	}
	p.Findings, p.Alerts, p.Dots, p.AlertDots = findings.String(), alerts.String(), dots.String(), alertDots.String()
	p.Said = fmt.Sprintf("%s from %s (%d findings, %d alerts) to %s (%d findings, %d alerts)", c.Parameter, first.Value, first.Findings, first.Alerts, last.Value, last.Findings, last.Alerts)
	return p
}

// ceiling is a round number at or above a count, near enough that the picture is filled.
func ceiling(n int) float64 {
	ten := math.Pow(10, math.Floor(math.Log10(float64(max(n, 1)))))
	for _, step := range []float64{1, 2, 3, 4, 5, 6, 8} {
		if float64(n) <= step*ten {
			return step * ten
		}
	}
	return 10 * ten
}

// placesOf is where values stand from left to right: by their numbers, or one after another where those do not rise.
func placesOf(points []workbench.Point) []int {
	numbers := make([]float64, len(points))
	rising := true
	for i, p := range points {
		end := strings.IndexFunc(p.Value, func(r rune) bool { return (r < '0' || r > '9') && r != '.' })
		if end < 0 {
			end = len(p.Value)
		}
		var err error
		numbers[i], err = strconv.ParseFloat(p.Value[:end], 64)
		rising = rising && err == nil && strings.HasSuffix(points[0].Value, p.Value[end:]) && (i == 0 || numbers[i] > numbers[i-1])
	}
	places := make([]int, len(points))
	for i := range points {
		share := float64(i) / float64(max(1, len(points)-1))
		if rising && len(points) > 1 {
			share = (numbers[i] - numbers[0]) / (numbers[len(numbers)-1] - numbers[0])
		}
		places[i] = chartEdge + int(math.Round((chartWidth-2*chartEdge)*share))
	}
	return places
}
