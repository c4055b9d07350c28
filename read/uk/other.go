package uk

import (
	"regexp"
	"strings"
)

var label = regexp.MustCompile(`\(([^():]{2,60})\):`)

// items say to which property a labelled item of Other Information goes.
var items = map[string]string{
	"gender":                          "gender",
	"imo number":                      "imoNumber",
	"phone number":                    "phone",
	"email address":                   "email",
	"website":                         "website",
	"business reg no":                 "registrationNumber",
	"business registration number":    "registrationNumber",
	"business registration number(s)": "registrationNumber",
	"current believed flag of ship":   "flag",
	"previous flags":                  "pastFlags",
	"type of ship":                    "type",
	"tonnage of ship":                 "tonnage",
	"year built":                      "buildDate",
	"type of entity":                  "legalForm",
}

// acts are the items that belong to the act of listing.
var acts = map[string]string{
	"uk sanctions list ref":   "authorityId",
	"un ref":                  "unscId",
	"uk statement of reasons": "reason",
}

// other reads "(UK Sanctions List Ref):AFG0001. (Gender):Male ..."; what stands before the first label is a note.
func (t *target) other(text, field string) {
	found := label.FindAllStringSubmatchIndex(text, -1)
	end := len(text)
	if len(found) > 0 {
		end = found[0][0]
	}
	t.Note("", text[:end], field)
	for i, at := range found {
		end := len(text)
		if i+1 < len(found) {
			end = found[i+1][0]
		}
		t.item(text[at[2]:at[3]], strings.TrimSpace(text[at[1]:end]), field)
	}
}

func (t *target) item(name, value, field string) {
	folded, bare := strings.ToLower(strings.TrimSpace(name)), strings.TrimRight(value, ". ")
	switch property := items[folded]; {
	case acts[folded] == "reason":
		t.sanction.Add("reason", value, field)
	case acts[folded] != "":
		t.sanction.Add(acts[folded], bare, field)
	case property == "gender":
		t.Add(property, strings.ToLower(bare), field)
	case property == "flag" || property == "pastFlags":
		t.countries(property, bare, field)
	case property != "":
		t.values(property, name, bare, field)
	default:
		t.Note(name, value, field)
	}
}
