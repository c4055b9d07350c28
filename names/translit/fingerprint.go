package translit

import (
	"encoding/hex"
	"hash/fnv"
)

// Fingerprint tells apart programs that know other names of persons. What the rules of a script make of words shows in their
// readings.
func Fingerprint() string {
	h := fnv.New128a()
	h.Write([]byte(knownNames))
	return hex.EncodeToString(h.Sum(nil))
}
