package web

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"spoor/access"
	"spoor/fault"
	"spoor/read"
)

// upload sends a form with a file, as the analyst; without a name it carries none.
func upload(b *bench, path string, fields map[string]string, name, text string) *httptest.ResponseRecorder {
	b.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, key := range []string{"role", "mapping"} { // they stand before the file, as in the page
		if fields[key] == "" {
			continue
		}
		if err := form.WriteField(key, fields[key]); err != nil {
			b.t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(text))
	}
	if err != nil || form.Close() != nil {
		b.t.Fatal(err)
	}
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	r.AddCookie(&http.Cookie{Name: cookieName, Value: b.who[access.Analyst]})
	w := httptest.NewRecorder()
	b.site.ServeHTTP(w, r)
	return w
}

func TestWhatCannotBeLoadedLosesNothing(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	b.desk.refuse = &fault.Error{Doing: "loading", Kind: fault.Conflict, What: "another load is under way", Hint: "wait for it to end"}
	w := upload(b, "/load", map[string]string{"role": "list", "mapping": "format: csv"}, "list.csv", "a,b")
	if w.Code != 409 || !strings.Contains(w.Body.String(), "another load is under way") || !strings.Contains(w.Body.String(), "format: csv</textarea>") || !strings.Contains(w.Body.String(), `value="list" checked`) {
		t.Error(w.Code, w.Body)
	}
}

func TestLoading(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	w := upload(b, "/load", map[string]string{"role": "list", "mapping": "format: csv\r\nlist: mine\r\n"}, `C:\lists\mine.csv`, "name\nAnn\n")
	if w.Code != 303 || w.Header().Get("Location") != "/loads/4" {
		t.Fatal(w.Code, w.Body)
	}
	if got := b.desk.took; got.name != "mine.csv" || got.text != "name\nAnn\n" || got.role != read.List || got.mapping != "format: csv\nlist: mine" {
		t.Errorf("%+v", got)
	}
	if w := upload(b, "/load", map[string]string{"role": "list"}, "", ""); w.Code != 422 || !strings.Contains(w.Body.String(), "no file was chosen") {
		t.Error(w.Code, w.Body)
	}
	if w := upload(b, "/load", map[string]string{"role": "nonsense"}, "a.csv", "x"); w.Code != 400 {
		t.Error(w.Code)
	}
	if w := upload(b, "/load/propose", nil, "pay.csv", "date,amount\n1,2\n"); w.Code != 200 || !strings.Contains(w.Body.String(), "# from date,amount") || !strings.Contains(w.Body.String(), "choose the file again") {
		t.Error(w.Code, w.Body)
	}
	if w := upload(b, "/load/propose", nil, "pay.csv", "nothing"); w.Code != 422 || !strings.Contains(w.Body.String(), "it has no columns") {
		t.Error(w.Code, w.Body)
	}
}

func TestAFileThatIsTooLargeIsRefused(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	site, err := New(Options{Desk: b.desk.desk(), Gate: b.gate, Status: statusOf, Now: now, MaxUpload: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	b.site = site
	if w := upload(b, "/load", map[string]string{"role": "records"}, "big.csv", strings.Repeat("x", 3<<20)); w.Code != 413 || !strings.Contains(w.Body.String(), "larger than 1 MiB") {
		t.Error(w.Code, w.Body)
	}
}

func TestASpreadsheetTakesNoCellForAFormula(t *testing.T) {
	b := newBench(t, aDay())
	b.staff()
	text := b.get("/loads/3/aside.csv")
	if !strings.Contains(text, `'=HYPERLINK`) || !strings.Contains(text, "file,line,column,reason,remedy,text\n") || !strings.Contains(text, ",9021,4,") {
		t.Error(text)
	}
}
