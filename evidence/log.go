package evidence

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"iter"

	"golang.org/x/mod/sumdb/tlog"

	"spoor/fault"
)

// Actor is on whose behalf something is done.
type Actor struct {
	By, Purpose string
	Discreet    bool // may be shown that somebody is listed for a discreet check
}

type actorKey struct{}

// As carries the actor to the places that write the log.
func As(ctx context.Context, a Actor) context.Context { return context.WithValue(ctx, actorKey{}, a) }

// ActorOf is the actor that the context carries; the program itself when it carries none.
func ActorOf(ctx context.Context) Actor {
	if a, ok := ctx.Value(actorKey{}).(Actor); ok {
		return a
	}
	return Actor{By: "spoor"}
}

// KeySize is the length of the key that stands beside each entry, in bytes.
const KeySize = 32

// Digest is the leaf of an entry: a keyed digest, which says nothing of the entry to one who has not its key.
func Digest(entry Entry, key []byte) ([]byte, error) {
	text, err := json.Marshal(entry)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(text)
	return mac.Sum(nil), nil
}

// Hashes are the tree hashes that appending a leaf at index adds; read gives those that stand.
func Hashes(index int64, leaf []byte, read tlog.HashReader) ([]tlog.Hash, error) {
	return tlog.StoredHashes(index, leaf, read)
}

// Row is an entry with its leaf as they are kept. Entry and Key are nil when they were destroyed.
type Row struct {
	Index int64
	Leaf  []byte
	Key   []byte
	Entry *Entry
}

// Log is the log as a store keeps it.
type Log interface {
	// Append writes entries that belong to no business row, a look or a sign-in: all or none.
	Append(context.Context, ...Entry) error
	// Rows gives every entry in order.
	Rows(context.Context) iter.Seq2[Row, error]
	// Tree gives the stored tree hashes, by tlog's index, and the number of entries.
	Tree(context.Context) (read tlog.HashReader, size int64, err error)
}

// Head is the state of the log at a size: kept elsewhere, it shows later that nothing before was changed.
type Head struct {
	Size int64  `json:"size"`
	Hash string `json:"hash"`
}

// String writes "17 3q2+7w...=", as Verify's Since reads it.
func (h Head) String() string { return fmt.Sprintf("%d %s", h.Size, h.Hash) }

// ParseHead reads what String writes.
func ParseHead(text string) (Head, error) {
	var h Head
	if _, err := fmt.Sscanf(text, "%d %s", &h.Size, &h.Hash); err != nil {
		return h, &fault.Error{Doing: "reading a log head", Kind: fault.Usage, What: fmt.Sprintf("%q is no head", text), Hint: "a head is what spoor evidence verify printed: SIZE HASH"}
	}
	if _, err := tlog.ParseHash(h.Hash); err != nil {
		return h, &fault.Error{Doing: "reading a log head", Kind: fault.Usage, Err: err}
	}
	return h, nil
}

// Verify recomputes every leaf from its entry and the whole tree from its leaves, and compares both with what is stored; with
// an earlier head, also that the log up to there is the one it was. It gives the head that now stands and how many entries
// were destroyed (their leaves still stand in the tree).
func Verify(ctx context.Context, log Log, since *Head) (head Head, destroyed int, err error) {
	stored, size, err := log.Tree(ctx)
	if err != nil {
		return head, 0, err
	}
	var hashes []tlog.Hash
	own := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			out[i] = hashes[index]
		}
		return out, nil
	})
	next := int64(0)
	for row, err := range log.Rows(ctx) {
		if err != nil {
			return head, destroyed, err
		}
		if row.Index != next {
			return head, destroyed, broken(next, "the entry is missing")
		}
		if row.Entry == nil {
			destroyed++
		} else if leaf, err := Digest(*row.Entry, row.Key); err != nil || !hmac.Equal(leaf, row.Leaf) {
			return head, destroyed, broken(next, "the entry was changed")
		}
		added, err := tlog.StoredHashes(next, row.Leaf, own)
		if err != nil {
			return head, destroyed, err
		}
		hashes = append(hashes, added...)
		next++
		if since != nil && next == since.Size {
			if err := same(own, next, since.Hash); err != nil {
				return head, destroyed, err
			}
		}
	}
	if next != size || since != nil && next < since.Size {
		return head, destroyed, broken(next, "entries at the end are missing")
	}
	root, err := tlog.TreeHash(size, own)
	if err != nil {
		return head, destroyed, err
	}
	head = Head{size, root.String()}
	return head, destroyed, same(stored, size, head.Hash)
}

// same says whether the tree of the first n entries has this hash.
func same(read tlog.HashReader, n int64, hash string) error {
	root, err := tlog.TreeHash(n, read)
	if err != nil || root.String() != hash {
		return broken(n, "the tree up to here is not the one it was")
	}
	return nil
}

func broken(index int64, what string) error {
	return &fault.Error{Doing: "verifying the evidence log", Kind: fault.Conflict, What: fmt.Sprintf("entry %d: %s", index, what),
		Hint: "keep the data directory as it is and compare it with a backup"}
}
