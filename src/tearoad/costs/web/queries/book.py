"""A mission's costs and rates as the core adds them up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.costs import CostItem, Ledger
from tearoad.costs.web import models as rows
from tearoad.errors import NotFoundError
from tearoad.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.paper.sheets.written.phones import region_of
from tearoad.people import Actor, Policy
from tearoad.people.web.policies import require
from tearoad.reference.exchange import ExchangeRate, RateBook
from tearoad.text import Text
from tearoad.values import Language, LocalText, PartyId
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A cost item and its row."""

    id: UUID
    item: CostItem


@dataclass(frozen=True, slots=True)
class RateRow:
    """A rate and its row."""

    id: UUID
    rate: ExchangeRate


@dataclass(frozen=True)
class Book:
    """Everything that totals depend on, and how firms are called."""

    mission: Mission
    items: tuple[ItemRow, ...]
    rates: tuple[RateRow, ...]
    firms: Mapping[PartyId, str]
    """Every exporter by id, named for the reader."""
    people: Mapping[str, int]
    language: Language
    """The reader's."""

    @cached_property
    def ledger(self) -> Ledger:
        """Return what the core adds up."""
        return Ledger(
            tuple(item.item for item in self.items),
            RateBook(tuple(rate.rate for rate in self.rates)),
            home_currency(self.mission),
            tuple(self.firms),
            self.people,
        )

    @property
    def payers(self) -> tuple[LocalText, ...]:
        """Those who pay and are no firm."""
        payers = dict.fromkeys(item.item.payer for item in self.items if item.item.payer)
        return tuple(payer for payer in payers if payer.written[0] not in self.firms)

    @property
    def offices(self) -> tuple[LocalText, ...]:
        """Offices for whom something is."""
        return tuple(dict.fromkeys(item.item.office for item in self.items if item.item.office))

    @cached_property
    def called(self) -> Mapping[str, str]:
        """How the reader calls firms, offices and payers, by the key of their groups."""
        others = {
            text.in_language(Language.EN): text.in_language(self.language) for text in (*self.offices, *self.payers)
        }
        return others | {str(firm): name for firm, name in self.firms.items()}


def book(row: mission_rows.Mission, language: Language) -> Book:
    """Return a mission's costs, rates and firms; four queries."""
    return Book(
        core(row),
        tuple(
            ItemRow(cost_item.pk, from_document(CostItem, cost_item.document))
            for cost_item in rows.CostItem.objects.filter(mission=row)
        ),
        rates(row),
        firms_of(row, language),
        _people(row),
        language,
    )


def rates(row: mission_rows.Mission) -> tuple[RateRow, ...]:
    """Return the rates, the newest first, pair by pair; one query."""
    found = [
        RateRow(rate.pk, from_document(ExchangeRate, rate.document))
        for rate in rows.ExchangeRate.objects.filter(mission=row)
    ]
    return tuple(
        sorted(found, key=lambda rate_row: (rate_row.rate.base, rate_row.rate.quote, -rate_row.rate.on.toordinal()))
    )


def firms_of(row: mission_rows.Mission, language: Language) -> dict[PartyId, str]:
    """Return the exporters of a mission, in its order, named for a reader; one query."""
    query = mission_rows.Participation.objects.filter(mission=row, company__side=Side.EXPORTER).select_related(
        "company"
    )
    return {
        PartyId(participation.code): spelling.firm(
            exporter_of(participation.company, participation.document).name, language
        ).main
        for participation in query
    }


def home_currency(mission: Mission) -> str:
    """Return the currency of home: of the country whose clock the mission's home goes by, else the mission's own."""
    from babel.numbers import get_territory_currencies  # noqa: PLC0415  # 0.1 s, not for every page

    region = region_of(mission.home_zone)
    found: Sequence[str] = get_territory_currencies(region) if region else ()
    return found[0] if found else mission.currency


def item_row(to: Actor, row: mission_rows.Mission, row_id: UUID) -> rows.CostItem:
    """Return one item's row.

    Raises:
        NotFoundError: the mission has no such item.

    """
    require(to, Policy.SEE_COSTS)
    cost_item: rows.CostItem | None = rows.CostItem.objects.filter(mission=row, pk=row_id).first()
    if cost_item is None:
        raise NotFoundError(Text("costs_pages.no_such_item"), Text("costs_pages.no_such_item_hint"))
    return cost_item


def _people(row: mission_rows.Mission) -> Mapping[str, int]:
    return Counter(
        filter(None, mission_rows.Delegate.objects.filter(mission=row).values_list("document__firm", flat=True))
    )
