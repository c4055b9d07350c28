package web

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"

	"spoor/access"
	"spoor/fault"
	"spoor/read"
)

type loadView struct {
	Loads   []LoadRow // newest first
	Role    read.Role
	Mapping string
	Said    string // of a proposal
	Fault   *told
	Shown   pages
}

func (s *site) loadPage(w http.ResponseWriter, r *http.Request) error {
	role := read.Role(r.URL.Query().Get("role"))
	if role != read.List {
		role = read.Records
	}
	return s.showLoad(w, r, http.StatusOK, loadView{Role: role})
}

func (s *site) showLoad(w http.ResponseWriter, r *http.Request, status int, v loadView) error {
	loads, err := s.Desk.Loading.Loads(r.Context())
	if err != nil {
		return err
	}
	loads = slices.Clone(loads)
	slices.Reverse(loads)
	v.Shown = pagesOf(r.URL.Query(), len(loads), rowsAPage)
	v.Loads = loads[v.Shown.From:v.Shown.To]
	s.show(w, r, status, page{Name: "load", Title: "Load", Here: "Load", Body: v})
	return nil
}

// load takes one file in as it arrives: it is never whole in memory.
func (s *site) load(w http.ResponseWriter, r *http.Request) error {
	v := loadView{Role: read.Records}
	var rows []LoadRow
	err := s.eachPart(w, r, &v, func(name string, body io.Reader) (err error) {
		rows, err = s.Desk.Loading.Load(r.Context(), name, body, v.Role, v.Mapping)
		return err
	})
	if err == nil && len(rows) == 0 {
		err = &fault.Error{Doing: "loading", Kind: fault.Input, What: "no file was chosen", Hint: "choose one, then load it"}
	}
	if err != nil {
		t := tellOf(err)
		v.Fault = &t
		return s.showLoad(w, r, s.Status(err), v)
	}
	to := "/load"
	if len(rows) == 1 {
		to = fmt.Sprintf("/loads/%d", rows[0].ID)
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// propose writes a mapping for a table: into the form, or as text for a page that asks behind the reader's back.
func (s *site) propose(w http.ResponseWriter, r *http.Request) error {
	v := loadView{Role: read.Records}
	sent := false
	err := s.eachPart(w, r, &v, func(name string, body io.Reader) (err error) {
		sent = true
		v.Mapping, err = s.Desk.Loading.Propose(r.Context(), name, body)
		return err
	})
	if err == nil && !sent {
		err = &fault.Error{Doing: "proposing a mapping", Kind: fault.Input, What: "no file was chosen", Hint: "choose a table first"}
	}
	status := http.StatusOK
	if err != nil {
		t := tellOf(err)
		v.Fault, status = &t, s.Status(err)
	}
	if r.Header.Get("Accept") == "text/plain" {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		if err != nil {
			_, err = io.WriteString(w, err.Error())
			return err
		}
		_, err = io.WriteString(w, v.Mapping)
		return err
	}
	if err == nil {
		v.Said = "Proposed from the header. Change what is wrong, choose the file again, then load it."
	}
	return s.showLoad(w, r, status, v)
}

// eachPart reads a form as it arrives: what it says of the file stands before the file.
func (s *site) eachPart(w http.ResponseWriter, r *http.Request, v *loadView, take func(name string, body io.Reader) error) error {
	r.Body = http.MaxBytesReader(w, r.Body, s.MaxUpload+maxForm)
	parts, err := r.MultipartReader()
	if err != nil {
		return &fault.Error{Doing: "reading the form", Kind: fault.Usage, What: "it carries no file", Hint: "send it from the page, or use the API"}
	}
	for {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = v.part(part, take)
		}
		if err != nil {
			_, _ = io.Copy(io.Discard, r.Body) // an answer is read only by those who have finished speaking
			return tooLarge(err, s.MaxUpload)
		}
	}
}

func (v *loadView) part(part *multipart.Part, take func(string, io.Reader) error) error {
	if part.FormName() == "file" {
		if part.FileName() == "" {
			return nil
		}
		return take(path.Base(strings.ReplaceAll(part.FileName(), "\\", "/")), part)
	}
	text, err := io.ReadAll(io.LimitReader(part, maxForm))
	if err != nil {
		return err
	}
	switch part.FormName() {
	case "mapping":
		v.Mapping = strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	case "role":
		if v.Role = read.Role(text); v.Role != read.Records && v.Role != read.List {
			v.Role = read.Records
			return &fault.Error{Doing: "loading", Kind: fault.Usage, What: "a file is either records or a list"}
		}
	}
	return nil
}

// tooLarge says so in our words.
func tooLarge(err error, limit int64) error {
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &fault.Error{Doing: "loading", Kind: fault.Limit, What: fmt.Sprintf("the file is larger than %d MiB", limit>>20), Hint: "load it from the shell: spoor check --data DIR"}
	}
	return err
}

