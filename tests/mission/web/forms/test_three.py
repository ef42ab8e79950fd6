"""A text in three languages in a form: the reader's language first, the others folded in behind it."""

from __future__ import annotations

import pytest
from django import forms

from tearoad.mission.web.forms.three import three
from tearoad.values import Language


class Form(forms.Form):
    name_zh = forms.CharField(required=False, max_length=5, help_text="One is enough.")
    name_ru = forms.CharField(required=False, max_length=5, help_text="One is enough.")
    name_en = forms.CharField(required=False, max_length=5, help_text="One is enough.")


@pytest.mark.parametrize(
    ("reader", "labels"),
    [
        (Language.ZH, ["中文", "Русский", "English"]),
        (Language.RU, ["Русский", "中文", "English"]),
        (Language.EN, ["English", "中文", "Русский"]),
    ],
)
def test_the_reader_s_language_comes_first_and_alone_explains(reader: Language, labels: list[str]) -> None:
    text = three(Form(), "name", "Name", reader)
    assert [field.label for field in (text.first, *text.others)] == labels
    assert [field.help_text for field in (text.first, *text.others)] == ["One is enough.", "", ""]


@pytest.mark.parametrize(
    ("sent", "written", "is_open"),
    [
        ({}, 0, False),
        ({"name_ru": "чай"}, 0, False),
        ({"name_ru": "чай", "name_zh": "茶"}, 1, False),
        ({"name_zh": "茶", "name_en": "tea"}, 2, True),
        ({"name_ru": "чай", "name_en": "a cup of tea"}, 1, True),
    ],
)
def test_the_others_are_open_where_they_must_be_seen(sent: dict[str, str], written: int, is_open: bool) -> None:  # noqa: FBT001  # what is expected
    text = three(Form(sent), "name", "Name", Language.RU)
    assert (text.written, text.is_open) == (written, is_open)
