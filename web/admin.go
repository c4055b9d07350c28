package web

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"spoor/access"
	"spoor/fault"
)

type adminView struct {
	People []access.Member
	Roles  []access.Role
	Me     string
	Name   string // as it was written, when it could not be taken
	Role   access.Role
	For    string // whom the link is for
	Link   string // shown once
	Hours  int
	Fault  *told
}

func (s *site) admin(w http.ResponseWriter, r *http.Request) error {
	return s.showAdmin(w, r, http.StatusOK, adminView{Role: access.Analyst})
}

func (s *site) showAdmin(w http.ResponseWriter, r *http.Request, status int, v adminView) error {
	var err error
	if v.People, err = s.Gate.People(r.Context()); err != nil {
		return err
	}
	v.Roles, v.Me, v.Hours = access.Roles(), personOf(r).Name, int(access.LinkLasts.Hours())
	s.show(w, r, status, page{Name: "admin", Title: "Admin", Here: "Admin", Body: v})
	return nil
}

// invite makes a one-time link, which is shown this once.
func (s *site) invite(w http.ResponseWriter, r *http.Request) error {
	v := adminView{Name: r.PostFormValue("name"), Role: access.Role(r.PostFormValue("role"))}
	key, err := s.Gate.Invite(r.Context(), v.Name, v.Role)
	if err != nil {
		t := tellOf(err)
		v.Fault = &t
		return s.showAdmin(w, r, s.Status(err), v)
	}
	scheme := "http"
	if s.Secure || r.TLS != nil {
		scheme = "https"
	}
	link := url.URL{Scheme: scheme, Host: r.Host, Path: "/welcome", RawQuery: url.Values{"key": {key}}.Encode()}
	return s.showAdmin(w, r, http.StatusOK, adminView{Role: access.Analyst, For: v.Name, Link: link.String()})
}

func (s *site) changePerson(w http.ResponseWriter, r *http.Request) error {
	if err := s.Gate.Disable(r.Context(), r.PathValue("name"), r.PostFormValue("do") == "shut out"); err != nil {
		t := tellOf(err)
		return s.showAdmin(w, r, s.Status(err), adminView{Role: access.Analyst, Fault: &t})
	}
	http.Redirect(w, r, "/admin", http.StatusSeeOther)
	return nil
}

type accountView struct {
	Person   access.Person
	Purposes []string
	Hours    int // a session lasts
	Token    string
	Purpose  string
	Days     int
	Ended    bool
	Fault    *told
}

func (s *site) account(w http.ResponseWriter, r *http.Request) error {
	s.showAccount(w, r, http.StatusOK, accountView{})
	return nil
}

func (s *site) showAccount(w http.ResponseWriter, r *http.Request, status int, v accountView) {
	v.Person, v.Purposes, v.Hours = personOf(r), access.Purposes(), int(access.SessionLasts.Hours())
	if v.Days == 0 {
		v.Days = 90
	}
	s.show(w, r, status, page{Name: "account", Title: "Your session", Body: v})
}

// token makes an API token for the reader, shown this once.
func (s *site) token(w http.ResponseWriter, r *http.Request) error {
	v := accountView{Purpose: r.PostFormValue("purpose")}
	var err error
	if v.Days, err = strconv.Atoi(r.PostFormValue("days")); err != nil || v.Days > 366 {
		err = &fault.Error{Doing: "making a token", Kind: fault.Input, What: "for how many days is not a number up to 365"}
	} else {
		v.Token, err = s.Gate.Token(r.Context(), personOf(r), v.Purpose, time.Duration(v.Days)*24*time.Hour)
	}
	status := http.StatusOK
	if err != nil {
		t := tellOf(err)
		v.Fault, status = &t, s.Status(err)
	}
	s.showAccount(w, r, status, v)
	return nil
}

// endToken ends a token by itself: only who has it, or had it, can.
func (s *site) endToken(w http.ResponseWriter, r *http.Request) error {
	token := r.PostFormValue("token")
	status, v := http.StatusOK, accountView{Ended: true}
	_, err := s.Gate.Bearer(r.Context(), token)
	if err == nil {
		if err = s.Gate.SignOut(r.Context(), token); err == nil {
			err = s.Desk.Audit.Note(r.Context(), "end token", personOf(r).Name)
		}
	}
	if err != nil {
		t := tellOf(err)
		status, v = s.Status(err), accountView{Fault: &t}
	}
	s.showAccount(w, r, status, v)
	return nil
}
