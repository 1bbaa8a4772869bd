# Thin: everything here is one line that you could type yourself. highground itself needs no make.
#   make profile   install, profile Kazakhstan and Ecuador, mirror them, say where the results lie
#   make test      install, run every test
# Another Python: make test PYTHON=/path/to/python3.11

# The first Python that starts, is 3.11 or newer and can make environments; 3.11 first because it is the one tested.
FITS := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	command -v $$p >/dev/null 2>&1 && $$p -c '$(FITS)' >/dev/null 2>&1 && { echo $$p; break; }; done)

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNS := runs

.PHONY: help profile test lint format docs check clean
help:
	@sed -n 's/^#   //p' Makefile
	@echo "make lint      ruff, mypy and the import contracts"
	@echo "make docs      write the generated parts of docs/ again"
	@echo "make check     our numbers beside published ones"
	@echo "make clean     remove the environment, caches and runs"

profile: $(VENV)/ready
	$(BIN)/highground profile KAZ --out $(RUNS)/KAZ
	$(BIN)/highground profile ECU --out $(RUNS)/ECU
	$(BIN)/highground mirror KAZ ECU --out $(RUNS)/KAZ-ECU
	@echo "Open: $(CURDIR)/$(RUNS)/KAZ $(CURDIR)/$(RUNS)/ECU $(CURDIR)/$(RUNS)/KAZ-ECU"

test: $(VENV)/ready-dev
	$(BIN)/python -m pytest

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/ready-dev
	$(BIN)/python scripts/docs.py

check: $(VENV)/ready
	$(BIN)/highground check

clean:
	rm -rf $(VENV) $(RUNS) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Stamps: installing again only when pyproject.toml changed.
$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "highground needs Python 3.11 or newer with venv; install it, or say make PYTHON=/path/to/python3.11" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV): about 0.5 GB the first time, a minute on a quick line."
	$(PIP) install --editable ".[offline]"
	@touch $@

$(VENV)/ready-dev: pyproject.toml | $(VENV)/bin/python
	@echo "Installing into $(VENV): about 0.5 GB the first time, a minute on a quick line."
	$(PIP) install --editable ".[offline,dev]"
	@touch $@ $(VENV)/ready
