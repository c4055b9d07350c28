package server

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"path"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"spoor/fault"
	"spoor/read"
	"spoor/web"
)

// Load is one file that was loaded.
type Load struct {
	ID          int64          `json:"id"`
	At          time.Time      `json:"at"`
	Source      string         `json:"source"`
	File        string         `json:"file"`
	Hash        string         `json:"hash" doc:"SHA-256 of the bytes"`
	Role        string         `json:"role" enum:"records,list"`
	Read        int            `json:"read"`
	Kept        int            `json:"kept"`
	Quarantined int            `json:"quarantined"`
	Duplicates  int            `json:"duplicates"`
	Removed     map[string]int `json:"removed,omitempty" doc:"Sensitive values taken out before anything was kept"`
	Partial     bool           `json:"partial,omitempty"`
	Problem     string         `json:"problem,omitempty"`
}

func loadOf(row web.LoadRow) Load {
	r := row.Report
	return Load{row.ID, row.At, row.Source, row.File, row.Hash, string(row.Role), r.Read, r.Kept, r.Quarantined, r.Duplicates, r.Removed, r.Partial, row.Problem}
}

type loadsOutput struct {
	Status int
	Body   struct {
		Loads []Load `json:"loads"`
	}
}

func loadsOf(status int, rows []web.LoadRow) *loadsOutput {
	out := &loadsOutput{Status: status}
	out.Body.Loads = []Load{}
	for _, row := range rows {
		out.Body.Loads = append(out.Body.Loads, loadOf(row))
	}
	return out
}

func (a *api) loads(ctx context.Context, _ *struct{}) (*loadsOutput, error) {
	rows, err := a.Web.Desk.Loading.Loads(ctx)
	return loadsOf(http.StatusOK, rows), err
}

// loadInput keeps the request, so that the file is read as it arrives.
type loadInput struct {
	Role string `query:"role" enum:"records,list" default:"records"`
	Name string `query:"name" maxLength:"255" doc:"The file's name, by which its format is told; needed when the body is the file itself"`
	r    *http.Request
	w    http.ResponseWriter
}

// Resolve takes the request before anything of its body is read.
func (in *loadInput) Resolve(ctx huma.Context) []error {
	in.r, in.w = humago.Unwrap(ctx)
	return nil
}

// maxMapping bounds the text of a mapping, in bytes.
const maxMapping = 1 << 20

func (a *api) load(ctx context.Context, in *loadInput) (*loadsOutput, error) {
	in.r.Body = http.MaxBytesReader(in.w, in.r.Body, a.Web.MaxUpload+maxMapping)
	rows, err := a.take(ctx, in)
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		err = &fault.Error{Doing: "loading", Kind: fault.Limit, What: fmt.Sprintf("the file is larger than %d MiB", a.Web.MaxUpload>>20), Hint: "load it from the shell"}
	}
	return loadsOf(http.StatusCreated, rows), err
}

// take reads the file from the body itself, or from a form whose mapping stands before it.
func (a *api) take(ctx context.Context, in *loadInput) ([]web.LoadRow, error) {
	kind, options, err := mime.ParseMediaType(in.r.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/form-data" {
		if in.Name == "" {
			return nil, &fault.Error{Doing: "loading", Kind: fault.Usage, What: "the file has no name", Hint: "add ?name=payments.csv"}
		}
		return a.Web.Desk.Loading.Load(ctx, path.Base(in.Name), in.r.Body, read.Role(in.Role), "")
	}
	parts, mapping := multipart.NewReader(in.r.Body, options["boundary"]), ""
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil, &fault.Error{Doing: "loading", Kind: fault.Usage, What: "the form carries no file", Hint: "send parts named mapping and file, in this order"}
		}
		if err != nil {
			return nil, &fault.Error{Doing: "reading the form", Kind: fault.Input, Err: err}
		}
		switch part.FormName() {
		case "mapping":
			text, err := io.ReadAll(io.LimitReader(part, maxMapping))
			if err != nil {
				return nil, err
			}
			mapping = string(text)
		case "file":
			name := in.Name
			if name == "" {
				name = part.FileName()
			}
			return a.Web.Desk.Loading.Load(ctx, path.Base(name), part, read.Role(in.Role), mapping)
		}
	}
}

func describeLoad(op *huma.Operation) {
	op.OperationID, op.Summary = "load", "Load a file of records or a list"
	op.Description = "The body is the file, or a form with the parts mapping (optional) and file, in this order. When the answer says 201 the file is on disk; a check then begins."
}

// uploadBody describes what load takes. It is added after the operation is registered, which would else read and check the
// body whole before load sees it.
func uploadBody() *huma.RequestBody {
	file := &huma.Schema{Type: "string", Format: "binary"}
	form := &huma.Schema{Type: "object", Properties: map[string]*huma.Schema{"mapping": {Type: "string"}, "file": file}, Required: []string{"file"}}
	return &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/octet-stream": {Schema: file}, "multipart/form-data": {Schema: form}}}
}
