# make demo   build, make a small town, load it, open the product on http://127.0.0.1:8080
# make test   install what the tests need where it may, run them all, lint
# make bench  print the table of docs/benchmarks.md; bench-screen, bench-detect and bench-peers further rows, which take longer
GO ?= go
export CGO_ENABLED = 0

.PHONY: build demo test lint bench bench-screen bench-detect bench-peers gate screenshots clean

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

# SPOOR_BENCH_LISTINGS=100000 and SPOOR_BENCH_KEPT=10000 make it short; as it stands it takes a quarter of an hour and much memory.
bench-screen:
	$(GO) test -run '^$$' -bench Desk -benchtime 1x -timeout 2h ./screen
	$(GO) test -run '^$$' -bench ServeStart -benchtime 5x -timeout 2h ./bench

# SPOOR_BENCH_RECORDS=100000 makes it short; as it stands it needs 8 GiB.
bench-detect:
	$(GO) test -run '^$$' -bench 'Detect$$' -benchtime 1x -timeout 2h ./bench

# The table of typologies of docs/quality.md, over five towns of seeds that nobody looks at while building. GATE_PEOPLE is their size.
gate:
	SPOOR_GATE=$${GATE_SEEDS:-931,932,933,934,935} SPOOR_GATE_PEOPLE=$${GATE_PEOPLE:-2000} $(GO) test -run TestGate -v -timeout 3h ./bench

bench-peers:
	@test -d bin/peers || { python3 -m venv bin/peers && bin/peers/bin/pip install --quiet --requirement bench/peers/requirements.txt; }
	SPOOR_PEERS=$(CURDIR)/bin/peers/bin/python $(GO) test -run '^$$' -bench Peers -benchtime 1x ./bench

# Real pages, as the browser test sees them, for README and docs.
screenshots:
	SPOOR_SHOTS=$(CURDIR)/docs/pictures $(GO) test -count 1 -run TheProductInABrowser ./internal/cli

clean:
	rm -rf bin demo-data
