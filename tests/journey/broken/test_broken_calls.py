"""Calls that cannot be obeyed, and what stays on disk when nothing can be planned."""

import json
import os
import signal
from datetime import date
from pathlib import Path

import pytest

from tearoad.cli.app import run as tearoad
from tearoad.journey import outcome
from tearoad.timetable.explain import explain
from tests.journey.folders import add_row, example_folder, plan, set_cell


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must end with 2 and nothing but sentences; return them."""
    assert tearoad(["plan", *arguments]) == 2
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert said.out == ""
    return said.err


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert str(tmp_path / "nowhere") in refused(capsys, str(tmp_path / "nowhere"))
    assert list(tmp_path.iterdir()) == []


def test_a_file_instead_of_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mission.xlsx").write_bytes(b"PK")
    assert str(tmp_path / "mission.xlsx") in refused(capsys, str(tmp_path / "mission.xlsx"))
    assert contents(tmp_path) == {"mission.xlsx": b"PK"}


@pytest.mark.parametrize("below", ["", "deeper"])
@pytest.mark.parametrize("broken", [False, True])
def test_a_file_where_the_output_should_be(
    below: str,
    broken: bool,  # noqa: FBT001  # a column of the table
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = example_folder(tmp_path / "folder")
    if broken:
        (folder / "Buyers.csv").unlink()
    out = tmp_path / "out"
    out.write_text("mine")
    assert str(out) in refused(capsys, str(folder), "--out", str(out / below), "--effort", "1")
    assert out.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "out"]


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"schema": "tearoad.plan-file/1", "told": [{"exporter": 1}]}'])
def test_a_previous_plan_that_is_none(content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, previous = example_folder(tmp_path / "folder"), tmp_path / "plan.json"
    previous.write_text(content)
    assert str(previous) in refused(capsys, str(folder), "--out", str(tmp_path / "out"), "--previous", str(previous))
    assert not (tmp_path / "out").exists()


def test_a_previous_plan_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, previous = example_folder(tmp_path / "folder"), tmp_path / "plan.json"
    assert str(previous) in refused(capsys, str(folder), "--out", str(tmp_path / "out"), "--previous", str(previous))
    assert not (tmp_path / "out").exists()


def test_a_wrong_option(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "--seed" in refused(capsys, str(example_folder(tmp_path / "folder")), "--seed", "one")


def test_an_older_plan_stays_as_it_was_but_for_the_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    plan(folder, capsys)
    before = contents(tmp_path / "out")
    add_row(folder, "Requests", Who_asks="E01", Whom="B077", How_strongly="wish")
    assert plan(folder, capsys, "--refuse-errors").told == (2, 1, (("Requests.csv › C5", "sheets.unknown_reference"),))
    after = contents(tmp_path / "out")
    assert after.pop("problems.xlsx")[:2] == b"PK"
    assert after == before


def test_mended_problems_leave_no_list_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    set_cell(folder, "Requests", 3, "Whom", "E77")
    assert plan(folder, capsys).code == 1
    set_cell(folder, "Requests", 3, "Whom", "E02")
    assert plan(folder, capsys).told == (0, 0, ())


def test_a_pin_that_cannot_be_meant_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:10")
    assert plan(folder, capsys, "--refuse-errors").told == (2, 1, (("Pins.csv › C2", "timetable.pin_between_slots"),))
    assert sorted(contents(tmp_path / "out")) == ["problems.xlsx"]


def test_warnings_are_not_refused_with_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    set_cell(folder, "Exporters", 2, "Price", "XQZ 3.20/kg")
    assert plan(folder, capsys, "--refuse-errors").told == (0, 0, (("Exporters.csv › AI2", "sheets.bad_price"),))


def test_clashing_musts_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, out = example_folder(tmp_path / "folder"), tmp_path / "out"
    add_row(folder, "Pins", Exporter="E01", Buyer="B003", Start="2027-02-10 10:00")
    add_row(folder, "Pins", Exporter="E02", Buyer="B003", Start="2027-02-10 10:00")
    assert tearoad(["plan", str(folder), "--out", str(out), "--effort", "1", "--strict"]) == 3
    said = capsys.readouterr().out.splitlines()
    at = said.index("2 musts cannot be held together; the plan leaves out as few as it can:")
    assert said[at + 1 : at + 3] == [
        "  Example One Tea Co., Ltd. – Primer Tea JSC",
        "  Example Two Foods Co., Ltd. – Primer Tea JSC",
    ]
    plan_file = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    met = {(meeting["exporter"], meeting["buyer"]) for meeting in plan_file["told"]}
    assert len(met & {("E01", "B003"), ("E02", "B003")}) == 1


def test_an_interrupted_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = example_folder(tmp_path / "folder")
    plan(folder, capsys)
    before = contents(tmp_path / "out")

    def interrupted(*given: object) -> object:
        os.kill(os.getpid(), signal.SIGTERM)
        return explain(*given)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(outcome, "explain", interrupted)
    assert tearoad(["plan", str(folder), "--out", str(tmp_path / "out"), "--effort", "1"]) == 4
    assert "Traceback" not in capsys.readouterr().err
    assert contents(tmp_path / "out") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "out"]


def test_passport_numbers_reach_no_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    set_cell(folder, "Delegates", 2, "Role (English)", "Head, passport E12345678")
    assert plan(folder, capsys).code == 0
    found = [name for name, content in contents(tmp_path / "out").items() if b"E12345678" in content]
    assert found == []


def test_a_no_counts_though_a_cell_of_its_row_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = example_folder(tmp_path / "folder")
    add_row(folder, "Requests", Who_asks="B001", Whom="E01", How_strongly="no", Window="sometime")
    ran = plan(folder, capsys)
    assert ran.told == (
        0,
        0,
        (("Requests.csv › D2", "sheets.no_beats_all"), ("Requests.csv › H5", "sheets.bad_window")),
    )
    meetings = json.loads((tmp_path / "out" / "plan.json").read_text(encoding="utf-8"))["told"]
    assert ("E01", "B001") not in {(meeting["exporter"], meeting["buyer"]) for meeting in meetings}
    assert date.fromisoformat(meetings[0]["start_at"][:10]) >= date(2027, 2, 9)
