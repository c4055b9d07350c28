package check

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"math/big"
	"strings"

	"golang.org/x/crypto/sha3"
)

const (
	bitcoinAlphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
	rippleAlphabet  = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
	bech32Alphabet  = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
)

// longestAddress bounds what is decoded: the longest addresses that are checked have 106 characters.
const longestAddress = 128

// base58Check decodes an address whose last four bytes are the beginning of the double SHA-256 of the others.
func base58Check(text, alphabet string) (payload []byte, ok bool) {
	if len(text) > longestAddress {
		return nil, false
	}
	n := new(big.Int)
	for _, c := range []byte(text) {
		digit := strings.IndexByte(alphabet, c)
		if digit < 0 {
			return nil, false
		}
		n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(digit)))
	}
	zeros := len(text) - len(strings.TrimLeft(text, alphabet[:1]))
	all := append(make([]byte, zeros), n.Bytes()...)
	if len(all) < 5 {
		return nil, false
	}
	payload = all[:len(all)-4]
	once := sha256.Sum256(payload)
	twice := sha256.Sum256(once[:])
	return payload, bytes.Equal(twice[:4], all[len(payload):])
}

func keccak(data []byte) []byte {
	h := sha3.NewLegacyKeccak256()
	_, _ = h.Write(data) // never fails
	return h.Sum(nil)
}

// ethereum checks 0x and 40 hex digits; where capitals and small letters are mixed, they are EIP-55's check.
func ethereum(text string) bool {
	digits, ok := strings.CutPrefix(text, "0x")
	if _, err := hex.DecodeString(digits); !ok || err != nil || len(digits) != 40 {
		return false
	}
	lower := strings.ToLower(digits)
	if digits == lower || digits == strings.ToUpper(digits) {
		return true
	}
	sum := hex.EncodeToString(keccak([]byte(lower)))
	for i := range digits {
		if capital := lower[i] >= 'a' && sum[i] >= '8'; lower[i] >= 'a' && capital != (digits[i] != lower[i]) {
			return false
		}
	}
	return true
}

// monero decodes blocks of 11 characters to 8 bytes each, the last of 7 to 5; the last four bytes are the beginning of the keccak of
// the others.
func monero(text string, versions []string) bool {
	const block, bytesOf = 11, 8
	if len(text) != 95 && len(text) != 106 {
		return false
	}
	var all []byte
	for len(text) > 0 {
		size, width := min(block, len(text)), bytesOf
		if size < block {
			width = 5
		}
		n := new(big.Int)
		for _, c := range []byte(text[:size]) {
			digit := strings.IndexByte(bitcoinAlphabet, c)
			if digit < 0 {
				return false
			}
			n.Add(n.Mul(n, big.NewInt(58)), big.NewInt(int64(digit)))
		}
		if n.BitLen() > 8*width {
			return false
		}
		all = append(all, n.FillBytes(make([]byte, width))...)
		text = text[size:]
	}
	payload := all[:len(all)-4]
	return strings.Contains(strings.Join(versions, " "), hex.EncodeToString(payload[:1])) && bytes.Equal(keccak(payload)[:4], all[len(payload):])
}

// bech32 checks a segwit address: BIP 173 for version 0, BIP 350 for later ones and for what is no segwit.
func bech32(text, hrp string) bool {
	lower := strings.ToLower(text)
	if text != lower && text != strings.ToUpper(text) || len(text) > longestAddress {
		return false
	}
	data, ok := values5(lower[len(hrp)+1:])
	if !ok || len(data) < 7 {
		return false
	}
	sum := uint32(1)
	step := func(v byte) {
		top := sum >> 25
		sum = (sum&0x1ffffff)<<5 ^ uint32(v)
		for i, g := range [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(hrp) {
		step(hrp[i] >> 5)
	}
	step(0)
	for i := range len(hrp) {
		step(hrp[i] & 31)
	}
	for _, v := range data {
		step(v)
	}
	const plain, modified = 1, 0x2bc830a3
	return sum == plain && data[0] == 0 || sum == modified && data[0] != 0 || sum == plain && (hrp == "zs")
}

// cashAddress checks the address of Bitcoin Cash, whose human-readable part may be left out.
func cashAddress(text, hrp string) bool {
	lower := strings.ToLower(text)
	if text != lower && text != strings.ToUpper(text) || len(text) > longestAddress {
		return false
	}
	data, ok := values5(strings.TrimPrefix(lower, hrp+":"))
	if !ok || len(data) < 42 {
		return false
	}
	sum := uint64(1)
	step := func(v byte) {
		top := sum >> 35
		sum = (sum&0x07ffffffff)<<5 ^ uint64(v)
		for i, g := range [5]uint64{0x98f2bc8e61, 0x79b76d99e2, 0xf33e5fb3c4, 0xae2eabe2a8, 0x1e4f43e470} {
			if top>>i&1 == 1 {
				sum ^= g
			}
		}
	}
	for i := range len(hrp) {
		step(hrp[i] & 31)
	}
	step(0)
	for _, v := range data {
		step(v)
	}
	return sum == 1
}

// values5 are the five-bit values that the characters stand for.
func values5(text string) ([]byte, bool) {
	data := make([]byte, len(text))
	for i := range len(text) {
		v := strings.IndexByte(bech32Alphabet, text[i])
		if v < 0 {
			return nil, false
		}
		data[i] = byte(v)
	}
	return data, true
}
