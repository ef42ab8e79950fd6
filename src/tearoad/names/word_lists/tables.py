"""The two word lists of this room: legal forms, and the words that many firms have in their names."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files


class LegalForm(StrEnum):
    """What kind of body a firm is, as far as its name says."""

    COMPANY = "company"
    JOINT_STOCK = "joint_stock"
    SOLE_TRADER = "sole_trader"
    PARTNERSHIP = "partnership"
    STATE = "state"
    CLUB = "club"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (files("tearoad.names.word_lists") / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def legal_forms() -> dict[tuple[str, ...], LegalForm]:
    """Return each spelling of a legal form, as folded words, with its kind."""
    table: dict[tuple[str, ...], LegalForm] = {}
    for row in _rows("legal_forms.csv"):
        for form in row["forms"].split("|"):
            table.setdefault(tuple(form.split()), LegalForm(row["kind"]))
    return table


HAN_FORMS: tuple[tuple[str, LegalForm], ...] = (
    ("股份有限公司", LegalForm.JOINT_STOCK),
    ("有限责任公司", LegalForm.COMPANY),
    ("有限責任公司", LegalForm.COMPANY),
    ("股份公司", LegalForm.JOINT_STOCK),
    ("有限公司", LegalForm.COMPANY),
    ("株式会社", LegalForm.JOINT_STOCK),
    ("公司", LegalForm.COMPANY),
    ("个体工商户", LegalForm.SOLE_TRADER),
    ("合伙企业", LegalForm.PARTNERSHIP),
)


@dataclass(frozen=True, slots=True)
class BusinessWords:
    """Words such as trading, торговый, 贸易 with the one English word that stands for them."""

    whole: dict[str, str]
    starts: tuple[tuple[str, str], ...]
    """Beginnings of inflected words, the longest first."""
    han: tuple[tuple[str, str], ...]
    """Chinese words, the longest first."""
    english: frozenset[str]


@cache
def business_words() -> BusinessWords:
    """Return the table of words that many firms share."""
    whole: dict[str, str] = {}
    starts: dict[str, str] = {}
    han: dict[str, str] = {}
    for row in _rows("business_words.csv"):
        word = row["word"]
        whole |= dict.fromkeys(filter(None, [word, *row["whole"].split("|")]), word)
        starts |= dict.fromkeys(filter(None, row["starts"].split("|")), word)
        han |= dict.fromkeys(filter(None, row["han"].split("|")), word)
    return BusinessWords(
        whole=whole,
        starts=tuple(sorted(starts.items(), key=lambda item: (-len(item[0]), item[0]))),
        han=tuple(sorted(han.items(), key=lambda item: (-len(item[0]), item[0]))),
        english=frozenset(whole.values()),
    )
