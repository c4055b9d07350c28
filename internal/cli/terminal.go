package cli

import (
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/term"
)

// terminal writes to somebody's screen what may come from anybody's file: what would steer the screen, or show a name in another
// order than it is written, is shown as a sign that something was there. Files and pipes are given everything as it is.
type terminal struct {
	to   io.Writer
	rest []byte // of a letter that was cut between two writes
}

// forEyes is where a command writes to: through terminal when it is one.
func forEyes(out io.Writer) io.Writer {
	if file, ok := out.(*os.File); ok && term.IsTerminal(int(file.Fd())) {
		return &terminal{to: out}
	}
	return out
}

func (t *terminal) Write(b []byte) (int, error) {
	t.rest = append(t.rest, b...)
	whole := len(t.rest)
	for back := 1; back <= min(utf8.UTFMax-1, whole); back++ {
		if at := whole - back; utf8.RuneStart(t.rest[at]) {
			if !utf8.FullRune(t.rest[at:]) {
				whole = at
			}
			break
		}
	}
	_, err := t.to.Write([]byte(forEye(string(t.rest[:whole]))))
	t.rest = append(t.rest[:0], t.rest[whole:]...)
	return len(b), err
}

// forEye is a text without what steers a screen.
func forEye(text string) string {
	var safe []rune
	for _, r := range text {
		switch {
		case r == '\n', r == '\t':
		case r < ' ', r >= 0x7f && r < 0xa0, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			r = utf8.RuneError
		}
		safe = append(safe, r)
	}
	return string(safe)
}
