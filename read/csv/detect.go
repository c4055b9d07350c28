package csv

import (
	"bytes"

	"spoor/read/text"
)

// headSize is how much of a file decides its dialect, in bytes of decoded text; sampled is how many of its rows.
const (
	headSize = 64 << 10
	sampled  = 50
)

// delimiter is the one of , ; tab | that cuts most rows of the head into the same number of cells, at least two; of equals
// the one that gives more cells. A comma when none does.
func delimiter(head []byte, quote byte) byte {
	if i := bytes.LastIndexByte(head, '\n'); i > 0 && len(head) == headSize {
		head = head[:i+1] // not the row that the window cuts
	}
	best, most, widest := byte(','), 0, 0
	for _, d := range []byte{',', ';', '\t', '|'} {
		rows, width := regular(head, text.Dialect{Delimiter: d, Quote: quote})
		if rows > most || rows == most && width > widest {
			best, most, widest = d, rows, width
		}
	}
	return best
}

// regular counts the rows that have the commonest width above one.
func regular(head []byte, d text.Dialect) (rows, width int) {
	counts := map[int]int{}
	table := text.NewRows(bytes.NewReader(head), d)
	for range sampled {
		row, err := table.Next()
		if err != nil {
			break
		}
		if n := len(row.Cells); row.Bad == nil && n > 1 {
			counts[n]++
		}
	}
	for n, count := range counts {
		if count > rows || count == rows && n > width {
			rows, width = count, n
		}
	}
	return rows, width
}
