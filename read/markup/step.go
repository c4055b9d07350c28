package markup

import "encoding/xml"

// Edge says what Step came to.
type Edge uint8

const (
	Whole  Edge = iota // an element, read with all that is in it
	Opens              // the start of a frame: the element has its name, attributes and place, and nothing else
	Closes             // its end: the element has its name alone
)

// Step walks a document that is too large for one tree. Frames are elements that are walked into and told at their start and
// their end; what else stands in a frame is given whole, one element at a time. Outside of all frames nothing is given. After
// the last element the error is io.EOF; any other is the end of the file.
func (r *Reader) Step(frame func(name string) bool) (*Element, Edge, error) {
	for {
		token, err := r.token()
		if err != nil {
			return nil, Whole, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			switch {
			case frame(token.Name.Local):
				r.frames = append(r.frames, len(r.open))
				return r.element(token), Opens, nil
			case len(r.frames) > 0:
				e, err := r.whole(token)
				return e, Whole, err
			}
		case xml.EndElement:
			if last := len(r.frames) - 1; last >= 0 && r.frames[last] > len(r.open) {
				r.frames = r.frames[:last]
				return &Element{Name: token.Name.Local}, Closes, nil
			}
		}
	}
}
