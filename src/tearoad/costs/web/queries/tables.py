"""Costs as a page shows them: groups with their totals, and every total with its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tearoad.costs import By, CostId, CostState, Total, TotalGroup, TotalRow, overall, totals
from tearoad.costs.web.queries.book import Book
from tearoad.reference.exchange import Converted, ExchangeRate, MissingRate
from tearoad.text import Text
from tearoad.values import Language, Money, PartyId


@dataclass(frozen=True, slots=True)
class TotalLineOnPage:
    """One row of a total."""

    id: UUID
    """Of its item's row."""
    code: str
    what: str
    money: Money
    is_share: bool
    home: Money | None
    rate: ExchangeRate | None
    missing: Text | None


@dataclass(frozen=True, slots=True)
class TotalOnPage:
    """One total with its rows."""

    state: Text
    state_name: str
    sums: tuple[Money, ...]
    home: Money | None
    rates: tuple[ExchangeRate, ...]
    missing: tuple[Text, ...]
    left_out: int
    """Rows that the total at home is without."""
    rows: tuple[TotalLineOnPage, ...]


@dataclass(frozen=True, slots=True)
class TotalGroupOnPage:
    """One firm, payer, kind or currency."""

    key: str
    title: str
    """A name as it was written; empty where `label` says it."""
    label: Text | None
    totals: tuple[TotalOnPage, ...]


def groups(book: Book, by: By) -> tuple[TotalGroupOnPage, ...]:
    """Return the groups, firms in the mission's order and others by name."""
    found = [_group(book, by, total) for total in totals(book.ledger, by)]
    order = {firm: place for place, firm in enumerate(book.firms)}
    return tuple(sorted(found, key=lambda on_page: (order.get(PartyId(on_page.key), len(order)), on_page.key)))


def whole(book: Book) -> tuple[TotalOnPage, ...]:
    """Return the totals of the whole mission."""
    return _totals(book, overall(book.ledger))


def missing_of(totals: Iterable[TotalOnPage]) -> tuple[Text, ...]:
    """Return every missing rate once."""
    return tuple(dict.fromkeys(text for total in totals for text in total.missing))


def totals_of(book: Book, group: TotalGroup) -> tuple[TotalOnPage, ...]:
    """Return a group's totals as a page shows them."""
    return _totals(book, group)


def _group(book: Book, by: By, group: TotalGroup) -> TotalGroupOnPage:
    title, label = group.key, None
    if by in (By.FIRM, By.PAYER):
        title = book.called.get(group.key, group.key)
        if not title:
            label = Text("costs_pages.nobody_named" if by is By.FIRM else "costs_pages.organisation_pays")
    elif by is By.KIND:
        title, label = "", Text(f"costs_pages.kind_{group.key}")
    return TotalGroupOnPage(group.key, title, label, _totals(book, group))


def _totals(book: Book, group: TotalGroup) -> tuple[TotalOnPage, ...]:
    ids = {item.item.id: item.id for item in book.items}
    return tuple(_total(total, ids, book.language) for total in group.totals)


def _total(total: Total, ids: dict[CostId, UUID], language: Language) -> TotalOnPage:
    return TotalOnPage(
        state_text(total.state),
        total.state.value,
        total.sums,
        total.home,
        total.rates,
        tuple(rate.text for rate in total.missing),
        sum(isinstance(row.home, MissingRate) for row in total.rows),
        tuple(_row(row, ids[row.portion.item], language) for row in total.rows),
    )


def _row(row: TotalRow, item_id: UUID, language: Language) -> TotalLineOnPage:
    portion, home = row.portion, row.home
    known = home if isinstance(home, Converted) else None
    return TotalLineOnPage(
        item_id,
        portion.item,
        portion.what.in_language(language),
        portion.money,
        portion.is_share,
        known.money if known else None,
        known.rate if known else None,
        home.text if isinstance(home, MissingRate) else None,
    )


def state_text(state: CostState) -> Text:
    """Return a state in words."""
    return Text(f"costs_pages.state_{state.value}")
