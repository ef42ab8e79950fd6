"""`make test`, `make test-site` and the night: together they hold every test once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.suite.plugin import SPLIT
from tests.suite.split import SUITES, is_named, reasons

ROOT = Path(__file__).parents[2]


def test_each_collected_test_is_in_one_suite(request: pytest.FixtureRequest) -> None:
    split = request.config.stash[SPLIT]
    every = [name for suite in SUITES for name in split[suite]]
    here = {item.nodeid for item in request.session.items}
    assert len(every) == len(set(every))
    wanted = request.config.getoption("suite")
    assert here == {name for suite in wanted or SUITES for name in split[suite]}
    assert request.node.nodeid in split["fast"]
    assert [name for name in split["fast"] if name.partition("::")[0].endswith("_browser.py")] == []


@pytest.mark.parametrize("suite", ["site", "nightly"])
def test_what_is_left_to_another_suite_is_there(suite: str, request: pytest.FixtureRequest) -> None:
    """Of a run of everything; of a part of the tests, what belongs to the part."""
    named = reasons(f"{suite}.toml")
    split = request.config.stash[SPLIT]
    files = {name.partition("::")[0] for suite in SUITES for name in split[suite]}
    single = any("::" in arg for arg in request.config.args)  # of such a file not every test was collected
    asked = [
        name for name in named if not single and {file for file in files if file.startswith(name.partition("::")[0])}
    ]
    assert [name for name in asked if not any(is_named(test, [name]) for test in split[suite])] == []
    assert [name for name in named if not (ROOT / name.partition("::")[0]).exists()] == []


@pytest.mark.parametrize(
    "name", ["tests/a", "tests/a/test_b.py", "tests/a/test_b.py::test_c", "tests/a/test_b.py::test_c[d]"]
)
def test_a_test_is_named_by_itself_its_file_or_its_folder(name: str) -> None:
    assert is_named("tests/a/test_b.py::test_c[d]", [name])
    assert not is_named("tests/ab/test_b.py::test_cd[e]", [name])


def test_the_commands_run_what_the_suites_hold() -> None:
    """On SQLite no folder and no test is left out by the command itself."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^(test[a-z-]*):.*\n((?:\t.*\n)+)", made, re.MULTILINE))
    assert recipes["test"] == "\t@sh requirements/system.sh without-servers\n\t$(PYTEST) --suite fast\n"
    assert recipes["test-site"] == "\t$(PYTEST) --suite site\n"
    assert recipes["test-all"].splitlines() == [
        "\tEVERY_VIEW=1 $(PYTEST) --suite fast --suite site",
        "\tEVERY_VIEW=1 sh tests/in_memory.sh .venv/bin/python -m tests.suite.night --all",
        "\tsh tests/postgresql.sh $(PYTEST)",
    ]
    ci = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert ci[-5:] == ["make check", "make test", "make test-site", "make test-postgresql", "make test-tenth"]
