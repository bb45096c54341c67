# The commands a developer types. Everything happens in .venv; nothing outside it is touched.

PYTHON ?= python3
VENV := .venv
# tests at once: those against a running daemon mostly wait
WORKERS ?= 5
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install -qq

# tests start hundreds of daemons: each module is compiled once, whatever the shell wishes
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo install test check bench lock dist deb sbom sign audit clean

demo: $(VENV)/.dev  ## the whole way on this machine: feeds, daemon, mail, webhook
	$(BIN)/python deploy/demo/run.py

install: $(VENV)/.run  ## .venv/ with the warnd command and nothing else

test: $(VENV)/.dev  ## every test
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

check: $(VENV)/.dev  ## what CI checks beside the tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/warnd rules test
	$(BIN)/warnd rules lint

bench: $(VENV)/.dev  ## benchmarks; ratios within one run count, figures drift
	for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

lock:  ## pin every dependency with hashes, for all platforms and Pythons; needs uv
	uv pip compile pyproject.toml --group build --universal --generate-hashes --no-emit-index-url \
	    --no-header --quiet --python-version 3.11 -o requirements.lock
	uv pip compile pyproject.toml --group dev --constraint requirements.lock --universal \
	    --generate-hashes --no-emit-index-url --no-header --quiet --python-version 3.11 \
	    -o requirements-dev.lock

dist: $(VENV)/.dev  ## wheel and sdist in dist/, the wheel tried in an environment of its own
	$(BIN)/python deploy/dist.py --to dist $(DIST)

deb: $(VENV)/.dev  ## dist/warnd_*.deb on Debian's own Python, from the lock; minutes and 1 GB
	$(BIN)/python deploy/debian/build.py --to dist

sbom: $(VENV)/.dev  ## dist/sbom.json: what an installation consists of, in CycloneDX
	$(BIN)/python deploy/sbom.py --to dist/sbom.json

sign: $(VENV)/.dev  ## sign what `make dist sbom` left in dist/: make sign KEY=FILE
	$(BIN)/python deploy/sign.py --in dist --key "$(KEY)"

audit: $(VENV)/.dev  ## known holes in what the lock pins; needs the network, and says so without it
	$(BIN)/python deploy/audit.py

clean:
	rm -rf $(VENV) dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@ $(VENV)/.run
