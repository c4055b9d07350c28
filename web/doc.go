// Package web is what a person sees of Spoor: pages made on the server, whole without JavaScript, in which every answer
// stands beside its evidence. It knows neither the store nor how a check is made: it asks the Desk.
package web
