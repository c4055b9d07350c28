// Package payment makes records of what banks tell each other, whatever the format: a Payment with its parties, their
// accounts and their banks.
//
// Who pays and who receives is told as it was when the money first moved. A return, reversal or reject has the payer and the
// beneficiary of the payment that it takes back, a negative amount, and that payment's references in returnOf: sums come out
// right and nothing looks like new money.
//
// Identity. A payment is known by the message it stands in, its place there and everything it says: a message that is read
// twice, from whatever file, gives duplicates, and two equal payments of one message stay two. A party is known by its name (capitals
// and spaces aside) with the first of these that is told: LEI, BIC, another identifier, birth date, account; by its account
// alone where no name is told. A bank is known by its BIC. An account is known by its IBAN, or by its number at its bank.
package payment
