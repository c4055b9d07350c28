package translit

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// koreanSurnames are the usual spellings of surnames, the commonest first, then the revised romanisation and that of the north.
const koreanSurnames = `
김 kim gim;이 lee yi i rhee ri;리 ri lee li;박 park bak pak;최 choi choe chey;정 jung jeong chung jong;강 kang gang;조 cho jo;윤 yoon yun youn
장 jang chang;임 lim im rim;림 rim lim;한 han;오 oh o;서 seo suh so;신 shin sin;권 kwon gwon;황 hwang;안 ahn an;송 song;류 ryu yoo;유 yoo yu ryu you
전 jeon chun jun chon;홍 hong;고 ko go koh;문 moon mun;양 yang;손 son sohn;배 bae pae;백 baek paik back paek;허 heo hur huh ho;남 nam;심 shim sim
노 roh noh no ro;로 ro roh;하 ha;곽 kwak gwak;성 sung seong song;차 cha;주 joo ju chu;우 woo u wu;구 koo gu ku goo;민 min;진 jin chin;지 ji chi
엄 um eom uhm;원 won;천 cheon chun chon;방 bang pang;공 kong gong;현 hyun hyeon hyon;함 ham;변 byun byeon pyon;염 yeom yum;여 yeo yo;추 choo chu
도 do to;석 seok suk sok;선 sun seon son;설 seol sul;마 ma;길 gil kil;연 yeon yon;위 wi;표 pyo;명 myung myeong myong;기 ki gi;반 ban pan;왕 wang
금 keum geum kum;옥 ok;육 yuk;인 in;맹 maeng;제 je che;모 mo;탁 tak;국 kook guk kuk;어 eo;은 eun;편 pyun pyeon;용 yong;봉 bong;사 sa;가 ka ga
남궁 namkoong namgung namgoong;황보 hwangbo;선우 sunwoo seonu sunu;제갈 jegal;사공 sagong;독고 dokgo;서문 seomun;동방 dongbang`

// koreanSyllables are spellings of syllables of given names in use beside the rules.
const koreanSyllables = `
은 eun un;정 jung jeong jong chung;영 young yeong yong;현 hyun hyeon hyon;우 woo u wu;준 jun joon chun;성 sung seong song;민 min;지 ji jee;수 soo su
희 hee hui hi;경 kyung gyeong kyong;미 mi mee;선 sun seon son;숙 sook suk;순 soon sun;주 joo ju;진 jin;철 chul cheol chol;호 ho;훈 hoon hun;동 dong tong
상 sang;승 seung sung;용 yong;원 won;윤 yoon yun;인 in;일 il;재 jae chae;종 jong chong;창 chang;태 tae;혁 hyuk hyeok hyok;형 hyung hyeong hyong
혜 hye hae;화 hwa wha;환 hwan whan;근 geun keun kun;국 kook guk kuk;구 koo gu ku;기 ki gi kee;남 nam;덕 duck deok duk tok;석 suk seok sok;연 yeon yun yon
열 yeol yul yol;유 yoo yu;옥 ok;완 wan;웅 woong ung;자 ja;조 jo cho;중 joong jung chung;찬 chan;천 chun cheon chon;춘 chun choon;택 taek tack;필 pil
학 hak;한 han;향 hyang;헌 hun heon hon;홍 hong;황 hwang;효 hyo;흥 heung hung;건 kun gun geon kon;광 kwang gwang;규 kyu gyu;균 kyun gyun;금 geum keum kum
길 gil kil;나 na;대 dae tae;도 do to;두 doo du tu;란 ran;래 rae;련 ryun ryeon ryon;렬 ryul ryeol;록 rok rock;룡 ryong;리 ri lee;림 rim lim;만 man;명 myung myeong myong
모 mo;몽 mong;무 moo mu;문 moon mun;배 bae;백 baek baik;범 bum beom pom;병 byung byeong pyong;보 bo;복 bok pok;봉 bong pong;빈 bin;삼 sam;서 seo so suh
세 se sye;소 so;숭 soong sung;식 sik shik;신 shin sin;실 sil;아 a ah;안 an;애 ae ai;양 yang;여 yeo yo yuh;예 ye yea;오 oh o;욱 wook uk;월 wol;익 ik;임 im
장 jang;전 jeon jun;제 je;채 chae;청 chung cheong chong;초 cho;최 choi choe;충 choong chung;치 chi;평 pyung pyeong pyong;표 pyo;하 ha;해 hae;허 heo hur
후 hoo hu;휘 hwi;령 ryung ryeong ryong;려 ryeo ryo;률 ryul;만 man;삼 sam;건 gun geon kun;권 kwon gwon;강 kang gang;김 kim gim;걸 gul geol;겸 kyum gyeom;고 ko go
관 kwan gwan;교 kyo gyo;이 yi lee i;범 beom bum;변 byun;라 ra la;린 rin lin;솔 sol;슬 seul;율 yul;윤 yoon yun;가 ga ka;결 gyeol kyul;백 baek`

