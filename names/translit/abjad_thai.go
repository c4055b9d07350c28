package translit

import "strings"

// Thai, Lao and Khmer write most vowels but not a and o between consonants, and silent letters of Sanskrit words beside them;
// so they are compared as the abjads are. A vowel's letter may be read as another vowel or not at all.
const (
	thaiLetters = `
ก    k g:60 c:60 -:700
ข    kh k:60
ค    kh k:60 c:60
ฆ    kh k:60 gh:60
ง    ng n:150
จ    ch j:30 t:100 c:60 tch:100
ฉ    ch
ช    ch sh:30 j:60 t:150
ซ    s z:60
ฌ    ch
ญ    y n ny j:150
ฎ    d t
ฏ    t d
ฐ    th t:60
ฑ    th d t
ฒ    th t dh:100
ณ    n
ด    d t
ต    t d:60 -:600
ถ    th t:60
ท    th t:60 d:100 -:500
ธ    th t:60 d:100 dh:60
น    n
บ    b p
ป    p b:60
ผ    ph p:60
ฝ    f
พ    ph p:60 b:100 bh:100
ฟ    f
ภ    ph p:60 bh:60 b:100
ม    m
ย    y i j:150 -:300
ร    r n:60 l:60 an:60 on:60 orn:60 -:450
ฤ    rue ri ru roe r
ล    l n:60 -:700
ว    w v u ua o:100 wa wu:60 -:400
ศ    s sh:60 t:100
ษ    s sh:60 t:100 -:600
ส    s t:100 -:600
ห    h -:100
ฬ    l n
อ    - o or:60 a u aw
ฮ    h
รร   an a un:60 ar:60
ทร   s thr tr
สร   s sr
ะ    a -:100
ั    a u:60 -:100
า    a ar:60 aa:30 ah:60 -:150
ำ    am um:60
ิ    i e:60 -:100
ี    i ee:30 e:100 y:100 -:150
ึ    ue u:30 eu:30 -:150
ื    ue u:30 eu:30 uea:30 -:150
ุ    u oo:60 -:100
ู    u oo:60 -:150
เ    e ae:60 a:60 oe:60 -:100
แ    ae e:60 a:60 ea:60 ai:100 -:150
โ    o -:150
ใ    ai ay:60 i:100
ไ    ai ay:60 i:100 y:100
็    -
์    -
วั   wa ua
ัว   ua u uo wa
ัย   ai aiy ay
าย   ai aay ay aai
เย   oei oey
าว   ao aw au
ุย   ui
`
	thaiVowels = "ะัาำิีึืุูเแโใไ็"

	laoLetters = `
ກ    k
ຂ    kh k:60
ຄ    kh k:60
ງ    ng
ຈ    ch j c
ຊ    x s ch:60
ຍ    nh y ny gn
ດ    d t
ຕ    t
ຖ    th
ທ    th
ນ    n
ບ    b p
ປ    p
ຜ    ph
ຝ    f
ພ    ph p:100
ຟ    f
ມ    m
ຢ    y
ຣ    r
ລ    l r:100
ວ    v w o:150 ua:60 oua:60 -:300
ສ    s x
ຫ    h -:100
ອ    - o or a
ຮ    h r:150
ໝ    m
ໜ    n
ະ    a -:100
ັ    a -:100
າ    a ah:60 -:150
ຳ    am
ິ    i -:100
ີ    i y ee -:100
ຶ    u ue -:100
ື    u ue eu -:100
ຸ    u ou oun:200 -:100
ູ    ou u oo -:100
ເ    e -:100
ແ    ae e -:100
ໂ    o -:100
ໄ    ai ay
ໃ    ai ay
ຽ    ia ie ien:100
ົ    o -:100
ໍ    o -:100
`
	laoVowels = "ະັາຳິີຶືຸູເແໂໄໃຽົໍອ"

	khmerLetters = `
ក    k
ខ    kh k:100
គ    k g:60
ឃ    kh k:60
ង    ng
ច    ch c j:100
ឆ    ch
ជ    ch j:30 c:60
ឈ    ch chh
ញ    nh ny:60 n:60 gn
ដ    d
ឋ    th
ឌ    d
ឍ    th
ណ    n
ត    t d:60
ថ    th
ទ    t
ធ    th
ន    n
ប    b p
ផ    ph p:60
ព    p
ភ    ph p:60
ម    m
យ    y i
រ    r -:200
ល    l
វ    v w:30
ស    s
ហ    h
ឡ    l
អ    - a o
ា    a ea ar:60 -:150
ិ    e i -:100
ី    i ei ey y ee -:100
ឹ    ue oe u -:100
ឺ    ue eu -:100
ុ    u o -:100
ូ    ou u oo o -:100
ួ    uo ua ou -:100
ើ    ae eu er -:100
ឿ    ea oeu -:100
ៀ    ie ea -:100
េ    e ei -:100
ែ    ae e -:100
ៃ    ai ei ey
ោ    o ao or:60 -:100
ៅ    au ov ao
ំ    om am um m
ះ    ah eh h a -:100
ឧ    u o
ឯ    ae e
ឥ    e i
ឫ    rue ry
`
	khmerVowels = "ាិីឹឺុូួើឿៀេែៃោៅំះឧឯឥអ"
)

