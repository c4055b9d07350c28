package screen

import "testing"

// The day of a birth is the one that was written, whatever time and offset stand behind it.
func TestABirthWithAnOffset(t *testing.T) {
	plain, _ := parseBirth("1971-05-03")
	for _, text := range []string{"1971-05-03T00:00:00+02:00", "1971-05-03T23:00:00-08:00", "1971-05-03 00:00"} {
		if got, ok := parseBirth(text); !ok || got.span != plain.span {
			t.Errorf("%s is %s", text, got.span)
		}
	}
}
