# `make run` reads data/raw into data/out, `make test` checks everything but what takes long (`make test-slow`).
# Each does all the set-up.
PYTHON ?= python3
RAW ?= data/raw
OUT ?= data/out
BIN := .venv/bin
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps

.PHONY: run test test-slow test-matrix install install-dev lock clean

run: install
	$(BIN)/jixiao run $(RAW) --out $(OUT)

install: .venv/run.stamp

install-dev: .venv/dev.stamp

.venv/bin/uv:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/uv.txt

.venv/run.stamp: .venv/bin/uv requirements/run.txt pyproject.toml
	$(UV) -r requirements/run.txt
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	touch $@

.venv/dev.stamp: .venv/run.stamp requirements/dev.txt
	$(UV) -r requirements/dev.txt
	touch $@

test: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

# What takes long: kills, fuzz, a year of documents.
test-slow: install-dev
	$(BIN)/pytest -m slow

# The tests under each Python that is supported: those installed anywhere, those that uv can bring; which is missing is said.
test-matrix: .venv/bin/uv
	$(BIN)/python tests/matrix.py

lock: .venv/bin/uv
	echo uv | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header - -o requirements/uv.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --group dev --extra cluster --extra analysis --extra archives --extra heic -c requirements/run.txt pyproject.toml -o requirements/dev.txt
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['tool']['uv']['override-dependencies'], sep='\n')" > requirements/overrides.txt

clean:
	rm -rf .venv

# The measuring bench (benchmarks/README.md says which Debian packages it needs).
N ?= 50
SEED ?= 1
CORPUS ?= $(OUT)
.PHONY: corpus evaluate baseline lock-corpus

.venv/corpus.stamp: .venv/dev.stamp requirements/corpus.txt
	$(UV) -r requirements/corpus.txt
	touch $@

corpus: .venv/corpus.stamp
	$(BIN)/python -m benchmarks.corpus --n $(N) --seed $(SEED) --out $(OUT) $(if $(STRANGE),--strange --made-up $(or $(MADE_UP),0))

evaluate: .venv/corpus.stamp
	$(BIN)/python -m benchmarks.evaluate $(CORPUS)

baseline: install-dev
	$(BIN)/python -m benchmarks.evaluate.gate --record

lock-corpus: .venv/bin/uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header -c requirements/dev.txt requirements/corpus.in -o requirements/corpus.txt

# The documentation, in build/docs: offline, in English and Chinese; a warning or a broken link fails it.
.PHONY: docs
docs: install-dev
	$(BIN)/python -m docs.build
