package translit

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// Origin is a name in Latin letters taken for a Korean or Chinese one: surname and given name, each read back into what it may be
// in its own tongue, so that romanisations which share few letters meet: Lee Seong-su and Yi Sung-soo, Mao Tse-tung and Mao Zedong.
type Origin struct {
	Tongue         string   // "ko" or "zh"
	Family         string   // the surname as it is written
	Personal       string   // the given name as it is written, as one word
	Surname, Given []string // what they may be: Hangul, or Mandarin in pinyin without tones; at most 16 each
}

// Origins lists the ways in which the words of a name, lower case a to z, are a surname before or behind a given name of one or two
// syllables; nil for what is no such name as a whole. Both halves are read by one system, but for surnames as Hong Kong and the
// south-east of Asia write them, which people keep beside a given name in another.
func Origins(words []string) []Origin {
	if len(words) < 2 || len(words) > 3 || slices.ContainsFunc(words, func(w string) bool { return len(w) > longestOrigin }) {
		return nil
	}
	var found []Origin
	for _, t := range origins() {
		last := len(words) - 1
		for _, at := range []int{0, last} {
			given := words[1:]
			if at == last {
				given = words[:last]
			}
			o := t.read(words[at], given)
			o.Family, o.Personal = words[at], strings.Join(given, "")
			if len(o.Surname) > 0 && len(o.Given) > 0 {
				found = append(found, o)
			}
		}
	}
	return found
}

// OwnWriting is the same of a surname and a given name of one or two characters in Hangul or Han.
func OwnWriting(surname, given string) []Origin {
	if n := utf8.RuneCountInString(given); n < 1 || n > 2 {
		return nil
	}
	o := Origin{Family: surname, Personal: given}
	switch scriptOf(surname) {
	case hangul:
		o.Tongue, o.Surname, o.Given = "ko", []string{surname}, []string{given}
	case han:
		o.Tongue, o.Surname, o.Given = "zh", []string{mandarin(hanNames(surname))}, []string{mandarin(hanWords(given))}
	default:
		return nil
	}
	return []Origin{o}
}

// tongue is how the names of one are written in Latin letters.
type tongue struct {
	name     string
	systems  []system
	surnames map[string][]string // kept beside given names in any system
}

// system is a romanisation: what its syllables may be, the likeliest first.
type system struct{ surnames, syllables map[string][]string }

func (t *tongue) read(surname string, given []string) Origin {
	o := Origin{Tongue: t.name}
	for _, s := range t.systems {
		if g := s.given(given); g != nil {
			o.Given = append(o.Given, g...)
			o.Surname = append(o.Surname, s.surnames[surname]...)
		}
	}
	o.Surname = append(o.Surname, t.surnames[surname]...)
	o.Surname, o.Given = firstOf(o.Surname), firstOf(o.Given)
	return o
}

// given reads one or two syllables, which may be written as one word.
func (s system) given(words []string) []string {
	if len(words) == 2 {
		return s.syllablesOf(words...)
	}
	found := s.syllablesOf(words[0])
	for i := 1; i < len(words[0]); i++ {
		found = append(found, s.syllablesOf(words[0][:i], words[0][i:])...)
	}
	return found
}

func (s system) syllablesOf(written ...string) []string {
	choices := make([][]string, 0, 2)
	for _, w := range written {
		may := s.syllables[w]
		if may == nil {
			return nil
		}
		choices = append(choices, may)
	}
	return likeliest(choices)
}

// longestOrigin is how many letters two syllables have at most: shuangzhuang.
const longestOrigin = 12

const mostOrigins = 2 * mostReadings

func firstOf(all []string) []string {
	var kept []string
	for _, one := range all {
		if len(kept) < mostOrigins && !slices.Contains(kept, one) {
			kept = append(kept, one)
		}
	}
	return kept
}

var origins = sync.OnceValue(func() []*tongue { return []*tongue{korean(), chinese()} })

// koreanNames are syllables of given names that are written by the rules alone, beside those of koreanSyllables: readings of
// characters that the law allows in names.
const koreanNames = `각 간 갑 강 개 격 견 계 곤 공 관 군 권 귀 극 긍 난 년 녕 노 누 능 다 단 달 담 당 돈 득 등 락 람 랑 량 력 례 로 루 류 륜 률 륭 린 립 마 매 맹 면 목 묵 문
반 발 방 번 별 부 분 비 빙 사 산 생 설 섭 세 송 슬 승 시 심 악 암 약 양 언 엄 업 엽 온 왕 요 운 울 위 융 을 음 응 의 자 전 절 점 제 좌 즙 증 직 차 척 첨 청 최
추 축 출 취 칠 탁 탄 토 통 판 팔 표 품 풍 함 합 항 행 협 홍 회 훤 휴 흠 흔`

// systematic are the revised romanisation and McCune-Reischauer, of the habits of writing a syllable.
const systematic = 2

// korean reads back the usual spellings, the revised romanisation and McCune-Reischauer without its marks. People mix them.
func korean() *tongue {
	tables := koreanTables()
	surnames, given := map[string][]string{}, map[string][]string{}
	for hangul, spelled := range tables[0] {
		surnames[hangul] = bySyllable(hangul, spelled)
	}
	for hangul, spelled := range tables[1] {
		given[hangul] = bySyllable(hangul, spelled)
	}
	for _, hangul := range strings.Fields(koreanNames) {
		if given[hangul] == nil {
			given[hangul] = bySyllable(hangul, nil)
		}
	}
	return &tongue{name: "ko", systems: []system{{turned(surnames), turned(given)}}}
}

// bySyllable adds to the usual spellings of one syllable those of the systems.
func bySyllable(hangul string, spelled []string) []string {
	if runes := []rune(hangul); len(runes) == 1 {
		return append(slices.Clone(spelled), syllableBy(runes[0], systematic)...)
	}
	return spelled
}

// turned makes of a table from a syllable to its spellings, the commonest first, one from a spelling to the syllables: those of
// which it is a commoner spelling first.
func turned(table map[string][]string) map[string][]string {
	type meant struct {
		text string
		rank int
	}
	by := map[string][]meant{}
	for text, spelled := range table {
		for rank, s := range firstOf(spelled) {
			by[s] = append(by[s], meant{text, rank})
		}
	}
	found := make(map[string][]string, len(by))
	for spelled, all := range by {
		slices.SortFunc(all, func(a, b meant) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.text, b.text)) })
		for _, m := range all {
			found[spelled] = append(found[spelled], m.text)
		}
	}
	return found
}
