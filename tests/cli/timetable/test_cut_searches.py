"""A search that the clock or a person ends says so, keeps its best plan, and ends with the code of it."""

import json
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.timetable.schema import problem_to_json
from tests.cli.ctrl_c import interrupted, interrupted_at_once
from tests.timetable.small_problems import small_problem

__all__ = ["interrupted", "interrupted_at_once"]
STOPPED = {"en": "Stopped before", "zh": "即被中止", "ru": "Поиск остановлен"}


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problem_to_json(small_problem(5))))
    return path


def solve(problem: Path, *more: str) -> int:
    return run(["--language", "en", "timetable", "solve", str(problem), *more])


@pytest.mark.usefixtures("interrupted")
def test_an_interrupted_problem_keeps_its_best_plan(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = problem.with_name("plan.json")
    assert solve(problem, "--out", str(out), "--quiet") == ExitCode.INTERRUPTED
    assert [STOPPED["en"] in line for line in capsys.readouterr().err.splitlines()] == [True]
    assert any(level["was_cut"] for level in json.loads(out.read_text())["levels"])


@pytest.mark.usefixtures("interrupted_at_once")
def test_questions_that_were_not_answered_are_counted(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["--language", "en", "timetable", "explain", str(problem), "--what-if", "hour", "--json"]
    assert run(called) == ExitCode.INTERRUPTED
    shown = capsys.readouterr()
    assert "Stopped: 0 of 1 questions" in shown.err
    assert json.loads(shown.out) == {"what_if": []}


@pytest.mark.parametrize("number", ["nan", "-nan", "inf", "1e999", "2e6", "0"])
@pytest.mark.parametrize(
    "called",
    [
        ("timetable", "solve", "x.json", "--effort"),
        ("timetable", "solve", "x.json", "--time-limit"),
        ("timetable", "explain", "x.json", "--time-limit"),
        ("timetable", "repair", "x.json", "--time-limit"),
        ("plan", "x", "--effort"),
        ("plan", "x", "--time-limit"),
        ("shortlist", "x", "--effort"),
    ],
)
def test_an_amount_is_finite(called: tuple[str, ...], number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", *called, number]) == ExitCode.UNUSABLE
    assert f"Not usable for '{called[-1]}'" in capsys.readouterr().err
