package interpol

import (
	"encoding/json"
	"errors"
	"strings"

	"spoor/model"
	"spoor/read/listing"
)

// notice is what is read of one; each field may be a text, a number, an array of them, or null.
type notice struct {
	ID          texts     `json:"entity_id"`
	Forename    texts     `json:"forename"`
	Name        texts     `json:"name"`
	NameAtBirth texts     `json:"birth_name"`
	Aliases     texts     `json:"aliases"`
	Born        texts     `json:"date_of_birth"`
	Place       texts     `json:"place_of_birth"`
	Country     texts     `json:"country_of_birth_id"`
	Nationality texts     `json:"nationalities"`
	Sex         texts     `json:"sex_id"`
	Height      texts     `json:"height"`
	Weight      texts     `json:"weight"`
	Eyes        texts     `json:"eyes_colors_id"`
	Hair        texts     `json:"hairs_id"`
	Languages   texts     `json:"languages_spoken_ids"`
	Marks       texts     `json:"distinguishing_marks"`
	Father      texts     `json:"father_name"`
	Mother      texts     `json:"mother_name"`
	Summary     texts     `json:"summary"`
	UNReference texts     `json:"un_reference"`
	LastSeenOn  texts     `json:"date_of_event"`
	LastSeenAt  texts     `json:"place"`
	LastSeenIn  texts     `json:"country"`
	Warrants    []warrant `json:"arrest_warrants"`
	Links       struct {
		Self struct {
			Href string `json:"href"`
		} `json:"self"`
	} `json:"_links"`
}

type warrant struct {
	Charge      texts `json:"charge"`
	Translation texts `json:"charge_translation"`
	Country     texts `json:"issuing_country_id"`
}

// texts are the values of a field.
type texts []string

// UnmarshalJSON takes a text, a number, an array of both, or null.
func (t *texts) UnmarshalJSON(raw []byte) error {
	var value any
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	all, ok := value.([]any)
	if !ok {
		all = []any{value}
	}
	for _, one := range all {
		switch one := one.(type) {
		case nil:
		case string:
			if one = strings.TrimSpace(one); one != "" {
				*t = append(*t, one)
			}
		case json.Number:
			if one != "0" {
				*t = append(*t, one.String())
			}
		default:
			return errors.New("a text or number is wanted, and an object, array or truth value stands there")
		}
	}
	return nil
}

func (t texts) String() string { return strings.Join(t, ", ") }

func (n *notice) entities(origin *model.Origin) []*model.Entity {
	w := listing.New("interpol-"+strings.ReplaceAll(n.ID[0], "/", "-"), "Person", origin)
	w.Add("name", listing.Joined(" ", strings.Join(n.Forename, " "), strings.Join(n.Name, " ")), "name")
	for _, f := range []struct {
		property string
		values   texts
		field    string
	}{
		{"firstName", n.Forename, "forename"}, {"lastName", n.Name, "name"}, {"previousName", n.NameAtBirth, "birth_name"}, {"alias", n.Aliases, "aliases"},
		{"birthPlace", n.Place, "place_of_birth"}, {"fatherName", n.Father, "father_name"}, {"motherName", n.Mother, "mother_name"},
		{"height", n.Height, "height"}, {"weight", n.Weight, "weight"}, {"eyeColor", words(colours, n.Eyes), "eyes_colors_id"},
		{"hairColor", words(colours, n.Hair), "hairs_id"}, {"spokenLanguage", lower(n.Languages), "languages_spoken_ids"},
		{"gender", words(map[string]string{"M": "male", "F": "female", "U": ""}, n.Sex), "sex_id"}, {"birthDate", dates(n.Born), "date_of_birth"},
	} {
		for _, text := range f.values {
			w.Add(f.property, text, f.field)
		}
	}
	for _, code := range n.Nationality {
		w.Country("nationality", code, "nationalities")
	}
	for _, code := range n.Country {
		w.Country("birthCountry", code, "country_of_birth_id")
	}
	w.Note("Distinguishing marks", n.Marks.String(), "distinguishing_marks")
	w.Note("", n.Summary.String(), "summary")
	w.Note("Last seen", listing.Joined(", ", n.LastSeenOn.String(), n.LastSeenAt.String(), n.LastSeenIn.String()), "date_of_event")
	n.act(w)
	return w.Entities()
}

// act says what kind of notice it is, and why it was issued.
func (n *notice) act(w *listing.Writer) {
	link := n.Links.Self.Href
	kind := ""
	switch {
	case len(n.Warrants) > 0 || strings.Contains(link, "/red/"):
		kind = "Red notice"
		w.Add("topics", "wanted", "")
	case len(n.UNReference) > 0 || strings.Contains(link, "/un/"):
		kind = "Security Council notice"
		w.Add("topics", "sanction", "")
	case strings.Contains(link, "/yellow/"):
		kind = "Yellow notice"
	}
	w.Add("program", kind, "")
	w.Add("sourceUrl", link, "_links")
	s := w.Sanction("Interpol", kind)
	s.Add("authorityId", n.ID[0], "entity_id")
	s.Add("unscId", n.UNReference.String(), "un_reference")
	for _, a := range n.Warrants {
		for _, code := range a.Country {
			s.Add("country", strings.ToLower(code), "issuing_country_id")
		}
		s.Add("reason", a.Charge.String(), "charge")
		s.Add("reason", a.Translation.String(), "charge_translation")
	}
}

// colours are the codes in common use; another stays a code.
var colours = map[string]string{
	"BLA": "black", "BLU": "blue", "BRO": "brown", "BROD": "dark brown", "BROL": "light brown", "GRE": "green", "GRY": "grey", "HAZ": "hazel",
	"RED": "red", "YEL": "blond", "WHI": "white", "OTHD": "dark", "OTHL": "light",
}

func words(known map[string]string, codes texts) texts {
	var out texts
	for _, code := range codes {
		if word, ok := known[strings.ToUpper(code)]; ok {
			code = word
		}
		out = append(out, code)
	}
	return out
}

func lower(codes texts) texts {
	var out texts
	for _, code := range codes {
		out = append(out, strings.ToLower(code))
	}
	return out
}

// dates turns 1965/03/21 into 1965-03-21.
func dates(all texts) texts {
	var out texts
	for _, text := range all {
		out = append(out, strings.ReplaceAll(text, "/", "-"))
	}
	return out
}
