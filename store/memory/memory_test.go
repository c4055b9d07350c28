package memory

import (
	"testing"

	"spoor/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.RunEntities(t, func(*testing.T) storetest.Entities { return New() })
}
