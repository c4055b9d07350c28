package check

import "strings"

// MRZDigit is the check digit of a field of a machine-readable zone: weights 7, 3, 1, letters from A = 10, filler 0 (ICAO
// Doc 9303-3, 4.9). Not ok: a character that cannot stand there.
func MRZDigit(field string) (digit byte, ok bool) {
	sum := 0
	for i := range len(field) {
		v := 0
		switch c := field[i]; {
		case c >= '0' && c <= '9':
			v = int(c - '0')
		case c >= 'A' && c <= 'Z':
			v = int(c-'A') + 10
		case c != '<':
			return 0, false
		}
		sum += v * [3]int{7, 3, 1}[i%3]
	}
	return byte('0' + sum%10), true
}

// MRZForm is the size of a machine-readable zone.
type MRZForm string

const (
	TD1  MRZForm = "TD1"   // identity card, 3 × 30
	TD2  MRZForm = "TD2"   // identity card, 2 × 36
	TD3  MRZForm = "TD3"   // passport, 2 × 44
	MRVA MRZForm = "MRV-A" // visa, 2 × 44
	MRVB MRZForm = "MRV-B" // visa, 2 × 36
)

// part is a field with the position of its check digit in the joined lines.
type part struct {
	name     string
	from, to int
	check    int
}

// MRZ checks the digits of a machine-readable zone (its lines, top first) and names the fields whose digit is wrong, in the
// order in which they stand. An empty form says that it is none of the sizes of ICAO Doc 9303 (parts 4 to 7).
func MRZ(lines ...string) (form MRZForm, wrong []string) {
	form, parts, composite := mrzLayout(lines)
	if form == "" {
		return "", nil
	}
	all := strings.Join(lines, "")
	for _, p := range parts {
		field := all[p.from:p.to]
		if form == TD1 && p.name == "document number" && all[p.check] == '<' {
			if !longNumber(field, all[15:30]) {
				wrong = append(wrong, p.name)
			}
			continue
		}
		if !digitFits(field, all[p.check], p.name == "personal number") {
			wrong = append(wrong, p.name)
		}
	}
	if composite.check > 0 {
		field := ""
		for _, span := range compositeSpans[form] {
			field += all[span[0]:span[1]]
		}
		if !digitFits(field, all[composite.check], false) {
			wrong = append(wrong, composite.name)
		}
	}
	return form, wrong
}

var compositeSpans = map[MRZForm][][2]int{
	TD1: {{5, 30}, {30, 37}, {38, 45}, {48, 59}},
	TD2: {{36, 46}, {49, 56}, {57, 71}},
	TD3: {{44, 54}, {57, 64}, {65, 87}},
}

func mrzLayout(lines []string) (MRZForm, []part, part) {
	size := 0
	if len(lines) > 0 {
		size = len(lines[0])
	}
	for _, line := range lines {
		if len(line) != size {
			return "", nil, part{}
		}
	}
	visa := size > 0 && lines[0][0] == 'V'
	second := func(composite int, more ...part) ([]part, part) {
		fields := []part{{"document number", size, size + 9, size + 9}, {"birth date", size + 13, size + 19, size + 19},
			{"expiry date", size + 21, size + 27, size + 27}}
		return append(fields, more...), part{name: "composite", check: composite}
	}
	var fields []part
	var last part
	switch {
	case len(lines) == 3 && size == 30:
		return TD1, []part{{"document number", 5, 14, 14}, {"birth date", 30, 36, 36}, {"expiry date", 38, 44, 44}},
			part{name: "composite", check: 59}
	case len(lines) == 2 && size == 36 && visa:
		fields, last = second(0)
		return MRVB, fields, last
	case len(lines) == 2 && size == 36:
		fields, last = second(71)
		return TD2, fields, last
	case len(lines) == 2 && size == 44 && visa:
		fields, last = second(0)
		return MRVA, fields, last
	case len(lines) == 2 && size == 44:
		fields, last = second(87, part{"personal number", 72, 86, 86})
		return TD3, fields, last
	}
	return "", nil, part{}
}

// digitFits compares a field with its digit. An empty optional field may carry a filler for its digit.
func digitFits(field string, check byte, optional bool) bool {
	if optional && check == '<' {
		return strings.Trim(field, "<") == ""
	}
	digit, ok := MRZDigit(field)
	return ok && digit == check
}

// longNumber checks a TD1 document number of more than nine characters: a filler stands for its check digit, and the rest of
// the number, its digit and a filler open the optional data (Doc 9303-5, note j).
func longNumber(first, optional string) bool {
	rest, _, _ := strings.Cut(optional, "<")
	if len(rest) < 2 {
		return false
	}
	return digitFits(first+rest[:len(rest)-1], rest[len(rest)-1], false)
}
