# Everything a newcomer or a developer runs. Needs python3 (3.11 to 3.14) with venv and pip, and
# make; the rest goes into .venv from requirements-dev.lock, once, and again when that file changes.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
REPORT := reports/seeds

# An interpreter counts when it runs (a version manager's shim may not), has a version that the lock
# has wheels for, and can make a virtual environment.
PYTHON_CHECK := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))
PYTHON_NAMES := python3.13 python3.12 python3.11 python3.14 python3 python
PYTHON ?= $(shell for name in $(PYTHON_NAMES); do \
	"$$name" -c '$(PYTHON_CHECK)' >/dev/null 2>&1 && { echo "$$name"; break; }; done)

# The locks name every package with its hash and every one has a wheel, but for pyspark, which comes
# as an archive of Python and Java's own code: nothing else is installed, nothing is compiled.
PIP_INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: help report sample test test-cluster cluster lint format types imports lock reference wheel clean

help:  ## show this list
	@echo "usage: make TARGET [PYTHON=/path/to/python3]"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | \
		while IFS='|' read -r target text; do printf '  %-12s  %s\n' "$$target" "$$text"; done

report: .venv/project-installed  ## check the articles in seeds/ and write the report
	@$(BIN)/factcheck check seeds --output $(REPORT)
	@echo "Open $(REPORT)/report.html in a browser; $(REPORT)/report.json is for programs."

sample: .venv/project-installed  ## renew the committed sample report in reports/sample/
	@$(BIN)/factcheck check seeds --no-project --output reports/sample --quiet

test: .venv/project-installed  ## run the test suite
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

test-cluster: .venv/cluster-installed  ## run the tests of the Spark engine, with a cluster of two workers
	FACTCHECK_TEST_ALL=1 FACTCHECK_TEST_CLUSTER=1 $(BIN)/python -m pytest tests/engine/test_spark.py

cluster: .venv/cluster-installed  ## add pyspark (430 MB), for the tests of the Spark engine

lint: .venv/project-installed  ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/project-installed  ## put the code into the project's format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/cluster-installed  ## check the types
	$(BIN)/mypy

imports: .venv/project-installed  ## check that imports run downward only
	$(BIN)/lint-imports --no-logo

reference: .venv/project-installed  ## renew docs/rules-reference.md and docs/report.schema.json from the models
	$(BIN)/python -m factcheck.rules.reference > docs/rules-reference.md
	$(BIN)/python -m factcheck.report.schema > docs/report.schema.json

wheel: .venv/project-installed  ## build dist/*.tar.gz, and dist/*.whl from it
	rm -rf dist
	$(BIN)/python -m build --no-isolation

# Renews the locks to the newest versions that pyproject.toml admits. uv lives in a venv of its
# own: it is needed for this alone. No index address is written: a lock fits any mirror.
LOCK := .venv-lock/bin/uv pip compile --quiet --universal --fork-strategy fewest --generate-hashes \
	--upgrade --no-emit-index-url --custom-compile-command 'make lock'

lock: .venv-lock/uv-installed  ## renew requirements.lock, and those of dev and cluster
	$(LOCK) pyproject.toml --output-file requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock --output-file requirements-dev.lock
	$(LOCK) --group pyproject.toml:cluster --constraint requirements-dev.lock --output-file requirements-cluster.lock

clean:  ## remove what make and the tools made, the reports excepted
	rm -rf .venv .venv-lock dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find factcheck rules tests benchmarks -name __pycache__ -prune -exec rm -rf {} +

# --clear: the environment holds what the lock names and nothing from before.
.venv/dependencies-installed: requirements-dev.lock
	@$(call require_python)
	@echo "Setting up .venv with $$($(PYTHON) --version) (once; a minute or two) ..."
	@$(PYTHON) -m venv --clear .venv
	@$(PIP_INSTALL) --only-binary :all: --require-hashes --requirement requirements-dev.lock
	@touch $@

.venv/project-installed: .venv/dependencies-installed pyproject.toml
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m pip check --disable-pip-version-check --quiet || { \
		echo "The lock does not fit pyproject.toml: run 'make lock'." >&2; exit 1; }
	@touch $@

# pyspark is no wheel: pip makes one, half a minute.
.venv/cluster-installed: .venv/project-installed requirements-cluster.lock
	@$(PIP_INSTALL) --only-binary :all: --no-binary pyspark --require-hashes --requirement requirements-cluster.lock
	@touch $@

.venv-lock/uv-installed:
	@$(call require_python)
	@$(PYTHON) -m venv --clear .venv-lock
	@.venv-lock/bin/python -m pip install --disable-pip-version-check --quiet uv
	@touch $@

define require_python
"$(PYTHON)" -c '$(PYTHON_CHECK)' >/dev/null 2>&1 || { \
	echo "No usable Python found$(if $(PYTHON), ($(PYTHON) is not one)): factcheck needs" >&2; \
	echo "Python 3.11 to 3.14 with venv and pip. On Debian and Ubuntu:" >&2; \
	echo "  apt install python3 python3-venv" >&2; \
	echo "or name an interpreter: make PYTHON=/path/to/python3.12 TARGET" >&2; exit 1; }
endef
