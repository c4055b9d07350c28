package names

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Runs gives where the words of a text stand, in bytes, as Normal parts them: letters, marks and digits, letters parted by points
// alone ("U.S.A.") as one, "&" by itself. Quotation marks around a word do not belong to it. Bytes that are no UTF-8 part words.
func Runs(text string) iter.Seq2[int, int] {
	return func(yield func(start, end int) bool) {
		for at := 0; at < len(text); {
			r, size := utf8.DecodeRuneInString(text[at:])
			if r == '&' {
				if !yield(at, at+1) {
					return
				}
			}
			if !partOfWord(r) {
				at += size
				continue
			}
			end := runEnd(text, at)
			if first, last := trimmed(text, at, end); first < last && !yield(first, last) {
				return
			}
			at = end
		}
	}
}

// runEnd is where the word ends that begins at a place.
func runEnd(text string, at int) int {
	if end := dottedEnd(text[at:]); end > 0 {
		return at + end
	}
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !partOfWord(r) {
			break
		}
		at += size
	}
	return at
}

// dottedEnd is where a run of three or more single letters with points between them ends, 0 when the text does not begin with one.
func dottedEnd(text string) (end int) {
	letters := 0
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		next, width := utf8.DecodeRuneInString(text[at+size:])
		if !unicode.IsLetter(r) || width > 0 && partOfWord(next) {
			break // no letter, or a longer word
		}
		letters, end = letters+1, at+size
		if next != '.' {
			break
		}
		at = end + width
	}
	if letters < 3 {
		return 0
	}
	return end
}

// trimmed leaves out what vanishes in comparison at both ends of a word: apostrophes and invisible characters.
func trimmed(text string, start, end int) (first, last int) {
	kept := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for start < end {
		r, size := utf8.DecodeRuneInString(text[start:end])
		if kept(r) {
			break
		}
		start += size
	}
	for start < end {
		r, size := utf8.DecodeLastRuneInString(text[start:end])
		if kept(r) {
			break
		}
		end -= size
	}
	return start, end
}
