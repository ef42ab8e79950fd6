"""What a field of a report may hold."""

from __future__ import annotations

import pytest

from tearoad.capture import FIELDS, Kind, Value
from tearoad.capture.fields import BY_NAME, choice_of, fits, label_of
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("person", "Анна", True),
        ("person", "Анна\nБелова", False),
        ("person", "x" * 201, False),
        ("person", "a\x00b", False),
        ("person", "\ud800", False),
        ("notes", "one\ntwo", True),
        ("notes", "one\rtwo", False),
        ("warmth", "hot", True),
        ("warmth", "tepid", False),
        ("incoterm", "FOB", True),
        ("price", "12.50", True),
        ("price", "0", False),
        ("price", "0.0", False),
        ("price", "-1", False),
        ("price", "1e3", False),
        ("price", "01", False),
        ("price", "1.23456", False),
        ("price", "１２", False),
        ("currency", "CNY", True),
        ("currency", "cny", False),
        ("due_on", "2027-02-28", True),
        ("due_on", "2027-02-29", False),
        ("due_on", "20270228", False),
        ("products", ("a", "b"), True),
        ("products", ("b", "a"), False),
        ("products", ("a", "a"), False),
        ("products", ("",), False),
        ("products", tuple(f"{number:02}" for number in range(41)), False),
        ("products", "a", False),
        ("person", ("a",), False),
    ],
)
def test_fits(name: str, value: Value, *, expected: bool) -> None:
    assert fits(BY_NAME[name], value) is expected


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_nothing_fits_everywhere(field: object) -> None:
    known = BY_NAME[field.name]  # type: ignore[attr-defined]  # a Field
    assert fits(known, () if known.kind is Kind.SEVERAL else "")


@pytest.mark.parametrize("language", Language)
def test_every_field_and_choice_has_a_word(language: Language) -> None:
    named = [label_of(field) for field in FIELDS]
    chosen = [
        found for field in FIELDS for choice in field.choices if isinstance(found := choice_of(field, choice), Text)
    ]
    assert len(chosen) == 21
    assert all(say(text, language) for text in (*named, *chosen))
