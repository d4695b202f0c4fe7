# Needs Python 3.11 or later and make; everything else goes into .venv/.

PYTHON ?= python3
UV ?= uv
WORKERS ?= auto
PORT ?= 8000

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
PACKAGES := $(VENV)/.packages
INSTALLED := $(VENV)/.installed
CATALOGUES := templates/translations
TRANSLATED := nl pap_CW pap_AW

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage check format bench soak fuzz messages samples forms lock clean

help: ## what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

setup: $(INSTALLED) ## makes .venv/ with the exchange command in it

# Pinned and hashed packages first, then the project itself, which then needs nothing more.
$(PACKAGES): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; name one with PYTHON=...")'
	@$(PYTHON) -c 'import venv, ensurepip' || { echo "This Python cannot make environments: install its venv module (Debian: python3-venv)." >&2; exit 1; }
	@echo "Setting up $(VENV)/ (once; a minute or two)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(INSTALLED): $(PACKAGES) pyproject.toml
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

demo: setup ## the service with the samples in it, on http://127.0.0.1:8000 or another PORT=
	@$(BIN)/exchange demo --port $(PORT)

test: setup ## the whole test suite
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

coverage: setup ## the suite once more, without the browser: what it did not go through; fails below the floors
	@$(BIN)/python -m pytest -q -n $(WORKERS) --ignore=tests/browser --cov --cov-report=
	@$(BIN)/python -m coverage report --include='exchange/core/*' --fail-under=98
	@$(BIN)/python -m coverage report --omit='exchange/core/*' --fail-under=92

check: setup ## style, types and floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy --strict exchange
	@$(BIN)/lint-imports

format: setup ## puts the code into its style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: setup ## the benchmarks: medians and ratios
	@$(BIN)/python -m benchmarks $(ARGS)

soak: setup ## reminders with a worker that is killed 200 times; some minutes
	@$(BIN)/python -W error -m tests.reminders.soak 200

fuzz: setup ## asks the API all that its document allows, and much that it does not
	@$(BIN)/python -m tests.api.fuzzing 500

samples: setup ## the sample workbooks and what is expected of them, from samples/returns.toml
	@$(BIN)/python samples/make_samples.py

forms: setup ## templates/workbook/: the blank returns of the code book's year
	@$(BIN)/python -m exchange.cli.forms $(CATALOGUES:translations=workbook)

# English is the language of the sources, so it needs no catalogue.
messages: setup ## collects the texts, updates and compiles the catalogues
	@mkdir -p var
	@$(BIN)/pybabel --quiet extract --keywords N_ --keywords plural:1,2 --no-location --sort-output --width 100 --project mou-exchange --copyright-holder 'the mou-exchange project' --mapping-file pyproject.toml --output-file var/messages.pot .
	@for language in $(TRANSLATED); do \
	  test -f $(CATALOGUES)/$$language/LC_MESSAGES/messages.po || \
	  $(BIN)/pybabel --quiet init --input-file var/messages.pot --output-dir $(CATALOGUES) --locale $$language --width 100; \
	done
	@$(BIN)/pybabel --quiet update --input-file var/messages.pot --output-dir $(CATALOGUES) --ignore-pot-creation-date --no-fuzzy-matching --width 100
	@$(BIN)/pybabel compile --directory $(CATALOGUES) --statistics

lock: ## renews the pins and hashes from the lists in pyproject.toml (needs uv)
	$(UV) pip compile --quiet --upgrade $(LOCK) pyproject.toml --output-file requirements.txt
	$(UV) pip compile --quiet --upgrade $(LOCK) --group dev --constraints requirements.txt pyproject.toml --output-file requirements-dev.txt

# For every platform and every Python from 3.11; no address of an index stands in the files.
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

clean: ## removes what make made, and nothing of var/
	@rm -rf $(VENV) dist build .coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@find exchange tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
