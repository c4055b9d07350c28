package web

import (
	"context"
	"strings"

	"spoor/cases"
	"spoor/fault"
)

func (f *fake) Compare(ctx context.Context, left, right Side) (Comparison, error) {
	side := func(s Side) Compared {
		switch {
		case s.Listing != ListingRef{}:
			return Compared{Caption: f.hits[0].Caption, Kind: "Person", Listing: s.Listing}
		case s.Party != "":
			return Compared{Caption: "Yusuf Al-Rahmani", Kind: "Person", Party: s.Party}
		}
		return Compared{Caption: Lines(s.Typed.Name + "\n" + s.Typed.Identifier)[0]}
	}
	for _, s := range []Side{left, right} {
		if (s.Listing != ListingRef{}) {
			if _, err := f.Listing(ctx, s.Listing); err != nil {
				return Comparison{}, err
			}
		}
	}
	h := f.hits[0]
	c := Comparison{Left: side(left), Right: side(right), NameScore: h.NameScore, IdentityScore: h.IdentityScore, Threshold: .79, Status: h.Status, Match: true, Kinds: true, Reasons: h.Reasons[:3],
		Words: []string{"YUSUF ~ YOUSEF: another spelling of one name", "AL is a particle"}, Lists: f.lists,
		Beside: []cases.Reason{{Field: "alias", Listed: "يوسف الرحماني", Agreement: "unknown"}, {Field: "passportNumber", Party: "K1120045", Listed: "N330981", Agreement: "differs", Detail: "it decides nothing: a party may have several"}}}
	if strings.Contains(left.Typed.Name, "Nobody") {
		c.NameScore, c.Match = .31, false
	}
	return c, f.note(ctx, "compare", left.Typed.String()+left.Party+left.Listing.String()+" with "+right.Typed.String()+right.Listing.String(), "")
}

func (f *fake) Listing(_ context.Context, ref ListingRef) (Listing, error) {
	if ref.ID != "QDi.399" || ref.List != "" && ref.List != "un-sc" {
		return Listing{}, &fault.Error{Kind: fault.Missing, What: "no list that stands has such a listing", Hint: "look the name up again"}
	}
	return Listing{Ref: ListingRef{"un-sc", "QDi.399"}, Kind: "Person", Caption: f.hits[0].Caption, Topics: []string{"sanction"}, List: f.lists[1],
		Status: Status{State: "reported dead", Source: "a member state", Since: "2024-02-01", Action: "hold and report"},
		Names:  []ListedName{{Field: "Name", Text: f.hits[0].Caption, Scripts: []string{"Latin"}}, {Field: "Other name", Text: "يوسف الرحماني", Scripts: []string{"Arabic"}, Latin: "Ywsf Alrhmany", Consonants: true}, {Field: "Weak alias", Text: "Юсуф", Scripts: []string{"Cyrillic"}, Latin: "Yusuf"}},
		Groups: []ListedGroup{{"Dates", []ListedField{{Name: "Birth date", Text: "1984"}}}, {"Identifiers", []ListedField{{Name: "Passport number", Text: "N330981"}, {Name: "IBAN", Text: "JO94CBJO0010000000000131000303", Warning: "as it stands its form or its check digit is wrong"}}},
			{"Addresses", []ListedField{{Name: "Of the list", Text: f.hits[0].List}, {Name: "Address", Text: "14 King Hussein Street, Irbid, Jordan"}}}},
		Related: []Related{{Kind: "Sanction", Caption: "un-sanction", Fields: []ListedField{{Name: "Program", Text: "Al-Qaida"}, {Name: "Listed", Text: "2016-02-29"}}},
			{Ref: ListingRef{"un-sc", "doc-1"}, Kind: "Passport", Caption: "N330981", Fields: []ListedField{{Name: "Country", Text: "Jordan"}}}}}, nil
}
