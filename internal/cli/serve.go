package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"spoor/access"
	"spoor/detect"
	"spoor/fault"
	"spoor/internal/app"
	"spoor/server"
	"spoor/server/match"
	"spoor/web"
)

type serveOptions struct {
	data, listen, cert, key, law, own string
	typologies                        folders
	open                              string // purpose of list-matching calls without a token
}

func serveCommand(env Env) *cobra.Command {
	var opt serveOptions
	c := &cobra.Command{
		Use:   "serve --data DIR",
		Short: "Open the product in the browser",
		Long: "serve keeps everything in one data directory and listens on this machine only, unless --listen says otherwise. When nobody\n" +
			"has signed in yet, it prints a link that works once, for the first administrator. One serve has a data directory open at a time;\n" +
			"check, screen, lists pull and the other verbs work beside it.",
		Args: args(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return opt.run(c.Context(), env) },
	}
	c.Flags().StringVar(&opt.data, "data", "spoor-data", "data directory; made when it is not there")
	c.Flags().StringVar(&opt.listen, "listen", "127.0.0.1:8080", "address to listen on")
	c.Flags().StringVar(&opt.cert, "tls-cert", "", "certificate file; with --tls-key, speak TLS")
	c.Flags().StringVar(&opt.key, "tls-key", "", "key file of the certificate")
	c.Flags().StringVar(&opt.open, "match-without-token", "", "purpose for which the list-matching API answers programs on this machine that send no token")
	opt.typologies.flags(c)
	c.Flags().StringVar(&opt.own, "organisation", "", ownHelp)
	c.Flags().StringVar(&opt.law, "jurisdiction", "eu", "whose law of regulated substances holds: eu or a country code")
	return c
}

func (opt *serveOptions) run(ctx context.Context, env Env) error {
	if (opt.cert == "") != (opt.key == "") {
		return &fault.Error{Kind: fault.Usage, What: "--tls-cert and --tls-key belong together", Hint: "give both or neither"}
	}
	open, err := opt.opened()
	if err != nil {
		return err
	}
	if opt.law, err = checkLaw(env, opt.law); err != nil {
		return err
	}
	own, err := organisation(opt.own)
	if err != nil {
		return err
	}
	all, err := opt.typologies.load(own)
	if err != nil {
		return err
	}
	store, err := openData(env, opt.data)
	if err != nil {
		return err
	}
	defer store.Close() // what was acknowledged is committed
	if err := store.Hold(); err != nil {
		return err
	}
	listener, err := net.Listen("tcp", opt.listen)
	if err != nil {
		return &fault.Error{Doing: "listening on " + opt.listen, Kind: fault.Internal, Err: err, Hint: "another program may hold the port: choose one with --listen"}
	}
	desk := app.NewDesk(store, all, detect.Environment{Jurisdiction: opt.law}, opt.data, env.Now)
	desk.Organisation = own
	gate := &access.Gate{Store: store, Now: env.Now, Rand: rand.Reader}
	handler, err := opt.handler(env, desk, gate, open)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := opt.greet(ctx, env, gate, listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	checking := make(chan struct{})
	go func() {
		defer close(checking)
		desk.Run(ctx)
	}()
	err = opt.listenUntil(ctx, listener, handler)
	cancel()
	<-checking
	return err
}

// opened is on whose behalf list-matching calls without a token are made, nil when they are refused.
func (opt *serveOptions) opened() (*access.Person, error) {
	switch {
	case opt.open == "":
		return nil, nil
	case !slices.Contains(access.Purposes(), opt.open):
		return nil, &fault.Error{Kind: fault.Usage, What: fmt.Sprintf("--match-without-token: %q is no purpose", fault.Cut(opt.open, 60)), Hint: "one of: " + strings.Join(access.Purposes(), ", ")}
	case !match.Loopback(opt.listen):
		return nil, &fault.Error{Kind: fault.Usage, What: "--match-without-token would let anybody look people up from other machines, unnamed", Hint: "listen on 127.0.0.1, or make a token on the page of an account"}
	}
	return &access.Person{Name: "list-matching client", Role: access.Analyst, Purpose: opt.open}, nil
}

func (opt *serveOptions) handler(env Env, desk *app.Desk, gate *access.Gate, open *access.Person) (http.Handler, error) {
	return server.New(server.Options{
		Web: web.Options{
			Desk: web.Desk{Work: desk, Subjects: desk, Screening: desk, Watching: desk, Loading: desk, Library: desk, Workbench: desk, Audit: desk},
			Gate: gate, Status: app.HTTPStatus, Now: env.Now, Rand: rand.Reader,
			Log: slog.New(slog.NewTextHandler(env.Stderr, nil)), Secure: opt.cert != "",
		},
		Version: Version, Ready: desk.Ready, Match: match.Options{Lists: app.Matching{Desk: desk}, Audit: desk, Open: open},
	})
}

// greet says where to go, and how the first administrator gets in.
func (opt *serveOptions) greet(ctx context.Context, env Env, gate *access.Gate, addr net.Addr) error {
	scheme := "http"
	if opt.cert != "" {
		scheme = "https"
	}
	base := scheme + "://" + addr.String()
	fmt.Fprintf(env.Stdout, "Spoor is ready on %s\n", base)
	if at, err := netip.ParseAddrPort(addr.String()); err == nil && !at.Addr().IsLoopback() && opt.cert == "" {
		fmt.Fprintln(env.Stderr, "spoor: others can reach this address and nothing is encrypted: give --tls-cert and --tls-key, or put a proxy before it")
	}
	key, err := gate.FirstLink(ctx)
	if err != nil || key == "" {
		return err
	}
	_, err = fmt.Fprintf(env.Stdout, "Nobody has signed in yet. This link makes you the first administrator; it works once, for a day:\n  %s/welcome?key=%s\n", base, key)
	return err
}

// listenUntil serves until ctx ends, then lets requests under way finish.
func (opt *serveOptions) listenUntil(ctx context.Context, listener net.Listener, handler http.Handler) error {
	web := server.Listen(opt.listen, handler)
	ended := make(chan error, 1)
	go func() {
		<-ctx.Done()
		last, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		ended <- web.Shutdown(last)
	}()
	var err error
	if opt.cert != "" {
		err = web.ServeTLS(listener, opt.cert, opt.key)
	} else {
		err = web.Serve(listener)
	}
	if !errors.Is(err, http.ErrServerClosed) {
		return &fault.Error{Doing: "serving", Kind: fault.Internal, Err: err}
	}
	return <-ended
}
