"""Which paper a market asks for with which goods: a table with the act behind each line, and what a firm has of it.

The table (`market_papers.csv`) holds what missions of this kind meet often. It is no legal advice: each line names its
act, since when it holds, on which day somebody compared it with what is published of the act, and where; where no day
stands, nobody has yet. An act that takes the place of another stands above it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from tearoad.companies import Certificate, Exporter, Product
from tearoad.names.fold import fold, has_han
from tearoad.values import CountryCode

EAC = "EAC"
"""The paper of the Eurasian Union."""


@dataclass(frozen=True, slots=True)
class MarketPaper:
    """What one act asks for: goods of these codes need this paper in these countries."""

    markets: frozenset[str]
    codes: tuple[str, ...]
    paper: str
    words: tuple[str, ...]
    """What people write for it."""
    act: str
    in_force_on: date
    checked_on: date | None
    """On which day somebody compared this line with what is published of its act; None where nobody has yet."""
    source: str = ""
    """The address of what it was compared with."""

    @property
    def countries(self) -> str:
        """The codes of the countries in one line."""
        return ", ".join(sorted(self.markets))

    def is_in_force(self, on: date | None) -> bool:
        """Whether it is asked for on a day; without a day every line counts."""
        return on is None or self.in_force_on <= on


@cache
def market_papers() -> tuple[MarketPaper, ...]:
    """Return the table."""
    with (files("tearoad.matching") / "market_papers.csv").open(encoding="utf-8") as lines:
        return tuple(map(_read_line, csv.DictReader(lines)))


def _read_line(row: Mapping[str, str]) -> MarketPaper:
    return MarketPaper(
        markets=frozenset(row["markets"].split("|")),
        codes=tuple(row["codes"].split("|")),
        paper=row["paper"],
        words=tuple(row["words"].split("|")),
        act=row["act"],
        in_force_on=date.fromisoformat(row["in_force_on"]),
        checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        source=row["source"],
    )


def papers_needed(product: Product, country: CountryCode | None, on: date | None) -> tuple[MarketPaper, ...]:
    """Return what a market asks for with a product; nothing where the product has no code, or nobody knows the market.

    One line a paper: the first of those that ask for it.
    """
    code = product.hs or product.local_code
    if code is None or country is None:
        return ()
    required = (
        market_paper
        for market_paper in _of_market(country.alpha2)
        if code.digits.startswith(market_paper.codes) and market_paper.is_in_force(on)
    )
    first: dict[str, MarketPaper] = {}
    for paper in required:
        first.setdefault(paper.paper, paper)
    return tuple(first.values())


@lru_cache(maxsize=512)
def _of_market(alpha2: str) -> Sequence[MarketPaper]:
    return tuple(paper for paper in market_papers() if alpha2 in paper.markets)


def has_paper(exporter: Exporter, paper: str, on: date | None) -> bool:
    """Whether a firm has a paper that is good on a day."""
    return any(
        means_paper(certificate.kind, paper) and not _is_over(certificate, on) for certificate in exporter.certificates
    )


@lru_cache(maxsize=4096)
def means_paper(written: str, paper: str) -> bool:
    """Whether what a firm wrote down means a paper: `ce` alone is one, and stands in no `certificate`."""
    return _pattern(paper).search(fold(written)) is not None


@cache
def _pattern(paper: str) -> re.Pattern[str]:
    words = {word for market_paper in market_papers() if market_paper.paper == paper for word in market_paper.words}
    found = [re.escape(fold(word)) if has_han(word) else _alone(fold(word)) for word in sorted(words)]
    return re.compile("|".join(found))


def _alone(word: str) -> str:
    """Return what finds a word that no letter of an alphabet touches; Chinese may stand beside it."""
    return rf"(?<![a-zа-я]){re.escape(word)}(?![a-zа-я])"


def _is_over(paper: Certificate, on: date | None) -> bool:
    return on is not None and paper.expires_on is not None and paper.expires_on < on
