package app

import (
	"context"
	"errors"
	"slices"
	"sync"

	"spoor/detect"
	"spoor/evidence"
	"spoor/fault"
	"spoor/web"
	"spoor/workbench"
)

// mostDifferences is how many findings of each sort a kept comparison tells.
const mostDifferences = 200

// trying is the one trial that runs beside the pages, and what is known of the last.
type trying struct {
	mu     sync.Mutex
	state  web.Trying
	cancel context.CancelFunc // nil when none runs
	done   chan struct{}
}

// begin takes the place, or says who has it.
func (t *trying) begin(state web.Trying, cancel context.CancelFunc) (done chan struct{}, err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cancel != nil {
		return nil, &fault.Error{Doing: "trying a typology", Kind: fault.Conflict, What: t.state.By + " is trying " + t.state.Typology + " already", Hint: "wait until that is done, or stop it"}
	}
	t.state, t.cancel, t.done = state, cancel, make(chan struct{})
	t.state.Running = true
	return t.done, nil
}

func (t *trying) progress(doing string, done, total int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state.Doing, t.state.Done, t.state.Total = doing, done, total
}

// finish says what came of it.
func (t *trying) finish(err error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.state.Running, t.cancel = false, nil
	switch {
	case errors.Is(err, context.Canceled):
		t.state.Problem = "it was stopped; what was found before stays"
	case err != nil:
		t.state.Problem = err.Error()
	}
	close(t.done)
}

// end stops what runs and waits for it.
func (t *trying) end() {
	t.mu.Lock()
	cancel, done := t.cancel, t.done
	t.mu.Unlock()
	if cancel != nil {
		cancel()
		<-done
	}
}

// Try begins a trial in the background. A file that does not compile is refused at once.
func (d *Desk) Try(ctx context.Context, trial web.Trial) error {
	live, err := d.changeable(ctx, trial.Typology, trial.Kind)
	if err != nil {
		return err
	}
	var changed *detect.Typology
	if trial.Kind != workbench.Backtested {
		if changed, err = typologyOf(d.Organisation, "the changed file", trial.Text, live.File.Owner); err != nil {
			return err
		}
		if err := sameID(changed, live); err != nil {
			return err
		}
	}
	actor := evidence.ActorOf(ctx)
	working, cancel := context.WithCancel(context.WithoutCancel(ctx))
	state := web.Trying{Kind: trial.Kind, Typology: trial.Typology, By: actor.By, Since: d.now().UTC(), Doing: "beginning", Text: trial.Text, New: d.runsNot(trial.Typology)}
	if _, err := d.trying.begin(state, cancel); err != nil {
		cancel()
		return err
	}
	if err := d.Note(ctx, "try typology", trial.Typology); err != nil {
		cancel()
		d.trying.finish(err)
		return err
	}
	go func() {
		defer cancel()
		d.trying.finish(d.try(working, trial, live, changed))
	}()
	return nil
}

func (d *Desk) try(ctx context.Context, trial web.Trial, live, changed *detect.Typology) error {
	b, err := StoreBench(ctx, d.Store, d.now, d.trying.progress)
	if err != nil {
		return err
	}
	b.Organisation, b.Typologies, b.Env = d.Organisation, d.Typologies(), d.env
	r := workbench.Result{Kind: trial.Kind, Typology: trial.Typology, Hash: live.File.Hash(), By: evidence.ActorOf(ctx).By}
	if changed != nil {
		r.Hash, r.Text = changed.File.Hash(), trial.Text
	}
	switch trial.Kind {
	case workbench.Compared:
		r.Comparison, err = b.Compare(ctx, live, changed, mostDifferences)
	case workbench.Drafted:
		b.Typologies = append(slices.DeleteFunc(slices.Clone(b.Typologies), func(t *detect.Typology) bool { return t.File.ID.Text == trial.Typology }), changed)
		fallthrough
	default:
		r.Report, err = b.Backtest(ctx, workbench.Plan{Only: []string{trial.Typology}, Curves: true})
	}
	if err != nil {
		return err
	}
	r.At = d.now().UTC()
	return d.Store.PutResult(ctx, r)
}

// StopTrying ends the trial that runs, if any.
func (d *Desk) StopTrying(ctx context.Context) error {
	d.trying.mu.Lock()
	of := d.trying.state.Typology
	d.trying.mu.Unlock()
	d.trying.end()
	return d.Note(ctx, "stop trying", of)
}

func (d *Desk) runsNot(id string) bool {
	_, err := d.typology(id)
	return err != nil
}

func (d *Desk) typology(id string) (*detect.Typology, error) {
	all := d.Typologies()
	if i := slices.IndexFunc(all, func(t *detect.Typology) bool { return t.File.ID.Text == id }); i >= 0 {
		return all[i], nil
	}
	return nil, &fault.Error{Doing: "opening the typology", Kind: fault.Missing, What: "there is no such typology in the library", Hint: "it may have been renamed; look through the catalogue"}
}

// Bench is what a typology's page tells of its versions and trials.
func (d *Desk) Bench(ctx context.Context, id string) (web.Bench, error) {
	seen, err := d.Store.Versions(ctx)
	if err != nil {
		return web.Bench{}, err
	}
	proposals, err := d.Store.Proposals(ctx)
	if err != nil {
		return web.Bench{}, err
	}
	b := web.Bench{}
	for _, s := range slices.Backward(seen) {
		if s.Typology == id {
			b.Versions = append(b.Versions, s)
		}
	}
	for _, p := range slices.Backward(proposals) {
		if p.Typology == id {
			b.Proposals = append(b.Proposals, p)
		}
	}
	for _, t := range d.typologies {
		if t.File.ID.Text == id {
			b.File = t.File.Hash()
		}
	}
	d.mu.Lock()
	b.Said = d.library.Said[id]
	d.mu.Unlock()
	d.trying.mu.Lock()
	b.Trying = d.trying.state
	d.trying.mu.Unlock()
	b.Results, err = d.Store.Results(ctx, id)
	return b, err
}
