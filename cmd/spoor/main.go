// Command spoor reads the records an organisation already holds and shows the red flags in them.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"

	"spoor/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(cli.Run(ctx, os.Args[1:], cli.Env{Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now}))
}
