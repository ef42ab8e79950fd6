"""What `tearoad plan` does at its edges: edited timetables, nobody left to meet, Ctrl-C, wrong places."""

from __future__ import annotations

import csv
import hashlib
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.journey.example import new_folder
from tearoad.values import Language
from tests.journey.papers_once import papers_set_once


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the tiny example mission."""
    new_folder(tmp_path / "mission", Language.EN)
    return tmp_path / "mission"


def plan(folder: Path, *arguments: str | Path) -> int:
    with papers_set_once():
        return run(["plan", str(folder), "--language", "en", "--effort", "1", *map(str, arguments)])


def told(out: Path) -> dict[tuple[str, str], str]:
    content = json.loads((out / "plan.json").read_text(encoding="utf-8"))
    return {(meeting["exporter"], meeting["buyer"]): meeting["start_at"] for meeting in content["told"]}


def test_an_edited_timetable_is_what_people_were_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(folder) == ExitCode.DONE
    before = told(folder / "plan")
    book = openpyxl.load_workbook(folder / "plan" / "timetable.xlsx")
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for row in sheet.iter_rows(max_row=3) for cell in row if cell.value}
    row = next(row for row in sheet.iter_rows() if "/" in str(row[0].value) and row[0].value != "Wish")
    pair = tuple(str(row[0].value).split("/"))
    used = set(before.values())
    free = next(
        f"{hour:02}:{minute:02}" for hour in (11, 12, 13, 14) for minute in (0, 30) if not _taken(hour, minute, used)
    )
    sheet.cell(row[0].row, heads["Start"]).value = free
    book.save(folder / "plan" / "timetable.xlsx")
    capsys.readouterr()
    assert plan(folder, "--previous", folder / "plan" / "timetable.xlsx") == ExitCode.DONE
    said = capsys.readouterr().out
    assert "Files you had edited were kept: timetable.edited-1.xlsx." in said
    after = told(folder / "plan")
    assert after[pair[0], pair[1]][11:16] == free
    assert {who: at for who, at in after.items() if who != pair} == {
        who: at for who, at in before.items() if who != pair
    }


def _taken(hour: int, minute: int, used: set[str]) -> bool:
    return any(f"T{hour:02}:{minute:02}" in start for start in used)


def test_those_who_are_gone_keep_the_name_they_were_told_by(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(folder) == ExitCode.DONE
    kept = folder / "told.json"
    content = json.loads((folder / "plan" / "plan.json").read_text(encoding="utf-8"))
    content["told"].append(content["told"][0] | {"buyer": "B900"})
    content["names"]["B900"] = "Gone Trading (fictional)"
    kept.write_text(json.dumps(content), encoding="utf-8")
    capsys.readouterr()
    assert plan(folder, "--previous", kept) == ExitCode.DONE
    assert "Gone Trading (fictional): no longer held" in capsys.readouterr().out
    lines = (folder / "plan" / "changes.csv").read_text(encoding="utf-8-sig").splitlines()
    heads, *rows = csv.reader(lines)
    gone = next(dict(zip(heads, row, strict=True)) for row in rows if "Gone Trading" in row[2])
    assert gone["Why"] == "Gone Trading (fictional) is not in the plan any more."


def test_the_quiet_are_told_nothing_where_nothing_is_wrong(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert plan(folder, "--quiet") == ExitCode.DONE
    assert capsys.readouterr() == ("", "")
    assert (folder / "plan" / "plan.json").is_file()


def test_the_plan_of_another_fair_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert plan(folder) == ExitCode.DONE
    content = json.loads((folder / "plan" / "plan.json").read_text(encoding="utf-8").replace("2027-02", "2023-02"))
    del content["told"][1]
    assert [meeting["start_at"][:10] for meeting in content["told"]] == ["2023-02-09", "2023-02-10"]
    (folder / "other.json").write_text(json.dumps(content), encoding="utf-8")
    assert plan(folder, "--previous", folder / "other.json") == ExitCode.UNUSABLE
    said = capsys.readouterr().err
    assert "The earlier plan is of another fair: its meetings begin on Thu 9 Feb, this fair on Tue 9 Feb." in said


def test_when_everybody_is_held_the_officer_is_told_whom_to_decide_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(folder / "mission.xlsx")
    sheet = book["Buyers"]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    latin = next(column for head, column in heads.items() if "Latin" in head)
    names = [str(row[latin - 1].value) for row in sheet.iter_rows(min_row=2) if row[latin - 1].value]
    rows = [f"X-{number},firm,{name}" for number, name in enumerate(names)]
    (folder / "lists" / "own.csv").write_text("\n".join(["id,kind,name", *rows]) + "\n", encoding="utf-8")
    assert plan(folder) == ExitCode.UNUSABLE
    said = capsys.readouterr().err
    assert "There is nobody left to meet: screening holds 3 companies out." in said
    assert "X-0" in said
    assert sorted(path.name for path in (folder / "plan").iterdir()) == ["decisions-to-make.xlsx", "problems.xlsx"]


@pytest.mark.parametrize("where", [".", "lists"])
def test_papers_are_kept_apart_from_the_sheets(folder: Path, where: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.name for path in folder.rglob("*"))
    assert plan(folder, "--out", folder / where) == ExitCode.UNUSABLE
    assert "the papers would stand among your sheets" in capsys.readouterr().err
    assert sorted(path.name for path in folder.rglob("*")) == before


def test_a_linked_output_folder_stays_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (folder / "plan").symlink_to(tmp_path / "real")
    assert plan(folder) == ExitCode.DONE
    assert (folder / "plan").is_symlink()
    assert (tmp_path / "real" / "plan.json").is_file()
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


STOPPED = """
import os, re, signal, sys
from tearoad.cli import main

