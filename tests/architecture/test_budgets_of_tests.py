"""What tests may cost: the list of those that may cost more, and how a run is judged by it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.suite import budget
from tests.suite.budget import Budget, Cost
from tests.suite.places import TESTS

ROOT = Path(__file__).parents[2]
LISTED = {
    "tests/a/test_a.py::test_dear": Budget(10, "it says why"),
    "tests/a/test_a.py": Budget(4, "it says why"),
    "tests/*_browser.py": Budget(6, "it says why"),
}
BURNS = """
import time

def test_burns():
    began = time.process_time()
    while time.process_time() - began < 0.2:
        pass

def test_does_little():
    pass
"""


def test_each_exception_is_there_and_has_a_reason() -> None:
    listed = budget.exceptions()
    assert 0 < len(listed) <= budget.MOST_EXCEPTIONS
    assert [name for name, kept in listed.items() if kept.seconds <= budget.BUDGET_S or len(kept.why) < 5] == []
    gone, tests = [], [path for folder in TESTS for path in (ROOT / folder).rglob("test_*.py")]
    for name in listed:
        file, _, test = name.partition("::")
        found = [path for path in tests if fnmatch(path.relative_to(ROOT).as_posix(), file)]
        functions = {
            node.name
            for path in found
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if hasattr(node, "name")
        }
        gone += [name] if not found or (test and test not in functions) else []
    assert gone == []


@pytest.mark.parametrize(
    ("test", "seconds"),
    [
        ("tests/a/test_a.py::test_dear[ru]", 10),
        ("tests/a/test_a.py::test_dearer", 4),
        ("tests/a/b/test_c_browser.py::test_d", 6),
        ("tests/b/test_b.py::test_b", 2),
    ],
)
def test_a_budget_is_that_of_the_test_else_of_its_file_else_of_a_pattern(test: str, seconds: float) -> None:
    assert budget.budget_of(test, LISTED).seconds == seconds


@pytest.mark.parametrize(
    ("cost", "failures", "remarks"),
    [
        (Cost(1.9), 0, 0),
        (Cost(3.9), 0, 1),
        (Cost(7), 1, 0),
        (Cost(7, slowness=2.4), 0, 1),
        (Cost(7, slowness=4), 0, 0),
        (Cost(3.5, slowness=0.5), 1, 0),
        (Cost(5, modules=800), 0, 0),
    ],
)
def test_a_new_test_of_five_seconds_fails_and_a_slow_machine_or_a_first_import_does_not(
    cost: Cost, failures: int, remarks: int
) -> None:
    costs = {"tests/b/test_b.py::test_b": cost}
    assert len(list(budget.far_over(costs, LISTED))) == failures
    assert len(list(budget.remarks(costs, LISTED))) == remarks


def test_an_entry_that_nobody_needs_any_more_is_named() -> None:
    costs = {"tests/a/test_a.py::test_dear": Cost(9), "tests/a/test_a.py::test_b": Cost(0.3)}
    sentence = "tests/a/test_a.py costs 0.3 CPU s at most: its entry in tests/suite/dear.toml can go."
    assert list(budget.needless(costs, LISTED, ["tests/a/test_a.py", "tests/a/test_c_browser.py"])) == [sentence]


def test_an_entry_of_several_files_is_judged_only_when_all_of_them_ran() -> None:
    """Finds where a run of some files is told that an entry can go which the files that did not run need."""
    text, other = "tests/a/test_c_browser.py", "tests/b/test_d_browser.py"
    costs = {f"{text}::test_c": Cost(0.3)}
    assert list(budget.needless(costs, LISTED, [text, other])) == []
    assert len(list(budget.needless(costs | {f"{other}::test_d": Cost(0.4)}, LISTED, [text, other]))) == 1
    assert list(budget.needless(costs | {f"{other}::test_d": Cost(9)}, LISTED, [text, other])) == []


def test_a_run_of_the_fast_suite_with_a_test_over_its_budget_fails_and_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "test_burns.py").write_text(BURNS)
    run = [sys.executable, "-m", "pytest", "-p", "tests.suite.plugin", "--rootdir", str(tmp_path), "-c", os.devnull]

    def judged(*more: str) -> tuple[int, str]:
        done = subprocess.run(
            [*run, *more, str(tmp_path)],
            cwd=tmp_path,
            env=os.environ
            | {"PYTHONPATH": str(ROOT), "TEAROAD_DATABASE_URL": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    code, text = judged("--suite", "fast", "--budget", "0.01")
    assert (code, "2 passed" in text, "test_burns.py::test_burns cost" in text) == (1, True, True)
    assert "give it a budget with a reason in tests/suite/dear.toml" in text
    assert "test_does_little cost" not in text
    assert judged("--budget", "0.01")[0] == 0