// leading says whether a vowel is written before the consonant that it follows in speech.
func leading(r rune) bool { return r >= 0xE40 && r <= 0xE44 || r >= 0xEC0 && r <= 0xEC4 }

// karan marks the letter before it, or the one before its vowel, as silent; a Latin spelling may write it all the same.
const karan = '\u0e4c'

// spoken puts a leading vowel behind its consonant.
func spoken(word []rune) []rune {
	letters := make([]rune, 0, len(word))
	for i := 0; i < len(word); i++ {
		letters = append(letters, word[i])
		if leading(word[i]) && i+1 < len(word) {
			letters[len(letters)-1] = word[i+1]
			letters = append(letters, word[i])
			i++
		}
	}
	return letters
}

func thaiVowel(r rune) bool { return strings.ContainsRune(thaiVowels+laoVowels+khmerVowels, r) }

// silence says how silent a letter is: 2 where karan marks it, 1 where it stands before such a letter in a cluster, else 0.
func silence(word []rune, i int) int {
	if word[i] < 0xE00 || word[i] > 0xE7F || thaiVowel(word[i]) { // Thai only
		return 0
	}
	for k := 1; k <= 2 && i+k < len(word); k++ {
		if word[i+k] == karan {
			if k == 2 && !thaiVowel(word[i+1]) {
				return 1
			}
			return 2
		}
	}
	if i+3 < len(word) && word[i+3] == karan && !thaiVowel(word[i+1]) {
		return 1
	}
	return 0
}

// thaiEnds are the classes of letters that no vowel follows: they may end a syllable, where they sound otherwise, or begin
// one whose vowel is not written, or be silent.
var thaiEnds = map[rune]string{
	'จ': "s t", 'ช': "s t", 'ซ': "s t", 'ศ': "s t", 'ส': "s t", 'ษ': "s  t", 'ร': "r n rn ", 'ล': "l n", 'ญ': "n ",
}

// thaiUnits are the classes of a Thai, Lao or Khmer word.
func thaiUnits(word []rune) []string {
	var units []string
	for i, r := range word {
		class, ok := abjadClasses[r]
		if !ok {
			continue
		}
		if end, ok := thaiEnds[r]; ok && (i+1 == len(word) || !thaiVowel(word[i+1])) {
			class = end
		}
		switch {
		case r == 'ร' && i > 0 && word[i-1] == 'ร':
			units[len(units)-1] = " n r"
			continue
		case silence(word, i) == 2:
			class = " " + abjadClasses[r]
		case r == 'ร' && i > 0 && word[i-1] == 'ท': // both are s
			class = " r"
		case silence(word, i) == 1:
			class = strings.TrimSuffix(class, " n rn ") + " "
		case r == 'ท' && i+1 < len(word) && word[i+1] == 'ร': // read as s
			class = "t s"
		}
		units = append(units, class)
	}
	return units
}
