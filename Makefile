.PHONY: setup test check
PY := $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p && break; done)

setup: .venv/installed

.venv/installed: requirements/dev.lock pyproject.toml
	test -x .venv/bin/python || $(PY) -m venv .venv
	.venv/bin/python -m pip install -q --disable-pip-version-check uv
	.venv/bin/uv pip sync -q --require-hashes requirements/dev.lock
	.venv/bin/uv pip install -q --no-deps -e .
	touch $@

test: setup
	.venv/bin/pytest

check: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
