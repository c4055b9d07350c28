package web

import "html/template"

// icon draws one of our signs, 16 units wide, in the colour of the text beside it. The word that it goes with always stands
// there too, so it is hidden from readers that speak.
func icon(name string) template.HTML {
	return template.HTML(`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">` + strokes(name) + `</svg>`) //nolint:gosec // fixed text
}

func strokes(name string) string {
	switch name {
	case "queue":
		return `<path d="M2.5 4h11M2.5 8h11M2.5 12h7"/>`
	case "subjects":
		return `<circle cx="8" cy="5.2" r="2.7"/><path d="M2.8 13.5c.6-3 2.600-4.200 5.200-4.200s4.600 1.200 5.200 4.200"/>`
	case "screen":
		return `<circle cx="7" cy="7" r="4.500"/><path d="M10.400 10.400 14 14"/>`
	case "look-ups":
		return `<circle cx="6.500" cy="6.500" r="4"/><path d="m9.500 9.500 1.500 1.500M9 13l1.700 1.500 3.300-3.500"/>`
	case "typologies":
		return `<path d="M3 2.500h7.500a2 2 0 0 1 2 2v9H5a2 2 0 0 1-2-2zM3 11.500a2 2 0 0 1 2-2h7.500"/>`
	case "lists":
		return `<path d="m8 2 6 3-6 3-6-3zM2 8l6 3 6-3M2 11l6 3 6-3"/>`
	case "load":
		return `<path d="M8 10V2.500M5 5.200l3-3 3 3M2.500 10.500v3h11v-3"/>`
	case "evidence":
		return `<path d="M8 1.800 13.200 3.800v4c0 3-2 5.300-5.200 6.400-3.200-1.100-5.200-3.400-5.200-6.400v-4z"/><path d="m5.600 8 1.700 1.700 3.100-3.300"/>`
	case "admin":
		return `<circle cx="6" cy="5.500" r="2.300"/><path d="M1.800 13c.400-2.600 2-3.700 4.200-3.700S9.800 10.400 10.200 13M10.500 3.400a2.300 2.300 0 0 1 0 4.200M12 9.700c1.300.500 2 1.600 2.200 3.300"/>`
	case "urgent":
		return `<path d="M8 1.500 14.500 8 8 14.500 1.500 8z"/><path d="M8 5v3.600M8 10.700v.3"/>`
	case "caution":
		return `<path d="M8 2 14.500 13.500h-13z"/><path d="M8 6.200v3.600M8 11.600v.2"/>`
	case "done":
		return `<circle cx="8" cy="8" r="6"/><path d="m5.300 8.200 1.900 1.900 3.500-3.900"/>`
	case "same":
		return `<path d="m3 8.500 3.200 3.200L13 4.800"/>`
	case "close":
		return `<path d="M2.500 6.500c2-2 3.500-2 5.500-.8s3.500 1.200 5.500-.8M2.500 11c2-2 3.500-2 5.500-.800s3.500 1.200 5.500-.8"/>`
	case "differs":
		return `<path d="m4 4 8 8M12 4l-8 8"/>`
	case "unknown":
		return `<path d="M3.500 8h2M7 8h2M10.500 8h2"/>`
	}
	return `<circle cx="8" cy="8" r="6"/><path d="M8 7.300v3.600M8 5v.2"/>` // information
}

// iconOf is the meaning of a word of state or priority: information, caution, urgent or done.
func iconOf(word string) string {
	switch word {
	case "urgent", "wrong", "a test fails":
		return "urgent"
	case "high", "partial", "following", "set aside", "contradicted", "mixed", "not testable", "waiting", "reopened", "expired", "found to be them", "deprecated", "another version", "in the shadow", "removed":
		return "caution"
	case "dismissed", "passed", "testable", "complete", "confirmed", "supported", "stable", "standing", "found false", "runs":
		return "done"
	}
	return "information"
}
