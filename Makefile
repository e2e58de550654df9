# make run: the bot. make test: the tests. Both set everything up themselves.
# Every path is relative and every tool is started as `python -m`, so a folder with spaces in its name is fine.
python := .venv/bin/python
code := bot.py mentorbot tests $(wildcard benchmarks)

# A .venv whose interpreter has left the machine is made again.
ifneq ($(shell $(python) -c 'print("alive")' 2>/dev/null),alive)
.PHONY: .venv/run.stamp .venv/dev.stamp
endif

.PHONY: run test bench performance crash lint format semantic lock check manifest
.DEFAULT_GOAL := run

run: .venv/run.stamp
	@$(python) bot.py

test: .venv/dev.stamp
	@$(python) -m pytest -n 3 tests

# Every figure beside its goal, in about a quarter of an hour; `performance` also writes them into docs/performance.md.
bench: .venv/dev.stamp
	@$(python) benchmarks/slash_command.py
	@$(python) benchmarks/table.py --to -

performance: .venv/dev.stamp
	@$(python) benchmarks/table.py

# The bot under kill -9, at full length; make test has a short form of it.
crash: .venv/dev.stamp
	@$(python) -m tests.crash

lint: .venv/dev.stamp
	@$(python) -m ruff check $(code)
	@$(python) -m ruff format --check $(code)
	@$(python) -m mypy $(code)

format: .venv/dev.stamp
	@$(python) -m ruff check --fix $(code)
	@$(python) -m ruff format $(code)

check: .venv/run.stamp
	@$(python) bot.py check

manifest: .venv/run.stamp
	@$(python) bot.py manifest slack

# What SEMANTIC_MODEL needs beside the bot: docs/asking.md.
semantic: .venv/run.stamp
	@sh requirements/install.sh semantic

# After a change of pyproject.toml; UPGRADE=1 takes the newest versions of everything.
lock: .venv/dev.stamp
	@requirements/lock.sh $(python)

.venv/run.stamp: requirements/install.sh requirements/pip.txt requirements/run.txt
	@sh requirements/install.sh run
	@touch $@

.venv/dev.stamp: requirements/install.sh requirements/pip.txt requirements/run.txt requirements/dev.txt
	@sh requirements/install.sh dev
	@touch .venv/run.stamp $@
