package check

import "strings"

// IMO checks a ship's number: seven digits, with or without "IMO" before them (IMO Resolution A.1117(30)): the last digit
// is that of the sum of the first six times 7 to 2.
func IMO(text string) bool {
	s, ok := plain(text)
	s = strings.TrimPrefix(s, "IMO")
	return ok && len(s) == 7 && digits(s) && weighted(s[:6], 7, 6, 5, 4, 3, 2)%10 == digit(s[6])
}

// Container checks a freight container's number (ISO 6346): owner code, U, J or Z, six digits, check digit.
func Container(text string) bool {
	s, ok := plain(text)
	if !ok || len(s) != 11 || !letters(s[:4]) || !digits(s[4:]) || !strings.ContainsRune("UJZ", rune(s[3])) {
		return false
	}
	sum := 0
	for i := range 10 {
		sum += containerValue(s[i]) << i
	}
	return sum%11%10 == digit(s[10])
}

// containerValue counts the letters from 10 and passes over the multiples of 11.
func containerValue(c byte) int {
	if c < 'A' {
		return digit(c)
	}
	v := int(c-'A') + 10
	return v + (v-1)/10
}

// CAS checks a chemical's registry number, "7722-84-1": the last digit is that of the others times 1, 2, 3 ... from the right.
func CAS(text string) bool {
	parts := strings.Split(strings.TrimSpace(text), "-")
	if len(parts) != 3 || len(parts[0]) < 2 || len(parts[0]) > 7 || len(parts[1]) != 2 || len(parts[2]) != 1 {
		return false
	}
	s := parts[0] + parts[1]
	if !digits(s) || !digits(parts[2]) {
		return false
	}
	sum := 0
	for i := range len(s) {
		sum += digit(s[len(s)-1-i]) * (i + 1)
	}
	return sum%10 == digit(parts[2][0])
}
