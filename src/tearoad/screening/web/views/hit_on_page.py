"""A likeness as the pages show it: ours beside theirs."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad import screening
from tearoad.companies.web.models import Company
from tearoad.names import FirmName
from tearoad.names.spelling import Spelling, firm
from tearoad.reference import country_code, country_name
from tearoad.screening.web.models import Decision, Hit
from tearoad.screening.web.queries.hits import opened
from tearoad.screening.web.queries.overview import ruling_text
from tearoad.text import Text
from tearoad.values import CountryCode, Language
from tearoad.values.document import from_document

TONES = {"clear": "good", "hold": "warn", "block": "bad"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A hit with the company's name in the reader's script."""

    row: Hit
    name: Spelling
    hit: screening.Hit
    kind: Text
    countries: str
    """Of the entry, in the reader's language where they can be read."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruling on a page."""

    row: Decision
    name: Spelling
    text: Text
    tone: str


def pair(row: Hit, language: Language) -> Pair:
    """Return a hit for a page."""
    hit = opened(row).hit
    entry = hit.entry
    return Pair(
        row,
        name_of(row.company, language),
        hit,
        Text(f"screening_pages.kind_{entry.kind.value}"),
        ", ".join(_country(written, language) for written in entry.countries),
    )


def ruled(row: Decision, language: Language, company: Company | None = None) -> Ruled:
    """Return a ruling for a page."""
    return Ruled(row, name_of(company or row.company, language), ruling_text(row.ruling), TONES[row.ruling])


def name_of(company: Company, language: Language) -> Spelling:
    """Return a company's name, the reader's spelling first."""
    return firm(from_document(FirmName, company.document.get("name", {})), language)


def country_of(company: Company, language: Language) -> str:
    """Return a company's country in the reader's language."""
    return country_name(CountryCode(company.country), language) if company.country else ""


def _country(written: str, language: Language) -> str:
    code = country_code(written)
    return country_name(code, language) if code else written
