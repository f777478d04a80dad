# `make run` serves the dashboard, `make test` checks everything. Either sets up what it needs in .venv.

PORT ?= 8501
VENV := .venv
BENCH_VENV := .venv-bench
SHELL := /bin/bash

.DELETE_ON_ERROR:
.PHONY: run test lint fuzz bench load clean

# $(call debian,what for,packages)
define debian
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends $(2); \
	else \
		echo "$(1) is missing. Install it and try again; on Debian: sudo apt-get install $(2)" >&2; exit 1; \
	fi
endef

run: $(VENV)/ready-to-run
	$(VENV)/bin/python -m data
	MALLOC_ARENA_MAX=2 exec $(VENV)/bin/python -m streamlit run app.py --server.port=$(PORT) --server.showEmailPrompt=false

# The browsers come last: beside the others their pages would be slow for no fault of their own.
test: lint chromium nginx
ifdef ARGS
	$(VENV)/bin/python -m pytest $(ARGS)
else
	$(VENV)/bin/python -m pytest -n 2 -m "not browser"
	$(VENV)/bin/python -m pytest -n 2 --dist loadfile -m browser
endif

lint: $(VENV)/ready-to-test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/bandit --quiet --configfile pyproject.toml --recursive model data pages app.py
	$(VENV)/bin/python tests/deploy/licences.py

# Twenty-five times the hostile inputs of `make test`, other ones every time.
fuzz: $(VENV)/ready-to-test
	HYPOTHESIS_PROFILE=thorough $(VENV)/bin/python -m pytest -n 2 tests/hostile

bench: $(VENV)/ready-to-test $(BENCH_VENV)/ready chromium
	PYTHONPATH=. $(VENV)/bin/python tests/bench

# `make load SOAK=120` lets ten viewers stay for two hours afterwards; `make load VIEWERS=50 REPLICAS=2` measures one
# crowd shared out among two servers.
load: $(VENV)/ready-to-test
	PYTHONPATH=. $(VENV)/bin/python tests/load $(if $(VIEWERS),--viewers $(VIEWERS)) $(if $(REPLICAS),--replicas $(REPLICAS)) $(if $(SOAK),--soak $(SOAK))

clean:
	rm -rf $(VENV) $(BENCH_VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { $(call debian,The browser chromium,chromium fonts-liberation); }

.PHONY: nginx
nginx:
	@{ command -v nginx || test -x /usr/sbin/nginx; } >/dev/null || { $(call debian,The web server nginx,nginx-light); }

$(VENV)/ready-to-run: requirements.txt | $(VENV)/bin/pip
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

$(VENV)/ready-to-test: requirements-dev.txt requirements-sweep.txt requirements.txt | $(VENV)/bin/pip
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@ $(VENV)/ready-to-run

$(BENCH_VENV)/ready: requirements-bench.txt | $(BENCH_VENV)/bin/pip
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r $<
	@touch $@

# An existing environment is kept; Debian's python3 comes without ensurepip until python3-venv is installed.
%/bin/pip:
	@python3 -c 'import ensurepip, venv' 2>/dev/null || { $(call debian,Python with venv,python3 python3-venv); }
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed, this is " + sys.version)'
	python3 -m venv $*
