package workbench

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"spoor/cases"
	"spoor/detect"
	"spoor/fault"
)

// variants are a typology's with other values of its parameters, each with the point of a curve that it fills.
type variants struct {
	all []*detect.Typology
	at  map[*detect.Typology]*Point
}

// curves varies the parameters of a typology that are asked for, or each; all variants run together, so that what they share is
// worked out once.
func (r *run) curves(ctx context.Context, t *detect.Typology, asked []Vary) ([]Curve, error) {
	id := t.File.ID.Text
	v := variants{at: map[*detect.Typology]*Point{}}
	var curves []Curve
	for _, p := range r.own().Parameters(t) {
		i := slices.IndexFunc(asked, func(v Vary) bool { return v.Typology == id && v.Parameter == p.Name })
		if len(asked) > 0 && i < 0 {
			continue
		}
		c := Curve{Parameter: p.Name, Default: p.Text, Own: p.Own, Dated: p.Dated}
		values := p.Around()
		switch {
		case i >= 0 && len(asked[i].Values) > 0:
			values = p.With(asked[i].Values)
		case len(values) == 0:
			c.Note = "it is no number, so nothing was varied"
		case i < 0 && p.Dated:
			c.Note, values = "it has several values, by day or place: name it to see one for all", nil
		}
		if err := r.points(&c, &v, t, values); err != nil && i >= 0 {
			return nil, err // what was asked for is not to be had
		}
		curves = append(curves, c)
	}
	if len(curves) == 0 {
		return nil, nil
	}
	found, err := detect.Run(ctx, v.all, r.only(t.Kinds()), r.Env)
	if err != nil {
		return nil, err
	}
	by := map[*detect.Typology][]*detect.Finding{}
	for _, f := range found.Findings {
		by[f.Typology] = append(by[f.Typology], f)
	}
	followed, dismissed, known := r.decided(t, cases.Follow), r.decided(t, cases.Dismiss), r.cases(id)
	fill := func(point *Point, t *detect.Typology, own []*detect.Finding) {
		point.Findings, point.Alerts = len(own), len(r.alerts(t, own))
		point.FollowedUp, point.Dismissed, point.Found = hits(followed, own), hits(dismissed, own), hits(known, own)
	}
	for varied, point := range v.at {
		fill(point, varied, by[varied])
	}
	for i := range curves {
		for j := range curves[i].Points {
			if p := &curves[i].Points[j]; p.Default {
				fill(p, t, r.of(id))
			}
		}
	}
	return curves, nil
}

// points makes a curve's points, and the variants that fill them: the value that holds is filled already. The error is that of a
// value when none beside the one that holds compiles.
func (r *run) points(c *Curve, v *variants, t *detect.Typology, values []string) (failed error) {
	c.Points = make([]Point, 0, len(values))
	compiled := false
	for _, value := range values {
		c.Points = append(c.Points, Point{Value: value, Default: value == c.Default && !c.Dated})
		point := &c.Points[len(c.Points)-1]
		if point.Default {
			continue
		}
		varied, err := r.own().Vary(t, c.Parameter, value)
		if err != nil {
			point.Problem, failed = said(err), err
			continue
		}
		v.at[varied], v.all, compiled = point, append(v.all, varied), true
	}
	if compiled {
		return nil
	}
	return failed
}

// said is an error in its own words, without place and remedy.
func said(err error) string {
	var e *fault.Error
	if errors.As(err, &e) {
		return cmp.Or(e.What, e.Error())
	}
	return err.Error()
}
