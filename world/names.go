package world

import (
	"cmp"
	"strings"
	"sync"
)

// part is one piece of a name: in Latin letters, in its own script ("" where that is Latin), and another romanisation.
type part struct{ latin, script, other string }

// culture is a way of naming. The templates say how given (G), second (S) and family (F) stand; everything else in them
// is itself. A family name is famA+famB, famB in the woman's form for women.
type culture struct {
	country                            string // where the name comes from, ISO 3166
	weight                             int    // of the town's people, in a hundred
	male, female, second, secondFemale []part
	famA, famB, famBFemale             []part
	short, full, native                string // templates: without and with the second part, and in the own script
}

// naming is one name as indices into its culture.
type naming struct {
	culture, given, second, famA, famB uint8
	female, long                       bool   // long: with the second part
	own                                string // a surname of no table, in Latin letters only; empty for townspeople
}

const (
	latin = iota
	script
	other
)

func (c *culture) parts(n naming) (given, second, famA, famB part) {
	given, second = c.male[int(n.given)%len(c.male)], nth(c.second, n.second)
	famB = nth(c.famB, n.famB)
	if n.female {
		given = c.female[int(n.given)%len(c.female)]
		if len(c.secondFemale) > 0 {
			second = nth(c.secondFemale, n.second)
		}
		if len(c.famBFemale) > 0 {
			famB = nth(c.famBFemale, n.famB)
		}
	}
	return given, second, nth(c.famA, n.famA), famB
}

func nth(from []part, i uint8) part {
	if len(from) == 0 {
		return part{}
	}
	return from[int(i)%len(from)]
}

func (p part) in(form int) string {
	switch {
	case form == script && p.script != "":
		return p.script
	case form == other && p.other != "":
		return p.other
	}
	return p.latin
}

// text writes the name in one of the forms latin, script and other.
func (n naming) text(form int) string {
	c := cultures()[n.culture]
	template := c.short
	if form == script && c.native != "" {
		template = c.native
	} else if n.long {
		template = c.full
	}
	return c.fill(template, n, form)
}

// family and rest are the two halves of "FAMILY, Given Second" as lists write it.
func (n naming) family() string { return cultures()[n.culture].fill("F", n, latin) }
func (n naming) rest() string {
	c := cultures()[n.culture]
	template := c.short
	if n.long {
		template = c.full
	}
	return strings.Join(strings.Fields(c.fill(strings.Replace(template, "F", "", 1), n, latin)), " ")
}

