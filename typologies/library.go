// Package typologies is the library of published indicators as files: one folder a typology, embedded in the binary.
package typologies

import "embed"

// Files holds ID/typology.yaml for every typology.
//
//go:embed */typology.yaml
var Files embed.FS
