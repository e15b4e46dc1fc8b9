# Two commands do everything: `make run` opens the sample library, `make check` proves the program.
# Both make their own environment in .venv from Python 3.11 or later alone.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

# What benchmarks measure against; not dependencies: readability-lxml's spelling of one stops older pips when resolved with ours.
PEERS := readability-lxml==0.9 cssselect==1.3.0 chardet==5.2.0 orjson

.PHONY: run check lint types test format bench torture explore screenshots library-100k clean help

run: $(READY)  ## open the sample library in the interface
	@$(BIN)/reader --library library.json

check: lint types test  ## format, lint, types, tests: what CI runs

lint: $(READY)
	@$(BIN)/ruff format --check reader tests benchmarks
	@$(BIN)/ruff check reader tests benchmarks

types: $(READY)
	@$(BIN)/mypy

test: $(READY)
	@$(BIN)/pytest -n auto

bench: $(READY)  ## measure: ratios against peers in the same run (NAME=store for one of them)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps $(PEERS)
	@command -v npm >/dev/null && npm install --silent --no-fund --no-audit --prefix build/peers @mozilla/readability@0.6.0 jsdom@26.1.0 || true
	@$(BIN)/python -m benchmarks $(NAME)

torture: $(READY)  ## the long proofs of the store: kills, faults, cuts, three devices (about 20 minutes)
	@READER_TORTURE=1 $(BIN)/pytest -n auto tests/store

explore: $(READY)  ## look for counterexamples to the laws at random (TIMES=10 as many examples)
	@HYPOTHESIS_PROFILE=explore READER_EXAMPLES=$(or $(TIMES),10) $(BIN)/pytest -n auto -m hypothesis

format: $(READY)  ## put the code into the house format
	@$(BIN)/ruff format reader tests benchmarks
	@$(BIN)/ruff check --fix reader tests benchmarks

screenshots: $(READY)  ## make the pictures of the README from the real program
	@$(BIN)/python -m docs.screenshots

library-100k: $(READY)  ## write build/library-100k/library.json for measuring; N= sets another size
	@rm -rf build/library-100k
	@$(BIN)/python -m benchmarks.make_library $(or $(N),100000) build/library-100k

clean:  ## remove what was made: the environment and the caches
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:  ## list these commands
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:.*##/\t/' | expand -t 14

# The stamp is newer than pyproject.toml and the pins, or the environment is made again.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Reader needs Python 3.11 or later; name one with PYTHON=python3.12 make run")'
	@echo "Making the environment in .venv (once, about a minute)" >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(READY)
