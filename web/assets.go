package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"net/http"
	"path"
	"time"

	"spoor/fault"
)

//go:embed assets/*.* assets/vendor/*.js
var assetFiles embed.FS

// assets are the files that pages load, by base name, each with a part of its hash for an address that never goes stale.
type assets map[string]struct {
	body []byte
	hash string
}

func loadAssets() (assets, error) {
	all := assets{}
	err := fs.WalkDir(assetFiles, "assets", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		body, err := assetFiles.ReadFile(name)
		sum := sha256.Sum256(body)
		a := all[path.Base(name)]
		a.body, a.hash = body, hex.EncodeToString(sum[:6])
		all[path.Base(name)] = a
		return err
	})
	return all, err
}

// address is where a page finds an asset.
func (a assets) address(name string) string { return "/assets/" + name + "?v=" + a[name].hash }

func (s *site) asset(w http.ResponseWriter, r *http.Request) error {
	a, ok := s.assets[r.PathValue("name")]
	if !ok {
		return &fault.Error{Kind: fault.Missing, What: "there is no such file"}
	}
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	if r.URL.Query().Get("v") != a.hash {
		w.Header().Set("Cache-Control", "no-cache")
	}
	w.Header().Set("ETag", `"`+a.hash+`"`)
	http.ServeContent(w, r, r.PathValue("name"), time.Time{}, bytes.NewReader(a.body))
	return nil
}
