package web

import "strings"

// diffLine is a line of a text that another takes the place of: added, removed, or the same beside such a one. A line without a sign
// and a text stands for those that are left out.
type diffLine struct {
	Sign string // +, -, or empty
	Text string
	Gap  bool // lines are left out here
}

const (
	diffBeside = 2       // lines shown beside a change
	diffMost   = 4 << 20 // product of the lengths that is compared, in lines
)

// diffOf tells two texts apart line by line, by their longest common lines; texts too long for that are told whole, and so is one
// before which there was none.
func diffOf(before, after string) []diffLine {
	a, b := strings.Split(strings.TrimRight(before, "\n"), "\n"), strings.Split(strings.TrimRight(after, "\n"), "\n")
	var all []diffLine
	if before == "" || len(a)*len(b) > diffMost {
		for _, line := range b {
			all = append(all, diffLine{Sign: "+", Text: line})
		}
		return all
	}
	common := make([][]int32, len(a)+1) // of a from i and b from j
	for i := range common {
		common[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			all = append(all, diffLine{Text: a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && common[i+1][j] >= common[i][j+1]:
			all = append(all, diffLine{Sign: "-", Text: a[i]})
			i++
		default:
			all = append(all, diffLine{Sign: "+", Text: b[j]})
			j++
		}
	}
	return folded(all)
}

// folded leaves out what is the same on both sides, but for some lines beside each change.
func folded(all []diffLine) (kept []diffLine) {
	near := make([]bool, len(all))
	for i, l := range all {
		if l.Sign != "" {
			for k := max(0, i-diffBeside); k <= min(len(all)-1, i+diffBeside); k++ {
				near[k] = true
			}
		}
	}
	for i, l := range all {
		switch {
		case near[i]:
			kept = append(kept, l)
		case i > 0 && near[i-1] || i == 0:
			kept = append(kept, diffLine{Gap: true})
		}
	}
	return kept
}
