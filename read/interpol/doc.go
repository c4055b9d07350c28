// Package interpol reads notices of Interpol as its public service gives them in JSON: one notice, an array of notices, notices
// line after line, or pages with _embedded.notices.
//
// A notice is a Person; its id is "interpol-" and the entity_id with a hyphen for the slash. A red notice (it has arrest warrants,
// or its own link says so) has the topic wanted, a notice for the Security Council the topic sanction; a notice about a missing
// person has none. Each charge is a reason of the Sanction, in its own words and in translation, with the country that issued the
// warrant. Colours and languages are codes; those in common use become words. What marks a person out is a note.
package interpol
