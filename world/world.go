package world

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"spoor/fault"
)

// The smallest and the largest town, and the longest time.
const (
	MinPeople = 100
	MaxPeople = 1_000_000
	MaxYears  = 10
)

// Options say which town. People has no default: it decides how large the output is (about 200 records a person and year, 270
// bytes each).
type Options struct {
	Seed   uint64
	People int // MinPeople to MaxPeople
	Years  int // 1 to MaxYears, from 2024 on; 0 is one
}

// Validate says what is wrong with the options.
func (o Options) Validate() error {
	if o.People < MinPeople || o.People > MaxPeople {
		return &fault.Error{Doing: "making a world", Kind: fault.Usage, What: fmt.Sprintf("%d people", o.People),
			Hint: fmt.Sprintf("a town has %d to %d people", MinPeople, MaxPeople)}
	}
	if o.Years < 0 || o.Years > MaxYears {
		return &fault.Error{Doing: "making a world", Kind: fault.Usage, What: fmt.Sprintf("%d years", o.Years),
			Hint: fmt.Sprintf("a town is watched for 1 to %d years", MaxYears)}
	}
	return nil
}

// Summary counts what was written. Entities are lines of parties and things, Listings entries of the three lists.
type Summary struct {
	People, Firms, Entities, Records, Listings int
	Planted, Near, Decoy                       int
}

// String says it in a line.
func (s Summary) String() string {
	return fmt.Sprintf("%d people, %d firms, %d records and %d lines about things, %d listings; %d cases planted, %d near misses, %d decoys",
		s.People, s.Firms, s.Records, s.Entities, s.Listings, s.Planted, s.Near, s.Decoy)
}

// town is a world in the making.
type town struct {
	seed         uint64
	size         int
	places       []place
	products     []product
	firms        []firm
	kinds        [][]int // firms by trade
	sites        []site
	people       []person
	abroad       []kin
	listings     []listing
	syllables    [][]string      // of each culture, of which surnames beside the tables are made
	called       map[int]string  // people whose customer file spells them otherwise
	licences     map[int][]paper // by person
	declarations map[int][]paper // by firm
	counters     map[string]int  // the last number given, by prefix; never ranged over
	plants       []*plant
	years, days  int       // how long it is watched
	calendar     [][]*line // what is already known to happen, by day
	out          *output
	buf          []byte
	sum          Summary

	wares     []ware
	byTrade   [][]int  // wares by trade
	outsiders []string // wallets of nobody in the town
	artists   []int    // people
	tills     []int    // firms that send money for people

	moneyDice, loanDice, goodsDice, tradeDice, travelDice                         *dice
	commerceDice, companyDice, stayDice, purseDice, roadDice, coinDice, paperDice *dice
}

// Write makes the town of opt and its years in dir: records/*.jsonl, lists/*, truth.jsonl and README.md. The folder must be
// empty, missing, or left by an earlier world, which is replaced. Files bear temporary names until all are whole. Memory
// grows with the people, not with their records.
func Write(ctx context.Context, opt Options, dir string) (Summary, error) {
	if err := opt.Validate(); err != nil {
		return Summary{}, err
	}
	out, err := open(dir)
	if err != nil {
		return Summary{}, err
	}
	t := newTown(opt, out)
	t.settle()
	for day := range t.days {
		if err := ctx.Err(); err != nil {
			out.drop()
			return Summary{}, &fault.Error{Doing: "making a world", What: "stopped before the last day", Err: err}
		}
		t.live(day)
	}
	t.writeTruth()
	t.writeReadme()
	return t.sum, out.finish()
}

func newTown(opt Options, out *output) *town {
	years := max(1, opt.Years)
	days := dayOf(firstYear+years, 1, 1)
	return &town{seed: opt.Seed, size: opt.People, years: years, days: days, calendar: make([][]*line, days), places: places(), products: products(), wares: wares(), out: out, called: map[int]string{},
		licences: map[int][]paper{}, declarations: map[int][]paper{}, counters: map[string]int{}}
}

// settle makes everyone and everything there is on the first day, and plans the cases.
func (t *town) settle() {
	t.syllables = syllablesOf(cultures())
	t.moneyDice, t.loanDice = newDice(t.seed, "money"), newDice(t.seed, "loans")
	t.goodsDice, t.tradeDice, t.travelDice = newDice(t.seed, "goods"), newDice(t.seed, "trade"), newDice(t.seed, "travel")
	t.commerceDice, t.companyDice, t.stayDice = newDice(t.seed, "commerce"), newDice(t.seed, "companies"), newDice(t.seed, "stays")
	t.purseDice, t.roadDice, t.coinDice = newDice(t.seed, "purse"), newDice(t.seed, "roads"), newDice(t.seed, "coins")
	t.paperDice = newDice(t.seed, "papers of the day")
	t.settleFirms(newDice(t.seed, "firms"))
	t.settleMoreFirms(newDice(t.seed, "more firms"))
	t.tills = t.agents()
	t.settlePeople(newDice(t.seed, "people"))
	t.settleSites(max(8, t.size/100))
	t.settleLists(newDice(t.seed, "lists"))
	t.writeWallets()
	t.plantAll()
	for year := range t.years {
		t.settleAppeals(newDice(t.seed, "appeals"+strings.Repeat("'", year)), year)
	}
	t.writePlaces()
	t.writeMerchants()
	t.writeWares()
	t.writeFirms(newDice(t.seed, "firm papers"))
	t.writePeople(newDice(t.seed, "papers"))
	t.writeLists()
	t.sum.People, t.sum.Firms = len(t.people), len(t.firms)
	t.sum.Listings += len(t.listings) // beside the wallets
}

