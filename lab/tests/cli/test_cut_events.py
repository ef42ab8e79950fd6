"""A search of an event that the clock or a person ends says so, keeps its best plan, and ends with the code of it."""

import json
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode
from tearoad_lab.cli.event_files import read_event
from tearoad_lab.matchmaking import faults
from tests.cli.ctrl_c import interrupted, interrupted_at_once

__all__ = ["interrupted", "interrupted_at_once"]

SIDE, MEETINGS = 12, 8
STOPPED = {"en": "Stopped before", "zh": "即被中止", "ru": "Поиск остановлен"}
CUT = {
    "en": "The search was ended, by the clock or by you",
    "zh": "因到时或您中止而提前结束",
    "ru": "Расчёт прерван — по времени или вами",
}


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
        ("timetable", "--effort"),
        ("timetable", "--time-limit"),
    ],
)
def test_an_amount_is_finite(called: tuple[str, ...], number: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", *called, number]) == ExitCode.UNUSABLE
    assert f"Not usable for '{called[-1]}'" in capsys.readouterr().err
