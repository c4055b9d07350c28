// Package swift reads payments as banks tell them in SWIFT's MT messages: customer transfers (MT103, with REMIT, returns and
// rejects), transfers between banks with the customers they are for (MT202, MT202 COV, MT205), and accounts' statements (MT940, MT950)
// and reports (MT942). Messages stand in their blocks or as bare tags, many in a file.
//
// Structures are those of the SWIFT user handbook; of field 86 of statements, which it leaves free, the German numbered subfields
// (?20 and the like) and code words (/ORDP/, /REMI/ ...) are read, anything else is free text.
package swift
