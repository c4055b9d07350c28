// Package spoor_test holds the architecture: who may import whom, and what every package and file must have.
package spoor_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// room says what a package may import of ours, and why no more. Rooms further right in the flow may import those further
// left, never the other way. fault is the shape of errors and may be imported by all.
type room struct {
	imports []string
	why     string
}

var rooms = map[string]room{
	"fault":                  {nil, "everybody tells failures in its shape, so it rests on nothing"},
	"model":                  {nil, "what everything is made of rests on nothing"},
	"ref":                    {nil, "facts of the world rest on nothing of ours"},
	"ref/check":              {nil, "check digits are arithmetic"},
	"names":                  {[]string{"ref", "names/translit"}, "comparing names knows nothing of records"},
	"names/translit":         {[]string{"names/translit/rules"}, "letters of one script to letters of another, knowing nothing of names"},
	"names/translit/rules":   {nil, "the language of transform rules knows no script"},
	"read":                   {[]string{"model", "ref"}, "readers make entities and know nothing of what follows"},
	"read/csv":               {[]string{"model", "ref", "read", "read/mapping", "read/text"}, "a format is a leaf"},
	"read/eu":                {[]string{"model", "ref", "read", "read/listing", "read/markup"}, "a format is a leaf"},
	"read/ftm":               {[]string{"model", "ref", "read", "read/text"}, "a format is a leaf"},
	"read/mapping":           {[]string{"model", "ref"}, "a mapping turns cells into entities, whatever the format"},
	"read/interpol":          {[]string{"model", "read", "read/listing", "read/text"}, "a format is a leaf"},
	"read/listing":           {[]string{"model", "ref"}, "what every published list does alike, whatever its format"},
	"read/markup":            {[]string{"model", "ref", "read", "read/text"}, "hostile XML is refused in one place"},
	"read/ofac":              {[]string{"model", "ref", "ref/check", "read", "read/markup", "read/text"}, "a format is a leaf"},
	"read/readtest":          {[]string{"model", "read"}, "what the tests of readers share"},
	"read/text":              {[]string{"ref"}, "bytes to lines, before anything is known of their meaning"},
	"read/uk":                {[]string{"model", "read", "read/listing", "read/markup", "read/text"}, "a format is a leaf"},
	"read/un":                {[]string{"model", "ref", "read", "read/listing", "read/markup", "read/text"}, "a format is a leaf"},
	"read/wallets":           {[]string{"model", "ref/check", "read", "read/text"}, "a format is a leaf"},
	"read/iso20022":          {[]string{"model", "read", "read/markup", "read/payment"}, "a format is a leaf"},
	"read/swift":             {[]string{"model", "ref/check", "read", "read/payment", "read/text"}, "a format is a leaf"},
	"read/payment":           {[]string{"model", "ref", "ref/check"}, "what every payment message does alike, whatever its format"},
	"read/lost":              {[]string{"model", "ref", "read", "read/text"}, "a format is a leaf"},
	"lists":                  {[]string{"model", "names", "read", "read/text", "ref"}, "where lists come from: the network is passed in, and names only to tell that two entries are one"},
	"read/xlsx":              {[]string{"read/markup"}, "a workbook's sheet becomes a table of text, which others read"},
	"screen":                 {[]string{"model", "names", "ref", "ref/check"}, "screening is usable as a library: no store, no HTTP"},
	"resolve":                {[]string{"model", "names", "ref"}, "resolving is usable as a library: no store, no HTTP"},
	"detect":                 {[]string{"model", "names", "ref", "ref/check"}, "detecting is usable as a library; names only to compare two of them, check digits as a condition"},
	"typologies":             {nil, "files, and nothing else"},
	"world":                  {[]string{"model", "ref"}, "the generator shares no constants with the typologies it tests"},
	"evidence":               {[]string{"model"}, "the log knows acts, not what they mean"},
	"access":                 {nil, "who may do what rests on nothing that is done"},
	"cases":                  {[]string{"model", "detect", "evidence"}, "people's work starts from findings only"},
	"exceptions":             {[]string{"cases", "screen"}, "a match that people found false, and what screening compared when they did"},
	"watch":                  {[]string{"model", "screen", "cases"}, "screening again and again, with matches as people see them: no store, no HTTP"},
	"workbench":              {[]string{"model", "detect", "cases", "exceptions"}, "trying typologies and agreeing on them; two people agree as they do on an exception"},
	"store/memory":           {[]string{"model", "read"}, "a store implements what the rooms ask for"},
	"store/sqlite":           {[]string{"access", "cases", "evidence", "exceptions", "lists", "model", "read", "screen", "watch", "workbench"}, "a store implements what the rooms ask for"},
	"store/storetest":        {[]string{"model", "read", "cases", "exceptions", "watch", "screen", "access", "evidence", "workbench"}, "one suite for every store"},
	"web/browser":            {nil, "a real browser for tests; nothing of the product rests on it"},
	"web":                    {[]string{"model", "ref", "read", "detect", "cases", "exceptions", "watch", "workbench", "access", "evidence"}, "pages speak to the rooms, never to a store"},
	"server/match":           {[]string{"model", "ref", "screen", "access", "evidence"}, "the contract of list-matching clients; what the lists hold is behind an interface"},
	"server":                 {[]string{"model", "ref", "read", "detect", "cases", "exceptions", "watch", "workbench", "access", "evidence", "web", "server/match"}, "HTTP speaks to the rooms, never to a store"},
	"internal/app/directory": {[]string{"model", "names", "ref", "server/match"}, "finds entries by words and ids; answers in the terms of the API that asks"},
	"internal/app":           {[]string{"*"}, "the only place that wires store, rooms and server"},
	"internal/cli":           {[]string{"*"}, "the verbs"},
	"bench":                  {[]string{"*"}, "measures everything"},
	"cmd/spoor":              {[]string{"internal/cli"}, "main is one call"},
}

