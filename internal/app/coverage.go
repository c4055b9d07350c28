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
	c := Checked{}
	if c.Data.Things, err = typed(joined(things, identity), identity); err != nil {
		return nil, err
	}
	if c.Listings, err = countListings(src.Listings(ctx)); err != nil {
		return nil, err
	}
	if _, err := c.listHits(nil); err != nil {
		return nil, err
	}
	presence := detect.PresenceOf(c.Data)
	if err := each(ctx, src, identity, presence.Count); err != nil {
		return nil, err
	}
	return detect.Cover(typologies, detect.Data{Presence: presence}), nil
}
