from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

import tearoad
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words, form_problem

SOURCES = Path(tearoad.__file__).parent
READ_IN_FORMS = (
    *(SOURCES / "paper/sheets/written").glob("*.py"),
    SOURCES / "paper/sheets/record.py",
    SOURCES / "delegation/delegates_sheet.py",
    SOURCES / "checklist/sheets/samples_sheet.py",
    SOURCES / "checklist/sheets/posts_sheet.py",
    SOURCES / "costs/rates_sheet.py",
)
"""What reads a field of a form as it reads a cell."""
OF_SHEETS = re.compile(r"\b(cell|cells|row|rows|column|columns|sheet|sheets|kept as written|is read as|is used)\b")
SEVERAL_ROWS = {
    "differs_above",
    "differs_above_hint",
    "rate_twice",
    "rate_twice_hint",
    "row_set_aside",
    "row_set_aside_hint",
    "same_person",
    "same_person_hint",
}
"""What only a sheet of several rows has."""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (Language.EN, "“NaN” is not a number. Write a number, such as 500 or 1,500.5."),
        (Language.ZH, "“NaN”不是数字。请填写：数字，如 500 或 1500.5。"),
        (Language.RU, "«NaN» — не число. Впишите: число, например 500 или 1500,5."),
    ],
)
def test_what_is_expected_is_told_in_a_sentence_of_its_own(language: Language, said: str) -> None:
    assert form_problem(Words(language), Text("sheets.bad_number", found="NaN"), Text("sheets.expect_number")) == said


def test_a_form_has_no_cells_and_keeps_no_row() -> None:
    missing, again = Text("sheets.cell_missing", column="Name"), Text("sheets.look_again")
    assert form_problem(Words(Language.EN), missing, again) == "This field is empty. Check it and correct it."


def test_whatever_a_field_is_refused_for_has_words_without_cells_and_rows() -> None:
    sheets, forms = (_messages(room) for room in ("sheets", "forms"))
    text = "".join(path.read_text(encoding="utf-8") for path in READ_IN_FORMS)
    codes = set(re.findall(r'Text\(\s*"sheets\.([a-z_]+)"', text)) - SEVERAL_ROWS
    assert [code for code in sorted(codes) if OF_SHEETS.search(forms.get(code, sheets.get(code, "")))] == []


def _messages(room: str) -> dict[str, str]:
    path = SOURCES / f"words/locale/en/{room}.po"
    entries = polib.pofile(str(path))
    return {entry.msgid.partition(".")[2]: entry.msgstr or str(entry.msgstr_plural) for entry in entries}
