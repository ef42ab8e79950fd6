"""The words of a talk: goods of the firms and the terms of trade, language beside language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tearoad.companies import Exporter
from tearoad.mission.papers import spelling
from tearoad.names import FirmName
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, LanguageCode
from tearoad.words import say

TRADE_TERMS = (
    "minimum_order",
    "price_basis",
    "delivery_time",
    "sample",
    "private_label",
    "shelf_life",
    "declaration",
    "customs_code",
    "down_payment",
    "letter_of_credit",
    "exclusive",
    "importer",
    "shelf_fee",
    "memorandum",
)
"""Codes of the terms that come up at every table, in the order of a talk."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Rows of words, a column a language; an empty word was never written down."""

    languages: tuple[str, ...]
    """The names of the columns' languages, for the reader."""
    goods: tuple[tuple[str, ...], ...]
    terms: tuple[tuple[str, ...], ...]


def glossary(firms: Iterable[Exporter], languages: Sequence[Language], reader: Language) -> Glossary:
    """Return the goods of these firms and the terms of trade, the reader's language in the first column."""
    columns = tuple(dict.fromkeys((reader, *languages)))
    goods = (_in(product.name, columns) for firm in firms for product in firm.products)
    return Glossary(
        tuple(
            _headed(figures.language_name(LanguageCode(column.value.partition("-")[0]), reader)) for column in columns
        ),
        tuple(row for row in dict.fromkeys(goods) if sum(map(bool, row)) > 1),
        tuple(tuple(say(Text(f"terms.{code}"), language) for language in columns) for code in TRADE_TERMS),
    )


def _headed(words: str) -> str:
    """Return words as they stand over a column; Russian writes languages small within a sentence."""
    return words[:1].upper() + words[1:]


def _in(name: FirmName, languages: Sequence[Language]) -> tuple[str, ...]:
    written = {spelling.script_of(text): text for text in reversed(name.written)}
    return tuple(written.get(language, "") for language in languages)
