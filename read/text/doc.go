// Package text turns the bytes of a file into lines of UTF-8, whatever they were written in.
//
// Which encoding it is, is decided by this rule, in this order:
//
//  1. What the caller names (a mapping's `encoding`) holds.
//  2. A byte order mark holds: UTF-8, UTF-16 little-endian, UTF-16 big-endian. It is no part of the text.
//  3. In the first 64 KiB: if at least one byte in ten is zero and all zeros stand on odd places it is UTF-16
//     little-endian, on even places UTF-16 big-endian.
//  4. Any other zero byte, or more than one control character in twenty bytes: it is no text file.
//  5. From the first byte above 127 on, 64 KiB decide: if what stands there is UTF-8, with at most one wrong byte for ten
//     well-formed characters, it is UTF-8; otherwise Windows-1252.
//
// A wrong byte in a UTF-8 file is left as it stands: the reader of the format sets that row aside (see utf8.Valid) and
// the rows around it are kept.
package text
