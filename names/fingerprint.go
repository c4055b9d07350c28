package names

import (
	"encoding/hex"
	"hash/fnv"
	"slices"

	"spoor/names/translit"
)

// Fingerprint tells apart the programs that would take names apart, read or look them up otherwise: of the data that they know,
// and of what they make of some names of every kind. What one keeps of names another must not go on with.
func Fingerprint() string {
	h := fnv.New128a()
	entries, err := files.ReadDir("data")
	if err != nil {
		panic("names: " + err.Error()) // it is part of the program
	}
	for _, e := range entries {
		text, err := files.ReadFile("data/" + e.Name())
		if err != nil {
			panic("names: " + err.Error())
		}
		h.Write(text)
	}
	h.Write([]byte(translit.Fingerprint()))
	for _, text := range []string{"Dr. Abd al-Rahman bin Yusuf al-Qaddafi, Jr.", "VAN DER BERG, Hannah J.", "Machanga Trading (Overseas) Co., Ltd.", "Three Brothers Fund II L.P.",
		"Муромский приборостроительный завод", "محمدجواد ظریف", "习近平", "김정은", "ゴーン カルロス", "अमित शाह", "Παπανδρέου", "שלום", "Lee Seong-su", "Chiang Ching-kuo", "Chan Kwok-keung"} {
		for _, n := range Variants(text) {
			h.Write([]byte(n.String()))
			for _, t := range n.Tokens {
				h.Write([]byte{byte(t.Kind), byte(t.weight >> 8), byte(t.weight)})
				t.hashKeys(h.Write)
			}
			for _, c := range n.Compounds {
				c.hashKeys(h.Write)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func (w *Word) hashKeys(write func([]byte) (int, error)) {
	var keys []uint64
	w.Keys(func(key uint64) { keys = append(keys, key) })
	slices.Sort(keys)
	for _, key := range keys {
		_, _ = write([]byte{byte(key >> 56), byte(key >> 48), byte(key >> 40), byte(key >> 32), byte(key >> 24), byte(key >> 16), byte(key >> 8), byte(key)}) // a hash takes all
	}
}
