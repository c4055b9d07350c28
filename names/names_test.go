package names

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestNormal(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"AEROCARIBBEAN AIRLINES", "aerocaribbean airlines"},
		{"ANGLO-CARIBBEAN CO., LTD.", "anglo caribbean | co ltd"},
		{"MADURO MOROS, Nicolás", "nicolas maduro moros"},
		{"Straße des 17. Juni GmbH", "strasse des 17 juni | gmbh"},
		{"İSTANBUL A.Ş.", "istanbul | as"},
		{"Al-Qa'ida", "al qaida"},
		{"Al-Qa’ida", "al qaida"},
		{"S.A. Minera", "s a minera"},
		{"Minera S.A.", "minera | sa"},
		{"U.S.A. Trading Inc", "usa trading | inc"},
		{"H&M", "h and m"},
		{"ООО «БАЗО»", "базо | ooo"},
		{"Николай ЁЖИКОВ", "николаи ежиков"},
		{"Κυριάκος Μητσοτάκης", "κυριακοσ μητσοτακησ"},
		{"مُحَمَّد", "محمد"},
		{"علی", "علي"},
		{"किम जोंग उन", "किम जोंग उन"},
		{"ＡＣＭＥ　Ｃｏ．", "acme | co"},
		{"Malberg LIzMITED", "malberg | ltd"},
		{"Ltd", "ltd"},
		{"  ", ""},
		{"Mr. Rami Makhlouf", "mr rami makhlouf"},
	} {
		n := Normal(test.text)
		var words []string
		for _, token := range n.Tokens {
			words = append(words, token.Text)
		}
		got := strings.Join(words, " ")
		if len(n.Forms) > 0 {
			got += " | " + strings.Join(n.Forms, " ")
		}
		if got != test.want {
			t.Errorf("Normal(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestCompare(t *testing.T) {
	for _, test := range []struct {
		a, b    string
		match   bool
		reasons string
	}{
		{"AEROCARIBBEAN AIRLINES", "Aerocaribbean Airlines", true, ""},
		{"AEROCARIBBEAN AIRLINES", "AEROCARIBEAN AIRLINE", true, "AEROCARIBBEAN ~ AEROCARIBEAN: one letter less; AIRLINES ~ AIRLINE: the same word in another form"},
		{"Putin, Vladimir", "Vladimir Putin", true, ""},
		{"Putin Vladimir", "Vladimir Putin", true, "same words in another order"},
		{"Владимир Путин", "Vladimir Putin", true, "ВЛАДИМИР ~ VLADIMIR: in another script; ПУТИН ~ PUTIN: in another script"},
		{"Yamahdi Industries", "Ya Mahdi Industries", true, "YAMAHDI ~ YA MAHDI: written together"},
		{"Siemens AG", "Siemens Aktiengesellschaft", true, ""},
		{"Iskusstvo Krasoty GmbH", "Iskusstvo Krasoty AG", true, "another legal form: GMBH ~ AG"},
		{"Jon Smith", "John Smith", true, "JON ~ JOHN: the same word in another form"},
		{"J. Smith", "John Smith", true, "J ~ JOHN: initial"},
		{"Banque Centrale de Syrie", "Bank Centrale de Syrie", true, "BANQUE ~ BANK: the same word in another form"},
		{"COMP", "CORP.", false, "word missing: CORP; word added: COMP"},
		{"Boris Abramovich", "Roman Abramovich", false, "word missing: ROMAN; word added: BORIS"},
		{"Mohammed", "Mohammed Ali Hassan", false, "word missing: ALI; word missing: HASSAN"},
		{"Zoological Society of London", "Society of Friends of the Revolution", false, ""},
		{"", "Vladimir Putin", false, ""},
		{"al", "Al Qaida", false, ""},
		{"AT&T Inc.", "AT and T Inc.", true, ""},
	} {
		got := Compare(Normal(test.a), Normal(test.b), nil)
		if got.Score >= Threshold != test.match {
			t.Errorf("%q and %q: %.3f %v", test.a, test.b, got.Score, got.Reasons)
		}
		if told := strings.Join(got.Reasons, "; "); (test.match || test.reasons != "") && told != test.reasons {
			t.Errorf("%q and %q: %q, want %q", test.a, test.b, told, test.reasons)
		}
	}
}

// oneLetter is what the same letters count for by their length: short words are treated with care.
func TestAlike(t *testing.T) {
	for _, test := range []struct {
		a, b        string
		least, most float64
	}{
		{"jon", "john", .8, .95}, {"comp", "corp", 0, 0}, {"bank", "bakn", .6, .9}, {"bank", "back", 0, 0}, {"ali", "aly", .75, .9}, {"kim", "lim", 0, 0}, {"al", "el", 1, 1}, {"bin", "ibn", 1, 1},
		{"mohammed", "muhammad", .75, .95}, {"airline", "airlines", .8, 1}, {"2007", "2008", 0, 0}, {"xu", "yu", 0, 0}, {"习近平", "习近年", 0, 0},
		{"ronaldo", "ronaldinho", 0, .7},
	} {
		a, b := NewWord(test.a), NewWord(test.b)
		if got := float64(Alike(a, b)) / whole; got < test.least || got > test.most || Alike(a, b) != Alike(b, a) {
			t.Errorf("%s and %s: %.3f and %d, want %.2f to %.2f", test.a, test.b, got, Alike(b, a), test.least, test.most)
		}
	}
}

// A particle is a word in a name that is syllables of the east of Asia from end to end.
func TestSyllablesAreNoParticles(t *testing.T) {
	for _, test := range []struct {
		text string
		kind Kind
	}{
		{"Đỗ Hữu Dũng", Plain}, {"Do Huu Dung", Plain}, {"Do Carmo Silva", Particle}, {"Do Nascimento Edson", Particle}, {"Le Van Thanh", Plain}, {"Le Grand Hotel", Particle},
		{"Van der Berg", Particle}, {"Van Gaal Louis", Particle},
	} {
		if got := Normal(test.text).Tokens[0].Kind; got != test.kind {
			t.Errorf("%s begins with a word of kind %d, want %d", test.text, got, test.kind)
		}
	}
	for _, pair := range [][2]string{{"Đỗ Hữu Dũng", "Trần Hữu Dũng"}, {"Bui Van Thang", "Bui Huu Thang"}, {"Kim Jong-il", "Kim Jong-un"}} {
		if got := CompareTexts(pair[0], pair[1]); got.Score >= Threshold {
			t.Errorf("%v are held to be one: %.3f", pair, got.Score)
		}
	}
}

func randomWord(r *rand.Rand, letters string, most int) []rune {
	word := make([]rune, r.IntN(most+1))
	for i := range word {
		word[i] = []rune(letters)[r.IntN(len([]rune(letters)))]
	}
	return word
}

func TestEditsIsTheTable(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		a, b := randomWord(r, "abcж", 12), randomWord(r, "abcж", 12)
		if got, want := edits(a, b, 100), editsTable(a, b); got != want {
			t.Fatalf("%s and %s: %d, want %d", string(a), string(b), got, want)
		}
	}
	if n := edits([]rune("ca"), []rune("abc"), 9); n != 3 { // optimal string alignment, not Damerau
		t.Errorf("ca to abc: %d", n)
	}
	long := []rune(strings.Repeat("ab", 40))
	if n := edits(long, append([]rune("x"), long...), 9); n != 1 {
		t.Errorf("long words: %d", n)
	}
}

func TestHungarianIsTheBest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		rows, columns := 1+r.IntN(5), 1+r.IntN(5)
		gain := make([]int, rows*columns)
		for i := range gain {
			gain[i] = r.IntN(4) * r.IntN(100)
		}
		sum, taken := 0, map[int]bool{}
		for i, j := range assign(gain, rows, columns) {
			if j >= 0 {
				if taken[j] {
					t.Fatalf("column %d twice", j)
				}
				taken[j] = true
				sum += gain[i*columns+j]
			}
		}
		if want := bestSum(gain, rows, columns, 0, map[int]bool{}); sum != want {
			t.Fatalf("%d × %d: %d, want %d", rows, columns, sum, want)
		}
	}
}

