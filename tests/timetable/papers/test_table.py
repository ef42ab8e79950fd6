from __future__ import annotations

import csv
import io
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from tearoad.timetable.papers import table
from tearoad.values import Language

if TYPE_CHECKING:
    from tests.timetable.papers.conftest import SmallMission


def test_a_row_a_meeting_with_a_mark_that_excel_understands(small: SmallMission, stamp: datetime) -> None:
    (file,) = table.papers(small.roster, small.problem, small.plan, stamp=stamp, language=Language.RU)
    assert file.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["ID встречи", "День", "Начало", "Конец"]
    assert rows[1] == [
        "W1", "2023-02-07", "11:00", "11:25", "E01", "Гуйчжоу Люйлин Ча", "B01", 'ООО "Северный чай"',
        "S-A12", "A12", "I1", "Анна Смирнова",
    ]  # fmt: skip
    assert len(rows) == 6


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-1", "@SUM(A1)", "\t=1", " =1"])
def test_no_cell_is_run_as_a_formula(cell: str) -> None:
    assert table.harmless(cell) == f"'{cell}"


def test_an_innocent_cell_stays_as_it_is() -> None:
    assert table.harmless("ООО «А-Б» = 1") == "ООО «А-Б» = 1"
