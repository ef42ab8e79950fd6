"""`make test` and `make test-all`: together they hold every test once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.suite.plugin import SPLIT, SUITES, is_named, reasons

ROOT = Path(__file__).parents[2]


def test_each_collected_test_is_in_one_suite(request: pytest.FixtureRequest) -> None:
    split = request.config.stash[SPLIT]
    every = [name for suite in SUITES for name in split[suite]]
    here = {item.nodeid for item in request.session.items}
    assert len(every) == len(set(every))
    wanted = request.config.getoption("suite")
    assert here == set(split[wanted] if wanted else every)
    assert request.node.nodeid in split["fast"]


def test_what_is_left_to_the_night_is_there(request: pytest.FixtureRequest) -> None:
    """Of a run of everything; of a part of the tests, what belongs to the part."""
    nightly = reasons("nightly.toml")
    split = request.config.stash[SPLIT]
    files = {name.partition("::")[0] for suite in SUITES for name in split[suite]}
    single = any("::" in arg for arg in request.config.args)  # of such a file not every test was collected
    asked = [
        name for name in nightly if not single and {file for file in files if file.startswith(name.partition("::")[0])}
    ]
    assert [name for name in asked if not any(is_named(test, [name]) for test in split["nightly"])] == []
    assert [name for name in nightly if not (ROOT / name.partition("::")[0]).exists()] == []


@pytest.mark.parametrize(
    "name", ["tests/a", "tests/a/test_b.py", "tests/a/test_b.py::test_c", "tests/a/test_b.py::test_c[d]"]
)
def test_a_test_is_named_by_itself_its_file_or_its_folder(name: str) -> None:
    assert is_named("tests/a/test_b.py::test_c[d]", [name])
    assert not is_named("tests/ab/test_b.py::test_cd[e]", [name])


def test_the_commands_run_what_the_suites_hold() -> None:
    """On SQLite no folder and no test is left out by the command itself."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = dict(re.findall(r"^(test|test-all):.*\n((?:\t.*\n)+)", made, re.MULTILINE))
    assert recipes["test"].splitlines()[0] == "\t$(PYTEST) --suite fast"
    assert recipes["test-all"].splitlines() == ["\tEVERY_VIEW=1 $(PYTEST)"]
    assert "\n\tsh tests/postgresql.sh $(PYTEST)\n" in made
