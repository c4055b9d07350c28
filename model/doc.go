// Package model says what everything in Spoor is made of: entities (things: a person, an account, a lot) and records (what
// happened at a time: a payment, an order), both in FollowTheMoney's model, with the provenance of every value.
//
// An Entity holds values as the source wrote them and goes through FollowTheMoney JSON without loss. A Record is the typed
// view of an entity whose schema is a record kind: times are intervals in UTC, money is minor units with a currency,
// quantities are fixed-point in a base unit, and a field is read by its slot, never by its name.
package model
