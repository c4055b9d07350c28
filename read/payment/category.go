package payment

// categories are the codes of ISO 20022's external purpose and category purpose sets that say what the model's categories say.
var categories = map[string]string{
	"SALA": "salary", "PAYR": "salary", "BONU": "salary", "COMM": "salary",
	"PENS": "benefit", "BENE": "benefit", "SSBE": "benefit", "GOVT": "benefit", "UEBF": "benefit", "GVEA": "benefit", "GVEB": "benefit", "GVEC": "benefit", "GVED": "benefit",
	"LOAN": "loan", "LOAR": "repayment", "RENT": "rent", "RELG": "rent",
	"TAXS": "tax", "VATX": "tax", "WHLD": "tax", "HSTX": "tax", "INTX": "tax", "NITX": "tax", "ESTX": "tax", "CHAR": "donation",
	"SUPP": "invoice", "TRAD": "invoice", "GDDS": "invoice", "GDSV": "invoice", "SCVE": "invoice", "IVPT": "invoice",
	"ELEC": "bill", "GASB": "bill", "PHON": "bill", "WTER": "bill", "UBIL": "bill", "CBTV": "bill", "TLCM": "bill", "NWCM": "bill", "OTLC": "bill", "ENRG": "bill",
}

// category is the model's category of the first code that has one.
func category(codes ...Text) Text {
	for _, code := range codes {
		if known := categories[code.Text]; known != "" {
			return Text{known, code.Field}
		}
	}
	return Text{}
}