func bestSum(gain []int, rows, columns, i int, used map[int]bool) int {
	if i == rows {
		return 0
	}
	best := bestSum(gain, rows, columns, i+1, used)
	for j := range columns {
		if !used[j] {
			used[j] = true
			best = max(best, gain[i*columns+j]+bestSum(gain, rows, columns, i+1, used))
			delete(used, j)
		}
	}
	return best
}

// samples are names of every kind and script, with ties and repetitions.
var samples = []string{"Vladimir Putin", "Putin, Vladimir", "Владимир Путин", "Al-Qa'ida in Iraq", "A.B.C. Company", "ABC Co.", "A B C", "Sergey Sergey Shoigu",
	"Shoigu Sergei", "J.R. Smith", "John Robert Smith", "MOHAMMADHASNI HAJI SSAD KHAN", "MOHAMMAD HASNI HAJI ASAD KHAN", "习近平", "김정은", "ماري تيريز", "", "Ltd", "al al al",
	"II", "Fund II L.P.", "Fund III L.P.", "Anna Ana Hanna", "Hana Anna", "Ян Ли", "Jan Li", "Μητσοτάκης", "x y z", "xyz zyx yzx", "zyx xyz"}

func TestProperties(t *testing.T) {
	weigh := func(w *Word) int { return (len(w.Text)%3 + 1) * 333 }
	for _, a := range samples {
		n := Normal(a)
		if again := Normal(n.String()); again.String() != n.String() && !strings.Contains(a, ",") {
			t.Errorf("Normal is not idempotent: %q, %q", n, again)
		}
		if s := Score(&n, &n); s != 1 && len(n.Tokens) > 0 {
			t.Errorf("%q does not agree with itself: %v", a, s)
		}
		for _, b := range samples {
			m := Normal(b)
			for _, weight := range []Weights{nil, weigh} {
				x, y := Compare(n, m, weight), Compare(m, n, weight)
				if x.Score != y.Score || x.Score < 0 || x.Score > 1 {
					t.Errorf("%q and %q: %v, %v", a, b, x.Score, y.Score)
				}
			}
			if s, c := Score(&n, &m), Compare(n, m, nil).Score; s != c && (s >= Lowest || c >= Lowest) {
				t.Errorf("%q and %q: Score and Compare differ", a, b)
			}
		}
	}
}

