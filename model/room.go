package model

// Room is where views stand that are needed for a while. The zero value has room for one alone, which stays.
type Room struct {
	views []placed
	data  []Datum
}

// placed is a view with its origin.
type placed struct {
	View
	origin Origin
}

// Clear gives up the views that stand there: none may be read any more.
func (r *Room) Clear() { r.views, r.data = r.views[:0], r.data[:0] }

// view gives the place of another. What stands there already stays where it is.
func (r *Room) view(data int) *placed {
	if len(r.views) == cap(r.views) {
		r.views = make([]placed, 0, min(2*cap(r.views)+1, mostRoom))
	}
	r.views = r.views[:len(r.views)+1]
	v := &r.views[len(r.views)-1]
	if cap(r.data)-len(r.data) < data {
		r.data = make([]Datum, 0, max(data, min(2*cap(r.data), 16*mostRoom)))
	}
	end := len(r.data) + data
	*v = placed{View: View{data: r.data[len(r.data):end:end]}}
	clear(v.data)
	r.data = r.data[:end]
	return v
}

// mostRoom is for how many views more a room grows at a time.
const mostRoom = 1024

// Brief is what is kept of a record that has passed: its id, kind, time and place, without its values.
func (v *View) Brief() *View {
	brief := &placed{View: View{ID: v.ID, Schema: v.Schema, At: v.At}}
	if v.Origin != nil {
		brief.origin = *v.Origin
		brief.View.Origin = &brief.origin
	}
	return &brief.View
}
