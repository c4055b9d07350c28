package app

import (
	"context"

	"spoor/detect"
	"spoor/resolve"
)

// Cover says how far the typologies can be tested on what a store holds. Nobody is screened and nothing is looked for.
func Cover(ctx context.Context, src Source, typologies []*detect.Typology) ([]detect.Covered, error) {
	things, err := merged(src.Things(ctx))
	if err != nil {
		return nil, err
	}
	identity := resolve.Identical(things)
	data, err := typed(ctx, src, &Checked{Things: joined(things, identity)}, identity)
	if err != nil {
		return nil, err
	}
	listings, err := countListings(src.Listings(ctx))
	if err != nil {
		return nil, err
	}
	if err := addHits(&data, nil, listings); err != nil {
		return nil, err
	}
	return detect.Cover(typologies, data), nil
}
