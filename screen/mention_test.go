package screen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// remittances are texts in which nobody is named who is not a payee: the payees of a city, what was paid for, and a number.
func remittances(t testing.TB) (all []string) {
	seen := map[string]bool{}
	for _, r := range csvRows(t, data(t, "records", "gla-payments.csv"))[1:] {
		if len(r) > 5 && !seen[r[2]+r[4]] {
			seen[r[2]+r[4]] = true
			all = append(all, "/REF/"+r[5]+" "+r[2]+" "+r[4])
		}
	}
	return all
}

// goods are descriptions of goods as customs have them.
func goods(t testing.TB) (all []string) {
	for _, r := range csvRows(t, data(t, "trade", "cn2022_cpa21.csv"))[1:] {
		text := ""
		for _, cell := range r {
			if len(cell) > len(text) {
				text = cell
			}
		}
		all = append(all, text)
	}
	return all
}

// sentences are what stands around names in payments and bills of lading.
var sentences = []string{
	"/INV/2231-04 payment to %s for consultancy, March",
	"rent April flat 7 %s thank you",
	"BENEFICIARY:%s;PURPOSE:GOODS",
	"CONSIGNEE %s, BANDAR ABBAS NOTIFY PARTY SAME AS CONSIGNEE 2X40HC SAID TO CONTAIN MACHINE PARTS",
	"shipped on board for account of %s (freight prepaid) 14 pallets, gross 12,300 kg",
	"donation \"%s\"",
	"loan repayment to my cousin %s as agreed on 3/5",
}

// Names of the UN's list are found in the midst of sentences however they are written there, and sentences that name nobody listed
// mention nobody. The figures stand in docs/quality.md; none may fall.
func TestMentionsInSentences(t *testing.T) {
	x, err := build(unList(t))
	if err != nil {
		t.Fatal(err)
	}
	native := nativeNames(t, x)
	writings := []struct {
		what  string
		least int // found in a thousand
		write func(r *rand.Rand, words []string) string
	}{
		{"as listed", 980, func(_ *rand.Rand, words []string) string { return strings.Join(words, " ") }},
		{"in capitals", 985, func(_ *rand.Rand, words []string) string { return strings.ToUpper(strings.Join(words, " ")) }},
		{"one letter wrong", 950, slipInOne},
		{"a letter wrong in every word", 890, func(r *rand.Rand, words []string) string { return misspell(r, strings.Join(words, " ")) }},
		{"the last word first", 980, lastFirst},
		{"glued punctuation", 985, func(_ *rand.Rand, words []string) string { return strings.Join(words, ".") + "/" }},
		{"another transliteration of one word", 965, respell},
		{"two words written as one", 940, joinWords},
	}
	r := rand.New(rand.NewPCG(77, 78))
	order := byID(x)
	for _, w := range writings {
		found, all := 0, 0
		var missed []string
		for all < 400 {
			name := order[r.IntN(len(order))]
			listing := x.about.listing[name]
			words := strings.Fields(spoken(x, listing, x.original(name)))
			if nameFields[x.about.prop[name]] == "weakAlias" || x.telling(uint32(name)) < 2 || len(words) > 8 {
				continue // what one word is all of is told apart
			}
			text := w.write(r, slices.Clone(words))
			if text == "" {
				continue
			}
			all++
			if x.mentioned(t, fmt.Sprintf(sentences[r.IntN(len(sentences))], text), listing) {
				found++
			} else {
				missed = append(missed, strings.Join(words, " ")+" → "+text)
			}
		}
		t.Logf("| %s | %d of %d |", w.what, found, all)
		for _, m := range missed[:min(6, len(missed))] {
			t.Logf("    missed: %s", m)
		}
		if 1000*found < w.least*all {
			t.Errorf("%s: %d of %d found, under %d in a thousand", w.what, found, all, w.least)
		}
	}
	found := 0
	for i, n := range native {
		if x.mentioned(t, fmt.Sprintf(sentences[i%len(sentences)], n.text), n.listing) {
			found++
		} else if i%20 == 0 {
			t.Logf("    missed: %s of %s", n.text, x.Listing(int(n.listing)).Caption)
		}
	}
	t.Logf("| in its own script | %d of %d |", found, len(native))
	if 1000*found < 890*len(native) {
		t.Errorf("in its own script: %d of %d found", found, len(native))
	}
}

// nativeNames are the names in their own script that the UN publishes beside the spelling that is indexed.
func nativeNames(t testing.TB, x *Index) (all []altered) {
	byID := map[string]uint32{}
	for i := range x.Len() {
		byID[x.Listing(i).ID] = uint32(i)
	}
	text := string(data(t, "lists", "un-2026", "consolidated.xml"))
	for entry := range strings.SplitSeq(text, "<REFERENCE_NUMBER>") {
		id, rest, _ := strings.Cut(entry, "<")
		_, native, ok := strings.Cut(rest, "<NAME_ORIGINAL_SCRIPT>")
		native, _, _ = strings.Cut(native, "<")
		listing, known := byID["un-"+id]
		if ok && known && len(strings.Fields(native)) > 1 && len(strings.Fields(native)) < 9 {
			all = append(all, altered{listing: listing, text: strings.Join(strings.Fields(native), " ")})
		}
	}
	return all
}

// telling is how many telling words a listed name has.
func (x *Index) telling(name uint32) int { return x.anchorWords(name, nil).count }

// mentioned says whether a text mentions a listing.
func (x *Index) mentioned(t testing.TB, text string, listing uint32) bool {
	all, err := x.Scan(text, Options{Limit: -1})
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(all, func(m Mention) bool { return m.Hit.Listing.number == listing })
}

// Texts that name nobody listed mention next to nobody.
func TestFalseMentions(t *testing.T) {
	x, err := build(realLists(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		what  string
		texts []string
		most  int // of ten thousand
	}{
		{"remittance lines of a city's payments", remittances(t), 40},
		{"descriptions of goods", goods(t), 5},
	} {
		with := 0
		var examples []string
		for _, text := range test.texts {
			all, err := x.Scan(text, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(all) > 0 {
				with++
				examples = append(examples, fmt.Sprintf("%q ~ %q %.2f", all[0].Words, all[0].Hit.Reasons[0].Listed, all[0].Hit.NameScore))
			}
		}
		t.Logf("| %s | %d of %d (%.2f %%) |", test.what, with, len(test.texts), 100*float64(with)/float64(len(test.texts)))
		for _, e := range examples[:min(12, len(examples))] {
			t.Logf("    %s", e)
		}
		if 10000*with > test.most*len(test.texts) {
			t.Errorf("%s: %d of %d mention somebody, over %d in ten thousand", test.what, with, len(test.texts), test.most)
		}
	}
}
