// Package typologies is the library of published indicators as files: one folder a typology, embedded in the binary.
package typologies

import "embed"

// Files holds ID/typology.yaml for every typology, and the definitions that they share.
//
//go:embed definitions.yaml */typology.yaml
var Files embed.FS

// Draft is the file from which a new typology is written: it compiles, ID and TITLE stand where its own go.
//
//go:embed draft.yaml
var Draft string
