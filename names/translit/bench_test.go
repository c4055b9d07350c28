package translit_test

import (
	"strings"
	"testing"

	"spoor/names/translit"
)

func BenchmarkReadings(b *testing.B) {
	for _, word := range []string{"владимирович", "παπανδρέου", "习近平", "정은", "しんぞう", "ドナルド", "केजरीवाल", "மகாலட்சுமி", "სააკაშვილი", "փաշինյան", "ኃይለማርያም"} {
		b.Run(word, func(b *testing.B) {
			translit.Readings(word)
			for b.Loop() {
				translit.Readings(word)
			}
		})
	}
}

func BenchmarkVocalised(b *testing.B) {
	for b.Loop() {
		translit.Vocalised("عبدالرحمن", "abdurrahman")
	}
}

func BenchmarkSkeletons(b *testing.B) {
	for _, word := range []string{"abdurrahman", "عبدالرحمن", "שמואל"} {
		b.Run(word, func(b *testing.B) {
			for b.Loop() {
				translit.Skeletons(word)
			}
		})
	}
}

func BenchmarkKnown(b *testing.B) {
	for b.Loop() {
		translit.Known("スコット")
	}
}

func BenchmarkSplit(b *testing.B) {
	for b.Loop() {
		translit.Split("欧阳娜娜")
	}
}

// A word of thousands of letters is cut, and costs no more than one of the most that is read.
func BenchmarkLongWord(b *testing.B) {
	arabic, latin := strings.Repeat("محمد", 2000), strings.Repeat("mohamed", 2000)
	for b.Loop() {
		translit.Vocalised(arabic, latin)
		translit.Skeletons(arabic)
	}
}
