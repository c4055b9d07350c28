package fault

import "strings"

// Nearest is the known word that differs least from the given one, empty when none is near. Case counts for nothing.
func Nearest(word string, known []string) string {
	best, least := "", min(len(word)/3+1, 8)
	for _, k := range known {
		if len(k) > len(word)+least || len(word) > len(k)+least {
			continue
		}
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d <= least && (best == "" || d < least) {
			best, least = k, d
		}
	}
	return best
}

// distance is the Levenshtein distance in bytes.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
