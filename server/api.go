package server

import (
	"context"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"spoor/access"
	"spoor/evidence"
	"spoor/fault"
	"spoor/web"
)

// prefix is where the native API stands.
const prefix = "/api/v1"

// api is the native API: what the pages show and do, for programs.
type api struct {
	Options
	huma huma.API
}

func newAPI(o Options) *api {
	if o.Web.MaxUpload == 0 {
		o.Web.MaxUpload = web.DefaultMaxUpload
	}
	return &api{Options: o}
}

func (a *api) register(mux *http.ServeMux) {
	config := huma.DefaultConfig("Spoor", a.Version)
	config.Info.Description = "Who is on a list, which published indicator fits and why. People decide. " +
		"Each call carries an API token that is bound to a person and a purpose; each look is logged."
	config.DocsPath = ""     // it would load a page from elsewhere
	config.SchemasPath = ""  // the description holds them
	config.CreateHooks = nil // no $schema in bodies
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer"}}
	a.huma = humago.NewWithPrefix(mux, prefix, config)

	add(a, http.MethodPost, "/loads", access.Load, a.load, describeLoad)
	a.huma.OpenAPI().Paths["/loads"].Post.RequestBody = uploadBody()
	add(a, http.MethodGet, "/loads", access.Look, a.loads, describe("loads", "List what was loaded"))
	add(a, http.MethodGet, "/alerts", access.Look, a.alerts, describe("alerts", "List the alerts of the last check"))
	add(a, http.MethodGet, "/findings/{id}", access.Look, a.finding, describe("finding", "One finding with its evidence"))
	add(a, http.MethodPost, "/findings/{id}/decisions", access.Decide, a.decide, describe("decide", "Decide on a finding, with a reason in words"))
	add(a, http.MethodGet, "/mentions", access.Look, a.mentions, describe("mentions", "List where free texts mention listed names: weak, no match and no finding"))
	add(a, http.MethodGet, "/subjects/{id}", access.Look, a.subject, describe("subject", "What the records say of a subject, and what it shares with few others"))
	add(a, http.MethodPost, "/screen", access.Screen, a.screen, describe("screen", "Look somebody up on the lists"))
	add(a, http.MethodPost, "/screen/text", access.Screen, a.screenText, describeText)
	add(a, http.MethodGet, "/screening/changes", access.Look, a.changes, describe("changes", "What became of the customers' possible matches"))
	add(a, http.MethodGet, "/screening/exceptions", access.Look, a.exceptions, describe("exceptions", "List the possible matches that people found false"))
	add(a, http.MethodPost, "/screening/exceptions", access.Decide, a.propose, describe("propose", "Propose an exception; it waits for a second person"))
	add(a, http.MethodPost, "/screening/exceptions/{id}/acts", access.Decide, a.actOnException, describe("except", "Approve, refuse or end an exception; who proposed it does not approve it"))
	add(a, http.MethodGet, "/typologies", access.Look, a.typologies, describe("typologies", "List the typologies and whether the loaded data can test them"))
	add(a, http.MethodGet, "/typologies/{id}/versions", access.Look, a.versions, describe("versions", "List the versions of a typology, and what people agreed on them"))
	add(a, http.MethodGet, "/typologies/{id}/trials", access.Look, a.trials, describe("trials", "What came of trying a typology, and of its changed file beside the stable version"))
	mux.HandleFunc(prefix+"/", func(w http.ResponseWriter, _ *http.Request) {
		(&Problem{Title: "Not found", Status: http.StatusNotFound, Detail: "the API has no such address", Hint: "see " + prefix + "/openapi.json"}).write(w)
	})
}

// describe names an operation.
func describe(id, summary string) func(*huma.Operation) {
	return func(op *huma.Operation) { op.OperationID, op.Summary = id, summary }
}

// describeText lets a text of the greatest length through, however its letters are escaped.
func describeText(op *huma.Operation) {
	describe("screen-text", "Look up whom a text mentions")(op)
	op.MaxBodyBytes = mostBody
}

// mostBody is a megabyte of text in which each byte is an escape of six.
const mostBody = 6<<20 + 64

// add registers one operation that needs a right, and gives its errors their public shape.
func add[I, O any](a *api, method, path string, needs access.Right, do func(context.Context, *I) (*O, error), tell func(*huma.Operation)) {
	op := huma.Operation{Method: method, Path: path, Security: []map[string][]string{{"token": {}}}, Middlewares: huma.Middlewares{a.allow(needs)}}
	tell(&op)
	huma.Register(a.huma, op, func(ctx context.Context, in *I) (*O, error) {
		out, err := do(ctx, in)
		if err != nil {
			return nil, a.problem(err)
		}
		return out, nil
	})
}

func (a *api) problem(err error) *Problem {
	status := a.Web.Status(err)
	if status >= http.StatusInternalServerError {
		a.Web.Log.Error("API call failed", "error", err.Error())
	}
	return problemOf(err, status)
}

// allow lets those through whose token has the right, on whose behalf everything after is done.
func (a *api) allow(needs access.Right) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		person, err := a.bearer(ctx)
		switch {
		case err != nil && fault.KindOf(err) == fault.Denied:
			ctx.SetHeader("WWW-Authenticate", `Bearer realm="spoor"`)
			a.refuse(ctx, problemOf(err, http.StatusUnauthorized))
		case err != nil:
			a.refuse(ctx, a.problem(err))
		case !person.May(needs):
			a.refuse(ctx, &Problem{Title: "Forbidden", Status: http.StatusForbidden, Detail: "the token's role is " + string(person.Role) + ", which may not " + string(needs)})
		default:
			next(huma.WithValue(huma.WithContext(ctx, evidence.As(ctx.Context(), evidence.Actor{By: person.Name, Purpose: person.Purpose, Discreet: person.May(access.Discreet)})), personKey{}, person))
		}
	}
}

type personKey struct{}

func personOf(ctx context.Context) access.Person {
	p, _ := ctx.Value(personKey{}).(access.Person)
	return p
}

func (a *api) bearer(ctx huma.Context) (access.Person, error) {
	kind, token, _ := strings.Cut(ctx.Header("Authorization"), " ")
	if !strings.EqualFold(kind, "bearer") || token == "" {
		return access.Person{}, &fault.Error{Doing: "signing in", Kind: fault.Denied, What: "the call carries no token", Hint: "send Authorization: Bearer TOKEN; a token is made on the page of one's session"}
	}
	return a.Web.Gate.Bearer(ctx.Context(), strings.TrimSpace(token))
}

func (a *api) refuse(ctx huma.Context, p *Problem) {
	_, w := humago.Unwrap(ctx)
	p.write(w)
}

// newID is 128 random bits, hex.
func (a *api) newID() (string, error) {
	raw := make([]byte, 16)
	if _, err := io.ReadFull(a.Web.Rand, raw); err != nil {
		return "", errors.Join(&fault.Error{Doing: "making an id", Kind: fault.Internal}, err)
	}
	return hex.EncodeToString(raw), nil
}
