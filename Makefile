# make demo   build, make a small town, load it, open the product on http://127.0.0.1:8080
# make test   install what the tests need where it may, run them all, lint
# make bench  print the table of docs/benchmarks.md
GO ?= go
export CGO_ENABLED = 0

.PHONY: build demo test lint bench screenshots clean

build:
	$(GO) build -o bin/spoor ./cmd/spoor

demo: build
	rm -rf demo-data
	bin/spoor world --seed 7 --size 300 --out demo-data/town
	bin/spoor check --data demo-data/store demo-data/town >demo-data/found.txt 2>/dev/null
	@echo
	@echo "The town is made and checked. What to look at, once you have signed in by the link below:"
	@echo "  Queue       the strongest finding is an order above the law's limit; open it, down to its source line"
	@echo "  Screen      type a name from demo-data/town/lists/national.csv with a letter wrong"
	@echo "  Typologies  each indicator with its source, its file and its tests"
	@echo "  Evidence    everything that was done, and the button that verifies it"
	@echo
	bin/spoor serve --data demo-data/store

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
	SPOOR_SHOTS=$(CURDIR)/docs/pictures $(GO) test -count 1 -run TheProductInABrowser ./internal/cli

clean:
	rm -rf bin demo-data
