package detect

import "spoor/model"

// link is one step of a sequence that has come about: when its first record was, and its records in order.
type link struct {
	begun   int64
	at      int64 // when it came about
	records []uint32
}

// links are the newest of a step, and the newest of an earlier moment than that: what is of one moment is neither before nor after.
type links struct{ newest, earlier link }

func (l *links) put(next link) {
	if l.newest.records != nil && l.newest.at < next.at {
		l.earlier = l.newest
	}
	l.newest = next
}

// before is the newest that came about before a moment; without records when none did.
func (l *links) before(moment int64) link {
	if l.newest.records != nil && l.newest.at >= moment {
		return l.earlier
	}
	return l.newest
}

// step takes a record as one step of a sequence. The newest record of each step is kept, since whatever follows is nearest to
// it. The last step completes the sequence and enters the window, once.
func (w *window) step(l *let, i int, rec passing) {
	begun := rec.At.Start
	var before []uint32
	if i > 0 {
		last := w.chain[i-1].before(rec.At.Start)
		if last.records == nil || last.begun <= since(rec.At.Start, l.within) {
			return
		}
		begun, before = last.begun, last.records
	}
	if i < len(w.chain) {
		w.chain[i].put(link{begun, rec.At.Start, append(before[:len(before):len(before)], rec.number)})
		return
	}
	w.steps[rec.number] = before
	w.push(rec, model.Datum{})
}
