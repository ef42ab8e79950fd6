"""The delegation as an officer reads it: who travels, what is missing, what to hurry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tearoad.call.web.queries.leaving import marked, withdrawn
from tearoad.companies.web.models import Side
from tearoad.companies.web.queries.register import exporter_of
from tearoad.delegation.gaps import Gap, gaps
from tearoad.delegation.hotels import hotel_names
from tearoad.delegation.ranks import protocol_order
from tearoad.mission import Delegate, LocalText, Mission
from tearoad.mission.papers import spelling
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.names import fold
from tearoad.text import Text
from tearoad.values import Language, PersonId
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now


@dataclass(frozen=True, slots=True)
class DelegateOnPage:
    """One delegate for a page."""

    row_id: UUID
    delegate: Delegate
    name: Spelling
    where: str
    """Firm or office."""
    gaps: tuple[Gap, ...]
    withdrawn: bool = False
    """Whether their firm withdrew."""

    @property
    def urgent(self) -> int:
        """How many of the gaps are urgent."""
        return sum(gap.urgent for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class House:
    """The people of one firm or office, the officials first."""

    name: str
    people: tuple[DelegateOnPage, ...]

    @property
    def withdrawn(self) -> bool:
        """Whether it is a firm that withdrew and still has people here."""
        return self.people[0].withdrawn


@dataclass(frozen=True, slots=True)
class Delegation:
    """Everyone who travels."""

    mission: Mission
    houses: tuple[House, ...]
    names: Mapping[str, str]
    """By id, for sentences."""

    @property
    def people(self) -> tuple[DelegateOnPage, ...]:
        """Everyone, house by house."""
        return tuple(person for house in self.houses for person in house.people)

    @property
    def delegates(self) -> tuple[Delegate, ...]:
        """Everyone as the cores know them."""
        return tuple(person.delegate for person in self.people)


def delegation(row: mission_rows.Mission, language: Language) -> Delegation:
    """Return who travels with what is missing; four queries whatever the size."""
    mission = core(row)
    found = tuple(mission_rows.Delegate.objects.filter(mission=row))
    delegates = [from_document(Delegate, person.document) for person in found]
    ids = {from_document(Delegate, person.document).id: person.id for person in found}
    firms = firm_names(row, language)
    gone = withdrawn(row)
    ordered = protocol_order(delegates)
    missing = (*gaps(ordered, mission, today(mission)), *_elsewhere(row, ordered, language))
    people = [
        DelegateOnPage(
            ids[delegate.id],
            delegate,
            spelling.person(delegate.name, language),
            (firms.get(delegate.firm, delegate.firm) if delegate.firm else delegate.office.in_language(language)) or "",
            tuple(gap for gap in missing if gap.who == delegate.id),
            delegate.firm in gone,
        )
        for delegate in ordered
    ]
    houses: dict[str, list[DelegateOnPage]] = {}
    for person in people:
        houses.setdefault(person.where, []).append(person)
    names = firms | hotel_names(delegates, language) | {str(person.delegate.id): person.name.main for person in people}
    ordered_houses = tuple(House(name, tuple(those)) for name, those in houses.items())
    return Delegation(mission, ordered_houses, marked(names, gone, delegates, language))


def firm_names(row: mission_rows.Mission, language: Language) -> dict[str, str]:
    """Return the names of the delegation's firms by id; one query."""
    taking_part = mission_rows.Participation.objects.filter(mission=row, company__side=Side.EXPORTER).select_related(
        "company"
    )
    firms = (exporter_of(participation.company, participation.document) for participation in taking_part)
    return {str(firm.id): spelling.firm(firm.name, language).main for firm in firms}


@dataclass(frozen=True, slots=True)
class Naming:
    """An item of the programme, or an absence, that names a delegate."""

    code: str
    title: LocalText = LocalText()
    item_id: UUID | None = None
    """The item's row; None of an absence, which has no page of its own."""


def named_in(row: mission_rows.Mission, code: str) -> tuple[Naming, ...]:
    """Return what of the mission itself still names a delegate: items of the programme, absences; two queries."""
    items = [
        Naming(programme_item.code, from_document(LocalText, programme_item.document["title"]), programme_item.id)
        for programme_item in mission_rows.ProgrammeItem.objects.filter(mission=row)
        if any(code in programme_item.document.get(field, ()) for field in ("must", "may", "speaks", "hosts"))
    ]
    away = [
        Naming(absence.code)
        for absence in mission_rows.Absence.objects.filter(mission=row)
        if absence.document.get("who") == code
    ]
    return (*items, *away)


def today(mission: Mission) -> date:
    """Return the day at the fair."""
    return fair_now().astimezone(mission.fair_zone).date()


def _elsewhere(row: mission_rows.Mission, delegates: Sequence[Delegate], language: Language) -> tuple[Gap, ...]:
    """Tell who travels with another mission in the same days; one query."""
    others = mission_rows.Delegate.objects.filter(
        mission__starts_on__lte=row.ends_on, mission__ends_on__gte=row.starts_on, mission__archived_at=None
    )
    known: dict[str, str] = {}
    for delegate in others.exclude(mission=row).select_related("mission"):
        name = from_document(LocalText, delegate.mission.document["name"]).in_language(language)
        for key in _keys(from_document(Delegate, delegate.document)):
            known.setdefault(key, name)
    found = []
    for delegate in delegates:
        there = next((known[key] for key in _keys(delegate) if key in known), None)
        if there is not None:
            text = Text("delegation.also_elsewhere", mission=there)
            found.append(Gap(PersonId(delegate.id), "arrives_at", text, urgent=True))
    return tuple(found)


def _keys(delegate: Delegate) -> tuple[str, ...]:
    """Return by what a person is known again: own script and phone; a bare Latin name fits too many."""
    return tuple(filter(None, (fold(delegate.name.native), delegate.phone)))
