# Inroad. `make run` starts it, `make test` tests it; both need only Python 3.11 or newer with its venv module.

PYTHON ?= python3
V := .venv
PY := $(V)/bin/python
export PATH := $(CURDIR)/$(V)/bin:$(PATH)

.PHONY: install run test demo bench lint format lock clean

install: $(V)/.run

run: $(V)/.run
	@exec $(PY) -m networking run

demo: $(V)/.run
	@$(PY) manage.py demo

test: $(V)/.dev
	@$(PY) -m pytest -n auto $(ARGS)

bench: $(V)/.dev
	@$(PY) -m bench $(ARGS)

lint: $(V)/.dev
	ruff check .
	ruff format --check .
	find templates -name '*.html' -print0 | xargs -0 djade --target-version 5.2 --check
	mypy
	lint-imports

format: $(V)/.dev
	ruff format .
	ruff check --fix .
	find templates -name '*.html' -print0 | xargs -0 djade --target-version 5.2

lock: $(V)/.dev
	scripts/lock.sh

clean:
	rm -rf $(V) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(PY):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Inroad needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12")'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python has no venv module here. On Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Setting up. The first time this takes about a minute."
	@$(PYTHON) -m venv $(V)

$(V)/.run: requirements/bootstrap.txt requirements/run.txt | $(PY)
	@scripts/install.sh requirements/run.txt
	@touch $@

$(V)/.dev: requirements/bootstrap.txt requirements/dev.txt | $(PY)
	@scripts/install.sh requirements/dev.txt
	@touch $@ $(V)/.run
