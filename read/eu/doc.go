// Package eu reads the consolidated list of persons, groups and entities under financial sanctions of the European Union, as the
// Financial Sanctions Files publish it (xmlFullSanctionsList, version 1.1).
//
// A sanctionEntity of subjectType person is a Person, one that carries an IMO number a Vessel, any other an Organization; the id is
// "eu-" and the logicalId.
//
//   - The first strong name is the name, further strong ones are aliases, in whatever script; names that are not strong are
//     weak aliases.
//   - Birth dates: a whole date as it is, a year, a range of years as read/listing writes it. "circa" and a calendar other than
//     the Gregorian are kept in words; a year of another calendar is no birth date.
//   - The country "00" is unknown and left out.
//   - Passports and other numbered documents are entities of their own, held by the listing; that one is known to be false, lost,
//     revoked or expired stands in its description.
//   - Regulations give the programs and the Sanction.
package eu
