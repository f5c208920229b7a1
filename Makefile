# The daily commands. `make` lists them.
PYTHON = .venv/bin/python

.PHONY: help install demo serve test test-fast check format lock ci

help: ## this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

install: ## the virtual environment with everything for development
	python3 -m venv .venv
	.venv/bin/pip install --quiet -r requirements-dev.txt

demo: ## the site with the sample postings, on the first free port from 8000
	$(PYTHON) manage.py demo

serve: ## the site with your own postings
	$(PYTHON) manage.py serve

test: ## all tests, on both cores
	$(PYTHON) -m pytest

test-fast: ## the tests that need no browser
	$(PYTHON) -m pytest -m "not browser"

check: ## style, types, templates and migrations
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/djlint templates postings --lint
	$(PYTHON) manage.py makemigrations --check --dry-run

format: ## let ruff write the style
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

lock: ## new lock files from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev pyproject.toml -o requirements-dev.txt

ci: ## what continuous integration runs
	.ci/run
