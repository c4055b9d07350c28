package translit_test

import (
	"slices"
	"testing"

	"spoor/names/translit"
)

// The readings were checked against the spellings in use: passports, press, official sites.
func TestReadings(t *testing.T) {
	for _, c := range []struct{ word, latin string }{
		{"дмитрий", "dmitry"}, {"дмитрий", "dmitriy"}, {"дмитрий", "dmitrii"}, {"елена", "yelena"}, {"елена", "elena"},
		{"мария", "mariya"}, {"мария", "maria"}, {"хрущёв", "khrushchyov"}, {"христо", "hristo"}, {"порошенко", "poroshenko"},
		{"зеленський", "zelensky"}, {"володимир", "volodymyr"}, {"вучић", "vucic"}, {"тоқаев", "tokayev"}, {"раҳмон", "rahmon"},
		{"лукашэнка", "lukashenka"}, {"γιώργος", "giorgos"}, {"παπανδρέου", "papandreou"}, {"ευάγγελος", "evangelos"},
	} {
		if got := translit.Readings(c.word); !slices.Contains(got, c.latin) {
			t.Errorf("%s is not read %s, but %v", c.word, c.latin, got)
		}
	}
	for _, word := range []string{"", "maria", "müller", "محمد", "12", "😀"} {
		if got := translit.Readings(word); got != nil {
			t.Errorf("%q has readings %v", word, got)
		}
	}
}

func TestVocalised(t *testing.T) {
	for _, c := range []struct {
		word  string
		latin []string
	}{
		{"محمد", []string{"muhammad", "mohammed", "mohamed", "mehmed"}},
		{"القذافي", []string{"gaddafi", "qaddafi", "kadhafi", "qadhafi", "alqadhafi", "elgaddafi"}},
		{"حسين", []string{"hussein", "husayn", "hossein", "hussain"}},
		{"عبدالرحمن", []string{"abdulrahman", "abdurrahman", "abdelrahman", "abdalrahman"}},
		{"خامنه\u200cای", []string{"khamenei"}},
		{"נתניהו", []string{"netanyahu"}}, {"יצחק", []string{"yitzhak", "itzhak", "yitzchak"}}, {"משה", []string{"moshe"}},
		{"שרון", []string{"sharon"}}, {"זיאד", nil},
	} {
		for _, latin := range c.latin {
			if got := translit.Vocalised(c.word, latin); got < 700 {
				t.Errorf("%s read %s: %d", c.word, latin, got)
			}
			if !share(translit.Skeletons(c.word), translit.Skeletons(latin)) {
				t.Errorf("%s %v and %s %v share no skeleton", c.word, translit.Skeletons(c.word), latin, translit.Skeletons(latin))
			}
		}
	}
	for _, c := range []struct{ word, latin string }{
		{"محمد", "ahmad"}, {"محمود", "hamid"}, {"حسن", "hussein"}, {"سعيد", "samir"}, {"كريم", "karam"}, {"משה", "shimon"},
		{"علي", "omar"}, {"سعد", "samad"}, {"ناصر", "mansour"}, {"כהן", "koplan"}, {"دانيال", "samuel"}, {"دافيد", ""}, {"", "david"}, {"david", "david"},
	} {
		if got := translit.Vocalised(c.word, c.latin); got >= 700 {
			t.Errorf("%s read %s: %d", c.word, c.latin, got)
		}
	}
}

func share(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// The pairs were looked up in Wikidata's names: rows of rigour's person_names.txt, of which the table is made.
func TestKnown(t *testing.T) {
	for _, same := range [][2]string{{"斯科特", "scott"}, {"スコット", "scott"}, {"скотт", "سكوت"}, {"준우", "jun-woo"}, {"Samuel", "самуіл"}, {"עופרה", "ofra"}} {
		a, b := translit.Known(same[0]), translit.Known(same[1])
		if !slices.ContainsFunc(a, func(id uint32) bool { return slices.Contains(b, id) }) || !slices.IsSorted(a) {
			t.Errorf("%s %v and %s %v are not known as one name", same[0], a, same[1], b)
		}
	}
	if slices.ContainsFunc(translit.Known("حسين"), func(id uint32) bool { return slices.Contains(translit.Known("hassan"), id) }) {
		t.Error("Hussein is taken for Hassan") // which it was when yeh was dropped with the points
	}
	for _, word := range []string{"", "-", "qqqxxzzy", "斯科特斯科特斯科特"} {
		if ids := translit.Known(word); ids != nil {
			t.Errorf("%q is known as %v", word, ids)
		}
	}
}
