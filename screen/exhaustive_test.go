package screen

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"spoor/names"
	"spoor/world"
)

// misspell changes one letter of every word of four letters or more: another, one more, one less, or two swapped.
func misspell(r *rand.Rand, name string) string {
	words := strings.Fields(name)
	for i, word := range words {
		letters := []rune(word)
		if len(letters) < 4 {
			continue
		}
		k := 1 + r.IntN(len(letters)-2)
		switch r.IntN(4) {
		case 0:
			letters[k] = 'a' + rune(r.IntN(26))
		case 1:
			letters = slices.Insert(letters, k, 'a'+rune(r.IntN(26)))
		case 2:
			letters = slices.Delete(letters, k, k+1)
		case 3:
			letters[k], letters[k+1] = letters[k+1], letters[k]
		}
		words[i] = string(letters)
	}
	return strings.Join(words, " ")
}

// The candidates hold every entry that comparing with all of them finds, at several thresholds, for names as listed, with all
// words misspelt, joined, cut and mixed, and for names that are not listed.
func TestCandidatesAreComplete(t *testing.T) {
	listings := realLists(t)
	x, err := build(listings)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(7, 8))
	strangers := vendors(t)
	queries := []string{"Mohammed", "Al", "Bank", "J. Smith", "A B C", "Ltd", "Иванов Сергей", "Ya Mahdi Industries", "YAMAHDI", "Банк Россия", "Abdulaziz Almasri", "Abd al-Aziz al-Masri", "عبد العزيز المصري", "محمد", "Abdelkader", "Vanderberg", "Saif ud-Din", "Seifeddine Benali",
		"김정은", "Kim Jongun", "Усама бен Ладен", "أسامة بن لادن"}
	for range 18 {
		listed := x.original(r.IntN(x.Names()))
		other := strings.Fields(x.original(r.IntN(x.Names())))
		queries = append(queries, listed, misspell(r, listed), misspell(r, misspell(r, listed)), strings.ReplaceAll(listed, " ", ""),
			strings.Join(append(strings.Fields(listed), other[0]), " "), strangers[r.IntN(len(strangers))])
	}
	if testing.Short() {
		queries = queries[:20]
	}
	hits := exhaust(t, x, queries)
	t.Logf("%d queries against %d names of %d listings: %d possible matches, none missed", len(queries), x.Names(), x.Len(), hits)
}

// Where words are so common that the names of one are noted before those of another are looked at, none is missed either.
func TestCandidatesOfCommonWordsAreComplete(t *testing.T) {
	x, err := Build(func(yield func(Published, error) bool) {
		for e := range world.Listings(3, 20_000) {
			if !yield(Published{e, "big"}, nil) {
				return
			}
		}
	}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(4, 5))
	var queries []string
	for len(queries) < 40 {
		listed := x.original(r.IntN(x.Names()))
		n := names.Normal(listed)
		common := 0
		for _, token := range n.Tokens {
			common = max(common, x.commonness(token.Word))
		}
		if common > 4*seekWorth {
			queries = append(queries, listed, misspell(r, listed))
		}
	}
	hits := exhaust(t, x, queries)
	t.Logf("%d queries of common words against %d names: %d possible matches, none missed", len(queries), x.Names(), hits)
}

// exhaust holds each query against every listed name at several thresholds, and the candidates against what that gives.
func exhaust(t *testing.T, x *Index, queries []string) (hits int) {
	t.Helper()
	for _, query := range queries {
		n := names.Normal(query).Weighed(x.words.weigh)
		scores := make([]float64, x.Names())
		var listed names.Name
		for i := range scores {
			x.name(uint32(i), &listed)
			scores[i] = names.Score(&n, &listed)
		}
		for _, threshold := range []float64{0.5, 0.6, 0.7, DefaultThreshold, 0.95} {
			var got, want []uint32
			for i, score := range scores {
				if score >= threshold {
					want = append(want, uint32(i))
				}
			}
			s := x.scratch.Get().(*scratch)
			x.candidates(&n, &floor{bound: boundOf(threshold)}, s, func(name uint32) {
				if scores[name] >= threshold {
					got = append(got, name)
				}
			})
			x.scratch.Put(s)
			slices.Sort(got)
			hits += len(want)
			if !slices.Equal(got, want) {
				t.Errorf("%q at %v: %d found, %d are there", query, threshold, len(got), len(want))
			}
		}
	}
	return hits
}
