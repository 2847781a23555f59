# Everything that a person types here. `make` alone lists it.
#
#   PORT=8001      the port of `make run`
#   PYTHON=...     the Python to build with (3.11 to 3.14; found by itself otherwise)
#   FULL=1         `make test` with the slow ones in long rounds, more property cases, PostgreSQL too, nothing skipped
#   ARGS="..."     passed on to pytest by `make test`, to the benchmarks by `make bench`

.POSIX:
.SILENT:
.PHONY: help run setup test check bench docs audit

BIN = .venv/bin

help:
	echo 'make run      start the sample partnership at http://localhost:8000 (PORT=8001 for another port)'
	echo 'make test     run the tests (FULL=1 for the slow ones and PostgreSQL, nothing skipped)'
	echo 'make check    format, lint, types, import contracts, templates, locks, migrations, translations'
	echo 'make setup    build .venv with everything that the others need; quick when nothing changed'
	echo 'make docs     rebuild the reference pages from the code'
	echo 'make bench    measure beside named peers; takes minutes'
	echo 'make audit    ask a public database whether a locked package is known to be vulnerable (needs the network)'

run:
	sh scripts/with-python scripts/setup.py server
	exec $(BIN)/interlocal run --sample $${PORT:+--port "$$PORT"}

setup:
	sh scripts/with-python scripts/setup.py dev

test: setup
	exec $(BIN)/python scripts/test.py $(ARGS)

check: setup
	exec $(BIN)/python scripts/check.py $(ARGS)

docs: setup
	exec $(BIN)/python scripts/docs.py

bench:
	sh scripts/with-python scripts/setup.py bench
	exec $(BIN)/python benchmarks/run.py $(ARGS)

audit: setup
	exec $(BIN)/python scripts/audit.py
