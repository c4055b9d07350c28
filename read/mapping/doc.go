// Package mapping says how rows of cells are read as entities and records: the mapping file, shared by every tabular format.
//
//	source: gla-payments          # the name its rows are known under
//	kind: Payment                 # a record kind, or a thing: Person, Company ...
//	files: "*.csv"                # which files of a folder or members of an archive; the others are left out, and said
//	format: {delimiter: ",", decimal: ".", encoding: utf-8, header: 1, quote: '"', empty: [NULL, "-"]}
//	zone: Europe/London           # in which dates without an offset hold; UTC when absent
//	id: ID                        # column(s) that the source itself uses as key; leave out when there is none
//	only: {Status: [booked]}      # rows to read;  skip: rows to leave out
//	fields:
//	  at: {column: Date, date: DD/MM/YYYY}
//	  amount: Amount
//	  currency: {constant: GBP}
//	  beneficiary: {schema: Company, id: VendorID, fields: {name: Vendor}}
//
// A field is a column's name, or one of
//
//	{constant: GBP}                              the same on every row
//	{column: Currency, constant: GBP}            the constant where the column is empty
//	{column: [First, Last], join: " "}           several columns joined; empty ones are passed over
//	{column: Tags, split: ";"}                   several values in one cell
//	{column: Date, date: DD.MM.YYYY HH:mm}       a date as it is written (see Pattern); also unix, unix-ms, excel
//	{column: step, step: 1d, from: 2024-01-01}   so many steps (s, m, h, d, w) after a date; 0 is the date itself
//	{column: Type, values: {SEPA: transfer, "*": other}}   codes translated; "*" is any other, "" leaves it out
//	{column: Credit, minus: Debit}               one column less another; one of the two is empty or zero
//	{column: Amount, negative: {DC: D}}          its sign turned where another column says so
//	{column: Amount, sign: drop}                 without its sign; sign: turn changes it
//	{schema: Person, id: No, fields: {...}}      a thing, to two levels: a card with its holder
//	[{...}, {...}]                               the first of these that gives a value
//
// and each may carry `when: {Column: value}`: it holds for such rows only. A condition is a value, a list of values, or
// {above: 0}, {below: 0}, {not: value}; all columns named must agree.
//
// Numbers are written with `decimal`; groups of digits may be set apart by the other mark, a space or an apostrophe, and
// only where groups end: "1,23" is no number where the decimal mark is a point. (12.00) and 12.00- are negative.
//
// Identity. A record's id is made of the source's name and its own id, or else of the row's cells and its ordinal among
// equal rows of the file. A thing's is made of the source's name and its id column, or else its exact name. Persons,
// companies and other parties share one space of ids whatever their schema; other kinds (accounts, cards, products) have
// one each. `among: vendors` keeps the numbers of one register apart from another's in the same file. A party without number
// and name is left out; another thing without them (a place of which only the country is known), and each line of goods,
// belongs to its record alone.
package mapping
