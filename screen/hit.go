package screen

// Listing is one published entry of a list, as an index knows it.
type Listing struct {
	ID, Schema, Caption string
	List                string // name of the dataset
	Holder              string // of a wallet, account or document: the listing that it belongs to
	Topics              []string

	number uint32
}

// Identity is what the facts beside the name say of a possible match.
type Identity string

const (
	Confirmed    Identity = "confirmed"    // a listed identifier is the same
	Supported    Identity = "supported"    // facts agree and none differs
	NameOnly     Identity = "name only"    // nothing could be compared
	Mixed        Identity = "mixed"        // something differs that decides nothing by itself (a country), whatever agrees
	Contradicted Identity = "contradicted" // birth date or gender differ
)

// Agreements of a reason.
const (
	Same    = "same"
	Close   = "close"
	Differs = "differs"
	Unknown = "unknown"
)

// Reason says how one field of the query and of the listing agree.
type Reason struct {
	Field         string // name, birth date, country, gender, or the property of an identifier
	Query, Listed string // as they were written; empty where nothing is known
	Agreement     string // Same, Close, Differs, Unknown
	Detail        string // in words, may be empty
}

// Hit is a possible match.
type Hit struct {
	Listing       Listing
	NameScore     float64 // 0 to 1: how far the names agree; 0 when only an identifier does
	AsGood        int     // how many listings agree by name at least as well, this one too: the more, the less it says
	IdentityScore float64 // 0 to 1: 0.5 nothing known, above for it, below against it, 1 confirmed
	Identity      Identity
	Reasons       []Reason // the name first, then the facts that were compared
}
