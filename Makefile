# Two commands matter: `make demo` and `make test`. `make help` lists the others.
SHELL := /bin/sh
.DEFAULT_GOAL := help
PY := .venv/bin/python
PORT ?= 8000
ARGS ?=
ONLY ?=
export PORT
# Many processes follow each other here: none should compile anew what the one before it did.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo demo-reset test check bench screenshots messages lock clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.dev ## Make .venv with everything that tests and checks need

demo: .venv/.runtime ## Open the four demonstration territories on PORT (8000), until Ctrl-C
	@exec $(PY) -m demo

demo-reset: .venv/.runtime ## Remove the demonstration's data
	@$(PY) -m demo --reset

test: .venv/.dev ## Run every test, in a real browser too; ARGS="-k matching" passes options to pytest
	@$(PY) -m kernel.translations compile
	@MAILLAGE_CHROMIUM="$$(bin/browser)" MAILLAGE_PEBBLE="$$(bin/pebble)" $(PY) -m pytest $(if $(findstring -n,$(ARGS)),,-n auto --dist worksteal) $(ARGS)

check: .venv/.dev ## Style, types, import contracts, migrations, templates, French catalogue
	@$(PY) bin/check

bench: .venv/.dev ## Run the benchmarks, or some: ONLY=provisioning
	@$(PY) -m kernel.translations compile
	@$(PY) -m tests.benchmarks $(ONLY)

screenshots: .venv/.dev ## Take the pictures of docs/tour.md
	@MAILLAGE_CHROMIUM="$$(bin/browser)" $(PY) -m tests.screenshots $(ARGS)

messages: .venv/.dev ## Bring the French catalogues in line with the sources
	@$(PY) -m kernel.translations update

lock: .venv/.dev ## Renew requirements*.txt from pyproject.toml; UPGRADE=1 takes the newest versions
	@bin/lock $(if $(UPGRADE),--upgrade)

clean: ## Remove the virtual environment and every cache; keeps var/
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -path ./.git -prune -o -name '*.mo' -exec rm -f {} +

.venv/.runtime: requirements.txt
	@bin/setup runtime

.venv/.dev: requirements-dev.txt
	@bin/setup dev
