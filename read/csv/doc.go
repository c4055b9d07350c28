// Package csv reads tables of text (comma, semicolon, tab or bar; RFC 4180 quotes) as a mapping says, and proposes one.
package csv
