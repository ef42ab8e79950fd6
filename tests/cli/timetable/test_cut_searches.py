"""A search that the clock or a person ends says so, keeps its best plan, and ends with the code of it."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.cli.timetable.files import read_event
from tearoad.cli.watching import Watching
from tearoad.timetable.matchmaking import faults
from tearoad.timetable.schema import problem_to_json
from tests.timetable.small_problems import small_problem

SIDE, MEETINGS = 12, 8
STOPPED = {"en": "Stopped before", "zh": "即被中止", "ru": "Поиск остановлен"}
CUT = {"en": "The clock ended the search", "zh": "时间已到", "ru": "Время вышло раньше"}


@pytest.fixture
def event(tmp_path: Path) -> Path:
    """An event that nobody proves in a second: every second one is away for a while, at other times than the rest."""
    path = tmp_path / "fair.dzn"
    pairs = [(first, SIDE + (first + step) % SIDE) for step in range(MEETINGS) for first in range(SIDE)]
    rows = " | ".join(f"{first + 1}, {second + 1}, 3" for first, second in pairs)
    away = ", ".join("{7, 8, 14}" if person % 2 else "{}" for person in range(2 * SIDE))
    path.write_text(
        f"nBusiness = {2 * SIDE}; nMeetings = {len(pairs)}; nTables = 8; nTotalSlots = 22; nMorningSlots = 11;\n"
        f"requested = [| {rows} |]; forbidden = [{away}];\n"
    )
    return path


@pytest.fixture
def problem(tmp_path: Path) -> Path:
    path = tmp_path / "problem.json"
    path.write_text(json.dumps(problem_to_json(small_problem(5))))
    return path


@pytest.fixture
def interrupted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C as soon as there is a plan in hand."""
    advance: Callable[..., None] = Watching.advance

    def press(self: Watching, *args: object) -> None:
        if not self.stop():
            os.kill(os.getpid(), signal.SIGINT)
        advance(self, *args)

    monkeypatch.setattr(Watching, "advance", press)


@pytest.fixture
def interrupted_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C as soon as it may be pressed."""
    stoppable = Watching.stoppable

    @contextmanager
    def press(self: Watching) -> Iterator[None]:
        with stoppable(self):
            os.kill(os.getpid(), signal.SIGINT)
            yield

    monkeypatch.setattr(Watching, "stoppable", press)


def solve(event: Path, *more: str) -> int:
    return run(["--language", "en", "timetable", "solve", str(event), *more])


@pytest.mark.usefixtures("interrupted")
@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_an_interrupted_event_keeps_its_best_plan(
    event: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = event.with_suffix(".json")
    called = ["--language", language, "timetable", "solve", str(event), "--effort", "0.1", "--out", str(out)]
    assert run(called) == ExitCode.INTERRUPTED
    assert STOPPED[language] in capsys.readouterr().out
    kept = json.loads(out.read_text())
    assert (kept["status"], kept["was_cut"]) == ("feasible", True)
    assert faults(read_event(event, None), [slot - 1 for slot in kept["slots"]]) == []


@pytest.mark.usefixtures("interrupted")
def test_an_interrupted_problem_keeps_its_best_plan(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = problem.with_name("plan.json")
    assert solve(problem, "--out", str(out), "--quiet") == ExitCode.INTERRUPTED
    assert [STOPPED["en"] in line for line in capsys.readouterr().err.splitlines()] == [True]
    assert any(level["was_cut"] for level in json.loads(out.read_text())["levels"])


@pytest.mark.usefixtures("interrupted_at_once")
@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_an_interrupted_repair_of_an_event_keeps_the_plan_in_hand(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fair, mended = tmp_path / "fair.dzn", tmp_path / "mended.json"
    fair.write_text(
        "nBusiness = 4; nMeetings = 2; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;\n"
        "requested = [| 1, 2, 3 | 3, 4, 3 |];\n"
    )
    fair.with_suffix(".json").write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1]}))
    called = ["--language", language, "timetable", "repair", str(fair), "--wanted", "1+3:1", "--out", str(mended)]
    assert run(called) == ExitCode.INTERRUPTED
    assert STOPPED[language] in capsys.readouterr().out
    assert json.loads(mended.read_text())["slots"] == [1, 1, 0]


@pytest.mark.usefixtures("interrupted_at_once")
def test_questions_that_were_not_answered_are_counted(problem: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["--language", "en", "timetable", "explain", str(problem), "--what-if", "hour", "--json"]
    assert run(called) == ExitCode.INTERRUPTED
    shown = capsys.readouterr()
    assert "Stopped: 0 of 1 questions" in shown.err
    assert json.loads(shown.out) == {"what_if": []}


@pytest.mark.usefixtures("interrupted_at_once")
def test_an_interrupted_search_for_a_clash_says_so(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "timetable", "explain", str(event)]) == ExitCode.INTERRUPTED
    assert STOPPED["en"] in capsys.readouterr().out


def test_a_clock_that_ends_the_smallest_idle_range_before_a_plan_is_said(
    event: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    called = ("--objective", "idle-range", "--time-limit", "0.1", "--json")
    assert solve(event, *called, "--out", str(event.with_suffix(".json"))) == ExitCode.HELD_BACK
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert (found["status"], found["was_cut"], CUT["en"] in shown.err) == ("unknown", True, True)
    assert not event.with_suffix(".json").exists()


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_clock_that_cuts_is_said(event: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["--language", language, "timetable", "solve", str(event), "--time-limit", "0.2", "--json"]
    assert run(called) == ExitCode.HELD_BACK
    shown = capsys.readouterr()
    assert (CUT[language] in shown.err, json.loads(shown.out)["was_cut"]) == (True, True)


def test_effort_ends_a_search_and_is_no_cut(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert solve(event, "--effort", "0.1", "--json") == ExitCode.DONE
    shown = capsys.readouterr()
    found = json.loads(shown.out)
    assert (found["status"], found["was_cut"], CUT["en"] in shown.err) == ("feasible", False, False)


def test_effort_ends_the_smallest_idle_range_too(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ("--objective", "idle-range", "--effort", "0.1", "--json")
    assert solve(event, *called) == ExitCode.HELD_BACK
    found = json.loads(capsys.readouterr().out)
    assert (found["status"], found["was_cut"]) == ("unknown", False)


@pytest.mark.parametrize("number", ["nan", "-nan", "inf", "1e999", "2e6", "0"])
@pytest.mark.parametrize(
    "called",
    [
        ("timetable", "solve", "x.dzn", "--effort"),
        ("timetable", "solve", "x.dzn", "--time-limit"),
        ("timetable", "explain", "x.dzn", "--time-limit"),
        ("timetable", "repair", "x.dzn", "--time-limit"),
        ("plan", "x", "--effort"),
        ("plan", "x", "--time-limit"),
        ("shortlist", "x", "--effort"),
        ("bench", "timetable", "--effort"),
        ("bench", "timetable", "--time-limit"),
    ],
)
def test_an_amount_is_finite(called: tuple[str, ...], number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", *called, number]) == ExitCode.UNUSABLE
    assert f"Not usable for '{called[-1]}'" in capsys.readouterr().err
