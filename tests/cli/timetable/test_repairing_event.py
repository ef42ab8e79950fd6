"""`tearoad timetable repair` with an event."""

import json
from pathlib import Path

import pytest

from tearoad.cli.app import run
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
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["slots"], told["added"]) == ([4, 1, 3], [[1, 3, 3]])
    assert (told["people"], told["changed"], told["bound"], told["status"]) == ([1, 2, 3], [1, 3], 3, "optimal")
    assert run(["timetable", "check", str(fair), str(mended)]) == ExitCode.DONE


def test_a_meeting_that_cannot_be_held_is_named(fair: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", "repair", str(fair), "--away", "1:1-4"]) == ExitCode.MUSTS_CLASH
    assert "1 meeting cannot be held: 1" in capsys.readouterr().out
    assert run(["timetable", "repair", str(fair), "--away", "1"]) == ExitCode.DONE


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (("--away", "x"), "“x” is no number"),
        (("--away", "1:3-9"), "it has 1 to 4"),
        (("--off", "3"), "There is no meeting 3"),
        (("--wanted", "1:2"), "“1:2” is no number"),
        (("--fewer", "1=1"), "--fewer is for the firms"),
        ((), "Nothing is said"),
    ],
)
def test_what_cannot_be_read_is_refused(
    fair: Path, said: tuple[str, ...], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["timetable", "repair", str(fair), *said]) == ExitCode.UNUSABLE
    assert code in capsys.readouterr().err
