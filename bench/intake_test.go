package bench

import (
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spoor/access"
	"spoor/detect"
	"spoor/internal/app"
	"spoor/read"
	"spoor/server"
	"spoor/store/sqlite"
	"spoor/web"
)

// BenchmarkRecordsOverHTTP sends payments in batches of a hundred over TCP, some at a time; each is on disk (SQLite, synchronous=FULL) when
// the answer comes. No check runs beside it.
func BenchmarkRecordsOverHTTP(b *testing.B) {
	store, err := sqlite.Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	desk := app.NewDesk(store, nil, detect.Environment{}, b.TempDir(), time.Now)
	gate := &access.Gate{Store: store, Now: time.Now, Rand: rand.Reader}
	if err := store.PutUser(b.Context(), access.User{Name: "ann", Role: access.Analyst}); err != nil {
		b.Fatal(err)
	}
	token, err := gate.Token(b.Context(), access.Person{Name: "ann", Role: access.Analyst, Purpose: access.Purposes()[1]}, access.Purposes()[1], time.Hour)
	if err != nil {
		b.Fatal(err)
	}
	handler, err := server.New(server.Options{Web: web.Options{Desk: web.Desk{Work: desk, Subjects: desk, Screening: desk, Watching: desk, Loading: desk,
		Library: desk, Workbench: desk, Audit: desk}, Gate: gate, Status: app.HTTPStatus, Now: time.Now, Rand: rand.Reader, Log: slog.New(slog.DiscardHandler)}})
	if err != nil {
		b.Fatal(err)
	}
	at := httptest.NewServer(handler)
	defer at.Close()
	var batch atomic.Int64
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			n := batch.Add(1)
			request, err := http.NewRequest(http.MethodPost, fmt.Sprintf("%s/api/v1/loads?name=%d.jsonl", at.URL, n), strings.NewReader(paymentsBatch(n)))
			if err != nil {
				b.Error(err)
				return
			}
			request.Header.Set("Authorization", "Bearer "+token)
			response, err := http.DefaultClient.Do(request)
			if err != nil {
				b.Error(err)
				return
			}
			if response.Body.Close(); response.StatusCode != http.StatusCreated {
				b.Error(response.Status)
				return
			}
		}
	})
	b.ReportMetric(float64(100*b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkReadStore reads out of a store the records of a town of 500 people, as a check of a data directory does.
func BenchmarkReadStore(b *testing.B) {
	store, err := sqlite.Open(b.TempDir(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	intake := app.Intake{Store: store, Said: func(string) {}}
	if _, err := intake.Load(b.Context(), town(b, 3, 500), read.Records, nil); err != nil {
		b.Fatal(err)
	}
	records := 0
	for b.Loop() {
		records = 0
		for _, err := range store.Records(b.Context()) {
			if err != nil {
				b.Fatal(err)
			}
			records++
		}
	}
	b.ReportMetric(float64(records)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

func paymentsBatch(n int64) string {
	var lines strings.Builder
	for i := range 100 {
		fmt.Fprintf(&lines, `{"id":"%d-%d","schema":"Payment","properties":{"at":["2024-05-02T10:00:00Z"],"payer":["a%d"],"beneficiary":["b%d"],"amount":["%d"],"currency":["EUR"],"method":["transfer"]}}`+"\n",
			n, i, i, n, i+1)
	}
	return lines.String()
}