// live is one day: what people and firms do on it goes to the calendar beside what was planned, and is written in order.
func (t *town) live(day int) {
	date := time.Unix(yearStart+int64(day)*daySecs, 0).UTC()
	now := today{day: day, month: int(date.Month()), dom: date.Day(), weekday: int(date.Weekday()),
		last: date.AddDate(0, 0, 1).Day() == 1}
	for i := range t.people {
		if p := &t.people[i]; int(p.since) <= day {
			t.earn(now, i, p)
			t.spend(now, i, p)
			t.support(now, i, p)
			t.borrow(now, i, p)
			t.shop(now, i, p)
			t.travel(now, i, p)
			t.stay(now, i, p)
			t.post(now, i)
			t.purse(now, i, p)
			t.roads(now, i, p)
			t.hold(now, i)
			t.papers(now, i, p)
		}
	}
	t.trade(now)
	t.keepShops(now)
	t.commerce(now)
	t.companies(now)
	t.allowances(now)
	t.stage(now)
	t.tokens(now)
	t.flush(day)
}

// today is the date in the forms that habits hang on.
type today struct {
	day, month, dom, weekday int
	last                     bool // of the month
}

// moment is a time of the day between two hours.
func moment(d *dice, day, from, to int) int64 {
	return yearStart + int64(day)*daySecs + int64(d.between(from*3600, to*3600-1))
}

func open24(d *dice, day int) int64 { return moment(d, day, 7, 22) }

// plan puts a record on the calendar. What lies after the year is nobody's any more.
func (t *town) plan(l *line) *line {
	if day := (l.at - yearStart) / daySecs; l.at >= yearStart && day < int64(t.days) {
		t.calendar[day] = append(t.calendar[day], l)
	}
	return l
}

// flush writes the day's records by time, and numbers them.
func (t *town) flush(day int) {
	slices.SortStableFunc(t.calendar[day], func(a, b *line) int { return cmp.Compare(a.at, b.at) })
	for _, l := range t.calendar[day] {
		l.id = t.number(prefix(l.schema))
		t.write(l)
		l.props = nil // planted records live on for the truth, as id and time
		t.sum.Records++
	}
	t.calendar[day] = nil
}

func (t *town) write(l *line) {
	t.buf = append(l.append(t.buf[:0]), '\n')
	t.out.bytes(fileOf(l.schema), t.buf)
}

func (t *town) thing(l *line) {
	t.write(l)
	t.sum.Entities++
}

func (t *town) party(l *line) { t.thing(l) }

// nth counts up from one; number makes an id of it.
func (t *town) nth(prefix string) int {
	t.counters[prefix]++
	return t.counters[prefix]
}

func (t *town) number(prefix string) string { return prefix + "-" + num(t.nth(prefix)) }

func prefix(schema string) string {
	switch schema {
	case "Payment":
		return "pay"
	case "CashMovement":
		return "cash"
	case "CardLoad":
		return "load"
	case "LoanGrant":
		return "grant"
	case "Due":
		return "due"
	case "Employment":
		return "job"
	case "BenefitPayment":
		return "ben"
	case "Order":
		return "o"
	case "Observation":
		return "obs"
	case "StockCount":
		return "count"
	case "Invoice":
		return "inv"
	case "CreditNote":
		return "cn"
	case "Despatch":
		return "des"
	case "Receipt":
		return "grn"
	case "TransportDocument":
		return "td"
	case "Crossing":
		return "x"
	case "AssetSale":
		return "sale"
	case "CryptoTransfer":
		return "coin"
	case "CompanyEvent":
		return "reg"
	case "VatReturn":
		return "vat"
	case "CreditUse":
		return "credit"
	case "Sighting":
		return "seen"
	case "LeaseStart":
		return "lease"
	case "MailReturned":
		return "mail"
	case "Balance":
		return "bal"
	case "DocumentUse":
		return "doc"
	case "StatusReport":
		return "status"
	case "NftTrade":
		return "nft"
	case "Booking":
		return "book"
	}
	return "rec"
}

func (t *town) writeReadme() {
	t.out.text("README.md", fmt.Sprintf(readme, t.seed, t.size, t.sum.Firms, t.sum.Entities, t.sum.Records, t.sum.Listings,
		t.sum.Planted, t.sum.Near, t.sum.Decoy, strings.Join(corridors(), ", ")))
}

const readme = `
Everything here is invented: people, firms, lists and what they did from 2024 on. Any likeness to somebody who exists is chance.

Seed %d, %d people, %d firms, %d lines of entities, %d records, %d listings; cases: %d planted, %d near, %d decoy.
The same seed, size and years give the same bytes.

* records/parties.jsonl, things.jsonl: entities in FollowTheMoney's form; a later line of an id holds from its validFrom
* records/payments, cash, loans, orders, trade, travel (.jsonl): what happened, by time
* lists/national.csv (headerless, as OFAC's), council.xml (as the UN's), association.jsonl (FollowTheMoney)
* truth.jsonl: typology, subject, start, end, records, kind, story, sorted. planted: the words of the typology's source are met; near: one
  condition is just not met; decoy: it looks met and has an innocent story. Every other record is ordinary life

Conventions: times are UTC; statedIncome is for a month; substances are CAS numbers, ceilings and concentration %% w/w; an
instalment (Due) is written on its due date and has paidAt when it was paid; accepted=false is an attempt refused; a loader
of prepaid cards is the subject there; a campaign whose beneficiary is unnamed pays to its organiser. Listed corridors in use: %s.
`
