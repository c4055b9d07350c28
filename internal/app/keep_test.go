package app

import "testing"

// A record begins with the fields that its kind features, and says which of its fields name a party.
func TestARecordAsAPersonReadsIt(t *testing.T) {
	d := trialDesk(t, trialStore(t), senders)
	alerted(t, d)
	found, err := d.FindingsOf(t.Context(), "ann")
	if err != nil || len(found) != 1 || len(found[0].Records) != 3 {
		t.Fatalf("%+v %v", found, err)
	}
	fields := found[0].Records[0].Fields
	if payer, to, amount := fields[0], fields[1], fields[2]; payer.Name != "Payer" || payer.Thing != "p1" || !payer.Party || to.Name != "Beneficiary" || to.Thing != "ann" || !to.Party || amount.Name != "Amount" || amount.Party {
		t.Errorf("%+v", fields)
	}
}