// Whenever two words are alike, they share a key: an index that looks words up by their keys misses none.
func TestKeysAreComplete(t *testing.T) {
	var words []*Word
	r := rand.New(rand.NewPCG(5, 6))
	for range 1500 {
		words = append(words, NewWord(string(append([]rune("a"), randomWord(r, "aeinrsth", 11)...))))
		words = append(words, NewWord(string(append([]rune("к"), randomWord(r, "аоиткнс", 7)...))))
	}
	for _, text := range strings.Fields("bank banque banka john jon 2007 2008 ii 习近平 习近年 alex alexander aleksandr evgeniy yevgeny eleni helen محمد محمود mohammed muhamad mahmud القذافي qaddafi gaddafi иван ivan ioannis ιωαννησ") {
		words = append(words, NewWord(text))
	}
	for _, text := range []string{"Lee Seong-su", "Yi Sungsoo", "Mao Tse-tung", "Mao Zedong", "Chan Kwok-keung", "Chen Guoqiang", "Tan Ah Kow"} {
		for _, n := range Variants(text) {
			for _, token := range n.Tokens {
				words = append(words, token.Word)
			}
		}
	}
	holders := map[uint64][]int{}
	for i, w := range words {
		w.Keys(func(key uint64) { holders[key] = append(holders[key], i) })
	}
	alike := 0
	for i, w := range words {
		var seeker Seeker
		seeker.Seek(w)
		found := map[int]bool{}
		w.Sought(func(key uint64, _ bool) {
			for _, k := range holders[key] {
				found[k] = true
			}
		})
		for k, other := range words {
			glance := other.Glance()
			if agree, knows := seeker.Agree(&glance); knows && agree != Alike(w, other) {
				t.Fatalf("%s and %s: the seeker says %d, Alike %d", w.Text, other.Text, agree, Alike(w, other))
			}
			if Alike(w, other) == 0 || w.Kind == Initial || other.Kind == Initial && w.Kind == Initial {
				continue
			}
			alike++
			if !found[k] {
				t.Fatalf("%s and %s are alike and share no key (%d, %d)", w.Text, other.Text, i, k)
			}
		}
	}
	t.Logf("%d pairs of %d words are alike", alike, len(words))
}

// apart agrees with the table of distances.
func TestApartIsTheTable(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for range 20000 {
		a, b := randomWord(r, "abc", 8), randomWord(r, "abc", 8)
		for limit := range 3 {
			if got, want := apart(a, b, limit), editsTable(a, b) <= limit; got != want {
				t.Fatalf("%s and %s within %d: %v", string(a), string(b), limit, got)
			}
		}
	}
}

func FuzzCompare(f *testing.F) {
	for i := range samples {
		f.Add(samples[i], samples[len(samples)-1-i])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 400 {
			return
		}
		x, y := Compare(Normal(a), Normal(b), nil), Compare(Normal(b), Normal(a), nil)
		if x.Score != y.Score {
			t.Errorf("%q and %q: %v, %v", a, b, x.Score, y.Score)
		}
	})
}

func BenchmarkNormal(b *testing.B) {
	for b.Loop() {
		Normal("ANGLO-CARIBBEAN TRADING CO., LTD.")
	}
}

func BenchmarkScore(b *testing.B) {
	x, y := Normal("AEROCARIBBEAN AIRLINES"), Normal("AEROCARIBEAN AIRLINE")
	b.ReportAllocs()
	for b.Loop() {
		Score(&x, &y)
	}
}

// The least that a signature says of a difference is never more than the difference.
func TestLeastDifference(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	word := func() []rune {
		letters := make([]rune, 1+r.IntN(9))
		for i := range letters {
			letters[i] = []rune("aaehhijkkssstuvwxyz3é")[r.IntN(21)]
		}
		return letters
	}
	told := 0
	for range 200_000 {
		a, b := word(), word()
		if r.IntN(2) == 0 {
			b = append([]rune(nil), a...)
			for range 1 + r.IntN(3) {
				k := r.IntN(len(b))
				switch r.IntN(3) {
				case 0:
					b = slices.Insert(b, k, word()[0])
				case 1:
					b[k] = word()[0]
				case 2:
					if len(b) > 1 {
						b = slices.Delete(b, k, k+1)
					}
				}
			}
		}
		x, y := spell(a), spell(b)
		least, is := leastDifference(x.signature, y.signature), difference(a, b)
		if least > is {
			t.Fatalf("%q and %q differ by %d, and their letters say at least %d", string(a), string(b), is, least)
		}
		if is > mostDifference[max(len(a), len(b))] && least > mostDifference[max(len(a), len(b))] {
			told++
		}
	}
	if told < 10_000 {
		t.Errorf("only %d of 200,000 are told by their letters", told)
	}
}
