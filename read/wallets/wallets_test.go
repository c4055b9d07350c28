package wallets_test

import (
	"path/filepath"
	"strings"
	"testing"

	"spoor/model"
	"spoor/read"
	"spoor/read/readtest"
	"spoor/read/wallets"
)

const text = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2\r\n\nTUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq\nnot an address\n1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"

func TestLines(t *testing.T) {
	in := readtest.Text("lists/sanctioned_addresses_XBT.txt", text, read.List, nil)
	if !wallets.Text().Detect(filepath.Base(in.Source.File), in.Head) {
		t.Error("not detected")
	}
	store, report, err := readtest.Take(t, wallets.Text(), in)
	if err != nil || report.Read != 4 || report.Kept != 2 || report.Duplicates != 1 || report.Quarantined != 1 || store.Faults[0].Place.Line != 4 {
		t.Fatalf("%+v %v %v", report, err, store.Faults)
	}
	sound := store.ByID[model.ID("wallet", "XBT", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")]
	if sound.First("currency") != "XBT" || sound.First("notes") != "" || sound.Origin.Line != 1 {
		t.Errorf("%+v", sound)
	}
	odd := store.ByID[model.ID("wallet", "XBT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq")]
	if odd.First("publicKey") != "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq" || !strings.Contains(odd.First("notes"), "TRX") {
		t.Errorf("%+v", odd)
	}
}

func TestDetect(t *testing.T) {
	for name, want := range map[string]bool{"XBT.txt": true, "a!XBT.txt": true, "notes.txt": false, "README.txt": true, "XBT.csv": false, "x_ETH.txt": true} {
		if got := wallets.Text().Detect(name, []byte(text)); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if wallets.Text().Detect("XBT.txt", []byte("some words\n")) {
		t.Error("words are taken for addresses")
	}
}

// 648 lines, 638 of them different within their file or not; two that are not of their currency are kept and noted.
func TestPublished(t *testing.T) {
	lines, noted := 0, 0
	distinct := map[string]bool{}
	for _, name := range []string{"BCH", "DASH", "ETH", "LTC", "TRX", "USDC", "USDT", "XBT", "XMR", "XRP", "ZEC"} {
		store, report, err := readtest.Take(t, wallets.Text(), readtest.File(t, "crypto/ofac-digital-currency/"+name+".txt", read.List))
		if err != nil || report.Quarantined != 0 {
			t.Fatalf("%s: %+v %v", name, report, err)
		}
		lines += report.Read
		for _, e := range store.Entities {
			distinct[e.First("publicKey")] = true
			if e.First("notes") != "" {
				noted++
			}
		}
	}
	if lines != 648 || len(distinct) != 638 || noted != 2 {
		t.Errorf("%d lines, %d addresses, %d noted", lines, len(distinct), noted)
	}
}

func FuzzWallets(f *testing.F) {
	f.Add(text)
	f.Fuzz(func(t *testing.T, in string) {
		_, report, err := readtest.Take(t, wallets.Text(), readtest.Text("XBT.txt", in, read.List, nil))
		if err == nil && report.Read == 0 {
			t.Errorf("nothing was read and nothing said: %+v", report)
		}
	})
}