var koreanTables = sync.OnceValue(func() [2]map[string][]string {
	return [2]map[string][]string{spellings(koreanSurnames), spellings(koreanSyllables)}
})

// spellings reads a table of words and their spellings, parted by semicolons or lines.
func spellings(table string) map[string][]string {
	found := map[string][]string{}
	for _, row := range strings.FieldsFunc(table, func(r rune) bool { return r == ';' || r == '\n' }) {
		fields := strings.Fields(row)
		if _, known := found[fields[0]]; !known {
			found[fields[0]] = fields[1:]
		}
	}
	return found
}

// The letters of a syllable by the revised romanisation of 2000, by McCune-Reischauer, which the north uses, and as people
// write their names in English.
var (
	initials = [3][]string{
		strings.Fields("g kk n d tt r m b pp s ss - j jj ch k t p h"),
		strings.Fields("k kk n t tt r m p pp s ss - ch jj ch k t p h"),
		strings.Fields("k k n d d r m b b s s - j j ch k t p h"),
	}
	vowels = [3][]string{
		strings.Fields("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i"),
		strings.Fields("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i"),
		strings.Fields("a ae ya yae u e young ye o wa wae oi yo oo wo we wi yoo eu ee i"),
	}
	finals = strings.Fields("- k k k n n n t l k m l l l p l m p p t t ng t t k t p t")
)

const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
)

func syllable(r rune) (spelled []string) { return syllableBy(r, len(initials)) }

// syllableBy spells a syllable by the first so many habits.
func syllableBy(r rune, habits int) (spelled []string) {
	if r < firstSyllable || r > lastSyllable {
		return nil
	}
	i := int(r - firstSyllable)
	first, middle, last := i/588, i%588/28, i%28
	for style := range habits {
		v := strings.Replace(vowels[style][middle], "young", "you", 1)
		s := strings.ReplaceAll(initials[style][first]+v+finals[last], "-", "")
		if !slices.Contains(spelled, s) {
			spelled = append(spelled, s)
		}
	}
	return spelled
}

// hangulReadings spells a word syllable by syllable, the usual spellings of each tried together, the commonest first. A word
// of one syllable is taken for a surname; a longer one, and what follows a surname in a whole name, for given names.
func hangulReadings(word string) []string {
	tables := koreanTables()
	runes := []rune(word)
	if len(runes) == 1 || tables[0][word] != nil {
		return append(slices.Clone(tables[0][word]), append(slices.Clone(tables[1][word]), syllable(runes[0])...)...)
	}
	var choices [][]string
	for i, r := range runes {
		var s []string
		if i == 0 && len(runes) > 2 {
			s = append(s, tables[0][string(r)]...)
		}
		s = append(append(s, tables[1][string(r)]...), syllable(r)...)
		if s = distinct(s); s != nil {
			choices = append(choices, s)
		}
	}
	return likeliest(choices)
}

// likeliest joins one choice of each place, ordered by how far down in their lists the choices stand together.
func likeliest(choices [][]string) []string {
	type joined struct {
		text string
		cost int
	}
	found := []joined{{}}
	for _, choice := range choices {
		var longer []joined
		for _, f := range found {
			for i, c := range choice {
				longer = append(longer, joined{f.text + c, f.cost + i})
			}
		}
		slices.SortStableFunc(longer, func(a, b joined) int { return cmp.Compare(a.cost, b.cost) })
		found = longer[:min(len(longer), 2*mostReadings)]
	}
	var readings []string
	for _, f := range found {
		readings = append(readings, f.text)
	}
	return readings
}
