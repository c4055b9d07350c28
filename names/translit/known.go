package translit

import (
	_ "embed"
	"encoding/binary"
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"
)

// knownNames is the table of known names, made by TestMakeKnown; see data/README.md. It is read where it lies:
//
//	65537 offsets, four bytes each, little endian: where the entries of a bucket begin, counted in entries
//	entries, four bytes each, sorted: 14 bits of the word's hash above 18 bits of the name's id
//
// A word's bucket is the upper 16 bits of its FNV-1a hash of 32 bits, the 14 bits are those below. Words themselves are not
// kept: of 1500 words that no name has, one is taken for another's; that both words of a pair are, and for the same name,
// does not happen.
//
//go:embed data/known.bin
var knownNames string

const (
	knownBuckets = 1 << 16
	idBits       = 18
)

// Known lists the ids of the known names of persons that a word, in any script, spells, sorted; nil if there is none. Two
// words of different scripts that share an id are the same name: 斯科特, スコット, scott. The word may carry diacritics and be
// in any case; hyphens and apostrophes are ignored, so Jean-Luc is asked as "jeanluc" or "jean-luc". Ids hold for this
// version of the table only.
func Known(word string) []uint32 {
	key := knownKey(word)
	if key == "" {
		return nil
	}
	bucket, low := knownPlace(key)
	first, last := knownAt(int(bucket)), knownAt(int(bucket)+1)
	at := knownBuckets + 1
	var ids []uint32
	for lo, hi := int(first), int(last); ; {
		if lo >= hi {
			for ; lo < int(last) && knownAt(at+lo)>>idBits == low; lo++ {
				ids = append(ids, knownAt(at+lo)&(1<<idBits-1))
			}
			return ids
		}
		if middle := (lo + hi) / 2; knownAt(at+middle)>>idBits < low {
			lo = middle + 1
		} else {
			hi = middle
		}
	}
}

func knownAt(i int) uint32 { return binary.LittleEndian.Uint32([]byte(knownNames[4*i : 4*i+4])) }

func knownPlace(key string) (bucket, low uint32) {
	h := fnv.New32a()
	h.Write([]byte(key))
	sum := h.Sum32()
	return sum >> 16, sum >> 2 & (1<<14 - 1)
}

// knownKey folds a word as the table has it: case and compatibility forms, the diacritics of Latin, Greek and Cyrillic (so й
// is и), the points and letter variants of Arabic and Hebrew, hyphens, apostrophes and spaces are gone; the vowel signs of
// other scripts stay.
func knownKey(word string) string {
	if isPlain(word) {
		return word
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(cut(word))) {
		if plain, ok := latinForms[r]; ok {
			b.WriteString(plain)
			continue
		}
		switch {
		case r >= 0x300 && r < 0x370, r >= 0x483 && r < 0x488, r >= 0x591 && r < 0x5C8, r >= 0x610 && r < 0x61B, r == 0x640, r >= 0x64B && r < 0x660, r == 0x670:
		case r < 0x80 && (r < 'a' || r > 'z') && (r < '0' || r > '9'), r >= 0x2000 && r < 0x2070, r == 'ʼ' || r == 'ʹ' || r == '·' || r == '・' || r == '′':
		default:
			if same, ok := knownVariants()[r]; ok {
				r = same
			}
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

var knownVariants = sync.OnceValue(func() map[rune]rune {
	return map[rune]rune{'ی': 'ي', 'ى': 'ي', 'ې': 'ي', 'ک': 'ك', 'ڪ': 'ك', 'ة': 'ه', 'ہ': 'ه', 'ھ': 'ه', 'ە': 'ه', 'ٱ': 'ا', 'ς': 'σ'}
})

// knownTable writes the table for rows of spellings; the id of a row is its number.
func knownTable(rows [][]string) []byte {
	buckets := make([][]uint32, knownBuckets)
	for id, spelled := range rows {
		for _, word := range spelled {
			bucket, low := knownPlace(word)
			buckets[bucket] = append(buckets[bucket], low<<idBits|uint32(id))
		}
	}
	var offsets, entries []byte
	count := uint32(0)
	for _, bucket := range buckets {
		offsets = binary.LittleEndian.AppendUint32(offsets, count)
		slices.Sort(bucket)
		bucket = slices.Compact(bucket)
		count += uint32(len(bucket))
		for _, entry := range bucket {
			entries = binary.LittleEndian.AppendUint32(entries, entry)
		}
	}
	return append(binary.LittleEndian.AppendUint32(offsets, count), entries...)
}