func (c *culture) fill(template string, n naming, form int) string {
	given, second, famA, famB := c.parts(n)
	var b strings.Builder
	for _, r := range template {
		switch r {
		case 'G':
			b.WriteString(given.in(form))
		case 'S':
			b.WriteString(second.in(form))
		case 'F':
			b.WriteString(cmp.Or(n.own, famA.in(form)+famB.in(form)))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// hasScript says whether the name is at home in another script than Latin.
func (n naming) hasScript() bool { return n.own == "" && n.text(script) != n.text(latin) }

func newNaming(d *dice, culture int) naming {
	n := naming{culture: uint8(culture), given: uint8(d.n(240)), second: uint8(d.n(240)), famA: uint8(d.n(240)),
		famB: uint8(d.n(240)), female: d.n(2) == 0}
	c := cultures()[culture]
	n.long = c.short == c.full || d.percent(8)
	return n
}

func anyCulture(d *dice) int {
	k := d.n(100)
	for i, c := range cultures() {
		if k -= c.weight; k < 0 {
			return i
		}
	}
	return 0
}

// misspelt changes one letter in the longest word: left out, doubled or exchanged with its neighbour, never the first.
func misspelt(d *dice, name string) string {
	words := strings.Fields(name)
	long := 0
	for i, w := range words {
		if len(w) > len(words[long]) {
			long = i
		}
	}
	r := []rune(words[long])
	if len(r) < 4 {
		return name
	}
	i := d.between(1, len(r)-2)
	switch k := d.n(3); {
	case k == 0:
		r = append(r[:i], r[i+1:]...)
	case k == 1 || r[i] == r[i+1]:
		r = append(r[:i+1], r[i:]...)
	default:
		r[i], r[i+1] = r[i+1], r[i]
	}
	words[long] = string(r)
	return strings.Join(words, " ")
}

// parts reads a table: words apart by spaces, in each latin/script/other; "_" stands for a space, "~" for nothing.
func parts(table string) []part {
	var out []part
	for _, word := range strings.Fields(table) {
		f := append(strings.Split(strings.NewReplacer("_", " ", "~", "").Replace(word), "/"), "", "")
		out = append(out, part{f[0], f[1], f[2]})
	}
	return out
}

var cultures = sync.OnceValue(func() []*culture {
	return []*culture{
		{country: "de", weight: 52, short: "G F", full: "G S F",
			male: parts(`Thomas Stefan Andreas Jürgen//Juergen Matthias Uwe Klaus//Claus Bernd Rolf Dieter Frank Holger
				Lukas//Lucas Jonas Felix Moritz Paul Emil Götz//Goetz Henrik`),
			female: parts(`Sabine Petra Monika Ursula Renate Birgit Claudia Heike Anke Katrin//Kathrin Jana Lena Hannah//Hanna
				Marie Sophie//Sofie Greta Ida Käthe//Kaethe Ulrike Martina`),
			second:       parts(`Georg Maria Otto Ludwig Wilhelm Konrad`),
			secondFemale: parts(`Maria Luise Elisabeth Johanna Sophia Katharina`),
			famA: parts(`Stein Berg Wald Lind Eich Hohen Rosen Wein Mühl//Muehl Kirch Hopf Grün//Gruen Acker Brunn Feld Gers Hart
				Kalt Lauter Moor Nieder Ober Reut Schön//Schoen Sonn Tann Vog Wiesen Zell Bruck`),
			famB: parts(`mann//man bach berger hauer meier//maier ner//ner thaler hofer stetter egger`)},
		{country: "tr", weight: 9, short: "G F", full: "G S F",
			male:   parts(`Mehmet//Mehmed Mustafa Emre Hakan Murat Kemal Orhan Tuncay Serkan Volkan Barış//Baris Uğur//Ugur`),
			female: parts(`Ayşe//Ayse Elif Zeynep Emine Hatice Sevgi Gülay//Gulay Derya Nuray Çiğdem//Cigdem`),
			second: parts(`Ali Can Nur Deniz Ege`),
			famA:   parts(`Demir Kaya Taş//Tas Ak Kara Yıldız//Yildiz Öz//Oz Gök//Gok Altın//Altin Çelik//Celik Er Bay`),
			famB:   parts(`oğlu//oglu kan dağ//dag soy tekin ~`)},
		{country: "pl", weight: 7, short: "G F", full: "G S F",
			male:   parts(`Piotr//Peter Tomasz Krzysztof Paweł//Pawel Marek Grzegorz Łukasz//Lukasz Wojciech Jacek Zbigniew`),
			female: parts(`Agnieszka Małgorzata//Malgorzata Katarzyna Ewa Beata Joanna Dorota Zofia Hanna Iwona`),
			second: parts(`Jan Józef//Jozef Adam`), secondFemale: parts(`Maria Anna Barbara`),
			famA: parts(`Brzoz Wiśni//Wisni Jodł//Jodl Lip Górn//Gorn Leśni//Lesni Sosn Dąbr//Dabr Jawor Kalin`),
			famB: parts(`owski ewski iński//inski`), famBFemale: parts(`owska ewska ińska//inska`)},
		{country: "ua", weight: 6, short: "G F", full: "G S F", native: "F G S",
			male: parts(`Aleksandr/Александр/Alexander Sergey/Сергей/Sergei Dmitry/Дмитрий/Dmitri Yuriy/Юрий/Yuri
				Viktor/Виктор/Victor Mikhail/Михаил/Michail Pavel/Павел/Pawel Andrey/Андрей/Andrei Yevgeny/Евгений/Evgeniy
				Maksim/Максим/Maxim`),
			female: parts(`Yelena/Елена/Elena Olga/Ольга/Olha Natalya/Наталья/Natalia Irina/Ирина/Iryna Tatyana/Татьяна/Tatiana
				Svetlana/Светлана/Swetlana Galina/Галина/Halina Lyudmila/Людмила/Ludmila`),
			second:       parts(`Ivanovich/Иванович Pavlovich/Павлович Stepanovich/Степанович Borisovich/Борисович Antonovich/Антонович Yegorovich/Егорович/Egorovich`),
			secondFemale: parts(`Ivanovna/Ивановна Pavlovna/Павловна Stepanovna/Степановна Borisovna/Борисовна Antonovna/Антоновна Yegorovna/Егоровна/Egorovna`),
			famA: parts(`Klen/Клен Barsuk/Барсук Oreshnik/Орешник Rodnik/Родник Tuman/Туман Sazon/Сазон Lukash/Лукаш/Lukasch
				Gurian/Гуриан Markel/Маркел Polyak/Поляк/Poliak Turgan/Турган Vershin/Вершин`),
			famB: parts(`ov/ов/off`), famBFemale: parts(`ova/ова`)},
		{country: "sy", weight: 7, short: "G S F", full: "G S F",
			male: parts(`Ahmad/أحمد/Ahmed Yusuf/يوسف/Youssef Khalid/خالد/Khaled Mahmud/محمود/Mahmoud Tariq/طارق/Tarek
				Umar/عمر/Omar Hasan/حسن/Hassan Ibrahim/إبراهيم/Ebrahim Salim/سليم/Saleem Walid/وليد/Waleed Karim/كريم/Kareem
				Nabil/نبيل/Nabeel Samir/سمير/Sameer Jamal/جمال/Gamal Faruq/فاروق/Farouk Bashir/بشير/Basheer`),
			female: parts(`Fatima/فاطمة/Fatma Maryam/مريم/Mariam Layla/ليلى/Leila Zaynab/زينب/Zeinab Salma/سلمى Huda/هدى/Hoda
				Nur/نور/Noor Amina/أمينة/Ameena Samira/سميرة/Sameera Khadija/خديجة/Khadijah Dalal/دلال Rania/رانيا/Raniya`),
			second: parts(`Abdallah/عبدالله/Abdullah Anis/أنيس/Anees Munir/منير/Muneer Hilal/هلال Rashid/رشيد/Rasheed Adib/أديب/Adeeb
				Zuhayr/زهير/Zuhair Ghassan/غسان Marwan/مروان Najib/نجيب/Nageeb`),
			famA: parts(`al-Khabbaz/الخباز/el_Khabbaz al-Warraq/الوراق/el_Warrak al-Tahhan/الطحان/al_Tahan al-Sabbagh/الصباغ/el_Sabagh
				al-Qattan/القطان/el_Kattan al-Naddaf/النداف/Naddaf al-Sayigh/الصايغ/al_Sayegh al-Zayyat/الزيات/el_Zayat
				al-Fakhuri/الفاخوري/Fakhoury al-Labban/اللبان/el_Laban al-Hallaq/الحلاق/el_Hallak al-Dabbagh/الدباغ/Dabagh
				al-Bustani/البستاني/Boustani al-Shahin/الشاهين/Chahine al-Rifai/الرفاعي/Refai al-Mallah/الملاح/el_Malah`)},
		{country: "af", weight: 3, short: "G F", full: "G S F",
			male: parts(`Reza/رضا/Riza Farhad/فرهاد Behruz/بهروز/Behrouz Jamshid/جمشید/Jamsheed Nader/نادر/Nadir Omid/امید/Omeed
				Siamak/سیامک/Siyamak Daryush/داریوش/Dariush`),
			female: parts(`Shirin/شیرین/Shireen Parvin/پروین/Parveen Laleh/لاله/Lale Nasrin/نسرین/Nasreen Roya/رویا/Roia Zohra/زهره/Zohreh`),
			second: parts(`Jan/جان Khan/خان Gul/گل/Gol`),
			famA:   parts(`Golestan/گلستان/Gulistan Parvan/پروان/Parwan Bahar/بهار Daryan/داریان Samand/سمند Kuhestan/کوهستان/Kohestan`),
			famB:   parts(`i/ی/y pur/پور/pour`)},
		{country: "ml", weight: 3, short: "G F", full: "G S F",
			male:   parts(`Moussa//Musa Amadou//Ahmadou Ibrahima Ousmane//Usman Seydou//Saidou Boubacar//Boubakar Modibo Adama`),
			female: parts(`Aminata Fatoumata//Fatimata Mariam//Maryam Awa//Hawa Kadiatou//Kadiatu Oumou//Umu`),
			second: parts(`Bakary Lamine Sékou//Sekou`),
			famA: parts(`Traoré//Traore Keïta//Keita Coulibaly//Koulibaly Diarra//Jarra Sangaré//Sangare Cissé//Cisse Konaté//Konate
				Sissoko//Cissokho Dembélé//Dembele Camara//Kamara`)},
		{country: "es", weight: 3, short: "G F S", full: "G F S",
			male:   parts(`Carlos Javier Luis Miguel Andrés//Andres Jorge Fernando Raúl//Raul Sergio Pablo`),
			female: parts(`Carmen Lucía//Lucia Isabel Pilar Marta Elena Rocío//Rocio Teresa`),
			second: parts(`Olmedo Barrios Lozano Cuesta Ibarra Pinto Segura Valle`),
			famA:   parts(`Garrido Montoya Salinas Cifuentes Barrera Quintero Ocampo Villalba Zamora Peralta Cardona Aranda`)},
		{country: "in", weight: 3, short: "G F", full: "G S F",
			male:         parts(`Rajesh/राजेश Amit/अमित Suresh/सुरेश Vijay/विजय/Vijai Anil/अनिल Manoj/मनोज Deepak/दीपक/Dipak Sanjay/संजय/Sanjai`),
			female:       parts(`Sunita/सुनीता/Suneeta Priya/प्रिया Kavita/कविता/Kavitha Anita/अनीता/Aneeta Rekha/रेखा Meena/मीना/Mina`),
			second:       parts(`Kumar/कुमार Prasad/प्रसाद Lal/लाल Nath/नाथ`),
			secondFemale: parts(`Kumari/कुमारी Devi/देवी`),
			famA: parts(`Sharma/शर्मा/Sarma Verma/वर्मा/Varma Mishra/मिश्रा/Misra Joshi/जोशी Chauhan/चौहान/Chouhan Pandey/पांडे/Pande
				Saxena/सक्सेना Tiwari/तिवारी/Tewari`)},
		{country: "gr", weight: 2, short: "G F", full: "G F",
			male:   parts(`Georgios/Γεώργιος/Giorgos Nikolaos/Νικόλαος/Nikos Dimitrios/Δημήτριος/Dimitris Konstantinos/Κωνσταντίνος/Costas Panagiotis/Παναγιώτης`),
			female: parts(`Eleni/Ελένη/Helen Vasiliki/Βασιλική Sofia/Σοφία/Sophia Katerina/Κατερίνα/Ekaterini Ioanna/Ιωάννα/Joanna`),
			famA:   parts(`Stavr/Σταυρ Ioann/Ιωανν Lazar/Λαζαρ Petr/Πετρ Simeon/Συμεων Savv/Σαββ Kyriak/Κυριακ Tryfon/Τρυφων`),
			famB:   parts(`idis/ίδης/ides`), famBFemale: parts(`idou/ίδου`)},
		{country: "vn", weight: 2, short: "F S G", full: "F S G",
			male:   parts(`Hùng//Hung Dũng//Dung Minh Tuấn//Tuan Long Quang Thắng//Thang Khoa`),
			female: parts(`Lan Hương//Huong Mai Linh Ngọc//Ngoc Thảo//Thao Hạnh//Hanh`),
			second: parts(`Văn//Van Đức//Duc Quốc//Quoc Hữu//Huu`), secondFemale: parts(`Thị//Thi Kim Thu Bích//Bich`),
			famA: parts(`Nguyễn//Nguyen Trần//Tran Phạm//Pham Huỳnh//Huynh Vũ//Vu Đặng//Dang Bùi//Bui Đỗ//Do`)},
		{country: "cn", weight: 2, short: "F GS", full: "F GS", native: "FGS",
			male:   parts(`Jian/建/Chien Wei/伟 Guo/国/Kuo Zhi/志/Chih Ming/明 Wen/文 Yong/永/Yung De/德/Te Hong/洪/Hung Chang/长`),
			female: parts(`Mei/美 Xiu/秀/Hsiu Li/丽 Yu/玉 Hui/慧 Xue/雪/Hsueh Jing/静/Ching Lan/兰 Fang/芳 Ya/雅`),
			second: parts(`hua/华 ping/平/p'ing jun/军/chun lin/林 qiang/强/chiang hai/海 sheng/胜 min/敏 ying/英 long/龙/lung feng/峰 tao/涛/t'ao`),
			famA: parts(`Wang/王 Li/李 Zhang/张/Chang Liu/刘 Chen/陈/Chan Zhao/赵/Chao Huang/黄/Hwang Zhou/周/Chou Wu/吴 Xu/徐/Hsu
				Guo/郭/Kuo He/何/Ho Luo/罗/Lo Song/宋/Sung Xie/谢/Hsieh Tang/唐`)},
		{country: "kr", weight: 1, short: "F G-S", full: "F G-S", native: "FGS",
			male:   parts(`Min/민 Seong/성/Sung Ji/지 Hyeon/현/Hyun Dong/동 Jae/재/Chae Sang/상 Yeong/영/Young`),
			female: parts(`Eun/은/Un Mi/미 Su/수/Soo Hye/혜 Ji/지 Yu/유/Yoo`),
			second: parts(`ho/호 su/수/soo jun/준/joon hun/훈/hoon cheol/철/chul hui/희/hee jin/진`),
			famA:   parts(`Kim/김 Lee/이/Yi Park/박/Pak Choi/최/Choe Jung/정/Chong Kang/강/Gang Cho/조/Jo Yoon/윤/Yun Jang/장/Chang Lim/임/Im`)},
	}
})
