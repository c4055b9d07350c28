package translit

import (
	"strings"
	"sync"
)

// compoundSurnames are the Chinese surnames of two characters that are borne today, and Hangul ones.
const compoundSurnames = "欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 夏侯 长孙 長孫 端木 独孤 獨孤 南宫 南宮 " +
	"西门 西門 宇文 轩辕 軒轅 百里 呼延 东郭 東郭 南门 南門 赫连 赫連 闻人 聞人 太史 申屠 仲孙 仲孫 钟离 鍾離 司空 澹台 范姜 張簡 林鄭 " +
	"남궁 황보 선우 제갈 사공 독고 서문 동방"

var compounds = sync.OnceValue(func() map[string]bool {
	known := map[string]bool{}
	for _, surname := range strings.Fields(compoundSurnames) {
		known[surname] = true
	}
	return known
})

// Split lists the plausible ways in which a person's name of Han or Hangul characters, written without spaces, parts into
// surname and given names, the likeliest first, at most 3; nil for any other word and for one that is too short or too long
// to be such a name.
//
// A caller compares each way as if it had been written with spaces: the Readings of its parts with Latin words in any order,
// where the given name may be one Latin word or several (Jong Un, Jong-un, Jongun), joined. Japanese names part after two
// characters most often.
func Split(word string) [][]string {
	s := scriptOf(word)
	if s != han && s != hangul && s != kana || len(word) > 40 {
		return nil
	}
	runes := []rune(word)
	for _, r := range runes {
		if of := scriptOfLetter(r); of != han && of != hangul && r != '々' && of != kana || of != s && s == hangul {
			return nil
		}
	}
	if scriptOfLetter(runes[0]) == kana || len(runes) < 2 || len(runes) > 6 {
		return nil
	}
	at := func(n int) []string { return []string{string(runes[:n]), string(runes[n:])} }
	switch n := len(runes); {
	case n == 2:
		return [][]string{at(1)}
	case compounds()[string(runes[:2])]:
		return [][]string{at(2), at(1)}
	case n == 3 && s == hangul:
		return [][]string{at(1)}
	case n == 3:
		return [][]string{at(1), at(2)}
	case n == 4 && s == hangul:
		return [][]string{at(1), at(2)}
	case s == hangul:
		return nil
	}
	return [][]string{at(2), at(1), at(3)}
}

// hanReadings are Mandarin in pinyin, as a surname and as a word, then Wade-Giles and, where every character is known, Cantonese.
// Japanese and Korean readings of characters are not told by the characters; Known has those of known names.
func hanReadings(word string) []string {
	pinyin := strings.Fields(hanWords(word))
	surname := strings.Fields(hanNames(word))
	for _, syllables := range [][]string{pinyin, surname} {
		for i := range syllables {
			syllables[i] = strings.ReplaceAll(withoutTone.Replace(syllables[i]), "⓶", "")
		}
	}
	readings := []string{strings.Join(surname, ""), strings.Join(pinyin, "")}
	readings = append(readings, cantonese(word)...)
	if wade := wadeGiles(surname); wade != "" {
		readings = append(readings, wade)
	}
	if lu := strings.NewReplacer("lü", "lu", "nü", "nu"); strings.ContainsRune(readings[0], 'ü') {
		readings = append(readings, strings.ReplaceAll(readings[0], "ü", "yu"), lu.Replace(readings[0]))
	}
	return readings
}

var withoutTone = strings.NewReplacer("ā", "a", "á", "a", "ǎ", "a", "à", "a", "ē", "e", "é", "e", "ě", "e", "è", "e", "ī", "i", "í", "i", "ǐ", "i",
	"ì", "i", "ō", "o", "ó", "o", "ǒ", "o", "ò", "o", "ū", "u", "ú", "u", "ǔ", "u", "ù", "u", "ǖ", "ü", "ǘ", "ü", "ǚ", "ü", "ǜ", "ü", "ń", "n", "ň", "n", "ǹ", "n")

// wadeInitials and wadeFinals turn pinyin into Wade-Giles without its apostrophes, as Taiwan writes names.
var (
	wadeInitials = []struct{ pinyin, wade string }{
		{"zh", "ch"}, {"ch", "ch"}, {"sh", "sh"}, {"b", "p"}, {"p", "p"}, {"m", "m"}, {"f", "f"}, {"d", "t"}, {"t", "t"}, {"n", "n"}, {"l", "l"}, {"g", "k"},
		{"k", "k"}, {"h", "h"}, {"j", "ch"}, {"q", "ch"}, {"x", "hs"}, {"r", "j"}, {"z", "ts"}, {"c", "ts"}, {"s", "s"}, {"y", "y"}, {"w", "w"},
	}
	wadeWhole = map[string]string{
		"zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tzu", "si": "szu", "ge": "ko", "ke": "ko", "he": "ho", "e": "o",
		"yi": "i", "you": "yu", "yan": "yen", "ye": "yeh", "yue": "yueh", "er": "erh", "gui": "kuei", "kui": "kuei", "guo": "kuo", "kuo": "kuo",
		"huo": "huo", "shuo": "shuo", "yong": "yung", "gong": "kung", "ying": "ying", "ying2": "ying",
	}
	wadeFinals = map[string]string{"ong": "ung", "iong": "iung", "ian": "ien", "ie": "ieh", "ue": "ueh", "uo": "o", "üe": "ueh", "ü": "u"}
)

