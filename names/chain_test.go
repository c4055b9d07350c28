package names

import "testing"

func TestShortForms(t *testing.T) {
	for _, test := range []struct {
		a, b string
		one  bool
	}{
		{"Osama bin Laden", "Usāma bin Muhammad ibn Awad ibn Lādin", true},
		{"Usama bin Laden", "Usama Muhammad Awad bin Laden", true},
		{"Usama bin Laden", "BIN LADEN, Usama bin Muhammad bin Awad", true},
		{"Abd al-Rahman al-Masri", "Abd al-Rahman bin Hasan bin Umar al-Masri", true},
		{"Usama bin Salih bin Laden", "Usama bin Muhammad bin Awad bin Laden", false},
		{"Usama bin Salih bin Ali bin Laden", "Usama bin Muhammad bin Awad bin Laden", false},
		{"Awad bin Laden", "Usama bin Muhammad bin Awad bin Laden", false},
		{"Usama bin Muhammad", "Usama bin Salih bin Awad bin Laden", false},
		{"JC Juncker", "Jean-Claude Juncker", true}, {"J.-C. Juncker", "Jean-Claude Juncker", true}, {"J.C. Juncker", "Jean-Claude Juncker", true},
		{"JC Juncker", "Jean-Pierre Juncker", false}, {"JP Juncker", "Jean-Claude Juncker", false},
		{"KAVOSHYARCOMPANY", "Kavoshyar Company", true}, {"ALFATRADINGCOMPANY", "Alfa Trading Company", true}, {"MACHANGALTD", "Machanga Ltd.", true},
		{"Муаммар Каддафи", "معمر القذافي", true}, {"Башар Асад", "بشار الأسد", true}, {"Саддам Хусейн", "صدام حسين", true}, {"Ясир Арафат", "بشار الأسد", false},
		{"Беньямин Нетаньяху", "בנימין נתניהו", true}, {"Ариэль Шарон", "בנימין נתניהו", false},
	} {
		if got := CompareTexts(test.a, test.b); got.Score >= Threshold != test.one {
			t.Errorf("%s and %s: %.3f %v, want one: %v", test.a, test.b, got.Score, got.Reasons, test.one)
		}
	}
}