// outside says which rooms may reach for what of the standard library: domains know neither SQL nor HTTP.
var outside = map[string][]string{
	"database/sql": {"store/sqlite"},
	"net/http":     {"access", "web", "server", "server/match", "internal/app", "internal/cli"},
	"math/rand":    {},
}

func packages(t *testing.T) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && path != "." && (strings.HasPrefix(entry.Name(), ".") || entry.Name() == "testdata" || entry.Name() == "bin"):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && filepath.Dir(path) != ".":
			dir := filepath.ToSlash(filepath.Dir(path))
			found[dir] = append(found[dir], path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestWhoMayImportWhom(t *testing.T) {
	for dir, files := range packages(t) {
		r, known := rooms[dir]
		if !known {
			t.Errorf("%s is no room of the house: add it to the table in architecture_test.go with what it may import and why", dir)
			continue
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, path := range imports(t, file) {
				ours, isOurs := strings.CutPrefix(path, "spoor/")
				if isOurs && ours != "fault" && !slices.Contains(r.imports, ours) && !slices.Contains(r.imports, "*") {
					t.Errorf("%s imports %s, but %s may import only %v: %s", file, ours, dir, r.imports, r.why)
				}
				if may, restricted := outside[path]; restricted && !slices.Contains(may, dir) {
					t.Errorf("%s imports %s, which only %v may", file, path, may)
				}
			}
		}
	}
	for dir := range rooms {
		if _, err := os.Stat(dir); err != nil {
			t.Errorf("the table names the room %s, which is not there", dir)
		}
	}
}

func imports(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, spec := range parsed.Imports {
		paths = append(paths, strings.Trim(spec.Path.Value, `"`))
	}
	return paths
}

func TestEveryPackageSaysWhatItIs(t *testing.T) {
	for dir, files := range packages(t) {
		documented := false
		for _, file := range files {
			parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			documented = documented || parsed.Doc != nil && strings.HasPrefix(parsed.Doc.Text(), "Package ") || parsed.Doc != nil && dir == "cmd/spoor"
		}
		if !documented {
			t.Errorf("%s has no package comment", dir)
		}
	}
}

func TestFilesStayReadable(t *testing.T) {
	const most = 500
	for _, files := range packages(t) {
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if lines := strings.Count(string(text), "\n"); lines > most {
				t.Errorf("%s has %d lines; over %d it is more than one room", file, lines, most)
			}
		}
	}
}

func TestNothingHappensAtInit(t *testing.T) {
	for _, files := range packages(t) {
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(text), "\nfunc init()") {
				t.Errorf("%s has an init: registration is an explicit list in code", file)
			}
		}
	}
}

func TestVendoredDataCarriesItsLicence(t *testing.T) {
	for _, dir := range []string{"model/schemata/ftm", "names/data", "names/translit/data/cldr", "ref/data", "web/assets/vendor"} {
		found, err := filepath.Glob(filepath.Join(dir, "*LICENSE*"))
		if err != nil || len(found) == 0 {
			t.Errorf("%s holds vendored data without its licence beside it", dir)
		}
	}
}
