package workbench

import (
	"fmt"
	"slices"
	"time"

	"spoor/detect"
)

// calendar parts the time of the records into months or weeks, UTC.
type calendar struct {
	weeks    bool
	records  int
	from, to time.Time
	periods  []string
}

// mostPeriods is how many are told with those in which there is nothing; beyond, only those in which there are records.
const mostPeriods = 600

// calendarOf takes the time of the records that happened: a list hit is of its party's first record, or of none.
func calendarOf(b *Bench, weeks bool) calendar {
	h := b.Happened
	if h == nil {
		h = &Happened{}
		for _, v := range b.Data.Records {
			if slices.Contains(b.Data.Derived, v.Schema) {
				continue
			}
			if h.To = v.At.Start; h.Records == 0 {
				h.From = h.To
			}
			h.Records++
		}
	}
	c := calendar{weeks: weeks, records: h.Records}
	if c.records == 0 {
		return c
	}
	c.from, c.to = time.UnixMicro(h.From).UTC(), time.UnixMicro(h.To).UTC()
	day := c.from
	if !weeks {
		day = time.Date(day.Year(), day.Month(), 1, 0, 0, 0, 0, time.UTC)
	}
	for ; c.of(day) <= c.of(c.to) && len(c.periods) <= mostPeriods; day = c.next(day) {
		c.periods = append(c.periods, c.of(day))
	}
	if len(c.periods) > mostPeriods {
		c.periods = nil
		for _, v := range b.Data.All() {
			c.periods = append(c.periods, c.of(time.UnixMicro(v.At.Start).UTC()))
		}
		c.periods = slices.Compact(c.periods)
	}
	return c
}

func (c calendar) next(day time.Time) time.Time {
	if c.weeks {
		return day.AddDate(0, 0, 7)
	}
	return day.AddDate(0, 1, 0)
}

// of names the period of a moment. Names sort as time does.
func (c calendar) of(at time.Time) string {
	if c.weeks {
		year, week := at.ISOWeek()
		return fmt.Sprintf("%04d-W%02d", year, week)
	}
	return at.Format("2006-01")
}

// count sorts findings and alerts into the periods, nil where there are none.
func (c calendar) count(findings []*detect.Finding, alerts []detect.Alert) []Count {
	if len(findings) == 0 {
		return nil
	}
	counts := make([]Count, len(c.periods))
	in := func(at int64) *Count {
		i, ok := slices.BinarySearch(c.periods, c.of(time.UnixMicro(at).UTC()))
		if !ok {
			return &Count{} // a list hit of a party in no record
		}
		return &counts[i]
	}
	for _, f := range findings {
		in(f.Start).Findings++
	}
	for _, a := range alerts {
		first := a.Findings[0].Start
		for _, f := range a.Findings {
			first = min(first, f.Start)
		}
		in(first).Alerts++
	}
	return counts
}
