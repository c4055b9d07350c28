// Package ofac reads the list of Specially Designated Nationals of the US Treasury: the three CSV files (sdn.csv, with alt.csv
// of aliases and add.csv of addresses beside it), the XML file (sdnList), and the advanced XML file (SDN_ADVANCED.XML), which is
// read twice because its parties stand between what they refer to. All give the same entities; names in other scripts stand in
// the advanced file only.
//
// The CSV has no header as published, and some keepers add one. Its fourth field is the sanctions program, whatever a header
// calls it; several stand as "A] [B". "-0- " is empty. The last row is a lone 0x1A. Most facts stand in the remarks as items
// "label value (country) issued DATE expires DATE", parted by semicolons; the published file cuts remarks at 1,000
// characters, so an item that is cut becomes a note and no number.
//
// How a row becomes an entity:
//
//   - Its id is "ofac-" and OFAC's number. An individual is a Person, a vessel a Vessel, an aircraft an Airplane. OFAC does not
//     say what else a row is: a name that ends in a company's form (LTD, LLC, S.A., GMBH ...) is a Company, any other an
//     Organization. Both match a query for a LegalEntity.
//   - "LAST, First" of a person becomes the name "First LAST".
//   - aka and nka are aliases, fka previous names. Aliases that stand quoted in the remarks, and weak ones in the XML, are
//     weak aliases: OFAC publishes them as too broad to screen alone.
//   - Birth dates: "10 Dec 1948" and "Mar 1945" become ISO dates. "circa 1951" becomes 1951, a range of up to twelve years each
//     of its years, a longer one its two ends; of both the words are kept as a note.
//   - Passports are entities of their own (Passport), other numbered documents Identification; the number stands on the listing
//     too. A digital currency address is a CryptoWallet held by the listing.
//   - What no rule knows becomes a note, word for word. Nothing of a row is dropped.
package ofac
