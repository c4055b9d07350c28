package translit

import (
	"strconv"
	"strings"
	"sync"
)

// sound is one way of writing a letter in Latin, and how irregular that is in thousandths of a consonant left unexplained.
type sound struct {
	text string
	cost int
}

// letter is what is known of a letter of an abjad, or of a group of letters that is one sound.
type letter struct {
	sounds []sound
	drop   int // cost of its not being heard
	weight int // its share of the word: 1000 for a consonant, less for what may be a vowel
}

// The tables: letters, then their sounds, the irregular ones with their cost; "-" is silence with its cost. The first line of
// a letter's sounds is what most people write, the rest is what some languages and offices write. Sources: the romanisation
// tables of UNGEGN, ALA-LC and ISO 233 and 259, and the spellings in use in passports of the countries.
const (
	weakLetters = "اأإآٱىيیۍېئؤوۆۇۈۋەةہهھۀعءוייאהעܐܘܝܗܥێۊۃ"

	arabicLetters = `
ا    a aa:30 e:60 i:150 o:120 u:150 -:350
أ    a e:30 o:60 u:60 i:100 -:150
إ    i e a:100 y:60 -:150
آ    a aa o:60 -:400
ٱ    a e i u -:100
ء    - y:200
ئ    - e i y yi:60 a:100
ؤ    - u o w ou
ع    - a aa:60 i:60 e:60 o:60 u:60 y:250
و    w v o u ou oo aw au ow:30 ao:60 ew:150 wu:60 uw:60 uu:60 we:150 -:1000
ۆ    o u oe eu
ۇ    u o ou
ۈ    u ue
ۋ    v w
ۊ    u
ي    y i ee ei ai ay ey e ie:60 yi:60 iy:30 j:200 eu:200 -:1000
ى    a i y e:60 ee:100 aa:60 ei:100 ay:100 -:400
ې    e i ai y
ێ    e ei ey i
ه    h a:400 e:400 -:500
ھ    h -:150
ە    e a -:150
ة    a ah e eh at et t:100 h:100 -:200
ب    b p:100 v:150
پ    p b:200
ت    t d:250 th:150
ث    th s t
ج    j g dj dg:60 zh:60 gh:150 c:150 ch:150 y:250 dzh:60 tch:200 tj:150 i:250
چ    ch tch tsch c:60 tsh:60 j:200 tj:100 cz:100
ح    h kh:200 ch:200 -:450
خ    kh h:100 ch:60 x:60 k:200 q:300
د    d t:300 dh:150
ذ    dh z d th dz:60
ر    r rh:60
ڑ    r rh:30 d:100
ز    z s:150 dz:200
ژ    zh j g:100 z:100
س    s c:100 z:150 ts:200
ش    sh ch s:100 sch:60 sz:150 x:150
ص    s c:150 z:250
ض    d dh z dz:60 th:200 zh:200
ط    t th:60 d:200
ظ    z dh th d dz:100
غ    gh g rh:60 q:100 k:200 r:200
ف    f ph v:100 p:150
ڤ    v f
ق    q k g gh:30 c:60 kh:200 j:200
ك    k c ck ch:100 q:100 kh:150 g:150 cc:60 x:250
ک    k c ck ch:100 q:100 kh:150 g:150 cc:60 x:250
ڭ    ng n
گ    g gu:100 gh:60 k:150 j:200
ڳ    g
ڠ    ng
ل    l
ڵ    l
م    m n:300
ن    n m:250
ں    n -:100
ٹ    t th:60
ڈ    d dh:100
ړ    r
ڼ    n
ټ    t
ډ    d
ځ    z dz
څ    ts s c
ښ    sh kh h x
ږ    g zh z
ګ    g
ڕ    r
ڒ    r
تش   ch:60 tch:60 tsch:60 c:150 cz:100
دج   j:60 dj:60 dg:60 g:150
كس   x:30
کس   x:30
جز   x:150
غز   x:150
تس   z:100 c:150 tz:30 tsu:60
اي   ai ay ei:60 i:60 ey:60 y:100 ie:150
ای   ai ay ei:60 i:60 ey:60 y:100 ie:150
او   ao aw ou ow:30 au o:60 u:60 w:200 oo:60
يا   ia ya ea:150 ja:150
یا   ia ya ea:150 ja:150
وا   wa oua ua va wo:200 uo:200
وي   wi oui we:60 wei:60 vi oi oy ui uy:30 wy:60 way:100
وی   wi oui we:60 vi oi oy ui uy:30 wy:60 way:100
يو   yu you yo iu io ew:150 eu:100 u:200 joe:300 jo:200
یو   yu you yo iu io ew:150 eu:100 u:200
ئي   i ei ee ai:60 ay:60 ie
ئی   i ei ee ai:60 ay:60 ie
وو   oo u o ou wu wo
يي   i yi ee ai:60 ei:60 ye:60
یی   i yi ee ai:30 ei:60 ye:60 aie:60 aii:60
ية   ia iya ie ieh:60 iyeh iyah iyya iah yya yah eya:60 ya
يه   ia iya ieh iyeh iyah yeh iyye eya:60 yah ie:60
یه   ia iya ieh iyeh iyah yeh iyye eya:60 yah ie:60
`
	hebrewLetters = `
א    a e o i u - aa:60
ב    b v w:150 p:200
ג    g j:100 gh:60 dj:200
ד    d th:200 t:300
ה    h a:300 -:250
ו    v w:30 o u ou:30 oo:30 -:700
ז    z s:150 j:200 zh:150
ח    h ch kh:30 -:400 j:200
ט    t th:60
י    y i j:60 e:30 ei:30 ai:60 ee:60 ey:60 ay:60 -:700 ie:60
כ    k ch kh:30 c:60 h:250 ck:60 q:150
ך    ch kh:30 k:60 h:250 c:100 ck:100
ל    l
מ    m
ם    m
נ    n
ן    n
ס    s c:100 z:200 ss:30
ע    - a e i o u aa:60
פ    p f ph:30 pf:60
ף    f p:60 ph:60
צ    ts tz:30 z:60 c:100 s:150 ch:150
ץ    ts tz:30 z:60 c:100 tch:100 ch:100
ק    k c q ck:60
ר    r
ש    sh s sch:100 ch:150 z:200
ת    t th d:250 s:150
טש   ch tch sch:150 tsch:60
דז   j dz dj
קס   x
כס   x:60
צי   ci:30 ti:100 zi:30 tzi:30 tsi
וו   w v u:60 wo:150 wa:150
יי   ai ay ei ey y:60 i:60 aj:100 ee:100 ye:60
או   o u au ou ow:60 oo:60 av:100
אי   i ai ay ei e:100 y:100 ey:60
וי   oy oi vi uy:60 ui:60 wi:30 evi:200 oui:60
יו   io yo iu yu yeo:100 jo:100 eo:100 iv eu:100 u:200 ew:200 iew:100
יה   ia ya yah iah yahu:200
`
	syriacLetters = `
ܐ    a o:60 e i -
ܒ    b v w:60
ܓ    g gh
ܕ    d dh
ܗ    h -:250
ܘ    w o u v ou
ܙ    z
ܚ    h ch:60 kh:60
ܛ    t
ܝ    y i e:60 ei ee ai
ܟ    k kh ch:60
ܠ    l
ܡ    m
ܢ    n
ܣ    s
ܥ    - a e i o
ܦ    p f ph
ܨ    s ts:60
ܩ    q k
ܪ    r
ܫ    sh s:60 ch:100
ܬ    t th
`
)

