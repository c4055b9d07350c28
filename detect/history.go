package detect

import (
	"fmt"
	"slices"
	"strings"

	"spoor/model"
)

// readWait takes how long after a record its condition is tried: what did not happen until then can be counted.
func (c *compiler) readWait() error {
	if c.f.Wait.Text == "" {
		return nil
	}
	n, err := parseExpression(c.f.Wait.Text)
	if err == nil {
		c.t.wait, err = c.span(n, "a wait")
	}
	if err != nil {
		return c.placed(c.f.Wait, 0, err)
	}
	return nil
}

// peerAttributes are what a peer group may be made of: what a party does and under which law, never who someone is.
func peerAttributes() []string {
	return []string{"activity", "classification", "jurisdiction", "legalForm", "resident", "sector"}
}

// readPeers takes the attributes that peers have in common; without, it is their activity.
func (c *compiler) readPeers() error {
	c.t.peers = []string{"activity"}
	if len(c.f.Peers) > 0 {
		c.t.peers = nil
	}
	for _, p := range c.f.Peers {
		if !slices.Contains(peerAttributes(), p.Text) {
			return c.f.at(p, 0, fmt.Sprintf("peers are parties with one business in common, never %q", p.Text),
				"they may share "+strings.Join(peerAttributes(), ", ")+"; Directive (EU) 2016/681 Art. 6(4)")
		}
		c.t.peers = append(c.t.peers, p.Text)
	}
	if len(c.t.peers) > 0 && !slices.ContainsFunc(c.t.peers, func(name string) bool { return name != "resident" && name != "jurisdiction" }) {
		return c.f.at(c.f.Peers[0], 0, "where a party lives makes no peers", "add activity: peers share a business")
	}
	for _, p := range c.f.Widen {
		if !slices.Contains(circles(), p.Text) {
			return c.f.at(p, 0, fmt.Sprintf("peers are not widened to %q", p.Text), "write division, all, or both in this order")
		}
		if n := len(c.t.widen); n > 0 && slices.Index(circles(), c.t.widen[n-1]) >= slices.Index(circles(), p.Text) {
			return c.f.at(p, 0, "each circle of peers is wider than the one before", "write division, then all")
		}
		c.t.widen = append(c.t.widen, p.Text)
	}
	return nil
}

// circles are whom a subject is compared with where its peers are too few, from near to far: parties of the same division of activity,
// everybody.
func circles() []string { return []string{"division", "all"} }

// learns refuses statistics in travel, where criteria are set in advance and approved by a person.
func (c *compiler) learns(a *aggregate) error {
	for kind := range c.t.watch {
		if domainOf(kind) == travel {
			return &syntaxError{a.pos, "in travel a typology learns nothing from earlier records: its values are set in advance",
				"write the value under params; Court of Justice of the EU, C-817/19, no. 194"}
		}
	}
	return nil
}

// Domains, which a deployment declares; a kind of another domain is not joined there.
const (
	money  = "money"
	goods  = "goods"
	travel = "travel"
)

// domainOf is the domain that a kind of record belongs to, empty for what any domain has: list hits, ties, reports of a status.
func domainOf(kind *model.Schema) string {
	switch kind.Name {
	case "ListHit", "Tie", "StatusReport":
		return ""
	case "Booking", "Crossing", "DocumentUse", "Trip":
		return travel
	case "Order", "Observation", "StockCount", "Invoice", "CreditNote", "Despatch", "Receipt", "TransportDocument", "Custody", "Recovery":
		return goods
	}
	return money
}
