package cli

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"spoor/detect"
)

// fewUntestable is how many typologies are told one by one with all that each lacks.
const fewUntestable = 8

// untestable tells which typologies could not be tested. Many are told by what most of them lack, each once.
func untestable(b *strings.Builder, all []detect.Untestable) {
	if len(all) == 0 {
		return
	}
	b.WriteString("\nNOT TESTABLE on these records\n")
	left := slices.Clone(all)
	for len(all) > fewUntestable {
		lack, count := commonest(left)
		if count < 2 {
			break
		}
		var ids []string
		left = slices.DeleteFunc(left, func(u detect.Untestable) bool {
			has := slices.Contains(u.Missing, lack)
			if has {
				ids = append(ids, u.Typology)
			}
			return has
		})
		fmt.Fprintf(b, "  no %s: %s\n", detect.Lack(lack), strings.Join(ids, ", "))
	}
	for _, u := range left {
		fmt.Fprintf(b, "  %s: %s\n", u.Typology, detect.Lacks(u.Missing))
	}
	if len(all) > fewUntestable {
		b.WriteString("  What else each lacks: spoor typologies coverage, with the same records.\n")
	}
}

// commonest is what most of them lack, the first by name of several, and how many do.
func commonest(all []detect.Untestable) (lack string, count int) {
	counts := map[string]int{}
	for _, u := range all {
		for _, m := range u.Missing {
			counts[m]++
		}
	}
	for _, m := range slices.Sorted(maps.Keys(counts)) {
		if counts[m] > count {
			lack, count = m, counts[m]
		}
	}
	return lack, count
}
