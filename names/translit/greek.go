package translit

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

const greekBase = "α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o"

// greekStyles are ELOT 743 (which passports use), the older habit of English, and spellings by letter.
var greekStyles = []*strings.Replacer{
	greekStyle("γγ ng γκ gk γξ nx γχ nch ου ou αυ av ευ ev ηυ iv μπ mp ντ nt"),
	greekStyle("γγ ng γκ g γξ nx γχ nch ου ou αυ af ευ ef ηυ if μπ b ντ d υ i χ h"),
	greekStyle("γγ ng γκ g γξ nx γχ nh ου ou αυ au ευ eu ηυ eu μπ b ντ nt η e χ ch φ ph"),
	greekStyle("γγ gg γκ gk ου ou αυ av ευ ev μπ b ντ d χ h γ y"),
	greekStyle("γγ ng γκ nk ου u αυ av ευ ev μπ b ντ d υ i χ kh γ y β b φ ph"),
}

func greekStyle(special string) *strings.Replacer {
	return strings.NewReplacer(strings.Fields(special + " " + greekBase)...)
}

func greekReadings(word string) []string {
	bare := bareGreek(word)
	readings := make([]string, 0, len(greekStyles)+1)
	for _, style := range greekStyles {
		readings = append(readings, style.Replace(bare))
	}
	return append(readings, greekBGN(word))
}

// bareGreek takes off accents and breathings. A dieresis keeps two vowels apart, so it is written as a break, which no
// replacer knows and plain drops.
func bareGreek(word string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(word) {
		switch {
		case r == 0x308:
			text := b.String()
			if last := strings.TrimRight(text, "ιυ"); last != text {
				b.Reset()
				b.WriteString(last + "'" + text[len(last):])
			}
		case r >= 0x300 && r < 0x370:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
