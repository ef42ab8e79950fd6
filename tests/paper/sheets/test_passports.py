from __future__ import annotations

from collections.abc import Callable

import pytest

from tearoad.journey.files import MissionFiles
from tearoad.paper.sheets.passports import holds_passport_number
from tearoad.values import LocalText


@pytest.mark.parametrize(
    "text", ["passport E12345678", "Паспорт № 71 1234567", "护照号：G12345678", "загранпаспорт 75 1234567"]
)
def test_a_named_passport_number_is_seen_anywhere(text: str) -> None:
    assert holds_passport_number(text, of_a_person=False)


@pytest.mark.parametrize("text", ["E12345678", "71 1234567", "EB1234567", "45 08 123456"])
def test_a_bare_passport_number_is_seen_in_a_sheet_about_persons(text: str) -> None:
    assert holds_passport_number(text, of_a_person=True)
    assert not holds_passport_number(text, of_a_person=False)


@pytest.mark.parametrize(
    "text", ["passport holder", "Director", "E01", "hall 7", "2027-02-08 09:00", "I speak 3 languages"]
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not holds_passport_number(text, of_a_person=True)


def test_passport_numbers_reach_neither_delegates_nor_the_copy(read_sheets: Callable[..., MissionFiles]) -> None:
    files = read_sheets(
        delegates="id,name,role,passport no,office\nD1,LI Shili,G12345678,E87654321,passport: G11111111\n"
    )
    (delegate,) = files.delegates
    assert (delegate.role, delegate.office) == (LocalText(), LocalText())
    everything = repr(files)
    assert not any(number in everything for number in ("G12345678", "E87654321", "G11111111"))
    assert [(p.cell, p.text.code) for p in files.problems] == [
        ("D1", "sheets.passport_column"),
        ("C2", "sheets.passport_cell"),
        ("E2", "sheets.passport_cell"),
    ]
