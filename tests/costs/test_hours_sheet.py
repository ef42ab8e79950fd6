from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tearoad.costs import WorkedHours
from tearoad.costs.hours_sheet import HOURS
from tearoad.errors import InputError
from tearoad.journey.files import MissionFiles
from tearoad.paper.sheets.writing import write_csv
from tearoad.values import InterpreterId, Language

Reader = Callable[..., MissionFiles]
INTERPRETERS = "id,name,pairs\nI1,Анна Примерова,zh-ru\nI2,Olga Example,zh-en\n"
ZONE = ZoneInfo("Europe/Moscow")
FIRST, SECOND = InterpreterId("I1"), InterpreterId("I2")
TUESDAY, WEDNESDAY = date(2027, 2, 9), date(2027, 2, 10)


def test_hours_are_read_in_three_languages_by_id_or_name(read_sheets: Reader) -> None:
    for sheet in (
        "Interpreter,Day,Hours worked\nI1,2027-02-09,6.5\nOlga Example,10 Feb 2027,0\n",
        "译员,日期,工时\nI1,2027年2月9日,6.5\ni2,2027-02-10,0\n",
        'Переводчик,Дата,Отработано\nАнна Примерова,09.02.2027,"6,5"\nI2,10.02.2027,0\n',
    ):
        files = read_sheets(interpreters=INTERPRETERS, hours=sheet)
        assert files.problems == ()
        assert files.hours == (
            WorkedHours(FIRST, TUESDAY, Decimal("6.5")),
            WorkedHours(SECOND, WEDNESDAY, Decimal(0)),
        )


@pytest.mark.parametrize(
    ("row", "cell", "problem"),
    [
        (",2027-02-09,4", "A2", "sheets.cell_missing"),
        ("I1,,4", "B2", "sheets.cell_missing"),
        ("I1,2027-02-09,", "C2", "sheets.cell_missing"),
        ("I9,2027-02-09,4", "A2", "sheets.unknown_reference"),
        ("I1,some day,4", "B2", "sheets.bad_date"),
        ("I1,2027-03-06,4", "B2", "programme.far_away"),
        ("I1,2027-02-09,many", "C2", "sheets.bad_number"),
        ("I1,2027-02-09,24.01", "C2", "costs.bad_hours"),
        ("I1,2027-02-09,-1", "C2", "costs.bad_hours"),
        ("I1,2027-02-09,1.005", "C2", "costs.bad_hours"),
    ],
)
def test_a_wrong_or_empty_cell_holds_its_row_back(read_sheets: Reader, row: str, cell: str, problem: str) -> None:
    files = read_sheets(interpreters=INTERPRETERS, hours=f"interpreter,day,hours\n{row}\nI2,2027-02-09,4\n")
    assert [(cell_problem.cell, cell_problem.text.code) for cell_problem in files.problems] == [(cell, problem)]
    assert files.hours == (WorkedHours(SECOND, TUESDAY, Decimal(4)),)


def test_an_interpreter_has_one_figure_a_day(read_sheets: Reader) -> None:
    files = read_sheets(
        interpreters=INTERPRETERS, hours="interpreter,day,hours\nI1,2027-02-09,4\nI1,2027-02-09,5\nI1,2027-02-10,5\n"
    )
    assert [(problem.cell, problem.text.code) for problem in files.problems] == [("B3", "sheets.hours_twice")]
    assert [hour.hours for hour in files.hours] == [Decimal(4), Decimal(5)]


def test_hours_are_kept_in_hundredths_however_they_are_written() -> None:
    hours = WorkedHours(FIRST, TUESDAY, Decimal("6.5"))
    assert (str(hours.hours), hours.id) == ("6.50", "I1 2027-02-09")
    with pytest.raises(InputError):
        WorkedHours(FIRST, TUESDAY, Decimal("6.501"))


@pytest.mark.parametrize(
    ("language", "header"),
    [
        (Language.EN, ["Interpreter", "Day", "Hours"]),
        (Language.ZH, ["译员", "日期", "小时数"]),
        (Language.RU, ["Переводчик", "Дата", "Часы"]),
    ],
)
def test_hours_are_written_as_they_are_read(read_sheets: Reader, language: Language, header: list[str]) -> None:
    worked = (WorkedHours(FIRST, TUESDAY, Decimal("6.25")), WorkedHours(SECOND, WEDNESDAY, Decimal(0)))
    sheet = write_csv(HOURS.write(worked, ZONE), language)
    assert next(csv.reader(io.StringIO(sheet))) == header
    assert read_sheets(interpreters=INTERPRETERS, hours=sheet).hours == worked
