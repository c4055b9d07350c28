package names

import (
	"strings"
	"testing"
)

// Names of known people in two romanisations, from encyclopaedias and passports, and people who are not one another.
func TestRomanisations(t *testing.T) {
	for _, test := range []struct {
		a, b string
		one  bool
	}{
		{"Lee Seong-su", "Yi Sung-soo", true}, {"Park Geun-hye", "Pak Kun-hye", true}, {"Roh Moo-hyun", "No Mu-hyon", true}, {"Ban Ki-moon", "Pan Ki-mun", true},
		{"Kim Il-sung", "Gim Ilseong", true}, {"Chung Mong-koo", "Jeong Mong-gu", true}, {"Choe Ryong Hae", "CHOI, Ryong-hae", true}, {"Ri Sol-ju", "Lee Seol-ju", true},
		{"Mao Tse-tung", "Mao Zedong", true}, {"Hsi Chin-ping", "Xi Jinping", true}, {"Chou En-lai", "Zhou Enlai", true}, {"Teng Hsiao-p'ing", "Deng Xiaoping", true},
		{"Chiang Ching-kuo", "Jiang Jingguo", true}, {"Hsu Chih-ming", "Dr. Xu Zhiming", true}, {"Hua Kuo-feng", "Hua Guofeng", true},
		{"Chan Kwok-keung", "Chen Guoqiang", true}, {"Wong Chi-wai", "Huang Zhiwei", true}, {"Szuma Ch'ien", "Sima Qian", true}, {"Tan Wei Ming", "Chen Weiming", true},
		{"Kim Jong-il", "Kim Jong-un", false}, {"Lee Seong-su", "Lee Seong-ho", false}, {"Park Min-ji", "Pak Chin-ho", false}, {"Zhang Wei", "Chiang Wen", false},
		{"Mao Zedong", "Mao Zemin", false}, {"Chan Ming", "Li Ming", false}, {"Ken Lee Morgan", "Yi Ken Morgan", false},
	} {
		if got := CompareTexts(test.a, test.b); got.Score >= Threshold != test.one || got.Score == 1 {
			t.Errorf("%s and %s: %.3f %v, want one: %v", test.a, test.b, got.Score, got.Reasons, test.one)
		}
	}
	for _, pair := range [][2]string{{"Evgeniy Markelov", "Yevgeny Markelov"}, {"Eleni Savvidou", "Helen Savvidou"}, {"Maxim Barsukov", "Maksim Barsukov"}} {
		got := CompareTexts(pair[0], pair[1])
		if told := strings.Join(got.Reasons, "; "); got.Score < Threshold || got.Score == 1 || !strings.Contains(told, "a known name in another spelling") {
			t.Errorf("%v: %.3f %s", pair, got.Score, told)
		}
	}
	got := CompareTexts("Yi Sung-soo", "Lee Seong-su")
	if told := strings.Join(got.Reasons, "; "); told != "YI ~ LEE: another romanisation of one name; SUNGSOO ~ SEONGSU: another romanisation of one name" {
		t.Errorf("the reasons are %q", told)
	}
}
