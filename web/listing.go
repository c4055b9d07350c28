package web

import (
	"net/http"
	"strings"
	"time"

	"spoor/access"
)

// ListingRef names a listing: lists give ids of their own, so that an id alone may be two.
type ListingRef struct{ List, ID string }

// String is the listing as logs and forms write it. An id may hold a slash; a list's name does not.
func (r ListingRef) String() string {
	if r.List == "" {
		return r.ID
	}
	return r.List + "/" + r.ID
}

// RefOf reads what String writes. Without a list it is an id, which is on whatever list has it.
func RefOf(text string) ListingRef {
	list, id, ok := strings.Cut(strings.TrimSpace(text), "/")
	if !ok {
		return ListingRef{ID: list}
	}
	return ListingRef{list, id}
}

// Listing is a published entry in full.
type Listing struct {
	Ref           ListingRef
	Kind, Caption string
	Names         []ListedName
	Groups        []ListedGroup // of what is published, in the order in which a page shows them
	Related       []Related     // documents, wallets, addresses, acts and parties of the same list
	Holder        ListingRef    // of a document, wallet or account: whose it is; empty otherwise
	Topics        []string
	Status        Status
	List          ListState
}

// ListedName is one name as it is published.
type ListedName struct {
	Property    string // of the model
	Field, Text string
	Scripts     []string
	Latin       string // our transliteration; empty for a name in Latin letters
	Consonants  bool   // the script leaves its vowels out, and so does Latin
}

// ListedGroup is a group of fields: dates, identifiers ...
type ListedGroup struct {
	Word   string
	Fields []ListedField
}

// ListedField is one field that is published.
type ListedField struct {
	Name, Text string
	Warning    string     // of an identifier whose check digits are wrong; empty otherwise
	To         ListingRef // what it points to; empty when it points to nothing
}

// Related is an entry that belongs to a listing.
type Related struct {
	Ref                 ListingRef
	Kind, Caption, Link string // Link: what the listing calls it; empty where it names the listing
	Fields              []ListedField
}

// Status is how a listing stands by its alert, or by what holds for its list.
type Status struct {
	State, Source, Since, Action string
	Discreet                     bool // always false for those who may not know
	Expires                      time.Time
	Owner                        string
}

type listingView struct {
	Listing Listing
	May     bool // look at customers
}

// listing shows a published entry in full.
func (s *site) listing(w http.ResponseWriter, r *http.Request) error {
	ref := ListingRef{r.PathValue("list"), r.PathValue("id")}
	l, err := s.Desk.Screening.Listing(r.Context(), ref)
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "view", "listing "+l.Ref.String()); err != nil {
		return err
	}
	s.show(w, r, http.StatusOK, page{Name: "listing", Title: l.Caption, Here: "Screen", Body: listingView{l, personOf(r).May(access.Look)}})
	return nil
}
