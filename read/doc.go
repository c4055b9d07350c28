// Package read is what every reader of a format meets: where its bytes come from (Input), what it hands over (Row) and to
// whom (Sink), and the intake that checks rows, sets bad ones aside, finds duplicates and counts. A format is a folder below.
package read
