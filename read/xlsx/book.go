package xlsx

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"spoor/fault"
	"spoor/read/markup"
)

// book is what a sheet needs of its workbook.
type book struct {
	files     map[string]*zip.File
	strings   []string
	styles    []style // by the index that cells have
	since1904 bool    // days are counted from 1904
}

// open reads what all sheets share and gives the first visible sheet.
func (b *book) open() (io.Reader, error) {
	id := ""
	err := b.each("xl/workbook.xml", func(e *markup.Element) error {
		switch {
		case e.Name == "workbookPr":
			b.since1904 = e.Attrs["date1904"] == "1" || e.Attrs["date1904"] == "true"
		case id == "" && (e.Attrs["state"] == "" || e.Attrs["state"] == "visible"):
			id = e.Attrs["id"]
		}
		return nil
	}, "workbookPr", "sheet")
	if err != nil {
		return nil, err
	}
	part := ""
	err = b.each("xl/_rels/workbook.xml.rels", func(e *markup.Element) error {
		if target := e.Attrs["Target"]; e.Attrs["Id"] == id && id != "" {
			part = strings.TrimPrefix(path.Join("/xl", target), "/")
			if strings.HasPrefix(target, "/") {
				part = strings.TrimPrefix(path.Clean(target), "/")
			}
		}
		return nil
	}, "Relationship")
	if err != nil {
		return nil, err
	}
	if part == "" {
		return nil, wrong("it has no sheet that can be seen", nil)
	}
	if err := errors.Join(b.readStrings(), b.readStyles()); err != nil {
		return nil, err
	}
	return b.part(part)
}

// each goes through the elements of those names in a part.
func (b *book) each(name string, do func(*markup.Element) error, names ...string) error {
	in, err := b.part(name)
	if err != nil {
		return err
	}
	elements, err := markup.NewReader(in)
	if err != nil {
		return err
	}
	for {
		e, err := elements.Next(names...)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = do(e)
		}
		if err != nil {
			return err
		}
	}
}

func (b *book) readStrings() error {
	if b.files["xl/sharedStrings.xml"] == nil {
		return nil
	}
	held := 0
	return b.each("xl/sharedStrings.xml", func(e *markup.Element) error {
		text := textOf(e)
		if held += len(text) + 16; held > MaxStrings {
			return &fault.Error{Doing: "opening the workbook", Kind: fault.Limit, What: "its texts are more than 512 MiB", Hint: "save the sheet as CSV"}
		}
		b.strings = append(b.strings, text)
		return nil
	}, "si")
}

func (b *book) readStyles() error {
	if b.files["xl/styles.xml"] == nil {
		return nil
	}
	codes := map[string]string{}
	return b.each("xl/styles.xml", func(e *markup.Element) error {
		if e.Name == "numFmt" {
			codes[e.Attrs["numFmtId"]] = e.Attrs["formatCode"]
			return nil
		}
		for _, xf := range e.All("xf") {
			id, _ := strconv.Atoi(xf.Attrs["numFmtId"]) // none is 0, General
			b.styles = append(b.styles, styleOf(id, codes[xf.Attrs["numFmtId"]]))
		}
		return nil
	}, "numFmt", "cellXfs")
}

func (b *book) style(i int) style {
	if i < 0 || i >= len(b.styles) {
		return style{}
	}
	return b.styles[i]
}

// part opens one, bounded.
func (b *book) part(name string) (io.Reader, error) {
	f := b.files[name]
	if f == nil {
		return nil, wrong("it has no part "+name, nil)
	}
	in, err := f.Open()
	if err != nil {
		return nil, wrong("a part cannot be unpacked", err)
	}
	return &bounded{in: in, left: min(MaxPart, 1<<20+int64(f.CompressedSize64)*MaxRatio)}, nil
}

// bounded ends in an error where a part grows beyond what is allowed.
type bounded struct {
	in   io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, &fault.Error{Doing: "unpacking the workbook", Kind: fault.Limit, What: "it unpacks to far more than its size", Hint: "save the sheet as CSV"}
	}
	n, err := b.in.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
