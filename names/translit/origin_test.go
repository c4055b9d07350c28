package translit

import (
	"slices"
	"strings"
	"testing"
)

func TestOrigins(t *testing.T) {
	for _, test := range []struct{ name, tongue, surname, given string }{
		{"yi sung soo", "ko", "이", "성수"},
		{"chong mong gu", "ko", "정", "몽구"},
		{"seong su lee", "ko", "이", "성수"},
		{"hsieh tung min", "zh", "xie", "dongmin"},
		{"lü shaoqi", "", "", ""},
		{"liu shaoqi", "zh", "liu", "shaoqi"},
		{"chan kwok keung", "zh", "chen", "guoqiang"},
		{"ouyang xiu", "zh", "ouyang", "xiu"},
		{"john smith", "", "", ""},
		{"lee", "", "", ""},
		{"li xiao long wei", "", "", ""},
		{strings.Repeat("li", 5000) + " wang", "", "", ""},
	} {
		found := Origins(strings.Fields(test.name))
		held := slices.ContainsFunc(found, func(o Origin) bool {
			return o.Tongue == test.tongue && slices.Contains(o.Surname, test.surname) && slices.Contains(o.Given, test.given)
		})
		if held != (test.tongue != "") || test.tongue == "" && len(found) > 0 {
			t.Errorf("%.40s: %v", test.name, found)
		}
		for _, o := range found {
			if len(o.Surname) > mostOrigins || len(o.Given) > mostOrigins {
				t.Errorf("%s has too many origins: %v", test.name, o)
			}
		}
	}
}
