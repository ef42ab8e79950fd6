"""A message names a column and a sheet as its reader's own sheets do."""

from __future__ import annotations

import pytest

from tearoad.companies.buyers_sheet import BUYERS
from tearoad.companies.exporters_sheet import EXPORTERS
from tearoad.delegation.delegates_sheet import DELEGATES
from tearoad.journey.example import example_mission
from tearoad.journey.read import read_sheets
from tearoad.mission.sheet_reading import start_reading
from tearoad.paper.sheets import Grid
from tearoad.paper.sheets.files.folder import SheetsOfFolder
from tearoad.screening.decisions_sheet import DECISIONS, read_decisions
from tearoad.text import Term, Text
from tearoad.values import Language
from tearoad.values.document import text_from_document, text_to_document
from tearoad.words import say

NAME = {Language.EN: "Name in own script", Language.ZH: "本国文字名称", Language.RU: "Название на своём языке"}
PERSON = {Language.EN: "Name in own script", Language.ZH: "本国文字姓名", Language.RU: "Имя на своём языке"}
HOTEL = {Language.EN: "Hotel", Language.ZH: "酒店", Language.RU: "Гостиница"}
BY = {Language.EN: "By", Language.ZH: "决定人", Language.RU: "Кем"}
SHEET = {Language.EN: "Buyers", Language.ZH: "采购商", Language.RU: "Закупщики"}
LANGUAGES = pytest.mark.parametrize("language", list(Language))


@LANGUAGES
def test_an_empty_cell(language: Language) -> None:
    reading = start_reading(example_mission())
    grid = Grid("exporters.csv", "", (("ID", "Name", "City"), ("E1", "", "Guiyang")))
    EXPORTERS.read(reading.records(grid, EXPORTERS.spec, {}), reading)
    (problem,) = reading.problems
    assert NAME[language] in say(problem.text, language)


@LANGUAGES
def test_a_cell_that_is_too_long(language: Language) -> None:
    reading = start_reading(example_mission())
    reading.records(Grid("d.csv", "", (("ID", "Name", "Hotel"), ("D1", "Li", "x" * 400))), DELEGATES.spec, {})
    (problem,) = reading.problems
    assert f"{HOTEL[language]}" in say(problem.text, language)


@LANGUAGES
def test_a_missing_column_and_a_sheet_without_headers(language: Language) -> None:
    reading = start_reading(example_mission())
    reading.records(Grid("d.csv", "", (("ID", "Hotel"), ("D1", "Example"))), DELEGATES.spec, {})
    reading.records(Grid("e.csv", "", (("what", "ever"), ("D1", "Example"))), DELEGATES.spec, {})
    missing, headless = reading.problems
    assert headless.hint is not None
    assert PERSON[language] in say(missing.text, language)
    assert PERSON[language] in say(headless.hint, language)


@LANGUAGES
def test_a_decision_without_its_officer(language: Language) -> None:
    reading = start_reading(example_mission())
    rows = (("Party", "List entry", "Ruling", "Why"), ("B1", "T-1", "clear", "other"))
    read_decisions(reading.records(Grid("decisions.csv", "", rows), DECISIONS, {}), reading)
    bare = next(problem for problem in reading.problems if problem.text.code == "sheets.decision_bare")
    assert f"{BY[language]}" in say(bare.text, language)


@LANGUAGES
def test_a_sheet_that_is_missing_or_empty(language: Language) -> None:
    found = SheetsOfFolder(grids={BUYERS.name: Grid("b.csv", "", (("ID", "Name"),))})
    sentences = [say(problem.text, language) for problem in read_sheets(found, "folder", example_mission()).problems]
    assert [SHEET[language] in text for text in sentences] == [False, True]


def test_a_term_is_kept_and_read_back() -> None:
    text = Text("sheets.cell_missing", column=Term(("City", "城市", "Город")), others=(Term(("a", "b", "c")),))
    assert text_from_document(text_to_document(text)) == text
