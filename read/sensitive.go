package read

import (
	"bytes"
	"strings"
	"unicode"
)

// tellsSensitive says whether a line of text names a kind of data that Directive (EU) 2016/681 Art. 13(4) wants gone: in the
// header of a table, or as a key of a JSON line. Such a line is not kept as it stood, whatever a mapping makes of it. It
// rather hides one line too many: the values that are kept do not depend on it.
func tellsSensitive(line string) bool {
	for _, word := range strings.FieldsFunc(strings.ToLower(line), func(r rune) bool { return !unicode.IsLetter(r) }) {
		switch word {
		case "race", "racial", "belief", "health", "disability", "union", "sexuality", "orientation", "appearance", "konfession":
			return true
		}
		for _, stem := range []string{"religi", "ethni", "politic", "politisch", "tradeunion", "gewerkschaft"} {
			if strings.HasPrefix(word, stem) {
				return true
			}
		}
	}
	return false
}

// firstLine is the header of a table, as far as the head shows it.
func firstLine(head []byte) string {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return string(line)
}
