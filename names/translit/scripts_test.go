package translit_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"spoor/names/translit"
)

// One spelling in use for each rule of each script: given names and surnames of public figures, and words whose reading every
// grammar gives.
func TestReadingsOfScripts(t *testing.T) {
	for _, c := range []struct{ word, latin string }{
		{"習近平", "xijinping"}, {"任", "ren"}, {"曾", "zeng"}, {"单", "shan"}, {"重庆", "chongqing"}, {"吕", "lyu"}, {"吕", "lu"},
		{"蔡", "tsai"}, {"登輝", "tenghui"}, {"蔣", "chiang"}, {"梁振英", "leungchunying"}, {"國", "kwok"},
		{"たろう", "taro"}, {"たろう", "tarou"}, {"たろう", "taroh"}, {"おおの", "ono"}, {"おおの", "ohno"}, {"しゅんすけ", "shunsuke"},
		{"はっとり", "hattori"}, {"ジェームズ", "jemuzu"}, {"ファビオ", "fabio"}, {"ウィリー", "wiri"}, {"ロベルト", "robert"}, {"スミス", "smis"},
		{"김", "kim"}, {"김", "gim"}, {"이", "lee"}, {"이", "rhee"}, {"박", "park"}, {"정은", "jungeun"}, {"정은", "jeongeun"}, {"정은", "jongun"},
		{"영희", "younghee"}, {"남궁", "namkoong"}, {"삼성", "samsung"},
		{"राम", "ram"}, {"मोदी", "modi"}, {"मनमोहन", "manmohan"}, {"नरेन्द्र", "narendra"}, {"सिंह", "singh"}, {"अरविन्द", "arvind"},
		{"जवाहरलाल", "jawaharlal"}, {"शर्मा", "sharma"}, {"कृष्ण", "krishna"}, {"ਸਿੰਘ", "singh"}, {"ਪੱਪੂ", "pappu"}, {"রহমান", "rahman"}, {"যাদব", "jadab"},
		{"குமார்", "kumar"}, {"சிவா", "siva"}, {"நாதன்", "nathan"}, {"రెడ్డి", "reddi"}, {"ಗೌಡ", "gauda"}, {"നായർ", "nayar"},
		{"მიხეილ", "mikheil"}, {"ყიფიანი", "kipiani"}, {"ყიფიანი", "qipiani"}, {"სარგსიანი", "sargsiani"}, {"Պետրոսյան", "petrosian"}, {"պետրոսյան", "petrosyan"},
		{"պետրոսյան", "bedrosian"}, {"երևան", "yerevan"}, {"አበበ", "abebe"}, {"ተስፋዬ", "tesfaye"}, {"මහින්ද", "mahinda"},
	} {
		if got := translit.Readings(strings.ToLower(c.word)); !slices.Contains(got, c.latin) {
			t.Errorf("%s is not read %s, but %v", c.word, c.latin, got)
		}
	}
}

func TestThaiLaoKhmer(t *testing.T) {
	for _, c := range []struct{ word, latin string }{
		{"สมชาย", "somchai"}, {"ทักษิณ", "thaksin"}, {"พร", "phon"}, {"พร", "porn"}, {"จันทร์", "chan"}, {"เปรม", "prem"}, {"ໄກສອນ", "kaysone"},
		{"ພົມວິຫານ", "phomvihane"}, {"សីហនុ", "sihanou"}, {"សុខ", "sok"},
	} {
		if got := translit.Vocalised(c.word, c.latin); got < 700 || !translit.Unvocalised(c.word) {
			t.Errorf("%s read %s: %d", c.word, c.latin, got)
		}
		if !share(translit.Skeletons(c.word), translit.Skeletons(c.latin)) {
			t.Errorf("%s %v and %s %v share no skeleton", c.word, translit.Skeletons(c.word), c.latin, translit.Skeletons(c.latin))
		}
	}
	if got := translit.Vocalised("จุลานนท์", "chulanon"); got != 1000 {
		t.Errorf("a letter that is marked silent is missed: %d", got)
	}
	if got := translit.Readings("अरविन्द")[0]; got != "arvind" {
		t.Errorf("Arvind is first read %s", got)
	}
	if got := translit.Vocalised("สมชาย", "somsak"); got >= 700 {
		t.Errorf("Somchai is read Somsak: %d", got)
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name string
		ways [][]string
	}{
		{"习近平", [][]string{{"习", "近平"}, {"习近", "平"}}}, {"莫言", [][]string{{"莫", "言"}}},
		{"欧阳娜娜", [][]string{{"欧阳", "娜娜"}, {"欧", "阳娜娜"}}}, {"司马迁", [][]string{{"司马", "迁"}, {"司", "马迁"}}},
		{"김정은", [][]string{{"김", "정은"}}}, {"남궁민", [][]string{{"남궁", "민"}, {"남", "궁민"}}},
		{"安倍晋三", [][]string{{"安倍", "晋三"}, {"安", "倍晋三"}, {"安倍晋", "三"}}},
		{"金", nil}, {"scott", nil}, {"スコット", nil}, {"中华人民共和国", nil}, {"", nil},
	} {
		if got := translit.Split(c.name); !reflect.DeepEqual(got, c.ways) {
			t.Errorf("%s parts into %v, not %v", c.name, got, c.ways)
		}
	}
}

// Input that no one writes has a defined answer.
func TestHostileWords(t *testing.T) {
	long := strings.Repeat("я", 10000)
	if got := translit.Readings(long); len(got) == 0 || len(got[0]) != 2*64 {
		t.Errorf("a long word has %d readings", len(got))
	}
	if got := translit.Vocalised(strings.Repeat("م", 10000), "m"); got != 1000 {
		t.Errorf("one letter over and over is read %d as itself", got)
	}
	for _, word := range []string{"\x00", "\xff\xfe", "\u200f\u202e", "😀😀", strings.Repeat("\u0301", 500), "ー", "々", "\u0e4c\u0e4c", "ٱ"} {
		translit.Readings(word)
		translit.Skeletons(word)
		translit.Known(word)
		if got := translit.Vocalised(word, word); got != 0 {
			t.Errorf("%q is read as itself: %d", word, got)
		}
	}
}
