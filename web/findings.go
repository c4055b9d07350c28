package web

import (
	"cmp"
	"net/url"
	"slices"
	"time"

	"spoor/detect"
)

// findingGroup is what one typology says of a subject: many findings of one kind are one thing to know.
type findingGroup struct {
	Typology, Title, Opening string
	Priority                 detect.Priority // the highest
	Start, End               time.Time       // of the oldest, and of the newest
	Open                     int             // findings that nobody decided on
	Rows                     []findingRow    // newest first; some of them where Total is larger
	Total                    int
	Shown                    pages
	Unfolded                 bool
}

const (
	findingsFolded = 10 // a group's findings that are shown before it is opened on its own
	findingsFew    = 8  // findings that are all unfolded
)

// groupsOf puts findings together by typology: what opens alerts before what nobody tried yet, the worst first, then the newest. The one
// that the address asks for is unfolded and paged.
func groupsOf(rows []findingRow, query url.Values) (groups []findingGroup) {
	for _, r := range rows {
		i := slices.IndexFunc(groups, func(g findingGroup) bool { return g.Typology == r.Typology })
		if i < 0 {
			i = len(groups)
			groups = append(groups, findingGroup{Typology: r.Typology, Title: r.Title, Opening: r.Opening, Priority: r.Priority, Start: r.Start, End: r.End})
		}
		g := &groups[i]
		g.Rows, g.Total = append(g.Rows, r), g.Total+1
		g.Priority, g.Start, g.End = max(g.Priority, r.Priority), earlier(g.Start, r.Start), later(g.End, r.End)
		if r.State == "open" || r.State == "assigned" {
			g.Open++
		}
	}
	slices.SortStableFunc(groups, func(a, b findingGroup) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(b.Priority, a.Priority), b.End.Compare(a.End), cmp.Compare(a.Typology, b.Typology))
	})
	asked := query.Get("typology")
	for i := range groups {
		g := &groups[i]
		slices.SortStableFunc(g.Rows, func(a, b findingRow) int { return cmp.Or(b.Start.Compare(a.Start), cmp.Compare(a.ID, b.ID)) })
		g.Unfolded = g.Typology == asked || len(rows) <= findingsFew || asked == "" && i == 0 && g.Total <= findingsFolded
		if g.Typology == asked {
			g.Shown = pagesOf(query, g.Total, recordsAPage)
			g.Rows = g.Rows[g.Shown.From:g.Shown.To]
		} else {
			g.Rows = g.Rows[:min(findingsFolded, g.Total)]
		}
	}
	return groups
}

// rank is 0 for what opens alerts, 1 for what does not.
func (g *findingGroup) rank() int {
	if g.Opening != "" {
		return 1
	}
	return 0
}

// Left is how many findings of the group are not shown, where it is not paged.
func (g findingGroup) Left() int {
	if g.Shown.Total > 0 {
		return 0
	}
	return g.Total - len(g.Rows)
}
