package check_test

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spoor/read/readtest"
	"spoor/ref/check"
)

// The addresses are the examples of BIP 173, BIP 350, EIP-55 and the cash address specification, and of the coins' own documents.
func TestWallet(t *testing.T) {
	for _, c := range []struct{ currency, address, wrong string }{
		{"XBT", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", ""},
		{"BTC", "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", ""},
		{"XBT", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", ""},
		{"XBT", "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4", ""},
		{"XBT", "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", ""},
		{"XBT", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "check digits are wrong"},
		{"XBT", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", "check digits are wrong"},
		{"ETH", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", ""},
		{"ETH", "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed", ""},
		{"ETH", "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", "check digits are wrong"},
		{"BCH", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", ""},
		{"BCH", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a", ""},
		{"BCH", "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6q", "check digits are wrong"},
		{"XRP", "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh", ""},
		{"XBT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", "check digits of TRX"},
		{"USDT", "TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq", ""},
		{"XMR", "5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320", "check digits are wrong"},
		{"XYZ", "anything", ""},
		{"XBT", "", "check digits are wrong"},
	} {
		if got := check.Wallet(c.currency, c.address); c.wrong == "" && got != "" || !strings.Contains(got, c.wrong) {
			t.Errorf("%s %s: %q", c.currency, c.address, got)
		}
	}
}

// Of the addresses that the US Treasury publishes two are known to stand under another currency's name or in none's form.
func TestPublishedWallets(t *testing.T) {
	dir := readtest.DataPath(t, "crypto/ofac-digital-currency")
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := map[string]string{}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		ticker := strings.TrimSuffix(filepath.Base(name), ".txt")
		for lines := bufio.NewScanner(file); lines.Scan(); {
			if what := check.Wallet(ticker, lines.Text()); what != "" {
				wrong[lines.Text()] = what
			}
		}
		_ = file.Close() // read only
	}
	if len(wrong) != 2 || !strings.Contains(wrong["TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq"], "of TRX") ||
		wrong["5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320"] == "" {
		t.Errorf("%v", wrong)
	}
}

func FuzzWallet(f *testing.F) {
	f.Add("1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2")
	f.Add("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4")
	f.Fuzz(func(t *testing.T, text string) {
		for _, currency := range []string{"XBT", "ETH", "BCH", "XRP", "XMR", "ZEC", "USDT"} {
			check.Wallet(currency, text)
		}
	})
}
