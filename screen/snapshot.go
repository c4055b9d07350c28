package screen

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"unsafe"

	"spoor/fault"
	"spoor/names"
)

// A snapshot is an index in a file: a header, then its arrays as they stand in memory, each from a multiple of 64 bytes on. It
// is a cache and no archive: a program of another version or another byte order makes it again from the lists.

// magic opens every snapshot. The number is the version of the format and of all that decides what is indexed.
const magic = "spoor index 0004"

const sectionStart = 64

// head is what a snapshot says of itself.
type head struct {
	Tag      string     `json:"tag"`
	Note     string     `json:"note"`
	Names    string     `json:"names"` // what took the names apart
	Order    string     `json:"order"` // byte order and size of a word
	Options  Options    `json:"options"`
	Lists    []string   `json:"lists"`
	Forms    [][]string `json:"forms"`
	Rarity   *Rarity    `json:"rarity"`
	Sections []int64    `json:"sections"` // their lengths in bytes
}

// array is a slice of numbers as bytes.
type array interface {
	bytes() []byte
	take([]byte)
}

type arrayOf[T any] struct{ at *[]T }

func (a arrayOf[T]) bytes() []byte {
	var one T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(*a.at))), len(*a.at)*int(unsafe.Sizeof(one)))
}

func (a arrayOf[T]) take(b []byte) {
	var one T
	*a.at = unsafe.Slice((*T)(unsafe.Pointer(unsafe.SliceData(b))), len(b)/int(unsafe.Sizeof(one)))
}

func of[T any](at *[]T) array { return arrayOf[T]{at} }

// arrays are all that a snapshot holds, in their order there.
func (x *Index) arrays() []array {
	w, a := &x.words, &x.about
	return []array{
		of(&w.texts.heads), of(&w.texts.cells), of(&w.kinds), of(&w.weights), of(&w.glances), of(&w.keys.marks), of(&w.keys.starts), of(&w.keys.ids),
		of(&w.entries.heads), of(&w.entries.cells), of(&x.names.heads), of(&x.names.cells), of(&x.compounds.heads), of(&x.compounds.cells),
		of(&a.listing), of(&a.nth), of(&a.prop), of(&a.weight), of(&a.form), of(&a.text.heads), of(&a.text.cells), of(&x.joined.marks), of(&x.joined.starts), of(&x.joined.ids),
		of(&x.classes), of(&x.records.heads), of(&x.records.cells), of(&x.entities.heads), of(&x.entities.cells), of(&x.ids.marks), of(&x.ids.starts), of(&x.ids.ids),
	}
}

func order() string {
	return fmt.Sprintf("%v, %d bytes", binary.NativeEndian, unsafe.Sizeof(uintptr(0)))
}

// Save writes the index into a file, whole or not at all. The tag says of what it was made; the note is
// given back by Note.
func (x *Index) Save(path, tag, note string) error {
	defer runtime.KeepAlive(x)
	failed := func(err error) error {
		return &fault.Error{Doing: "keeping the index", Kind: fault.Internal, Place: fault.Place{File: path}, Err: err, Hint: "is there room on the disk?"}
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part")
	if err != nil {
		return failed(err)
	}
	err = x.write(file, tag, note)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		_ = os.Remove(file.Name()) // nobody reads it
		return failed(err)
	}
	return nil
}

func (x *Index) write(to io.Writer, tag, note string) error {
	h := head{Tag: tag, Note: note, Names: names.Fingerprint(), Order: order(), Options: x.options, Lists: x.lists, Forms: x.forms, Rarity: x.words.rarity}
	arrays := x.arrays()
	for _, a := range arrays {
		h.Sections = append(h.Sections, int64(len(a.bytes())))
	}
	text, err := json.Marshal(h)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(to, 1<<20)
	at := 0
	put := func(b []byte) {
		n, _ := w.Write(b) // the error comes again with Flush
		at += n
	}
	pad := func() { put(make([]byte, (sectionStart-at%sectionStart)%sectionStart)) }
	put([]byte(magic))
	put(binary.LittleEndian.AppendUint32(nil, uint32(len(text))))
	put(text)
	for _, a := range arrays {
		pad()
		put(a.bytes())
	}
	return w.Flush()
}

// Open reads an index from a file, which must not change afterwards; where the system can, it is only mapped into memory, and
// stays where it is. An error of kind fault.Missing says that there is none, or none that this program made under this tag.
func Open(path, tag string) (*Index, error) {
	b, unmap, err := mapFile(path)
	if err != nil {
		return nil, stale(path, err.Error())
	}
	x, why := read(b, tag)
	if x == nil {
		return nil, errors.Join(stale(path, why), unmap())
	}
	runtime.AddCleanup(x, func(unmap func() error) { _ = unmap() }, unmap) // nothing can be done about it
	x.ready()
	return x, nil
}

// Note is what Save was given; empty for an index that was not opened from a file.
func (x *Index) Note() string { return x.note }

func stale(path, why string) error {
	return &fault.Error{Doing: "opening the index", Kind: fault.Missing, Place: fault.Place{File: path}, What: why}
}

// read takes a snapshot's bytes for an index, or says why they are none.
func read(b []byte, tag string) (x *Index, why string) {
	start := len(magic) + 4
	if len(b) < start || !bytes.HasPrefix(b, []byte(magic)) {
		return nil, "it was made by another version"
	}
	length := int(binary.LittleEndian.Uint32(b[len(magic):]))
	var h head
	if length > len(b)-start || json.Unmarshal(b[start:start+length], &h) != nil {
		return nil, "it is cut or damaged"
	}
	if h.Order != order() || h.Tag != tag {
		return nil, "it was made of something else"
	}
	if h.Names != names.Fingerprint() {
		return nil, "it was made by another version"
	}
	x = &Index{note: h.Note, options: h.Options, lists: h.Lists, forms: h.Forms}
	if x.words.rarity = h.Rarity; x.words.rarity == nil {
		return nil, "it was made by another version"
	}
	arrays := x.arrays()
	if len(arrays) != len(h.Sections) {
		return nil, "it was made by another version"
	}
	at := int64(start + length)
	for i, a := range arrays {
		at += (sectionStart - at%sectionStart) % sectionStart
		if h.Sections[i] < 0 || at+h.Sections[i] > int64(len(b)) {
			return nil, "it is cut or damaged"
		}
		a.take(b[at : at+h.Sections[i]])
		at += h.Sections[i]
	}
	if at != int64(len(b)) {
		return nil, "it is cut or damaged"
	}
	return x, ""
}
