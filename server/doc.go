// Package server is Spoor over HTTP: the pages of package web, the native API below /api/v1 with its OpenAPI description, and
// what watches over both: security headers, deadlines, an access log without personal data, and an answer with an id when
// something breaks. It knows neither the store nor how a check is made.
package server
