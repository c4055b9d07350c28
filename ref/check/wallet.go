package check

import (
	"encoding/hex"
	"slices"
	"strings"
)

// coin is how the addresses of a currency are written.
type coin struct {
	versions []string // of base58 addresses: the leading bytes, hex
	bech32   []string // human-readable parts of segwit addresses
	cash     string   // human-readable part of cash addresses
	account  bool     // 0x and 40 hex digits, with EIP-55's capitals
	ripple   bool     // base58 in Ripple's alphabet
	monero   bool     // base58 in blocks, keccak
}

// coins are the currencies whose addresses can be checked, by ticker. A token lives on the chains of several coins.
var coins = map[string]coin{
	"XBT":  {versions: []string{"00", "05"}, bech32: []string{"bc"}},
	"LTC":  {versions: []string{"30", "05", "32"}, bech32: []string{"ltc"}},
	"DASH": {versions: []string{"4c", "10"}},
	"DOGE": {versions: []string{"1e", "16"}},
	"BTG":  {versions: []string{"26", "17"}, bech32: []string{"btg"}},
	"BSV":  {versions: []string{"00", "05"}},
	"BCH":  {versions: []string{"00", "05"}, cash: "bitcoincash"},
	"ZEC":  {versions: []string{"1cb8", "1cbd"}, bech32: []string{"zs", "u"}},
	"TRX":  {versions: []string{"41"}},
	"ETH":  {account: true},
	"XRP":  {versions: []string{"00"}, ripple: true},
	"XMR":  {versions: []string{"12", "13", "2a"}, monero: true},
}

// chains are the coins on which a token, or a coin under another ticker, has its addresses.
var chains = map[string][]string{
	"BTC": {"XBT"}, "ETC": {"ETH"}, "BSC": {"ETH"}, "BNB": {"ETH"}, "ARB": {"ETH"}, "MATIC": {"ETH"}, "USDC": {"ETH", "TRX"}, "USDT": {"ETH", "TRX", "XBT"},
	"DAI": {"ETH"}, "BUSD": {"ETH"},
}

// Wallet says what is wrong with an address of a currency, by its ticker: its form or its check digits, and of which currency its
// form is when that is another. Empty: nothing, or the currency is not known here. Sources: BIP 13, 173 and 350, EIP-55, the
// cash address specification, CryptoNote's base58.
func Wallet(currency, address string) string {
	ticker := strings.ToUpper(currency)
	on, known := chains[ticker]
	if !known {
		on = []string{ticker}
	}
	for _, name := range on {
		c, known := coins[name]
		if !known || c.right(address) {
			return ""
		}
	}
	var others []string
	for name, c := range coins {
		if c.right(address) {
			others = append(others, name)
		}
	}
	if len(others) > 0 {
		slices.Sort(others)
		return "no address of " + ticker + ": it has the form and check digits of " + strings.Join(others, ", ")
	}
	return "no address of " + ticker + ": its form or its check digits are wrong"
}

// right says whether an address can be one of the coin.
func (c coin) right(address string) bool {
	switch {
	case c.account:
		return ethereum(address)
	case c.monero:
		return monero(address, c.versions)
	}
	for _, hrp := range c.bech32 {
		if strings.HasPrefix(strings.ToLower(address), hrp+"1") {
			return bech32(address, hrp)
		}
	}
	if c.cash != "" && cashAddress(address, c.cash) {
		return true
	}
	alphabet := bitcoinAlphabet
	if c.ripple {
		alphabet = rippleAlphabet
	}
	payload, ok := base58Check(address, alphabet)
	return ok && slices.ContainsFunc(c.versions, func(v string) bool {
		return len(payload) == len(v)/2+20 && hex.EncodeToString(payload[:len(v)/2]) == v
	})
}

// AnyWallet says what is wrong with an address whose currency is not known: that no currency known here has such form and check
// digits, where it looks like one of them. Empty: nothing, or its form is not known here.
func AnyWallet(address string) string {
	known := false
	for _, c := range coins {
		if c.right(address) {
			return ""
		}
		known = known || c.looks(address)
	}
	if !known {
		return ""
	}
	return "its form or its check digits are those of no currency known here"
}

// looks says whether an address opens as the coin's do.
func (c coin) looks(address string) bool {
	lower := strings.ToLower(address)
	switch {
	case c.account:
		return strings.HasPrefix(lower, "0x")
	case c.monero:
		return len(address) == 95 || len(address) == 106
	}
	for _, hrp := range append(slices.Clone(c.bech32), c.cash) {
		if hrp != "" && (strings.HasPrefix(lower, hrp+"1") || strings.HasPrefix(lower, hrp+":")) {
			return true
		}
	}
	return len(address) >= 26 && len(address) <= 36 && strings.ContainsAny(address[:1], "123LMXDTtrq")
}
