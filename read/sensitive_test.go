package read

import "testing"

func TestWhichLinesTellSensitiveData(t *testing.T) {
	for line, want := range map[string]bool{
		"ID,Name,Religion,Amount": true, "id;ethnicity;x": true, `{"id":"a","properties":{"religion":["x"]}}`: true, "trade_union,member": true,
		"ID,VendorID,Vendor,Amount,Date": false, "terrace,trace,embrace": false, "unionbank": false, "": false,
	} {
		if got := tellsSensitive(line); got != want {
			t.Errorf("%q: %v", line, got)
		}
	}
}
