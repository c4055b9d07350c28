package lists

import (
	"iter"
	"time"

	"spoor/model"
)

// Status is how an alert stands, and what it asks for.
type Status struct {
	State    string    `json:"state"`            // active, detained, reported dead, withdrawn, expired
	Source   string    `json:"source,omitempty"` // of the state
	Since    string    `json:"since,omitempty"`  // of the state, as the list says it
	Action   string    `json:"action,omitempty"`
	Discreet bool      `json:"discreet,omitempty"`
	Expires  time.Time `json:"expires,omitzero"`
	Owner    string    `json:"owner,omitempty"`
}

// Alerts gives the alerts of lists by the listing that each is about.
func Alerts(entities iter.Seq2[*model.Entity, error]) (map[string][]*model.Entity, error) {
	alerts := map[string][]*model.Entity{}
	for e, err := range entities {
		if err != nil {
			return nil, err
		}
		if e.Schema.Is("Alert") {
			for _, listing := range e.Get("listing") {
				alerts[listing] = append(alerts[listing], e)
			}
		}
	}
	return alerts, nil
}

// Active says whether a listing still hits, and how its alert stands. alerts are those about the listing; without any, what
// holds for its source holds for it. It hits while one of them is active: a person who was detained, or is reported dead, still
// hits, with the state shown; one that was withdrawn or has expired does not.
func Active(alerts []*model.Entity, source Source, now time.Time) (bool, Status) {
	if len(alerts) == 0 {
		return true, Status{State: "active", Action: source.Action, Discreet: source.Discreet}
	}
	var last Status
	for _, alert := range alerts {
		active, status := statusOf(alert, source, now)
		if active {
			return true, status
		}
		last = status
	}
	return false, last
}

func statusOf(alert *model.Entity, source Source, now time.Time) (bool, Status) {
	s := Status{State: alert.First("status"), Source: alert.First("statusSource"), Since: alert.First("statusSince"), Action: alert.First("action"),
		Discreet: source.Discreet || alert.First("discreet") == "true", Expires: expiry(alert, source.Term), Owner: alert.First("owner")}
	if s.State == "" {
		s.State = "active"
	}
	if s.Action == "" {
		s.Action = source.Action
	}
	switch {
	case s.State == "withdrawn":
		return false, s
	case !s.Expires.IsZero() && !now.Before(s.Expires):
		s.State = "expired"
		return false, s
	}
	return true, s
}

// expiry is the moment from which the alert no longer hits, zero for none. A bare date is the end of that day.
func expiry(alert *model.Entity, term time.Duration) time.Time {
	if iv, err := model.ParseTime(alert.First("expires"), nil); err == nil {
		return time.UnixMicro(iv.End).UTC()
	}
	if iv, err := model.ParseTime(alert.First("since"), nil); err == nil && term > 0 {
		return iv.Time().Add(term)
	}
	return time.Time{}
}
