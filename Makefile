# `make demo`, `make up` and `make test` work from a bare clone with Python 3.11 or newer, pip and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
STORIES ?=
PROCESSES ?= 1 2 4
BATCHES ?= 50,300
HOME_FOLDER := $(or $(FACTCHECK_HOME),.factcheck)
RUN = .venv/bin/python
INSTALL = $(RUN) -m pip install --quiet --disable-pip-version-check
LOCK = --quiet --generate-hashes --universal --python-version 3.11 --no-header
PYTEST = $(RUN) manage.py with_stack -- $(RUN) -m pytest

.PHONY: help demo up test soak capacity check lock
.DELETE_ON_ERROR:

help:
	@echo "make demo [STORIES=PATH] [PORT=8000]   the site with people and stories to try it on"
	@echo "make up [PORT=8000]                    the site"
	@echo "make test                              all tests, on services of their own"
	@echo "make soak [PART=NAME] [FRESH=1]        the long runs, 150 minutes at most; what is done is left out"
	@echo "make capacity [BATCHES=50,300]         stories a second of 1, 2 and 4 reading processes"
	@echo "make check                             style, types, import contracts, templates, bad habits"
	@echo "make lock                              every package and its hashes, from requirements*.txt"

demo: .venv/installed
	@$(RUN) manage.py up --demo --port $(PORT) $(if $(STORIES),--stories "$(STORIES)")

up: .venv/installed
	@$(RUN) manage.py up --port $(PORT)

# Tests keep their database apart, so that they run beside a demo. Fault tests kill processes and measure
# time: they have the machine to themselves, after the others.
test: export FACTCHECK_HOME := $(HOME_FOLDER)/test
test: .venv/installed-for-tests
	$(PYTEST) -n 2 --dist loadgroup --ignore=tests/faults --ignore=tests/soak
	$(PYTEST) tests/faults

# Each part on services of its own, one after the other. SHARE=0.05: a trial; RECORD=1: into deploy/README.md
soak: export FACTCHECK_HOME := $(HOME_FOLDER)/soak
soak: .venv/installed-for-tests
	$(RUN) -m tests.soak $(PART) $(if $(FRESH),--fresh) $(if $(SHARE),--share $(SHARE)) $(if $(RECORD),--record)

# Stories a second of 1, 2 and 4 reading processes, each on a stack of its own, after a first batch that warms up
capacity: .venv/installed
	@for processes in $(PROCESSES); do \
	  echo "$$processes reading, load $$(cut -d ' ' -f 1-3 /proc/loadavg), $$(nproc) processors"; \
	  FACTCHECK_HOME=$(HOME_FOLDER)/capacity-$$processes WORKER_CONCURRENCY=$$processes $(RUN) manage.py with_stack \
	    --worker -- $(RUN) manage.py bench_ingest --stories $(BATCHES) --seed $$(date +%s) \
	    --out $(HOME_FOLDER)/capacity-$$processes/bench || exit; \
	done

check: .venv/installed-for-tests
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/djlint --lint --quiet templates
	.venv/bin/bandit --quiet -c pyproject.toml -ll -r claims factcheck workers
	$(RUN) manage.py makemigrations --check --dry-run

lock: .venv/installed-for-tests
	.venv/bin/uv pip compile $(LOCK) requirements.txt --output-file requirements.lock
	.venv/bin/uv pip compile $(LOCK) requirements-dev.txt --constraints requirements.lock \
	  --output-file requirements-dev.lock

.venv/installed: requirements.lock
	@echo "Installing what the site runs on (a minute or two) …"
	@test -x $(RUN) || $(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

.venv/installed-for-tests: requirements-dev.lock .venv/installed
	@echo "Installing what the tests need …"
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
