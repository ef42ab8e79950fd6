"""All missions of the organisation side by side, and since when the latest has not been this large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tearoad.call import LargestSince
from tearoad.call.web.queries.campaigns import claims, past_missions
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries import core
from tearoad.results import SCHEMA
from tearoad.results.in_words import unknown_rows
from tearoad.results.side_by_side import (
    COMPARED,
    ComparedFigure,
    FiguresOrigin,
    MissionSideBySide,
    figures_of_edition,
    from_sheet,
    side_by_side,
)
from tearoad.results.web.models import ResultsEdition
from tearoad.text import Text
from tearoad.values import Language, Money


@dataclass(frozen=True, slots=True)
class ComparedCell:
    """One cell of the table: an amount, a count, or that it is not known."""

    label: Text
    money: Money | None
    count: int | None
    unknown: Text | None
    """Of how many rows it is not known; None where of none."""


@dataclass(frozen=True, slots=True)
class ComparedMission:
    """One row of the table."""

    mission: MissionSideBySide
    cells: tuple[ComparedCell, ...]
    is_here: bool
    """It is a mission of this site, and has a page; the others stand in the sheet alone."""


@dataclass(frozen=True, slots=True)
class ComparedDefinition:
    """What a column counts."""

    name: Text
    definition: Text


@dataclass(frozen=True, slots=True)
class MissionsPage:
    """What the page of all missions shows."""

    heads: tuple[Text, ...]
    definitions: tuple[ComparedDefinition, ...]
    rows: tuple[ComparedMission, ...]
    latest: str
    """The name of the mission that the claims are about."""
    claims: tuple[LargestSince, ...]


def missions_page(language: Language) -> MissionsPage:
    """Return missions of the site and of the sheet; seven queries, however many there are."""
    missions = list(Mission.objects.all())
    last = _latest_editions()
    here = [_of_site(mission, last.get(mission.pk), language) for mission in missions]
    rows = side_by_side([*here, *(from_sheet(mission) for mission in past_missions())])
    latest = max(missions, key=lambda mission: (mission.starts_on, str(mission.pk)), default=None)
    return MissionsPage(
        tuple(_head(code) for code in COMPARED),
        tuple(ComparedDefinition(_head(code), Text(f"results.{code}_definition")) for code in COMPARED),
        tuple(_row(row) for row in rows),
        core(latest).name.in_language(language) if latest else "",
        claims(latest) if latest else (),
    )


def _latest_editions() -> Mapping[object, ResultsEdition]:
    """Return each mission's latest edition by the mission's id; earlier ones are not read: they may be many."""
    latest = dict(ResultsEdition.objects.order_by("mission_id", "number").values_list("mission_id", "pk"))
    return {edition.mission_id: edition for edition in ResultsEdition.objects.filter(pk__in=latest.values())}


def _of_site(mission: Mission, edition: ResultsEdition | None, language: Language) -> MissionSideBySide:
    name = core(mission).name.in_language(language)
    if edition is None:
        none = tuple(ComparedFigure(code) for code in COMPARED)
        return MissionSideBySide(str(mission.pk), name, mission.starts_on.year, FiguresOrigin.NOT_FROZEN, none)
    origin = FiguresOrigin.EDITION if edition.schema == SCHEMA else FiguresOrigin.OLDER_EDITION
    figures = figures_of_edition(edition.document["figures"])
    return MissionSideBySide(str(mission.pk), name, mission.starts_on.year, origin, figures, edition.number)


def _row(side: MissionSideBySide) -> ComparedMission:
    return ComparedMission(side, tuple(map(_cell, side.figures)), side.origin is not FiguresOrigin.SHEET)


def _cell(figure: ComparedFigure) -> ComparedCell:
    money = Money(Decimal(figure.value), figure.currency) if figure.currency and figure.value is not None else None
    count = figure.value if isinstance(figure.value, int) else None
    unknown = unknown_rows(figure.code, figure.unknown)
    return ComparedCell(_head(figure.code), money, count, unknown)


def _head(code: str) -> Text:
    return Text(f"results.{code}")
