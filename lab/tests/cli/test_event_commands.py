"""`tearoad-lab timetable solve|check|explain` with an event."""

import json
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode

EVENT = """
nBusiness = 4; nMeetings = 3; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 3 | 1, 3, 3 | 2, 4, 3 |];
"""
TIGHT = EVENT.replace("nTotalSlots = 4", "nTotalSlots = 2")


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "chain.dzn"
    path.write_text(EVENT)
    return path


@pytest.fixture
def tight(tmp_path: Path) -> Path:
    path = tmp_path / "tight.dzn"
    path.write_text(TIGHT)
    return path


def last(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    found = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("objective", ["breaks", "idle-range"])
def test_an_event_is_solved_written_and_judged(event: Path, objective: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = event.with_suffix(".json")
    fair = ["--fairness", "1"] if objective == "breaks" else []
    called = ["timetable", "solve", str(event), "--objective", objective, *fair, "--out", str(out), "--json"]
    assert run(called) == ExitCode.DONE
    printed = last(capsys)
    assert (printed["status"], printed["value"], printed["bound"]) == ("optimal", 0, 0)
    assert json.loads(out.read_text())["slots"] == printed["slots"]
    assert run(["timetable", "check", str(event), "--json"]) == ExitCode.DONE
    assert last(capsys) == {"violations": 0, "meetings": 3, "not_held": 0, "breaks": 0, "fairness": 0, "idle_range": 0}


def test_a_broken_plan_of_an_event_is_named(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event.with_suffix(".json").write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1, 9]}))
    assert run(["--language", "en", "timetable", "check", str(event)]) == ExitCode.HELD_BACK
    shown = capsys.readouterr().out
    assert "Meeting 3 stands in slot 9" in shown
    assert "Participant 1 is in two meetings at once in slot 1." in shown


def test_an_event_that_cannot_be_held_says_so_and_which_meetings_exclude_each_other(
    tight: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", "solve", str(tight), "--json"]) == ExitCode.MUSTS_CLASH
    assert last(capsys)["status"] == "impossible"
    assert run(["timetable", "explain", str(tight), "--json"]) == ExitCode.MUSTS_CLASH
    assert last(capsys) == {"meetings_that_clash": [1, 2, 3], "never_held": []}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "There are no tables. So 3 meetings cannot be held: 1-3."),
        ("zh", "没有桌子。因此有 3 场会面无法安排：1-3。"),
        ("ru", "Столов нет. Поэтому нельзя провести 3 встречи: 1-3."),
    ],
)
def test_why_no_meeting_can_be_held_is_said(
    event: Path, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event.write_text(EVENT.replace("nTables = 1", "nTables = 0"))
    assert run(["--language", language, "timetable", "explain", str(event)]) == ExitCode.MUSTS_CLASH
    assert capsys.readouterr().out == f"{said}\n"


def test_what_else_fits_is_said_beside_what_is_never_held(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    event.write_text(EVENT + "forbidden = [{}, {}, {1, 2, 3, 4}, {}];\n")
    assert run(["--language", "en", "timetable", "explain", str(event), "--json"]) == ExitCode.MUSTS_CLASH
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "Participant 3 is never there. So 1 meeting cannot be held: 2.",
        "All the others can be held.",
    ]
    never = [{"code": "matchmaking.event_never_there", "meetings": [2]}]
    assert json.loads(shown.out) == {"meetings_that_clash": [], "never_held": never}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "if meeting 1, participants"), ("zh", "只要把第 1 场会面"), ("ru", "если перенести встречу 1")],
)
def test_a_meeting_that_makes_room_by_moving_is_named(
    tmp_path: Path, language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event, plan = tmp_path / "fair.dzn", tmp_path / "plan.json"
    event.write_text(
        "nBusiness = 3; nMeetings = 2; nTables = 1; nTotalSlots = 2; nMorningSlots = 1;\n"
        "requested = [| 1, 2, 3 | 1, 3, 1 |];\n"
    )
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 0]}))
    assert run(["--language", language, "timetable", "explain", str(event), str(plan), "--json"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert said in shown.err
    assert json.loads(shown.out)["left_out"][0]["move"] == {"slot": 1, "moved": 1, "to": 2}


def test_a_meeting_that_a_plan_leaves_out_is_explained(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = event.with_suffix(".json")
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 0, 2]}))
    called = ["--language", "en", "timetable", "explain", str(event), str(plan)]
    assert run([*called, "--wish", "2", "--json"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "Meeting 2, participants 1 and 3, is not in the plan:",
        "  Participant 1 is in another meeting; slots: 1.",
        "  The 1 table is taken; slots: 1, 2.",
        "  Nothing is in its way; slots: 3, 4.",
    ]
    assert [(wish["meeting"], wish["free"]) for wish in json.loads(shown.out)["left_out"]] == [(2, [3, 4])]
    assert run([*called, "--wish", "1", "--wish", "9"]) == ExitCode.UNUSABLE
    assert "Meeting 1 is in the plan. There is no meeting 9;" in capsys.readouterr().err
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1, 2]}))
    assert run(called) == ExitCode.UNUSABLE
    assert "Participant 1 is in two meetings at once in slot 1." in capsys.readouterr().err
    plan.write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 3, 2]}))
    assert run(called) == ExitCode.DONE
    assert capsys.readouterr().out == "The plan holds every meeting.\n"


def test_a_meeting_is_explained_with_a_plan_only(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--language", "en", "timetable", "explain", str(event), "--wish", "1"]) == ExitCode.UNUSABLE
    shown = capsys.readouterr().err
    assert (shown.startswith("--wish"), "no plan is named" in shown) == (True, True)


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_a_person_reads_how_good_it_is(event: Path, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    proved = {"en": "Proved", "zh": "已证明", "ru": "Доказано"}[language]
    run(["--language", language, "timetable", "solve", str(event)])
    assert proved in capsys.readouterr().out


def test_fairness_goes_with_breaks_only(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["timetable", "solve", str(event), "--objective", "idle-range", "--fairness", "1"]
    assert run(["--language", "en", *called]) == ExitCode.UNUSABLE
    assert "--fairness goes with the objective breaks only." in capsys.readouterr().err


def test_an_option_of_the_bench_before_a_command_is_refused(event: Path, capsys: pytest.CaptureFixture[str]) -> None:
    called = ["timetable", "--seed", "3", "--peers", "solve", str(event)]
    assert run(["--language", "en", *called]) == ExitCode.UNUSABLE
    assert "--peers, --seed belongs to the bench" in capsys.readouterr().err
