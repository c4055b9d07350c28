package translit

import (
	"slices"
	"strings"
)

// pinyinSyllables are those of Mandarin by their initials, ISO 7098: "b" stands before each of what follows it.
const pinyinSyllables = `
- a ai an ang ao e ei en er o ou yi ya ye yao you yan yin yang ying yong yu yue yuan yun wu wa wo wai wei wan wen wang weng
b a ai an ang ao ei en eng i ian iao ie in ing o u;p a ai an ang ao ei en eng i ian iao ie in ing o ou u
m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u;f a an ang ei en eng o ou u
d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo;t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo
n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo ue;l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan ue un uo
g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo;k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo
h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo;j i ia ian iang iao ie in ing iong iu u uan ue un
q i ia ian iang iao ie in ing iong iu u uan ue un;x i ia ian iang iao ie in ing iong iu u uan ue un
zh a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo;ch a ai an ang ao e en eng i ong ou u uai uan uang ui un uo
sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo;r an ang ao e en eng i ong ou u uan ui un uo
z a ai an ang ao e ei en eng i ong ou u uan ui un uo;c a ai an ang ao e en eng i ong ou u uan ui un uo;s a ai an ang ao e en eng i ong ou u uan ui un uo`

// chineseSurnames are those that are borne today, in pinyin.
const chineseSurnames = `ai an bai bao bi bian bo cai cao cen chai chang chen cheng chi chu cui dai deng di ding dong dou du duan fan fang fei feng fu gan gao ge geng
gong gou gu guan gui guo hai han hao he hong hou hu hua huang huo ji jia jian jiang jiao jin jing kang ke kong kuang lai lan lang lei leng li lian liang liao lin ling
liu long lou lu luan luo lv ma mai man mao mei meng mi miao min ming mo mou mu ni nie ning niu ou pan pang pei peng pi ping pu qi qian qiang qiao qin qiu qu quan que
ran rao ren rong ruan rui sha shan shang shao shen sheng shi shou shu shuai si situ song su sui sun suo tan tang tao teng tian tie tong tu wan wang wei wen weng wu
xi xia xian xiang xiao xie xin xing xiong xu xuan xue yan yang yao ye yi yin ying you yu yuan yue yun zang zeng zha zhai zhan zhang zhao zhen zheng zhi zhong zhou zhu
zhuang zhuo zi zong zou zu zuo`

// overseasSurnames are surnames as families from the south of China write them in Singapore, Malaysia, Indonesia and the Philippines
// (Hokkien, Teochew, Hakka), and old spellings that were kept; those of Hong Kong are in cantoneseReadings.
const overseasSurnames = `
chen tan chin ting;lin lim;huang ng wee hwang ooi oei bong;wu goh woo ng go;zhang teo chong tiong cheong chang;cai chua choy tsai tjoa;wang ong heng bong;xu koh khoo hsu kho
gao koh kao;zheng tay tee cheng;hong ang hung;weng ang eng yung;li lee;shen sim sum shum;yang yeo yeoh young yong njoo;guo kwek quek kuok kwok kuo kue;liu low lau lew liew liaw
lu loke lok loo;luo loh lo low;he hoe ho;zhuo toh;zhou chew chow chiu joe;xie chia cheah tse hsieh;zeng chan tsang tseng tjan;zhu choo chu tjoe;ye yap yip yeh;pan phua poon
song soong sung;fu foo poh;hu oh aw woo ou;su soh so souw;cheng thia ching;fang png hong;jiang kang keung chiang kong;sun soon suen;yan gan ngan;wei gwee ngai;dai tay tai;lai lye lai
zhong cheong chung;qiu khoo yau hew;liang neo leong leung nio;zhao teo chew chao chiu;du toh tu;kong khong hung;gu koo ku;tang tng tong;feng pang fung;ma beh mah;shi sze shih see;yu yee yu
ruan yuen nguen;yuan yuen wan;tian tien;lei looi lui;xue sih hsueh sit;cao tsao chaw;xiao seow siow hsiao siu;zou chow tsou;yao yeow yiu;ren yam jen;qian chin chien;chi tee chih`

// chinese reads back pinyin, Wade-Giles without its apostrophes, and given names as Hong Kong writes them.
func chinese() *tongue {
	pinyin, wade, surnames, wadeSurnames := map[string][]string{}, map[string][]string{}, map[string][]string{}, map[string][]string{}
	for _, row := range strings.FieldsFunc(pinyinSyllables, func(r rune) bool { return r == ';' || r == '\n' }) {
		fields := strings.Fields(row)
		for _, final := range fields[1:] {
			s := strings.Trim(fields[0], "-") + final
			pinyin[s] = []string{s}
			w := wadeGiles([]string{s})
			wade[w] = append(wade[w], s)
		}
	}
	for spelled, s := range map[string]string{"ssu": "si", "tze": "zi", "yi": "yi"} { // as they are written too
		wade[spelled] = append(wade[spelled], s)
	}
	for _, s := range strings.Fields(chineseSurnames) {
		surnames[s] = []string{strings.ReplaceAll(s, "v", "u")}
		w := wadeGiles([]string{s})
		wadeSurnames[w] = append(wadeSurnames[w], s)
	}
	kept := turned(spellings(overseasSurnames))
	hongKong, hongKongSurnames := map[string][]string{}, map[string][]string{}
	for character, spelled := range cantoneseTable() {
		text := string(character)
		for _, s := range spelled {
			hongKong[s] = append(hongKong[s], mandarin(hanWords(text)))
			hongKongSurnames[s] = append(hongKongSurnames[s], mandarin(hanNames(text)))
		}
	}
	for _, table := range []map[string][]string{hongKong, hongKongSurnames} {
		for s := range table {
			slices.Sort(table[s])
			table[s] = slices.Compact(table[s])
		}
	}
	for s, may := range hongKongSurnames {
		for _, surname := range may {
			if surnames[surname] != nil {
				kept[s] = append(kept[s], surname)
			}
		}
	}
	for surname := range compounds() {
		if scriptOf(surname) == han {
			syllables := strings.Fields(hanNames(surname))
			for i := range syllables {
				syllables[i] = mandarin(syllables[i])
			}
			joined := strings.Join(syllables, "")
			surnames[joined] = []string{joined}
			wadeSurnames[wadeGiles(syllables)] = []string{joined}
		}
	}
	return &tongue{"zh", []system{{surnames, pinyin}, {wadeSurnames, wade}, {hongKongSurnames, hongKong}}, kept}
}

// mandarin is pinyin without its tones and marks.
func mandarin(pinyin string) string {
	return plain(strings.ReplaceAll(withoutTone.Replace(strings.ReplaceAll(pinyin, " ", "")), "⓶", ""))
}
