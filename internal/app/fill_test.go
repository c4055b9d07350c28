package app

import (
	"context"
	"testing"

	"spoor/detect"
	"spoor/model"
)

// takenBack is a source whose records are taken back while a check runs over them.
type takenBack struct{ Source }

func (takenBack) RecordsByID(context.Context, []string) ([]*model.Entity, error) { return nil, nil }

// What is found of records that another load takes back meanwhile is told of them in brief.
func TestRecordsTakenBackDuringACheck(t *testing.T) {
	store := trialStore(t)
	index, err := Index(t.Context(), store)
	if err != nil {
		t.Fatal(err)
	}
	all := trialDesk(t, store, senders).Typologies()
	checked, err := Check(t.Context(), takenBack{store}, index, all, detect.Environment{}, nil)
	if err != nil || len(checked.Findings) == 0 || len(checked.Alerts) == 0 {
		t.Fatal(checked, err)
	}
	for _, v := range checked.Findings[0].Records {
		if v == nil || v.ID == "" || v.At.Start == 0 {
			t.Errorf("%+v", v)
		}
	}
}
