package access

import "slices"

// Right is something that not everybody may do.
type Right string

const (
	Look     Right = "look"                // at alerts, findings, subjects, typologies, loads and lists
	Decide   Right = "decide"              // dismiss, follow up, note, assign
	Screen   Right = "screen"              // look somebody up on the lists
	Load     Right = "load"                // records and lists
	Discreet Right = "see discreet checks" // that somebody is listed for one
	ReadLog  Right = "read the log"        // and verify it
	Manage   Right = "manage people"       // invite, disable
	Account  Right = "own account"         // see and end one's own session, make tokens for oneself
	Anyone   Right = "without a name"      // signed in or not
)

// Roles lists them as the pages show them.
func Roles() []Role { return []Role{Analyst, Auditor, Administrator, FrontLine} }

// May says whether the role has the right. Nobody may write the log; who manages people may read it, since an organisation
// of one person has nobody else.
func (r Role) May(right Right) bool {
	var rights []Right
	switch r {
	case Administrator:
		rights = []Right{Look, Decide, Screen, Discreet, Load, ReadLog, Manage, Account, Anyone}
	case Analyst:
		rights = []Right{Look, Decide, Screen, Discreet, Load, Account, Anyone}
	case FrontLine:
		rights = []Right{Screen, Account, Anyone}
	case Auditor:
		rights = []Right{ReadLog, Account, Anyone}
	}
	return right == Anyone || slices.Contains(rights, right)
}

// Purposes are what a session or token may be for: a search over persons needs one (LAW.md 14).
func Purposes() []string {
	return []string{"customer screening", "transaction monitoring", "investigation", "supervision", "audit"}
}
