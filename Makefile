# Every command of the project. `make` alone lists them.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

# The system's own first: Debian optimises it with a profile, what is built by hand is often slower by
# a third. The last ones are taken as they are; what they lack is then installed, or asked for.
PYTHON ?= $(shell for each in /usr/bin/python3.11 python3.11 python3; do \
	"$$each" -c 'import ensurepip' 2>/dev/null && command -v "$$each" && exit; done; \
	command -v python3.11 || command -v python3)
PY := .venv/bin/python
PYTEST := .venv/bin/pytest
QUICK := tests/unit tests/contract tests/architecture tests/integration
WHOLE_PORTAL := tests/browser tests/e2e
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder
# What pytest answers where a choice in ARGS leaves nothing to do in one half.
NOTHING_CHOSEN := 5

.PHONY: help
help: ## list these commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' \
		| while IFS=$$'\t' read -r name text; do printf '  %-14s %s\n' "$$name" "$$text"; done

# --- the portal on this machine

.PHONY: run stop reset status logs setup
run: setup ## start the portal here and keep it running (Ctrl-C or `make stop` ends it)
	@exec $(PY) -m deploy.local run

stop: ## stop the portal that `make run` started
	@if [ -x $(PY) ]; then exec $(PY) -m deploy.local stop; else echo 'Nothing runs: the portal was never started here.'; fi

reset: stop ## forget everything that the portal here has kept, demo included
	@rm -rf var/run && echo 'The next make run begins with nothing.'

status: setup ## what runs, where, and with how much memory
	@exec $(PY) -m deploy.local status

logs: ## follow the logs of all processes
	@tail -n 5 -F var/run/log/*.log

setup: ## make the virtual environment (done by run and test as well)
	@$(PYTHON) -m deploy.local.environment portal local

.PHONY: setup-tests
setup-tests:
	@$(PYTHON) -m deploy.local.environment portal local test

# --- operating it

.PHONY: due clock parked replay import
due: setup ## what falls due when, in every service
	@$(PY) -m deploy.ops due

clock: setup ## run the local portal's clock forward: make clock FORWARD=7h, or TO=2026-11-21T00:00
	@$(PY) -m deploy.ops clock $(if $(TO),to $(TO),$(if $(FORWARD),forward $(FORWARD),show))

parked: setup ## work that failed too often and waits for a person
	@$(PY) -m deploy.ops parked list

replay: setup ## hand all parked work over again, or that of one service: make replay SERVICE=...
	@$(PY) -m deploy.ops parked replay $(if $(SERVICE),--service $(SERVICE))

import: setup ## import listings: make import FILE=... ORGANISATION=... [MAPPING=...] [DRY_RUN=1]
	@$(PY) -m deploy.ops import "$(FILE)" --organisation "$(ORGANISATION)" $(if $(MAPPING),--mapping "$(MAPPING)") $(if $(DRY_RUN),--dry-run)

# --- quality

.PHONY: check test trace timing bench bench-identity chaos chaos-views judge fuzz
check: setup-tests ## format, lint, types, imports, translations, generated documents, architecture
	@exec $(PY) -m deploy.ops.check

test: setup-tests ## all tests, quick tiers first, on servers of their own (ARGS=... for pytest)
	@rm -rf var/trace
	@TRACE_FILE=var/trace/1.json $(PYTEST) $(QUICK) $(SIDE_BY_SIDE) $(ARGS) \
		|| [ $$? -eq $(NOTHING_CHOSEN) ]
	@TRACE_FILE=var/trace/2.json $(PYTEST) $(WHOLE_PORTAL) $(SIDE_BY_SIDE) $(ARGS) \
		|| [ $$? -eq $(NOTHING_CHOSEN) ]

trace: setup-tests ## requirements shown by the last `make test` (MISSING=1 lists the others)
	@$(PY) -m deploy.ops.trace $(if $(MISSING),--missing)

timing: setup-tests ## whether the time of an answer tells who has an account (needs a quiet machine)
	@exec $(PYTEST) tests/timing $(ARGS)

bench: setup-tests ## measure against peers; writes var/bench.json (BENCH_SHORT=1 for a quick look)
	@exec $(PY) -m tests.bench

bench-identity: setup-tests ## identity with 80,000 people (BENCH_PEOPLE=, BENCH_MINUTES=; BENCH_LEAVING=1000 erases instead)
	@exec $(PY) -m tests.bench.identity

chaos: setup-tests ## kill everything again and again under load (CHAOS_SECONDS=600)
	@exec $(PY) -m tests.chaos

chaos-views: setup-tests ## read pages while those who count views are killed (VIEWS_PER_SECOND=500, VIEWS_SECONDS=120)
	@exec $(PY) -m tests.chaos.views

fuzz: setup-tests ## 20,000 generated requests against the whole API (FUZZ_REQUESTS=, FUZZ_SECONDS=)
	@exec $(PY) -m tests.contract.fuzz

judge: setup-tests ## judge the search: make judge FILE=path
	@$(PY) -m deploy.ops.judge "$(FILE)"

# --- what is generated, and proofs from nothing

.PHONY: docs golden fresh compose-test secrets
docs: setup-tests ## write docs/events.md, the JSON Schemas and the AsyncAPI document
	@$(PY) -m deploy.docs

golden: setup-tests ## write the golden files of new stored events (never changes existing ones)
	@$(PY) -m deploy.docs.golden

fresh: export ONLY := $(ONLY)
fresh: ## clone HEAD into a new folder and run the README's two commands there
	@exec $(PYTHON) -m deploy.ops.fresh

secrets: ## make .env and the key files for docker-compose.yml; what is there already stays
	@$(PYTHON) -m deploy.docker.prepare

compose-test: setup-tests ## bring docker-compose.yml up in a Docker engine of its own and try it
	@exec $(PY) -m deploy.docker.trial
