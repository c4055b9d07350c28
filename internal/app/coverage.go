package app

import (
	"context"

	"spoor/detect"
	"spoor/model"
	"spoor/resolve"
)

// Cover says how far the typologies can be tested on what a store holds. Nobody is screened and nothing is looked for.
func Cover(ctx context.Context, src Source, typologies []*detect.Typology) ([]detect.Covered, error) {
	things, err := merged(src.Things(ctx))
	if err != nil {
		return nil, err
	}
	identity := resolve.Identical(things)
	records, presence := &model.Packed{}, detect.Presence{}
	if err := each(ctx, src, identity, func(v *model.View) {
		presence.Count(v)
		if v.Schema.Name == "Order" {
			records.Add(v)
		}
	}); err != nil {
		return nil, err
	}
	c := Checked{Things: joined(things, identity)}
	c.tie(records.All())
	if c.Data.Things, err = typed(c.Things, identity); err != nil {
		return nil, err
	}
	if c.Listings, err = countListings(src.Listings(ctx)); err != nil {
		return nil, err
	}
	if _, err := c.listHits(nil); err != nil {
		return nil, err
	}
	for what, n := range detect.PresenceOf(c.Data) {
		presence[what] += n
	}
	return detect.Cover(typologies, detect.Data{Presence: presence}), nil
}
