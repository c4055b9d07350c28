package ref

import (
	"math"
	"slices"
	"sync"
	"time"
)

// Crossing is an official road crossing between two states.
type Crossing struct {
	Name     string // as both sides call it, "Habur / Ibrahim Khalil"
	A, B     string // country codes
	Lat, Lon float64
	Source   string // the public list that names it
}

var crossings = sync.OnceValue(func() []Crossing {
	var all []Crossing
	for _, r := range table("crossings.csv") {
		all = append(all, Crossing{r.text("name"), r.text("a"), r.text("b"), r.degrees("lat"), r.degrees("lon"), r.text("source")})
	}
	return all
})

// Crossings lists them by their countries and names.
func Crossings() []Crossing { return slices.Clone(crossings()) }

// NearestCrossing is the crossing closest to a position in degrees (WGS 84), and how far it is in whole metres.
func NearestCrossing(lat, lon float64) (Crossing, int) {
	var nearest Crossing
	least := math.Inf(1)
	for _, c := range crossings() {
		if d := Metres(lat, lon, c.Lat, c.Lon); d < least {
			nearest, least = c, d
		}
	}
	return nearest, int(math.Round(least))
}

// Metres is the distance between two positions on a sphere of the Earth's mean radius; within half a percent of the truth.
func Metres(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371008.8, math.Pi / 180
	sinLat := math.Sin((lat2 - lat1) * degree / 2)
	sinLon := math.Sin((lon2 - lon1) * degree / 2)
	h := sinLat*sinLat + math.Cos(lat1*degree)*math.Cos(lat2*degree)*sinLon*sinLon
	return 2 * radius * math.Asin(math.Min(1, math.Sqrt(h)))
}

// Corridor says that payments from one country (or "*", any) to another stood on a public list for a time.
type Corridor struct {
	Origin, Destination string
	Spell
	Source string
}

var corridors = sync.OnceValue(func() []Corridor {
	var all []Corridor
	for _, r := range table("corridors.csv") {
		all = append(all, Corridor{r.text("origin"), r.text("destination"), r.spell(), r.text("source")})
	}
	return all
})

// Corridors lists them by destination and day.
func Corridors() []Corridor { return slices.Clone(corridors()) }

// ListedCorridor finds the list on which a payment's corridor stood at that moment. A payment within one country has none.
func ListedCorridor(origin, destination string, on time.Time) (Corridor, bool) {
	if origin == destination {
		return Corridor{}, false
	}
	for _, c := range corridors() {
		if c.Destination == destination && (c.Origin == "*" || c.Origin == origin) && c.Holds(on) {
			return c, true
		}
	}
	return Corridor{}, false
}
