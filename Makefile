# make demo   build, make a small town, load it, open the product on http://127.0.0.1:8080
# make test   install what the tests need where it may, run them all, lint
# make bench  print the table of docs/benchmarks.md
GO ?= go
export CGO_ENABLED = 0
export GOFLAGS += -trimpath

.PHONY: build demo test lint bench screenshots clean

build:
	$(GO) build -o bin/spoor ./cmd/spoor

demo: build
	rm -rf demo-data
	bin/spoor world --seed 7 --size 300 --out demo-data/town
	bin/spoor serve --data demo-data/store --demo demo-data/town

test:
	sh .ci/tools
	$(GO) build ./...
	$(GO) test ./...
	$(MAKE) lint

lint:
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); test -z "$$unformatted" || { echo "not gofmt-formatted:"; echo "$$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

bench:
	$(GO) test -run '^$$' -bench . -benchmem ./bench

# Real pages, as the browser test sees them, for README and docs.
screenshots:
	SPOOR_SHOTS=$(CURDIR)/docs/pictures $(GO) test -count 1 -run Browser ./server

clean:
	rm -rf bin demo-data
