"""A folder from nothing to a published timetable by the command line, in each language."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say
from tests.journey.papers_once import papers_set_once

CODES = {Language.EN: "en", Language.ZH: "zh", Language.RU: "ru"}
PLANNED = {
    Language.EN: "3 meetings planned of 3 wished or proposed.",
    Language.ZH: "在 3 个希望或建议的会面中，已排 3 个。",
    Language.RU: "Запланированы 3 встречи из 3 желаемых и предложенных.",
}
CLEAN = {
    Language.EN: "All rules hold: the timetable can be printed.",
    Language.ZH: "全部符合规则：日程可以印发。",
    Language.RU: "Все правила соблюдены: расписание можно печатать.",
}
FILES = [
    "booklet-en.pdf",
    "booklet-ru.pdf",
    "booklet-zh-Hans.pdf",
    "contents.json",
    "made-from.json",
    "plan.json",
    "report-internal.html",
    "report-to-share.html",
    "timetable.csv",
    "timetable.xlsx",
]


def tearoad(language: Language, *arguments: str | Path) -> int:
    with papers_set_once():
        return run(["--language", CODES[language], *map(str, arguments)])


@pytest.fixture(scope="module", params=list(Language), ids=list(CODES.values()))
def planned(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Language, Path]:
    """Return a fresh folder, planned once."""
    language: Language = request.param
    folder = tmp_path_factory.mktemp(CODES[language]) / "mission"
    assert tearoad(language, "new", folder) == ExitCode.DONE
    assert tearoad(language, "plan", folder, "--effort", "1") == ExitCode.DONE
    return language, folder


def test_a_fresh_folder_is_planned_and_told_in_the_language(
    planned: tuple[Language, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    language, folder = planned
    assert tearoad(language, "plan", folder, "--effort", "1", "--json") == ExitCode.DONE
    figures = json.loads(capsys.readouterr().out.splitlines()[-1])
    written = sorted(path.relative_to(folder / "plan").as_posix() for path in (folder / "plan").rglob("*.*"))
    assert figures.pop("files") == written
    assert [name for name in written if "/" not in name] == FILES
    assert {name: figures[name] for name in ("meetings", "unplaced", "held_back", "violations", "gap")} == {
        "meetings": 3,
        "unplaced": 0,
        "held_back": 0,
        "violations": 0,
        "gap": 0.0,
    }
    assert figures["value"] == figures["bound"]
    assert 0 < figures["seconds"] < 60
    assert figures["peak_mb"] > 50  # of the whole test process here; a run of its own is measured below
    assert tearoad(language, "plan", folder, "--effort", "1") == ExitCode.DONE
    said = capsys.readouterr().out.splitlines()
    assert said[0] == PLANNED[language]
    assert said[1] == say(Text("journey.no_lists"), language)


def test_the_same_folder_told_again_changes_nothing_for_anyone(
    planned: tuple[Language, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    language, folder = planned
    previous = folder / "plan" / "plan.json"
    again = tearoad(language, "plan", folder, "--previous", previous, "--out", tmp_path / "again", "--effort", "1")
    assert again == ExitCode.DONE
    assert len((tmp_path / "again" / "changes.csv").read_text(encoding="utf-8-sig").splitlines()) == 1
    capsys.readouterr()


def test_the_judge_finds_the_plan_clean_and_an_edit_that_breaks_it(
    planned: tuple[Language, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    language, folder = planned
    assert tearoad(language, "check", folder) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[-1] == CLEAN[language]
    assert tearoad(language, "check", folder, folder / "plan" / "plan.json") == ExitCode.DONE
    book = openpyxl.load_workbook(folder / "plan" / "timetable.xlsx")
    sheet = book.worksheets[0]
    first, second = (next(row for row in sheet.iter_rows() if row[0].value == wish) for wish in wishes(sheet)[:2])
    for old, new in zip(second[1:], first[1:], strict=True):
        old.value = new.value if old.value is not None else None
    for cell, other in zip(second, first, strict=True):
        cell.value = other.value if cell is not second[0] else cell.value
    book.save(tmp_path / "edited.xlsx")
    assert tearoad(language, "check", folder, tmp_path / "edited.xlsx") == ExitCode.HELD_BACK
    capsys.readouterr()


def test_a_run_of_its_own_is_small(tmp_path: Path) -> None:
    assert tearoad(Language.EN, "new", tmp_path / "mission") == ExitCode.DONE
    planning = [sys.executable, "-m", "tearoad", "plan", str(tmp_path / "mission"), "--effort", "1", "--json"]
    figures = json.loads(subprocess.run(planning, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    assert 50 < figures["peak_mb"] < 600


def wishes(sheet: openpyxl.worksheet.worksheet.Worksheet) -> list[str]:
    return [str(row[0].value) for row in sheet.iter_rows() if "/" in str(row[0].value)]


@pytest.mark.parametrize("language", list(Language))
def test_a_folder_that_holds_something_is_not_written_over(
    language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "minutes.txt").write_text("mine")
    assert tearoad(language, "new", tmp_path) == ExitCode.UNUSABLE
    assert tearoad(language, "demo", "--files", tmp_path) == ExitCode.UNUSABLE
    assert [path.name for path in tmp_path.iterdir()] == ["minutes.txt"]
    assert str(tmp_path) in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("plan", "nowhere"), ("check", "nowhere")])
def test_a_folder_that_is_not_there_is_named(
    arguments: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command, name = arguments
    assert tearoad(Language.EN, command, tmp_path / name) == ExitCode.UNUSABLE
    assert str(tmp_path / name) in capsys.readouterr().err
