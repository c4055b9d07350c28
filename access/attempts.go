package access

import (
	"sync"
	"time"
)

// How many failures are borne before sign-in rests, and for how long a failure counts.
const (
	failuresOfOne  = 5  // one name from one address
	failuresOfMany = 20 // any names from one address
	failureCounts  = 15 * time.Minute
	maxKeys        = 10_000 // addresses remembered at a time
)

// attempts counts failed sign-ins. The zero value works.
type attempts struct {
	mu     sync.Mutex
	failed map[string][]time.Time
}

// rests says whether a key has failed as often as it may.
func (a *attempts) rests(key string, limit int, now time.Time) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return len(a.recent(key, now)) >= limit
}

func (a *attempts) fail(now time.Time, keys ...string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.failed == nil || len(a.failed) >= maxKeys {
		a.failed = map[string][]time.Time{}
	}
	for _, key := range keys {
		a.failed[key] = append(a.recent(key, now), now)
	}
}

func (a *attempts) forget(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.failed, key)
}

// recent drops what no longer counts.
func (a *attempts) recent(key string, now time.Time) []time.Time {
	times := a.failed[key]
	for len(times) > 0 && now.Sub(times[0]) >= failureCounts {
		times = times[1:]
	}
	if len(times) == 0 {
		delete(a.failed, key)
	}
	return times
}
