# `make` alone lists what it can do. Everything runs from here, the repository's root.

PYTHON ?= python3
GATEWAY := .venv/gateway/bin/python

.DEFAULT_GOAL := help
.PHONY: help install run chat train test check format mutants faults ordeal bench rehearsal screens audit sbom clean
# One target at a time: they share the environments, the model and the processor.
.NOTPARALLEL:
# Only when given: an empty HOST or PORT means the default.
export HOST PORT
# Rasa would compile its sources again at every start.
unexport PYTHONDONTWRITEBYTECODE
export RASA_TELEMETRY_ENABLED := false

help:  ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install:  ## make both Python environments, as run and test do by themselves
	@$(PYTHON) -m bot.install test

run:  ## install, train if data changed, start on HOST:PORT (127.0.0.1:8000); Ctrl-C ends all
	@$(PYTHON) -m bot run

chat:  ## talk to a running Safe to Share in this terminal
	@$(PYTHON) -m bot.install gateway && $(GATEWAY) -m bot chat

train:  ## train the model if its data changed
	@$(PYTHON) -m bot.install run && $(PYTHON) -m bot train

test:  ## everything that CI checks, in the same order
	@$(PYTHON) -m bot.checks

check:  ## the fast part of test: style, types, law data and unit tests
	@$(PYTHON) -m bot.checks --fast

format:  ## put the code into the house format
	@$(PYTHON) -m bot.install dev && $(GATEWAY) -m ruff format . && $(GATEWAY) -m ruff check --fix .

mutants:  ## put every fault into law files and engine, one at a time, and see that the tests notice
	@$(PYTHON) -m bot.install dev && $(GATEWAY) -m pytest tests/mutation && $(GATEWAY) -m tests.mutation

faults:  ## put every fault of tests/browser/faults.yml into the chat, one at a time, and see that its tests notice
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m tests.browser.mutants

ordeal:  ## a thousand turns on SQLite and on PostgreSQL while their processes are killed; takes half an hour
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m tests.faults && $(GATEWAY) -m tests.faults --database postgresql

bench:  ## measure what docs/measurements.md states
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m bench

rehearsal:  ## lay deploy/compose.yml out on network namespaces, as root, and talk while parts of it are lost
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m pytest --quiet -rP tests/deploy/rehearsal.py

screens:  ## make the pictures of docs/screens again, and docs/read-aloud.md
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m pytest --quiet --numprocesses=2 tests/browser/screens.py tests/browser/read_aloud.py

audit:  ## look for known vulnerabilities in the locked packages; fails when it could not look
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m bot.audit

sbom:  ## write what is inside as CycloneDX: sbom/gateway.json and sbom/rasa.json
	@$(PYTHON) -m bot.install test && mkdir -p sbom
	@for lock in gateway rasa; do $(GATEWAY) -m cyclonedx_py requirements requirements/$$lock.txt \
	  --pyproject pyproject.toml --output-reproducible --output-format JSON --output-file sbom/$$lock.json; done

teams-playground:  ## talk to it in Microsoft's Agents Playground, fetched by npx under Microsoft's licence; no part of test
	@$(PYTHON) -m bot.install test && $(GATEWAY) -m tests.teams.playground

clean:  ## remove environments, caches, models and state
	@rm -rf .venv .state sbom .rasa .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find models -mindepth 1 ! -name .gitkeep -delete 2>/dev/null || true
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
