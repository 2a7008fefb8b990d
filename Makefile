# Gishe: every command a newcomer needs. `make help` lists them.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
DATA ?= var/demo
ARGS ?=

.PHONY: demo test check bench faults help screens types lock clean pictures

demo: $(VENV)/.installed  ## A whole hall on this machine: kiosk, printer, display, desks, pads (PORT=, DATA=, ARGS=)
	@$(BIN)/gishe demo --port $(PORT) --data $(DATA) $(ARGS)

test: $(VENV)/.tested  ## Every test, in a real browser too
	@$(BIN)/python -m pytest $(or $(ARGS),--numprocesses 2 --dist loadgroup)
	@$(BIN)/python build_screens.py test

check: $(VENV)/.tested  ## Lint, types, import rules, the screens' types and tests, links in docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python build_screens.py check
	$(BIN)/python build_screens.py test
	$(BIN)/python -m tests.docs

bench: $(VENV)/.installed  ## Measure the hall against its bars (ARGS=--short for a glance)
	@$(BIN)/gishe bench $(ARGS)

faults: $(VENV)/.tested  ## Kill the server again and again, and see that nothing is lost (ARGS="--rounds 1000")
	@$(BIN)/python -m tests.faults $(ARGS)

screens: $(VENV)/.installed  ## Build the screens anew
	@$(BIN)/python build_screens.py

types: $(VENV)/.installed  ## Generate the screens' TypeScript types from the server's models
	@$(BIN)/python build_screens.py types

lock: $(VENV)/.installed  ## Resolve requirements.lock anew
	@$(BIN)/uv lock --quiet
	@$(BIN)/uv export --quiet --format requirements-txt --no-header --no-emit-project --all-groups -o requirements.lock >/dev/null
	@rm -f uv.lock

pictures: $(VENV)/.tested  ## Take the README's pictures anew
	@$(BIN)/python -m tests.journeys.pictures
	@$(BIN)/python -m tests.kiosk.agent.sheet

clean:  ## Remove what was built and installed, not what a demo remembers
	rm -rf $(VENV) node_modules server/static/screens *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis

help:  ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# What runs the hall: a virtual environment from the lock, the screens built on the way.
$(VENV)/.installed: requirements.lock pyproject.toml build_screens.py package-lock.json vite.config.ts $(shell find kiosk/ui display/ui counter/ui counter/pad server/ui server/office/ui server/translations -name "*.ts*" -o -name "*.css" -o -name "*.json" -o -name "*.html")
	@.ci/setup python $(PYTHON)
	@touch $@

# What tests it besides: a browser and a PostgreSQL, from the system's packages.
$(VENV)/.tested: $(VENV)/.installed
	@.ci/setup system chromium postgresql
	@touch $@
