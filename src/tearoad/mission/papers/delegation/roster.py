"""What every paper of the delegation is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tearoad.companies import Exporter
from tearoad.mission.delegation.ranks import protocol_order
from tearoad.mission.mission import Mission
from tearoad.mission.papers import spelling
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.people import Delegate, Interpreter
from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say


@dataclass(frozen=True, slots=True)
class Roster:
    """The mission with its people, in the order of protocol."""

    mission: Mission
    delegates: tuple[Delegate, ...]
    firms: Mapping[str, Exporter]
    interpreters: tuple[Interpreter, ...]


def roster(
    mission: Mission,
    delegates: tuple[Delegate, ...],
    exporters: tuple[Exporter, ...],
    interpreters: tuple[Interpreter, ...],
) -> Roster:
    """Return what the papers are made from."""
    return Roster(mission, protocol_order(delegates), {str(one.id): one for one in exporters}, interpreters)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands on top of every paper."""

    language: str
    title: str
    mission: str
    fair: str
    dates: str


def head(of: Roster, title: Text, language: Language) -> Head:
    """Return the head of a paper."""
    mission = of.mission
    place = (mission.fair.in_language(language), mission.city.in_language(language))
    return Head(
        language.value,
        say(title, language),
        mission.name.in_language(language),
        " · ".join(filter(None, place)),
        figures.days(mission.days[0].on, mission.days[-1].on, language),
    )


def name_of(one: Delegate | Interpreter, language: Language) -> Spelling:
    """Return a name as a reader meets it: in their script first, then the others."""
    return spelling.person(one.name, language)


def names(of: Roster, language: Language) -> Mapping[str, str]:
    """Return the names of people and firms by id, for sentences."""
    people = {str(one.id): name_of(one, language).main for one in of.delegates}
    people |= {str(one.id): name_of(one, language).main for one in of.interpreters}
    return people | {id_: spelling.firm(firm.name, language).main for id_, firm in of.firms.items()}


def house_of(one: Delegate, of: Roster, language: Language) -> str:
    """Return the firm or office somebody comes from."""
    firm = of.firms.get(one.firm) if one.firm else None
    return spelling.firm(firm.name, language).main if firm else one.office