func wadeGiles(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		if whole, ok := wadeWhole[s]; ok {
			b.WriteString(whole)
			continue
		}
		initial, wade := "", ""
		for _, i := range wadeInitials {
			if strings.HasPrefix(s, i.pinyin) {
				initial, wade = i.pinyin, i.wade
				break
			}
		}
		final := s[len(initial):]
		if w, ok := wadeFinals[final]; ok {
			final = w
		}
		b.WriteString(wade + final)
	}
	return b.String()
}

// cantoneseReadings are the spellings of characters in Hong Kong names: surnames, and the commonest of given names.
const cantoneseReadings = `
陈陳 chan;李 lee li;黄黃 wong;张張 cheung;章 cheung;梁 leung;林 lam;何 ho;郑鄭 cheng;曾 tsang;叶葉 yip ip;吴吳 ng;刘劉 lau;杨楊 yeung;周 chow chau;蔡 choi
谢謝 tse;邓鄧 tang;许許 hui;冯馮 fung;苏蘇 so;罗羅 law lo;郭 kwok;王 wong;赵趙 chiu;徐 tsui;孙孫 suen;朱 chu;高 ko;马馬 ma;胡 wu;关關 kwan;余 yu;潘 poon
卢盧 lo;霍 fok;董 tung;莫 mok;麦麥 mak;邵 siu;施 sze;石 shek;钟鍾鐘 chung;谭譚 tam;邝鄺 kwong;温溫 wan;彭 pang;方 fong;文 man;沈 sum;宋 sung;江 kong
区區欧歐 au;阮 yuen;袁 yuen;蒋蔣 cheung;戴 tai;薛 sit;严嚴 yim;陆陸 luk;吕呂 lui;丁 ting;杜 to;程 ching;魏 ngai;姚 yiu;夏 ha;范 fan;傅 fu;甘 kam;康 hong
古 koo;龙龍 lung;伍 ng;倪 ngai;唐 tong;尹 wan;游 yau;黎 lai;岑 shum;萧蕭肖 siu;翁 yung;洪 hung;汤湯 tong;成 shing;颜顏 ngan;韩韓 hon;任 yam;葛 kot
家 ka;超 chiu;振 chun;英 ying;嘉 ka;诚誠 shing;卫衛 wai;明 ming;志 chi;伟偉 wai;华華 wah wa;国國 kwok;强強 keung;健 kin;荣榮 wing;德 tak;永 wing;权權 kuen
月 yuet;娥 ngor;智 chee chi;荫蔭 yam;建 kin;基 kei;俊 chun;杰傑 kit;豪 ho;辉輝 fai;安 on;光 kwong;平 ping;生 sang;良 leung;雄 hung;伦倫 lun;发發 fat;富 fu
贵貴 kwai;玲 ling;芳 fong;美 mei;玉 yuk;慧 wai;敏 man;仪儀 yee;欣 yan;怡 yee;芬 fan;燕 yin;凤鳳 fung;丽麗 lai;珍 chun;淑 suk;惠 wai;秀 sau;子 tsz;祖 cho
启啟 kai;浩 ho;乐樂 lok;天 tin;宏 wang;耀 yiu;锦錦 kam;炳 ping;培 pui;绍紹 siu;兆 siu;汉漢 hon;海 hoi;思 sze;少 siu;小 siu;大 tai;世 sai;达達 tat;维維 wai
佳 kai;彦彥 yin;霆 ting;庆慶 hing;兴興 hing;仁 yan;义義 yee;礼禮 lai;信 shun;忠 chung;孝 hau;清 ching;正 ching;武 mo;宝寶 po;红紅 hung;梅 mui;兰蘭 lan
凯凱 hoi;文 man;学學 hok;友 yau;金 kam;银銀 ngan;星 sing;城 shing;润潤 yun;鸿鴻 hung;柱 chu;恒恆 hang;东東 tung;南 nam;北 pak;中 chung;山 shan;春 chun`

var cantoneseTable = sync.OnceValue(func() map[rune][]string {
	table := map[rune][]string{}
	for characters, spelled := range spellings(cantoneseReadings) {
		for _, r := range characters {
			table[r] = spelled
		}
	}
	return table
})

func cantonese(word string) []string {
	table := cantoneseTable()
	var choices [][]string
	for _, r := range word {
		if table[r] == nil {
			return nil
		}
		choices = append(choices, table[r])
	}
	readings := likeliest(choices)
	return readings[:min(2, len(readings))]
}
