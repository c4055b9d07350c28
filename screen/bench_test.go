package screen

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// mix is what a screening desk asks: a quarter as listed, a quarter with every word misspelt, half not listed.
func mix(b *testing.B, x *Index) []Query {
	r := rand.New(rand.NewPCG(9, 10))
	strangers := vendors(b)
	var queries []Query
	for i := range 2000 {
		listed := x.original(r.IntN(x.Names()))
		switch i % 4 {
		case 0:
			queries = append(queries, QueryName(listed))
		case 1:
			queries = append(queries, QueryName(misspell(r, listed)))
		default:
			queries = append(queries, QueryName(strangers[r.IntN(len(strangers))]))
		}
	}
	return queries
}

func BenchmarkSearch(b *testing.B) {
	x, err := build(realLists(b))
	if err != nil {
		b.Fatal(err)
	}
	queries := mix(b, x)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		x.Search(queries[i%len(queries)], Options{})
		i++
	}
	b.ReportMetric(float64(x.Names()), "names")
}

func BenchmarkBuild(b *testing.B) {
	listings := realLists(b)
	for b.Loop() {
		if _, err := build(listings); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScan reads the lines of a city's payments, of which no two are the same, as one text.
func BenchmarkScan(b *testing.B) {
	x, err := build(realLists(b))
	if err != nil {
		b.Fatal(err)
	}
	text := strings.Join(remittances(b), "\n")
	text = text[:min(len(text), MostText)]
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := x.Scan(text, Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkScanDense reads a megabyte of nothing but words of listed names.
func BenchmarkScanDense(b *testing.B) {
	x, err := build(realLists(b))
	if err != nil {
		b.Fatal(err)
	}
	for what, text := range denseTexts(x) {
		b.Run(what, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := x.Scan(text, Options{}); err != nil {
					b.Log(err)
				}
			}
		})
	}
}