type abjad struct {
	letters map[rune]letter
	groups  map[[2]rune]letter
}

var abjads = sync.OnceValue(func() *abjad {
	a := &abjad{letters: map[rune]letter{}, groups: map[[2]rune]letter{}}
	for line := range strings.Lines(arabicLetters + hebrewLetters + syriacLetters + thaiLetters + laoLetters + khmerLetters) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		key := []rune(fields[0])
		l := letter{drop: 1000, weight: 1000}
		if thaiVowel(key[0]) || strings.ContainsRune(weakLetters+"อยห\u0e4c", key[0]) {
			l.weight = 500
		}
		for _, field := range fields[1:] {
			text, number, _ := strings.Cut(field, ":")
			cost, _ := strconv.Atoi(number) // no number is 0
			if text == "-" {
				l.drop = cost
				continue
			}
			l.sounds = append(l.sounds, sound{text, cost})
		}
		if len(key) == 1 {
			a.letters[key[0]] = l
			continue
		}
		a.groups[[2]rune{key[0], key[1]}] = l
	}
	return a
})

// consonantal writes an unvocalised word with its letters only: points and marks gone, variants of a letter made one, a
// doubled consonant one. What has no letter in the tables is dropped.
func consonantal(word string) []rune {
	known := abjads()
	var letters []rune
	for _, r := range spoken([]rune(cut(word))) {
		switch r {
		case 'ی', 'ۍ', 'ے':
			r = 'ي'
		case 'ک', 'ڪ', 'ګ':
			r = 'ك'
		case 'ہ', 'ۀ':
			r = 'ه'
		case 'ۃ':
			r = 'ة'
		}
		l, ok := known.letters[r]
		if !ok || len(letters) > 0 && letters[len(letters)-1] == r && l.weight == 1000 && scriptOfLetter(r) != thai {
			continue
		}
		letters = append(letters, r)
	}
	return letters
}