def stop(event, given):
    # Press Ctrl-C once, as soon as the file is opened.
    global moment
    if event == "open" and moment and re.search(moment, str(given[0])):
        moment = ""
        os.kill(os.getpid(), signal.SIGINT)

moment = sys.argv.pop()
sys.addaudithook(stop)
main()
"""


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        (r"mission\.xlsx$", ExitCode.INTERRUPTED),
        (r"plan\.json$", ExitCode.INTERRUPTED),
        (r"\.new-\d+/contents\.json$", ExitCode.DONE),  # the last file: what is asked for now comes too late
    ],
)
def test_ctrl_c_at_any_moment_leaves_a_whole_folder_and_says_so(folder: Path, moment: str, ends: ExitCode) -> None:
    assert plan(folder) == ExitCode.DONE
    before = digests(folder / "plan")
    command = [sys.executable, "-c", STOPPED, "plan", str(folder), "--effort", "1", moment]
    stopped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (stopped.returncode, "Traceback" in stopped.stderr) == (ends, False), stopped.stderr
    assert digests(folder / "plan") == json.loads((folder / "plan" / "contents.json").read_text(encoding="utf-8"))
    assert (digests(folder / "plan") == before) == (ends is ExitCode.INTERRUPTED)
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "contents.json"
    }


def test_what_changed_in_the_programme_is_listed_with_those_it_names(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(folder) == ExitCode.DONE
    content = json.loads((folder / "plan" / "plan.json").read_text(encoding="utf-8"))
    (opening,) = content["programme"]
    moved = opening | {"window": {end: at.replace("2027-02-09", "2027-02-10") for end, at in opening["window"].items()}}
    content["programme"] = [moved, opening | {"id": "P99", "must": ["D02"], "speaks": []}]
    content["names"]["P99"] = "Tasting (fictional)"
    (folder / "told.json").write_text(json.dumps(content), encoding="utf-8")
    capsys.readouterr()
    assert plan(folder, "--previous", folder / "told.json") == ExitCode.DONE
    said = capsys.readouterr().out.splitlines()
    at = said.index("2 changes of the programme against what people were told:")
    assert said[at + 1] == (
        "  Opening of the example stand: moved from Wed 10 Feb 10:00 to Tue 9 Feb 10:00, until Tue 9 Feb 11:00."
    )
    assert "Tasting (fictional)" in said[at + 2]
    assert said[at + 3] == "2 to be told: LI Shili, WANG Shili"
    rows = list(csv.reader((folder / "plan" / "changes.csv").read_text(encoding="utf-8-sig").splitlines()))[1:]
    assert [(row[1:3], row[-1]) for row in rows] == [
        (["", ""], "LI Shili (D01), WANG Shili (D02)"),
        (["", ""], "WANG Shili (D02)"),
    ]
    assert [bool(row[5]) for row in rows] == [True, False]  # the second has no time any more
    assert [row[-2] for row in rows] == ["The programme says so now."] * 2
    assert "Tasting (fictional)" in (folder / "plan" / "report-internal.html").read_text(encoding="utf-8")


def test_the_same_programme_is_said_to_be_the_same_and_an_older_plan_to_hold_none(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert plan(folder) == ExitCode.DONE
    content = json.loads((folder / "plan" / "plan.json").read_text(encoding="utf-8"))
    said = {}
    for name, plan_file in (
        ("new", content),
        ("old", {key: value for key, value in content.items() if key != "programme"}),
    ):
        (folder / "told.json").write_text(json.dumps(plan_file), encoding="utf-8")
        capsys.readouterr()
        assert plan(folder, "--previous", folder / "told.json") == ExitCode.DONE
        said[name] = [
            line for line in capsys.readouterr().out.splitlines() if "rogramme" in line and folder.name not in line
        ]
    assert said == {
        "new": ["Nothing in the programme changes."],
        "old": ["The programme is not compared: the earlier plan does not hold it."],
    }
