import json
from pathlib import Path

import pytest

from lab.tests.command_line import run
from tearoad.cli.exit_codes import ExitCode
from tearoad_lab.timetable.cases import Case
from tearoad_lab.timetable.events import OURS, Effort, rows, summary

EVENT = """
nBusiness = 4; nMeetings = 3; nTables = 1; nTotalSlots = 4; nMorningSlots = 2;
requested = [| 1, 2, 3 | 1, 3, 3 | 2, 4, 3 |];
"""
"""Three meetings in a chain, one table: they stand in a row, and whoever has two can have them side by side."""


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "chain.dzn"
    path.write_text(EVENT)
    return path


def test_every_method_has_its_row_and_ours_is_judged(event: Path) -> None:
    results = list(rows([Case(event, None, "0")], Effort(peers=True)))
    assert [(row.method, row.status, row.value, row.unplaced) for row in results] == [
        (OURS, "optimal", 0, 0),
        ("first-fit", "placed", 1, 0),
        ("best-of-1000", "placed", 0, 0),
        ("cp-sat", "optimal", 0, 0),
        ("rc2", "optimal", 0, 0),
    ]
    assert results[0].wrong == ()
    assert summary(results)["cases"] == summary(results)["proved"] == 1


def test_an_answer_that_is_not_the_known_one_counts_as_wrong(event: Path) -> None:
    results = list(rows([Case(event, None, "1"), Case(event, None, "UNSAT")], Effort()))
    assert [row.wrong for row in results] == [("known: 1",), ("known: UNSAT",)]
    assert summary(results)["wrong"] == 2


def test_a_file_that_is_no_event_is_a_wrong_case_and_stops_nothing(tmp_path: Path, event: Path) -> None:
    broken = tmp_path / "broken.dzn"
    broken.write_text("nBusiness = 1;")
    results = list(rows([Case(broken), Case(event)], Effort()))
    assert [row.status for row in results] == ["failed", "optimal"]
    assert results[0].wrong != ()


def test_the_command_tells_each_case_and_a_last_line(
    event: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.json"
    called = ["timetable", "--instances", str(event.parent), "--objective", "idle-range", "--json", str(out)]
    assert run(called) == ExitCode.DONE
    shown = capsys.readouterr().out.splitlines()
    assert shown[1].split()[:3] == ["chain", "tearoad", "optimal"]
    last = json.loads(shown[-1])
    assert (last["cases"], last["proved"], last["wrong"]) == (1, 1, 0)
    kept = json.loads(out.read_text())
    assert kept["summary"] == last
    assert [row["instance"] for row in kept["rows"]] == ["chain"]


def test_a_folder_without_events_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timetable", "--instances", str(tmp_path)]) == ExitCode.UNUSABLE
    assert "no .dzn file" in capsys.readouterr().err
