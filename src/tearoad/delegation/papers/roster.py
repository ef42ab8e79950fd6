"""What every paper of the delegation is made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tearoad.checklist.posts import DiplomaticPost
from tearoad.companies import Buyer, Exporter
from tearoad.delegation.hotels import hotel_names
from tearoad.delegation.ranks import protocol_order
from tearoad.mission.mission import Mission, ProgrammeItem
from tearoad.mission.naming import with_names
from tearoad.mission.papers import spelling
from tearoad.mission.papers.spelling import Spelling
from tearoad.mission.people import Delegate, Interpreter
from tearoad.mission.stands import with_own_stands
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
    programme: tuple[ProgrammeItem, ...] = ()
    buyers: Mapping[str, Buyer] = field(default_factory=dict)
    posts: tuple[DiplomaticPost, ...] = ()
    """Those of the host country."""


def roster(
    mission: Mission,
    delegates: tuple[Delegate, ...],
    exporters: tuple[Exporter, ...],
    interpreters: tuple[Interpreter, ...],
    *,
    programme: tuple[ProgrammeItem, ...] = (),
    buyers: tuple[Buyer, ...] = (),
    posts: tuple[DiplomaticPost, ...] = (),
) -> Roster:
    """Return what the papers are made from."""
    return Roster(
        with_names(with_own_stands(mission, exporters)),
        protocol_order(delegates),
        {str(exporter.id): exporter for exporter in exporters},
        interpreters,
        tuple(sorted(programme, key=lambda programme_item: (programme_item.window, programme_item.id))),
        {str(buyer.id): buyer for buyer in buyers},
        tuple(post for post in posts if post.country == mission.country),
    )


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


def name_of(delegate: Delegate | Interpreter, language: Language) -> Spelling:
    """Return a name as a reader meets it: in their script first, then the others."""
    return spelling.person(delegate.name, language)


def names(of: Roster, language: Language) -> Mapping[str, str]:
    """Return the names of people, firms, buyers and places by id, for sentences."""
    people = {str(delegate.id): name_of(delegate, language).in_line(language) for delegate in of.delegates}
    people |= {str(interpreter.id): name_of(interpreter, language).in_line(language) for interpreter in of.interpreters}
    places = {str(place.id): place.name.in_language(language) or str(place.id) for place in of.mission.places}
    offices = {
        name: delegate.office.in_language(language) for delegate in of.delegates for name in delegate.office.written
    }
    houses: dict[str, Exporter | Buyer] = {**of.firms, **of.buyers}
    beds = hotel_names(of.delegates, language)
    return (
        beds
        | offices
        | places
        | people
        | {id_: spelling.firm(house.name, language).in_line(language) for id_, house in houses.items()}
    )


def house_of(delegate: Delegate, of: Roster, language: Language) -> str:
    """Return the firm or office somebody comes from."""
    firm = of.firms.get(delegate.firm) if delegate.firm else None
    return spelling.firm(firm.name, language).in_line(language) if firm else delegate.office.in_language(language)


def parted(written: str) -> tuple[str, str]:
    """Return name and post of somebody whom the officer wrote down as `name, post`."""
    name, post = [*re.split(r"\s*[,，]\s*", written, maxsplit=1), ""][:2]
    return name.strip(), post.strip()
