package payment

import "regexp"

var written = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$`)

// When reads an ISO date or time. A time of day without an offset is nobody's moment: the day is kept, and no zone invented. What is
// no date stays as it stands, for the record to be set aside.
func When(text, field string) Text {
	parts := written.FindStringSubmatch(text)
	if parts == nil || parts[2] != "" && parts[3] != "" {
		return Text{text, field}
	}
	return Text{parts[1], field}
}
