package translit

import (
	"embed"
	"sync"

	"spoor/names/translit/rules"
)

//go:embed data/cldr/*.txt
var cldrRules embed.FS

// cldr compiles a transform of CLDR when it is first asked for. The rules are part of the program, and a test compiles each,
// so that a mistake in them is no input's fault.
func cldr(name string) func(string) string {
	compiled := sync.OnceValue(func() *rules.Transform {
		t, err := rules.Compile(name, func(name string) (string, error) {
			text, err := cldrRules.ReadFile("data/cldr/" + name + ".txt")
			return string(text), err
		})
		if err != nil {
			panic(err)
		}
		return t
	})
	return func(word string) string { return compiled().Apply(word) }
}

// The transforms of CLDR that readings rest on.
var (
	hanNames   = cldr("Han-Latin-Names") // a character at the beginning is read as a surname
	hanWords   = cldr("Han-Latin")
	kanaBGN    = cldr("Katakana-Latin-BGN") // both kana
	georgian   = cldr("Georgian-Latin-BGN")
	armenian   = cldr("Armenian-Latin-BGN")
	amharic    = cldr("Amharic-Latin-BGN")
	burmese    = cldr("Myanmar-Latin")
	sinhala    = cldr("si-si_Latn")
	devanagari = cldr("Devanagari-Latin")
	bengali    = cldr("Bengali-Latin")
	gujarati   = cldr("Gujarati-Latin")
	gurmukhi   = cldr("Gurmukhi-Latin")
	tamil      = cldr("Tamil-Latin")
	telugu     = cldr("Telugu-Latin")
	kannada    = cldr("Kannada-Latin")
	malayalam  = cldr("Malayalam-Latin")
	oriya      = cldr("Oriya-Latin")
	greekBGN   = cldr("Greek-Latin-BGN")
	russian    = cldr("Russian-Latin-BGN")
	ukrainianB = cldr("Ukrainian-Latin-BGN")
	belarusian = cldr("Belarusian-Latin-BGN")
	serbianB   = cldr("Serbian-Latin-BGN")
	macedonian = cldr("Macedonian-Latin-BGN")
	kazakh     = cldr("Kazakh-Latin-BGN")
	mongolian  = cldr("Mongolian-Latin-BGN")
	uzbek      = cldr("Uzbek-Latin-BGN")
)
