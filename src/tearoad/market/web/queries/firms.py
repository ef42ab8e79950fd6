"""Whose products a brief is made of: the register's firms, a mission's, or those that apply to its call."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of, visible
from tearoad.errors import InputError
from tearoad.market.brief.firms import BriefFirms, FirmProducts, brief_firms
from tearoad.market.web.models import SavedBrief
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values.document import from_document
from tearoad.web.registry import ask

_MOST_FIRMS = 1000


class SellerSource(StrEnum):
    """Where firms are taken from."""

    REGISTER = "register"
    MISSION = "mission"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class SellerSelection:
    """Whose products are asked for: of the register, or of a mission by its id."""

    source: SellerSource
    mission: UUID | None = None

    def __str__(self) -> str:
        """Return it as a form carries it."""
        return f"{self.source}:{self.mission or ''}"


def seller_selection(source: str, mission: str = "") -> SellerSelection | None:
    """Read whose products are asked for; None where nobody's.

    Raises:
        InputError: there is no such source, or the mission has no id.

    """
    if not source:
        return None
    try:
        wanted = SellerSource(source)
        return SellerSelection(wanted, None if wanted is SellerSource.REGISTER else UUID(mission))
    except ValueError as wrong:
        text = Text("market.firms_source", found=f"{source} {mission}".strip())
        raise InputError(text, Text("market.firms_source_hint")) from wrong


def firms_of(to: Actor, selection: SellerSelection) -> BriefFirms:
    """Return the firms that are asked for, with their products; O(firms).

    Raises:
        NotFoundError: there is no such mission.

    """
    sellers: tuple[FirmProducts, ...]
    if selection.source is SellerSource.MISSION:
        sellers = ask("mission_exporters", to, selection.mission)
    elif selection.source is SellerSource.CALL:
        sellers = ask("call_applicants", to, selection.mission)
    else:
        rows = visible(to).filter(side=Side.EXPORTER).order_by("name", "id")[:_MOST_FIRMS]
        sellers = tuple(
            FirmProducts(exporter.name, exporter.products) for exporter in (exporter_of(row, {}) for row in rows)
        )
    return brief_firms(sellers)


def firms_of_brief(row: SavedBrief) -> BriefFirms:
    """Return the firms that a brief was asked for."""
    made: BriefFirms = from_document(BriefFirms, row.firms) if row.firms else BriefFirms()
    return made
