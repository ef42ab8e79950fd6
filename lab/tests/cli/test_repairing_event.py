"""`tearoad-lab timetable repair` with an event."""

import json
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode

DZN = """nBusiness = 4; nMeetings = 2; nTables = 2; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 3 | 3, 4, 3 |];
"""


@pytest.fixture
def fair(tmp_path: Path) -> Path:
    path = tmp_path / "fair.dzn"
    path.write_text(DZN)
    path.with_suffix(".json").write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [1, 1]}))
    return path


def test_the_plan_is_mended_written_and_judged(fair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mended = fair.with_name("mended.json")
    repair = ["timetable", "repair", str(fair), "--away", "1:1-2", "--wanted", "1+3:3", "--out", str(mended), "--json"]
    assert run(repair) == ExitCode.DONE
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (printed["slots"], printed["added"]) == ([4, 1, 3], [[1, 3, 3]])
    assert (printed["people"], printed["changed"], printed["bound"], printed["status"]) == (
        [1, 2, 3],
        [1, 3],
        3,
        "optimal",
    )
    assert run(["timetable", "check", str(fair), str(mended)]) == ExitCode.DONE


def test_a_meeting_that_cannot_be_held_is_named(fair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", "repair", str(fair), "--away", "1:1-4"]) == ExitCode.MUSTS_CLASH
    assert "1 meeting cannot be held: 1" in capsys.readouterr().out
    assert run(["timetable", "repair", str(fair), "--away", "1"]) == ExitCode.DONE


def test_what_is_not_held_any_more_is_no_fault(fair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mended = fair.with_name("mended.json")
    assert run(["timetable", "repair", str(fair), "--off", "1", "--out", str(mended)]) == ExitCode.DONE
    assert run(["timetable", "check", str(fair), str(mended), "--json"]) == ExitCode.DONE
    output = capsys.readouterr()
    assert "1 meeting is not held: 1" in output.err
    figures = json.loads(output.out.splitlines()[-1])
    assert (figures["violations"], figures["meetings"], figures["not_held"]) == (0, 1, 1)
    fair.with_suffix(".json").write_text(json.dumps({"schema": "tearoad.event-plan/1", "slots": [0, 1]}))
    assert run(["timetable", "check", str(fair)]) == ExitCode.HELD_BACK
    assert "Meeting 1 is not held." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("most", "said"), [("1", "Still fair"), ("0", "Not as fair as asked: Breaks differ from 0 to 1")]
)
def test_repair_and_judge_say_the_same_of_fairness(
    fair: Path, most: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = fair.with_name("mended.json")
    repair = ["timetable", "repair", str(fair), "--wanted", "1+3:3", "--fairness", most, "--out", str(mended), "--json"]
    assert run(["--language", "en", *repair]) == ExitCode.DONE
    output = capsys.readouterr()
    assert run(["--language", "en", "timetable", "check", str(fair), str(mended), "--fairness", most, "--json"]) == 0
    judged = capsys.readouterr()
    assert [said in each.err for each in (output, judged)] == [True, True]
    figures = [json.loads(each.out.splitlines()[-1]) for each in (output, judged)]
    assert [(each["breaks"], each["fairness"]) for each in figures] == [(2, 1), (2, 1)]


@pytest.mark.parametrize("later", [(), ("--now", "2"), ("--off", "2"), ("--wanted", "3+1:3-4")])
def test_a_new_meeting_that_is_said_again_is_known(
    fair: Path, later: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    mended = fair.with_name("mended.json")
    once = ["--wanted", "1+3:3-4", "--out", str(mended), "--json"]
    assert run(["timetable", "repair", str(fair), *once]) == ExitCode.DONE
    assert run(["timetable", "repair", str(fair), str(mended), *once, *later]) == ExitCode.DONE
    printed = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (printed["added"], printed["slots"][2:]) == ([[1, 3, 3, 4]], [3])
    assert run(["timetable", "repair", str(fair), str(mended), *once, "--off", "3"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["slots"][2:] == [0]
    assert run(["timetable", "repair", str(fair), str(mended), *once, "--wanted", "1+3:4"]) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["slots"][2:] == [3, 4]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("--away", "x"), "“x” is no number"),
        (("--away", "1:3-9"), "it has 1 to 4"),
        (("--away", "1:3-2"), "“1:3-2” runs backwards"),
        (("--away", "1:0"), "it has 1 to 4"),
        (("--off", "3"), "There is no meeting 3"),
        (("--off", "1", "--now", "5"), "Slot 5 does not belong to this event"),
        (("--off", "1", "--wanted", "1"), "Meeting 1 is called off and wanted."),
        (("--off", "2", "--now", "2"), "Meeting 2 has begun in slot 1"),
        (("--away", "1", "--wanted", "1"), "Meeting 1 is wanted, but participant 1 has withdrawn."),
        (("--away", "4", "--wanted", "4+1"), "participant 4 is wanted, who has withdrawn"),
        (("--wanted", "1:2"), "“1:2” is no number"),
        ((), "Nothing is said"),
    ],
)
def test_what_cannot_be_read_is_refused(
    fair: Path, said: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", "repair", str(fair), *said]) == ExitCode.UNUSABLE
    assert code in capsys.readouterr().err
