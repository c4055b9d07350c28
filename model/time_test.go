package model

import (
	"testing"
	"time"
)

// What was written is what is shown, in whatever zone it holds; a moment is shown in UTC.
func TestTimesAreShownAsTheyWereWritten(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"} {
		in, err := time.LoadLocation(zone)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{"2024-05-01", "2024-01-01", "2024-12-31", "2024-03-31", "2024-10-27", "2024-02", "2024-12", "2023", "2024"} {
			iv, err := ParseTime(text, in)
			if err != nil || iv.String() != text {
				t.Errorf("%s in %s is shown as %s: %v", text, zone, iv, err)
			}
		}
	}
	for text, want := range map[string]string{"2024-05-01T00:30:00+02:00": "2024-04-30T22:30:00Z", "2024-05-01T00:30": "2024-05-01T00:30:00Z"} {
		if iv, err := ParseTime(text, nil); err != nil || iv.String() != want {
			t.Errorf("%s is shown as %s, not %s: %v", text, iv, want, err)
		}
	}
}

// A date of birth is the day that the source wrote, whatever the offset behind it.
func TestDatesWithATimeBehindThem(t *testing.T) {
	for text, want := range map[string]string{"1984-03-11T00:00:00+02:00": "1984-03-11", "1984-03-11 23:30:00-05:00": "1984-03-11", "1984-03-11T00:00Z": "1984-03-11", "1984-03-11": "1984-03-11", "1984": "1984"} {
		if iv, err := ParseDate(text); err != nil || iv.String() != want || iv.Moment() {
			t.Errorf("%s is %s, not %s: %v", text, iv, want, err)
		}
	}
	if _, err := ParseDate("1984-03-11Tnoon"); err == nil {
		t.Error("what is no time is a date")
	}
}
