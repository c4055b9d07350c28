package read

import (
	"context"
	"errors"
	"fmt"
	"time"

	"spoor/fault"
	"spoor/model"
)

// Take reads one file into the store: all of it, or, when it breaks off, the whole records before the break (of a list:
// nothing, while an earlier good one stands). The error is set when nothing was kept; a break after kept rows is in
// the report.
func Take(ctx context.Context, format Format, in *Input, store Store) (Report, error) {
	in.Source.Reader = fmt.Sprintf("%s/%d", format.Name, format.Version)
	if format.Source != "" {
		in.Source.Name = format.Source
	}
	report := Report{Source: in.Source, Role: in.Role, Removed: map[string]int{}, Unknown: map[string]int{}}
	load, err := store.Begin(ctx, in.Source, in.Role)
	if err != nil {
		return report, err
	}
	sink := &intake{ctx: ctx, load: load, report: &report, hide: in.Role == Records && tellsSensitive(firstLine(in.Head))}
	if report.Break = fault.In(in.Source.File, format.Read(ctx, in, sink)); report.Break != nil {
		report.Broke = report.Break.Error()
	}
	report.Published, report.Notes = published(in.Published), in.Notes
	switch {
	case sink.failed != nil || ctx.Err() != nil:
		return report, errors.Join(sink.failed, ctx.Err(), load.Rollback())
	case report.Read+report.Things+report.Known+report.Skipped == 0:
		if report.Break == nil {
			report.Break = &fault.Error{Kind: fault.Input, Place: fault.Place{File: in.Source.File},
				What: "nothing in it could be read as " + format.Name, Hint: "see what it is taken for with: spoor read FILE"}
		}
		return report, errors.Join(report.Break, load.Rollback())
	case report.Break != nil && in.Role == List && load.Standing():
		report.SetAside = true
		return report, load.Rollback()
	case in.Role == List && report.Kept+report.Duplicates == 0 && (report.Break != nil || report.Quarantined > 0):
		if report.Break == nil {
			report.Break = &fault.Error{Kind: fault.Input, Place: fault.Place{File: in.Source.File},
				What: "no listing is in it: " + fault.Aside(report.Quarantined), Hint: "see whether it is the right file; spoor read FILE tells why"}
		}
		return report, errors.Join(report.Break, load.Rollback())
	}
	report.Partial = report.Break != nil && in.Role == List
	return report, load.Commit(report)
}

// published keeps what a file says of its own date when it is one; a time without a zone is read as UTC.
func published(text string) string {
	for _, form := range []string{text, text[:min(10, len(text))]} { // some write a zone behind a bare date
		if iv, err := model.ParseTime(form, nil); err == nil {
			if iv.Moment() {
				return iv.Time().Format(time.RFC3339)
			}
			return form
		}
	}
	return ""
}

type intake struct {
	ctx    context.Context
	load   Load
	report *Report
	failed error // the store's error, which is not the file's
	hide   bool  // the header names sensitive data: no line is kept as it stood
}

func (in *intake) Fault(e *fault.Error) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	in.report.Read++
	in.report.Quarantined++
	e.Place.File = in.report.Source.File
	if in.report.Role == Records && (in.hide || tellsSensitive(e.Place.Text)) {
		e.Place.Text = ""
	}
	return in.keep(in.load.SetAside(e))
}

func (in *intake) keep(err error) error {
	if err != nil {
		in.failed = err
	}
	return err
}

// Row checks a row whole before it writes any of it.
func (in *intake) Row(row Row) error {
	if err := in.ctx.Err(); err != nil {
		return err
	}
	if len(row.Entities) == 0 {
		in.report.Skipped++
		return nil
	}
	if in.report.Role == List && len(row.Entities) > 0 && row.Entities[0].Schema.Record {
		return &fault.Error{Doing: "loading the list", Kind: fault.Input, What: "it holds records (" + row.Entities[0].Schema.Plural + "), not listings",
			Hint: "load it as records"}
	}
	if o := row.Origin; o != nil && in.report.Role == Records && (in.hide || tellsSensitive(o.Raw)) {
		o.Raw = ""
	}
	for _, e := range row.Entities {
		if in.report.Role == Records {
			in.clean(e)
		}
		in.unknown(e)
		if !e.Schema.Record {
			continue
		}
		if _, err := model.NewView(e); err != nil {
			return in.Fault(rowFault(row.Origin, err))
		}
	}
	listing := in.listing(row)
	for _, e := range row.Entities {
		added, err := in.load.Put(e)
		if err != nil {
			return in.keep(err)
		}
		in.count(e, e == listing, added)
	}
	return nil
}

// listing is what a row of a list lists: the first that can be matched. An alert may stand before it, its documents and wallets
// behind it.
func (in *intake) listing(row Row) *model.Entity {
	for _, e := range row.Entities {
		if in.report.Role == List && e.Schema.Matchable {
			return e
		}
	}
	return nil
}

// count keeps the report's sum: of a records file records count, of a list the listings do.
func (in *intake) count(e *model.Entity, listing, added bool) {
	counted := listing || e.Schema.Record && in.report.Role != List
	switch {
	case !counted && added:
		in.report.Things++
	case !counted:
		in.report.Known++
	case added:
		in.report.Read++
		in.report.Kept++
	default:
		in.report.Read++
		in.report.Duplicates++
	}
}

// clean takes sensitive values out of customer records before the first write: Directive (EU) 2016/681 Art. 13(4).
func (in *intake) clean(e *model.Entity) {
	kept := e.Values[:0]
	for _, v := range e.Values {
		if v.Prop.Sensitive != "" {
			in.report.Removed[v.Prop.Sensitive]++
			if e.Origin != nil {
				e.Origin.Raw = "" // the raw line holds it too
			}
			continue
		}
		kept = append(kept, v)
	}
	e.Values = kept
}

func (in *intake) unknown(e *model.Entity) {
	for _, name := range e.UnknownProperties() {
		in.report.Unknown[e.Schema.Name+"."+name]++
	}
}

func rowFault(origin *model.Origin, err error) *fault.Error {
	e := &fault.Error{Doing: "checking the record", Kind: fault.Input, What: err.Error()}
	var field *model.FieldError
	if errors.As(err, &field) {
		e.What = "field " + field.Error()
		e.Hint = "correct the row, or how the mapping reads " + field.Property
		if field.Field != "" {
			e.What = "column " + field.Field + ", " + e.What
		}
	}
	if origin != nil {
		e.Place = fault.Place{Line: origin.Line, Offset: origin.Offset, Text: origin.Raw}
	}
	return e
}
