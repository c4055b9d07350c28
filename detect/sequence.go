package detect

import "spoor/model"

// link is one step of a sequence that has come about: when its first record was, and its records in order.
type link struct {
	begun   int64
	records []*model.View
}

// step takes a record as one step of a sequence. The newest record of each step is kept, since whatever follows is nearest to
// it. The last step completes the sequence and enters the window, once.
func (w *window) step(l *let, i int, rec *model.View) {
	begun := rec.At.Start
	var before []*model.View
	if i > 0 {
		last := w.chain[i-1]
		if last.records == nil || last.begun <= since(rec.At.Start, l.within) {
			return
		}
		begun, before = last.begun, last.records
	}
	if i < len(w.chain) {
		w.chain[i] = link{begun, append(before[:len(before):len(before)], rec)}
		return
	}
	w.steps[rec] = before
	w.push(rec, model.Datum{})
}
