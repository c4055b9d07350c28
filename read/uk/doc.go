// Package uk reads the sanctions lists of the United Kingdom: the consolidated list of financial sanctions targets (ConList.csv,
// two header rows) and the UK Sanctions List (XML of Designations). Both give the same entities.
//
// The CSV has a row for each name, address or document of a target; the rows of one Group ID are one listing, wherever they
// stand, and its id is "uk-" and that number. An Individual is a Person, a Ship a Vessel, an Entity an Organization.
//
//   - Name 1 to Name 5 and Name 6 (the last) make one name. A primary name is the name, a variation and an AKA an alias, an FKA a
//     previous name; one of low quality is a weak alias. The name in its own script is an alias.
//   - Dates are DD/MM/YYYY; 00 or letters for a day or month mean that it is not known. What is no date becomes a note.
//   - "(1) ... (2) ..." is several values in one cell.
//   - "(Label):value" items of Other Information go where they belong, the others become notes.
package uk
