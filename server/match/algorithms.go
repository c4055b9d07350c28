package match

import (
	"net/http"
	"slices"
	"strings"

	"spoor/fault"
)

// algorithm is the one that answers, whatever a client asks for.
const algorithm = "spoor"

// foreign are the algorithms that clients of the contract ask for by name. Spoor takes the names and answers with its own.
func foreign() []string {
	return []string{"logic-v2", "logic-v1", "name-based", "name-qualified", "regression-v1", "marble-v0"}
}

// foreignSettings are the settings of those algorithms, taken without effect.
func foreignSettings() []string {
	return []string{"nm_name_property", "nm_number_mismatch", "nm_extra_query_name", "nm_extra_result_name", "nm_family_name_weight", "nm_fuzzy_cutoff_factor"}
}

func knownAlgorithm(name string) error {
	clean := strings.ToLower(strings.TrimSpace(name))
	if slices.Contains([]string{"", "best", "default", algorithm}, clean) || slices.Contains(foreign(), clean) {
		return nil
	}
	return refuse(http.StatusBadRequest, "Invalid algorithm: "+fault.Cut(name, 60))
}

// featureDoc tells what a feature does to the score.
type featureDoc struct {
	Description string  `json:"description"`
	Coefficient float64 `json:"coefficient"`
	URL         string  `json:"url"`
}

type algorithmDoc struct {
	Name        string                `json:"name"`
	Description string                `json:"description"`
	Features    map[string]featureDoc `json:"features"`
	Docs        *docs                 `json:"docs"`
}

type docs struct {
	Name        string                `json:"name"`
	Description string                `json:"description"`
	Config      map[string]any        `json:"config"`
	Features    map[string]featureDoc `json:"features"`
}

type algorithmsAnswer struct {
	Algorithms []algorithmDoc `json:"algorithms"`
	Default    string         `json:"default"`
	Best       string         `json:"best"`
}

func (s *service) algorithms(w http.ResponseWriter, _ *http.Request) error {
	told := map[string]featureDoc{}
	for name, weight := range features() {
		told[name] = featureDoc{featureTexts()[name], weight, ""}
	}
	a := algorithmsAnswer{Default: algorithm, Best: algorithm}
	for _, name := range append([]string{algorithm}, foreign()...) {
		description := "Names in any script, each word weighed by how rare it is among the listings, then what the birth date, gender, countries and identifiers do to that."
		if name != algorithm {
			description = "Taken for clients that ask for it, and answered by " + algorithm + "."
		}
		a.Algorithms = append(a.Algorithms, algorithmDoc{name, description, told, &docs{name, description, map[string]any{}, told}})
	}
	answer(w, http.StatusOK, a)
	return nil
}

func featureTexts() map[string]string {
	return map[string]string{
		featureName:       "How far the names agree; 0.7 is where Spoor shows a possible match.",
		featureIdentifier: "A passport, registration, IMO or wallet number that both have.",
		featureBirth:      "The birth or incorporation dates differ, though one of them may be written less exactly.",
		featureGender:     "The genders differ.",
		featureCountry:    "No country of the one is a country of the other.",
	}
}
