package detect

import (
	"strings"
	"testing"
)

// What YAML cannot take apart is said in words that lead to the mend.
func TestWhatYAMLCannotRead(t *testing.T) {
	sound, _ := faults(t)
	for _, c := range []struct{ line, want string }{
		{"on:\n\t- Payment", "a tab, or a sign like @ or %, stands where a key or a value begins; indent with spaces"},
		{"\twhen: amount > 5 EUR", "a tab stands where spaces indent; indent with spaces"},
		{"say: paid: {total}", "a colon stands in a text without quotes, and would begin another value; put the whole text in quotes"},
		{"say: {payer} paid {total}", "a text in braces or quotes ends, and more stands behind it; put the whole text in quotes"},
		{`say: "{payer}" paid`, "a text in braces or quotes ends, and more stands behind it; put the whole text in quotes"},
	} {
		_, err := ParseFile("t.yaml", []byte("title: x\n"+c.line+"\n"+sound))
		if err == nil || !strings.HasPrefix(err.Error(), "t.yaml:") || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.line, err)
		}
	}
}
