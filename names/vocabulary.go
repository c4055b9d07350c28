package names

import (
	"bytes"
	"embed"
	"encoding/csv"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.csv
var files embed.FS

// vocabulary is what is known about words.
type vocabulary struct {
	forms   map[string]string // the words of an alias, joined by spaces: the form as it is compared
	kinds   map[string]string // a form as it is compared: LLC, JSC ..., or empty
	opening map[string]int    // the first word of an alias: how many words the longest has
	spelt   [][]rune          // the forms that are one long word, which clerks misspell
	groups  map[string][]group
	numbers map[string]uint16 // of groups
	trade   map[string]bool
}

var known = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{forms: map[string]string{}, kinds: map[string]string{}, opening: map[string]int{}, groups: map[string][]group{}, numbers: map[string]uint16{}, trade: map[string]bool{}}
	for _, row := range table("data/forms.csv") {
		words := strings.Fields(spaced(fold(row[0])))
		if len(words) == 0 {
			continue
		}
		form := fold(row[1])
		v.addForm(words, form)
		if v.kinds[form] == "" {
			v.kinds[form] = row[2]
		}
		// A dotted alias stands for the letters written together too: S.A. is SA.
		if joined := strings.Join(words, ""); len(words) > 1 && len(joined) <= 2*len(words) && v.forms[joined] == "" {
			v.addForm([]string{joined}, form)
		}
	}
	for _, word := range []string{"aktiengesellschaft", "company", "corporation", "incorporated", "limited"} {
		v.spelt = append(v.spelt, []rune(word))
	}
	for _, word := range []string{"joint", "stock", "liability", "limited", "company", "open", "closed", "public", "private"} {
		v.trade[word] = true // what remains of a form that is not written as usual
	}
	for _, row := range table("data/words.csv") {
		v.addToGroup(fold(row[0]), row[2]+" "+row[1], row[2] == "nick")
		if row[2] == "trade" {
			v.trade[fold(row[0])] = true
		}
	}
	for _, row := range table("data/nicknames.csv") {
		v.addToGroup(row[0], "nick "+row[0], true)
		for _, short := range strings.Fields(row[1]) {
			v.addToGroup(short, "nick "+row[0], true)
		}
	}
	return v
})

// group is a set of words that are one word in another form; nick: a given name and its short forms.
type group struct {
	number uint16
	nick   bool
}

func (v *vocabulary) addToGroup(word, name string, nick bool) {
	if v.numbers[name] == 0 {
		v.numbers[name] = uint16(len(v.numbers) + 1)
	}
	if g := (group{v.numbers[name], nick}); !slices.Contains(v.groups[word], g) {
		v.groups[word] = append(v.groups[word], g)
	}
}

func (v *vocabulary) addForm(words []string, form string) {
	v.forms[strings.Join(words, " ")] = form
	v.opening[words[0]] = max(v.opening[words[0]], len(words))
}

// table reads an embedded file without its header. It is part of the program: a malformed one is our mistake.
func table(name string) [][]string {
	text, err := files.ReadFile(name)
	if err != nil {
		panic("names: " + err.Error())
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comment = '#'
	rows, err := r.ReadAll()
	if err != nil {
		panic("names: " + name + ": " + err.Error())
	}
	return rows[1:]
}

// particles carry little of a name: articles, prepositions, "son of". Those with the same number are one particle.
var particles = map[string]uint16{
	"al": 1, "el": 1, "ul": 1, "il": 1, "ad": 1, "ar": 1, "as": 1, "az": 1, "an": 1, "at": 1, "ath": 1, "adh": 1, "ash": 1, "ud": 1, "ur": 1, "us": 1,
	"bin": 2, "ben": 2, "ibn": 2, "bint": 3, "binti": 3, "bt": 3, "bte": 3, "ould": 4, "wuld": 4, "uld": 4,
	"van": 5, "von": 5, "der": 6, "den": 6, "de": 6, "da": 6, "do": 6, "di": 6, "du": 6, "dos": 6, "das": 6, "des": 6, "del": 6, "della": 6, "dello": 6,
	"la": 7, "le": 7, "les": 7, "las": 7, "los": 7, "the": 7, "ter": 8, "ten": 8, "zu": 8, "zur": 8, "of": 6, "for": 9, "in": 10, "on": 10,
	"and": 11, "und": 11, "et": 11, "og": 11, "och": 11, "en": 11,
	"ال": 1, "بن": 2, "ابن": 2, "بنت": 3, "ولد": 4,
}

// titles stand before a name and say what its bearer is or was called by.
var titles = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "miss": true, "mister": true, "messrs": true, "dr": true, "doctor": true, "prof": true, "professor": true,
	"sir": true, "dame": true, "hon": true, "rev": true, "reverend": true, "herr": true, "frau": true, "monsieur": true, "madame": true, "mme": true,
	"senor": true, "senora": true, "sheikh": true, "shaikh": true, "shaykh": true, "sheik": true, "haji": true, "hajji": true, "hajj": true, "haj": true,
	"hadj": true, "hadji": true, "mullah": true, "mulla": true, "maulavi": true, "maulawi": true, "mawlawi": true, "mawlavi": true, "moulavi": true,
	"qari": true, "ayatollah": true, "capt": true, "captain": true, "col": true, "colonel": true, "lt": true, "gen": true, "brig": true, "brigadier": true,
	"president": true, "prasident": true, "minister": true, "ambassador": true, "admiral": true, "esq": true, "jr": true, "sr": true, "phd": true,
}
