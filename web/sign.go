package web

import (
	"net"
	"net/http"
	"net/url"

	"spoor/access"
	"spoor/evidence"
	"spoor/fault"
)

const cookieName = "spoor"

// whoAsks is the person whose session the request carries; a fault of kind Denied when there is none.
func (s *site) whoAsks(r *http.Request) (access.Person, error) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return access.Person{}, &fault.Error{Kind: fault.Denied, What: "nobody is signed in"}
	}
	return s.Gate.Who(r.Context(), cookie.Value)
}

func (s *site) setCookie(w http.ResponseWriter, r *http.Request, value string, age int) {
	http.SetCookie(w, &http.Cookie{Name: cookieName, Value: value, Path: "/", MaxAge: age, HttpOnly: true, SameSite: http.SameSiteLaxMode,
		Secure: s.Secure || r.TLS != nil})
}

// signForm is what the sign-in page shows.
type signForm struct {
	Name, Purpose, Next string
	Purposes            []string
	Fault               *told
}

func (s *site) signInPage(w http.ResponseWriter, r *http.Request) error {
	s.show(w, r, http.StatusOK, page{Name: "sign-in", Title: "Sign in", Body: signForm{
		Name: r.URL.Query().Get("name"), Next: local(r.URL.Query().Get("next"), "/"), Purposes: access.Purposes()}})
	return nil
}

func (s *site) signIn(w http.ResponseWriter, r *http.Request) error {
	form := signForm{Name: r.PostFormValue("name"), Purpose: r.PostFormValue("purpose"), Next: local(r.PostFormValue("next"), "/"), Purposes: access.Purposes()}
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		from = r.RemoteAddr
	}
	ctx := evidence.As(r.Context(), evidence.Actor{By: fault.Cut(form.Name, 64), Purpose: form.Purpose})
	secret, err := s.Gate.SignIn(ctx, form.Name, r.PostFormValue("passphrase"), form.Purpose, from)
	if err != nil {
		if fault.KindOf(err) == fault.Denied {
			if err := s.Desk.Audit.Note(evidence.As(r.Context(), evidence.Actor{By: "spoor"}), "sign-in refused", fault.Cut(form.Name, 64)); err != nil {
				return err
			}
		}
		t := tellOf(err)
		form.Fault = &t
		s.show(w, r, s.Status(err), page{Name: "sign-in", Title: "Sign in", Body: form})
		return nil
	}
	s.setCookie(w, r, secret, int(access.SessionLasts.Seconds()))
	http.Redirect(w, r, form.Next, http.StatusSeeOther)
	return nil
}

func (s *site) signOut(w http.ResponseWriter, r *http.Request) error {
	cookie, err := r.Cookie(cookieName)
	if err == nil {
		err = s.Gate.SignOut(r.Context(), cookie.Value)
	}
	if err != nil {
		return err
	}
	if err := s.Desk.Audit.Note(r.Context(), "sign-out", personOf(r).Name); err != nil {
		return err
	}
	s.setCookie(w, r, "", -1)
	http.Redirect(w, r, "/sign-in", http.StatusSeeOther)
	return nil
}

// welcomeForm is what a one-time link opens.
type welcomeForm struct {
	Key, Name  string
	Invitation access.Invitation
	Least      int // characters of a passphrase
	Fault      *told
}

func (s *site) welcomePage(w http.ResponseWriter, r *http.Request) error {
	key := r.URL.Query().Get("key")
	invitation, err := s.Gate.Invited(r.Context(), key)
	if err != nil {
		return err
	}
	s.showWelcome(w, r, http.StatusOK, welcomeForm{Key: key, Name: invitation.Name, Invitation: invitation})
	return nil
}

func (s *site) showWelcome(w http.ResponseWriter, r *http.Request, status int, form welcomeForm) {
	form.Least = access.MinPassphrase
	s.show(w, r, status, page{Name: "welcome", Title: "Welcome", Body: form})
}

func (s *site) welcome(w http.ResponseWriter, r *http.Request) error {
	form := welcomeForm{Key: r.PostFormValue("key"), Name: r.PostFormValue("name")}
	var err error
	if form.Invitation, err = s.Gate.Invited(r.Context(), form.Key); err != nil {
		return err
	}
	if form.Invitation.Name != "" {
		form.Name = form.Invitation.Name
	}
	user, err := s.accept(r, form)
	if err != nil {
		t := tellOf(err)
		form.Fault = &t
		s.showWelcome(w, r, s.Status(err), form)
		return nil
	}
	http.Redirect(w, r, "/sign-in?name="+url.QueryEscape(user.Name), http.StatusSeeOther)
	return nil
}

func (s *site) accept(r *http.Request, form welcomeForm) (access.User, error) {
	passphrase := r.PostFormValue("passphrase")
	if passphrase != r.PostFormValue("again") {
		return access.User{}, &fault.Error{Kind: fault.Input, What: "the two passphrases differ", Hint: "write it twice the same"}
	}
	ctx := evidence.As(r.Context(), evidence.Actor{By: fault.Cut(form.Name, 64), Purpose: "to set a passphrase"})
	return s.Gate.Accept(ctx, form.Key, form.Name, passphrase)
}
