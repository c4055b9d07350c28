package access

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"spoor/fault"
)

// The cost of one passphrase: the second recommendation of RFC 9106, section 4.
const (
	passes    = 3
	memoryKiB = 64 * 1024
	threads   = 4
	saltSize  = 16
	hashSize  = 32
)

// MinPassphrase is the least length of a passphrase, in characters.
const MinPassphrase = 12

// maxPassphrase bounds the work of one sign-in, in bytes.
const maxPassphrase = 1024

// nobody is compared with when there is no such user, so that the time taken does not tell.
const nobody = "$argon2id$v=19$m=65536,t=3,p=4$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// newSecret is 256 random bits as text, and the hash under which it is kept.
func newSecret(random io.Reader) (secret, hash string, err error) {
	raw := make([]byte, 32)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", "", &fault.Error{Doing: "making a secret", Kind: fault.Internal, Err: err}
	}
	secret = base64.RawURLEncoding.EncodeToString(raw)
	return secret, hashOf(secret), nil
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// checkPassphrase says what is wrong with a new passphrase.
func checkPassphrase(name, passphrase string) error {
	bad := func(what, hint string) error {
		return &fault.Error{Doing: "setting the passphrase", Kind: fault.Input, What: what, Hint: hint}
	}
	switch {
	case utf8.RuneCountInString(passphrase) < MinPassphrase:
		return bad(fmt.Sprintf("it is shorter than %d characters", MinPassphrase), "four or five words that do not belong together are easy to keep")
	case len(passphrase) > maxPassphrase:
		return bad(fmt.Sprintf("it is longer than %d bytes", maxPassphrase), "take a shorter one")
	case strings.Contains(strings.ToLower(passphrase), name) && len(passphrase) < 2*len(name)+MinPassphrase:
		return bad("it is mostly your name", "take words that nobody would guess")
	}
	return nil
}

func hashPassphrase(random io.Reader, passphrase string) (string, error) {
	salt := make([]byte, saltSize)
	if _, err := io.ReadFull(random, salt); err != nil {
		return "", &fault.Error{Doing: "setting the passphrase", Kind: fault.Internal, Err: err}
	}
	sum := argon2.IDKey([]byte(passphrase), salt, passes, memoryKiB, threads, hashSize)
	text := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, memoryKiB, passes, threads, text.EncodeToString(salt), text.EncodeToString(sum)), nil
}

// samePassphrase compares in time that does not depend on where they differ. A form it cannot read is nobody's.
func samePassphrase(kept, passphrase string) bool {
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) || len(passphrase) > maxPassphrase {
		return false
	}
	var memory, time uint32
	var lanes uint8
	if n, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &memory, &time, &lanes); n != 3 || err != nil || time == 0 || lanes == 0 {
		return false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false
	}
	sum, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil || len(sum) == 0 {
		return false
	}
	return subtle.ConstantTimeCompare(sum, argon2.IDKey([]byte(passphrase), salt, time, memory, lanes, uint32(len(sum)))) == 1
}
