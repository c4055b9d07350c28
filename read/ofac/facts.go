package ofac

import (
	"strings"

	"spoor/ref"
)

// properties says to which property a label's value goes; a label that is not here is a numbered document or a note.
var properties = map[string]string{
	"POB":                    "birthPlace",
	"Email Address":          "email",
	"Website":                "website",
	"Phone Number":           "phone",
	"Phone No.":              "phone",
	"Telephone":              "phone",
	"Telephone No.":          "phone",
	"Telephone Number":       "phone",
	"SWIFT/BIC":              "swiftBic",
	"Organization Type":      "sector",
	"MMSI":                   "mmsi",
	"Vessel Call Sign":       "callSign",
	"Other Vessel Call Sign": "callSign",
	"Vessel Type":            "type",
	"Other Vessel Type":      "type",
	"Former Vessel Type":     "pastTypes",
	"Aircraft Model":         "model",
	"Aircraft Tail Number":   "registrationNumber",
	"Aircraft Manufacturer's Serial Number (MSN)":                  "serialNumber",
	"Aircraft Construction Number (also called L/N or S/N or F/N)": "serialNumber",
}

// countries are the labels whose value is a country.
var countries = map[string]string{
	"nationality":                 "nationality",
	"citizen":                     "citizenship",
	"Nationality of Registration": "jurisdiction",
	"Vessel Flag":                 "flag",
	"Other Vessel Flag":           "pastFlags",
	"Former Vessel Flag":          "pastFlags",
}

// dates are the labels whose value is a date.
var dates = map[string]string{
	"DOB":                           "birthDate",
	"Organization Established Date": "incorporationDate",
	"Vessel Year of Build":          "buildDate",
	"Aircraft Manufacture Date":     "buildDate",
}

// documents are numbered documents whose label the general rule (see numbered) does not know, or whose number goes to a
// property of its own.
var documents = map[string]string{
	"Passport":                              "passportNumber",
	"Diplomatic Passport":                   "passportNumber",
	"Stateless Person Passport":             "passportNumber",
	"D.N.I.":                                "idNumber",
	"C.U.I.":                                "idNumber",
	"C.U.R.P.":                              "idNumber",
	"I.F.E.":                                "idNumber",
	"SSN":                                   "socialSecurityNumber",
	"Credencial electoral":                  "idNumber",
	"Cartilla de Servicio Militar Nacional": "idNumber",
	"Numero de Identidad":                   "idNumber",
	"Cedula de Residencia":                  "idNumber",
	"R.F.C.":                                "taxNumber",
	"NIT #":                                 "taxNumber",
	"RUC #":                                 "taxNumber",
	"RIF #":                                 "taxNumber",
	"RTN":                                   "taxNumber",
	"NIF":                                   "taxNumber",
	"CNPJ":                                  "taxNumber",
	"C.U.I.T.":                              "taxNumber",
	"Tax ID No.":                            "taxNumber",
	"US FEIN":                               "taxNumber",
	"Italian Fiscal Code":                   "taxNumber",
	"Fiscal Code":                           "taxNumber",
	"V.A.T. Number":                         "vatCode",
	"License":                               "licenseNumber",
	"Trade License No.":                     "licenseNumber",
	"D-U-N-S Number":                        "dunsCode",
	"BIK (RU)":                              "bikCode",
	"Unified Social Credit Code (USCC)":     "uscCode",
	"Global Intermediary Identification Number": "giiNumber",
}

// wallets is how the label of a digital currency's address begins; the currency follows.
const wallets = "Digital Currency Address - "

// fact adds what one item says.
func (w *writer) fact(f fact) {
	label, done := strings.TrimSuffix(f.label, ":"), false
	switch {
	case f.value == "":
	case strings.HasPrefix(label, wallets):
		w.wallet(strings.TrimPrefix(label, wallets), f.value, f.field)
		done = true
	case label == "Gender":
		done = w.add("gender", strings.ToLower(f.value), f.field)
	case countries[label] != "":
		if _, known := ref.Country(f.value); known || label == "nationality" || label == "citizen" {
			done = w.country(countries[label], f.value, f.field)
		}
	case dates[label] != "":
		done = w.date(dates[label], f)
	case properties[label] != "":
		done = w.add(properties[label], f.value, f.field)
		w.birthCountry(f)
	case strings.HasPrefix(f.value, "IMO "):
		done = w.add("imoNumber", strings.TrimPrefix(f.value, "IMO "), f.field)
	case (documents[label] != "" || numbered(label)) && isDocumentNumber(f.value):
		done = w.number(f)
	}
	if !done {
		w.note(f.text(), f.field)
	}
}

func (w *writer) date(property string, f fact) bool {
	all, exact := parseDate(f.value)
	for _, text := range all {
		if !w.add(property, text, f.field) {
			return false
		}
	}
	if !exact {
		w.note(f.text(), f.field)
	}
	return true
}

// birthCountry is the longest end of a place of birth that is a country: "Goma, Congo, Democratic Republic of the".
func (w *writer) birthCountry(f fact) {
	for rest, more := f.value, f.label == "POB"; more; _, rest, more = strings.Cut(rest, ",") {
		if code, ok := ref.Country(strings.TrimSpace(rest)); ok {
			w.add("birthCountry", code, f.field)
			return
		}
	}
}

// number adds a document and its number.
func (w *writer) number(f fact) bool {
	property := documents[f.label]
	person := w.e.Schema.Is("Person")
	switch {
	case !w.e.Schema.Is("LegalEntity"):
		return false // a vessel's or an aircraft's
	case property == "passportNumber" && person:
		w.document("Passport", f)
		return w.add(property, f.value, f.field)
	case property == "" && person:
		property = "idNumber"
	case property == "" || property == "idNumber":
		property = "registrationNumber"
	}
	w.document("Identification", f)
	return w.add(property, f.value, f.field) || w.add("idNumber", f.value, f.field)
}

// isDocumentNumber keeps sentences out: a number holds a digit and is at most four words long.
func isDocumentNumber(text string) bool {
	return strings.ContainsAny(text, "0123456789") && len(strings.Fields(text)) <= 4
}

// numbered says whether a label is that of a number: it ends in No., Number, #, ID, Code, Card ...
func numbered(label string) bool {
	if strings.HasPrefix(label, "Fax") || label == "Chinese Commercial Code" || strings.Contains(label, ":") {
		return false // a fax line, the telegraph code of a name, a sentence
	}
	if i := strings.LastIndex(label, " ("); i > 0 && strings.HasSuffix(label, ")") {
		label = label[:i]
	}
	for _, ending := range []string{"No.", "No", "Number", "#", "ID", "Code", "Card", "License", "Licence", "Certificate", "Permit", "Registry"} {
		if label == ending || strings.HasSuffix(label, " "+ending) {
			return true
		}
	}
	return false
}

// text is the fact as it stood.
func (f fact) text() string {
	text := strings.TrimSpace(f.label + " " + f.value)
	if f.country != "" {
		text += " (" + f.country + ")"
	}
	if f.issued != "" {
		text += " issued " + f.issued
	}
	if f.expires != "" {
		text += " expires " + f.expires
	}
	return text
}
