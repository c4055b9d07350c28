package app_test

import (
	"testing"

	"spoor/evidence"
	"spoor/web"
)

// A number that is looked up without saying what it is finds whatever is listed with it: a desk has one box for all.
func TestAnIdentifierOfAnyKindIsFound(t *testing.T) {
	d := desk(t, map[string]string{"made.jsonl": `{"id":"ship","schema":"Vessel","properties":{"name":["OCEAN STAR"],"imoNumber":["9074729"]}}
{"id":"coin","schema":"CryptoWallet","properties":{"publicKey":["0xab5801a7d398351b8be11c439e05c5b3259aec9b"]}}
{"id":"bank","schema":"BankAccount","properties":{"iban":["GB82WEST12345698765432"]}}
{"id":"one","schema":"Person","properties":{"name":["Anna Ashe"],"passportNumber":["AB1234567"],"phone":["+491701234567"]}}
`})
	ctx := evidence.As(t.Context(), evidence.Actor{By: "ann", Purpose: "a test"})
	for number, want := range map[string]string{"IMO 9074729": "ship", "0xAB5801A7D398351B8BE11C439E05C5B3259AEC9B": "coin",
		"GB82 WEST 1234 5698 7654 32": "bank", "ab 123 4567": "one", "0049 170 1234567": "one", "9074730": ""} {
		hits, _, err := d.Screen(ctx, web.ScreenQuery{Identifier: number})
		got := ""
		if len(hits) > 0 {
			got = hits[0].Listing
		}
		if err != nil || got != want {
			t.Errorf("%q: %q of %d, want %q (%v)", number, got, len(hits), want, err)
		}
	}
}