// asideShown is how many rows set aside stand on the page; the CSV file has all.
const asideShown = 500

type loadedView struct {
	Load  LoadRow
	Aside []*fault.Error
	More  int
	May   bool
}

func (s *site) loadOf(r *http.Request) (LoadRow, []*fault.Error, error) {
	loads, err := s.Desk.Loading.Loads(r.Context())
	if err != nil {
		return LoadRow{}, nil, err
	}
	i := slices.IndexFunc(loads, func(l LoadRow) bool { return strconv.FormatInt(l.ID, 10) == r.PathValue("id") })
	if i < 0 {
		return LoadRow{}, nil, &fault.Error{Doing: "opening the load", Kind: fault.Missing, What: "there is no such load", Hint: "see all loads on the page Load"}
	}
	aside, err := s.Desk.Loading.Aside(r.Context(), loads[i].ID)
	return loads[i], aside, err
}

func (s *site) loaded(w http.ResponseWriter, r *http.Request) error {
	row, aside, err := s.loadOf(r)
	if err != nil {
		return err
	}
	v := loadedView{Load: row, Aside: aside[:min(len(aside), asideShown)], More: max(0, len(aside)-asideShown), May: personOf(r).May(access.Load)}
	s.show(w, r, http.StatusOK, page{Name: "loaded", Title: row.File, Here: "Load", Body: v})
	return nil
}

func (s *site) aside(w http.ResponseWriter, r *http.Request) error {
	row, aside, err := s.loadOf(r)
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "export", "rows set aside of "+row.File); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="set-aside-%d.csv"`, row.ID))
	out := csv.NewWriter(w)
	_ = out.Write([]string{"file", "line", "column", "reason", "remedy", "text"}) // kept by Error below
	for _, e := range aside {
		_ = out.Write([]string{inert(e.Place.File), strconv.Itoa(e.Place.Line), strconv.Itoa(e.Place.Column), inert(e.What), inert(e.Hint), inert(e.Place.Text)})
	}
	out.Flush()
	return out.Error()
}

// inert keeps a spreadsheet from taking a cell for a formula.
func inert(cell string) string {
	if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
		return "'" + cell
	}
	return cell
}

type listsView struct {
	Lists []listRow
	May   bool
}

type listRow struct {
	ListState
	Load LoadRow // the one it came by; zero when it is not known
}

func (s *site) lists(w http.ResponseWriter, r *http.Request) error {
	lists, err := s.Desk.Screening.Lists(r.Context())
	if err != nil {
		return err
	}
	loads, err := s.Desk.Loading.Loads(r.Context())
	if err != nil {
		return err
	}
	v := listsView{May: personOf(r).May(access.Load)}
	for _, l := range lists {
		row := listRow{ListState: l}
		for _, load := range loads {
			if load.Role == read.List && load.Source == l.Name {
				row.Load = load
			}
		}
		v.Lists = append(v.Lists, row)
	}
	slices.SortStableFunc(v.Lists, func(a, b listRow) int { return cmp.Compare(a.Name, b.Name) })
	s.show(w, r, http.StatusOK, page{Name: "lists", Title: "Lists", Here: "Lists", Body: v})
	return nil
}
