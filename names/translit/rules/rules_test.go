package rules_test

import (
	"errors"
	"strings"
	"testing"

	"spoor/fault"
	"spoor/names/translit/rules"
)

func compile(text string) (*rules.Transform, error) {
	return rules.Compile("test", func(name string) (string, error) {
		if name != "test" {
			return "", errors.New("no such rules")
		}
		return text, nil
	})
}

// The rules are those of UTS #35, part 2 ("Transform Rules"), or shaped after them; the results follow from its text.
func TestTransform(t *testing.T) {
	for _, c := range []struct{ name, rules, text, want string }{
		{"first match wins", "xy > c ; yz > d ;", "xyz", "cz"},
		{"masking by order", "t > T ; th > X ;", "th", "Th"},
		{"longest first", "th > X ; t > T ;", "tht", "XT"},
		{"context before", "a { b > c ;", "abbb", "acbb"},
		{"context of results", "a > x ; x { b > c ;", "ab", "xc"},
		{"context after", "x } [y z] > X ;", "xyxzxa", "XyXzxa"},
		{"both contexts", "x { a } y > q ;", "xayxab", "xqyxab"},
		{"text start", "^ a > A ;", "aa", "Aa"},
		{"text end", "a $ > A ;", "aa", "aA"},
		{"set at the boundary", "$b = [^[:L:]] ; $b { a > A ;", "aa a", "Aa A"},
		{"variables", "$vowel = [aeiou] ; $end = $vowel ; $end } x > V ;", "axux", "VxVx"},
		{"cursor", "x > | y ; y > z ;", "xx", "zz"},
		{"cursor within", "xa > y | a ; a > b ;", "xa", "yb"},
		{"segments", "([a-z]) ([0-9]) > $2 $1 ;", "a1b2", "1a2b"},
		{"quantifiers", "ab* c+ d? > X ;", "abbccd ac abd", "X X abd"},
		{"group repeated", "(ab)+ > X ;", "ababa", "Xa"},
		{"quotation", "'$' > dollar ; '''' > q ;", "$", "dollar"},
		{"escapes", `\u0061 > \x{42} ; \; > S ;`, "a;", "BS"},
		{"deletion", "a > ;", "bab", "bb"},
		{"null pass", "a > b ; ::Null ; b > c ;", "ab", "cc"},
		{"both ways", "a <> b ; c ↔ d ; e ← f ; g < h ;", "acfh", "bdfh"},
		{"contexts on the right are for the way back", "a { b } c > x { y } z ;", "abc", "ayc"},
		{"filter", ":: [a-c] ; a > x ; d > y ;", "ad", "xd"},
		{"filter of a call", ":: [a] Upper ; b > c ;", "ab", "Ac"},
		{"normal forms", "::NFD ; \u0301 > ; ::NFC ;", "\u00e9\u0151", "e\u0151"},
		{"way back only", ":: (Lower) ; a > b ; :: NFC (NFD) ;", "Aa", "Ab"},
		{"set operations", "[[a-z]-[aeiou]] > C ; [[0-9]&[5-9]] > N ;", "ab14 59", "aC14 NN"},
		{"negation, strings", "[{ab} c] > X ; [^a-z\\ ] > Y ;", "abcz9", "XXzY"},
		{"properties", "[:Lu:] > U ; [:^Script=Greek:] > x ; [[:Ll:]-[α]] > l ;", "αβA", "αlU"},
		{"empty key", "[a] {} [b] > '-' ;", "abab", "a-ba-b"},
		{"comments", "# a > b ;\na > c ; # a ; comment\n", "a", "c"},
		{"letters without a rule stay", "a > b ;", "xyz\u00e9", "xyz\u00e9"},
	} {
		transform, err := compile(c.rules)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if got := transform.Apply(c.text); got != c.want {
			t.Errorf("%s: %s of %q is %q, not %q", c.name, c.rules, c.text, got, c.want)
		}
	}
}

func TestMistakesAreTold(t *testing.T) {
	for _, c := range []struct{ rules, says string }{
		{"a > b ;\n\na [b > c ;", "test:3"}, {"$x > b ;", "not defined"}, {"a > &Any-Lower(b) ;", "not understood"},
		{"[:Cheese:] > a ;", "not known"}, {"a > $1 ;", "no segment"}, {"a } b { c > d ;", "do not fit"}, {"* > a ;", "nothing to repeat"},
		{":: Nowhere-Latin ;", "no such rules"}, {"a > b ; :: [a] ;", "after a rule"}, {"(a > b ;", "does not end"}, {"'a > b ;", "neither"},
		{"nonsense ;", "neither"}, {"\\u12 > a ;", "cut short"}, {"[z-a] > b ;", "backwards"}, {":: test ;", "circle"},
		{"$a = $b ; $b = $a ; $a > x ;", "circle"},
	} {
		_, err := compile(c.rules)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v", c.rules, err)
			continue
		}
		if told := (*fault.Error)(nil); errors.As(err, &told) && told.Hint == "" {
			t.Errorf("%s: no remedy in %v", c.rules, err)
		}
	}
}

// A circle of results ends, and what it has made is bounded.
func TestCirclesEnd(t *testing.T) {
	for _, text := range []string{"a > | a ;", "a > | ab ;", "{} a > | b ; b > | a ;"} {
		transform, err := compile(text)
		if err != nil {
			t.Fatal(err)
		}
		if got := transform.Apply("aaaa"); len(got) > 1000 {
			t.Errorf("%s makes %d letters of four", text, len(got))
		}
	}
}

func FuzzCompile(f *testing.F) {
	for _, text := range []string{"a > b ;", "$v = [aeiou] ; $v { x } [^$v] > y|z ;", ":: [a-z] NFD (NFC) ;", "([a]) (b)* > $2 $1 ;", "[[:L:]-[x&y]", "''", `\u`} {
		f.Add(text, "abc")
	}
	f.Fuzz(func(t *testing.T, text, word string) {
		transform, err := compile(text)
		if err == nil && len(word) < 100 && len(text) < 1000 {
			if first := transform.Apply(word); first != transform.Apply(word) {
				t.Errorf("%q is changed in two ways", word)
			}
		}
	})
}
