// Package iso20022 reads payments as banks tell them in XML (ISO 20022), of any version and in any envelope, by local names:
// credit transfers and direct debits as instructed (pain.001, pain.008) and between banks (pacs.008, pacs.003, pacs.009), returns and
// reversals (pacs.004, pacs.007, pain.007), and accounts' statements, reports and notices (camt.053, camt.052, camt.054).
//
// A file is walked transaction by transaction, so that it may be of any size; what the message, the batch or the entry says
// holds for each transaction that does not say it itself.
package iso20022
