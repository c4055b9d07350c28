// Package un reads the consolidated list of the United Nations Security Council, as its XML has been published since 2018.
//
// An INDIVIDUAL is a Person, an ENTITY an Organization; the id is "un-" and the DATAID. The four parts of the name are joined.
//
//   - The name in its original script is an alias. Aliases of good quality, and of no stated quality, are aliases, those of
//     low quality weak aliases; "f.k.a." of an entity is a previous name. Several names in one alias, parted by
//     semicolons, are several aliases.
//   - Birth dates: EXACT as they are; APPROXIMATELY the year, and a note that says so; BETWEEN two years at most twelve apart
//     each year, otherwise the two ends, and a note.
//   - A numbered document is a Passport or Identification held by the listing, and the number stands on the listing too. Where the
//     number stands inside words ("CAR diplomatic passport no. D00000898") the words are kept as the document's
//     description.
//   - When it was listed, under which reference number and by which committee stands in a Sanction.
//   - Notes, comments and what has no place in the model become notes.
package un
