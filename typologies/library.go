// Package typologies is the library of published indicators as files: one folder a typology, embedded in the binary.
package typologies

import "embed"

// Files holds ID/typology.yaml for every typology, and the definitions that they share.
//
//go:embed definitions.yaml */typology.yaml
var Files embed.FS
