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
        {str(one.id): one for one in exporters},
        interpreters,
        tuple(sorted(programme, key=lambda one: (one.window, one.id))),
        {str(one.id): one for one in buyers},
        tuple(one for one in posts if one.country == mission.country),
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


def name_of(one: Delegate | Interpreter, language: Language) -> Spelling:
    """Return a name as a reader meets it: in their script first, then the others."""
    return spelling.person(one.name, language)


def names(of: Roster, language: Language) -> Mapping[str, str]:
    """Return the names of people, firms, buyers and places by id, for sentences."""
    people = {str(one.id): name_of(one, language).in_line(language) for one in of.delegates}
    people |= {str(one.id): name_of(one, language).in_line(language) for one in of.interpreters}
    places = {str(one.id): one.name.in_language(language) or str(one.id) for one in of.mission.places}
    offices = {name: one.office.in_language(language) for one in of.delegates for name in one.office.written}
    houses: dict[str, Exporter | Buyer] = {**of.firms, **of.buyers}
    beds = hotel_names(of.delegates, language)
    return (
        beds
        | offices
        | places
        | people
        | {id_: spelling.firm(house.name, language).in_line(language) for id_, house in houses.items()}
    )


def house_of(one: Delegate, of: Roster, language: Language) -> str:
    """Return the firm or office somebody comes from."""
    firm = of.firms.get(one.firm) if one.firm else None
    return spelling.firm(firm.name, language).in_line(language) if firm else one.office.in_language(language)


def parted(written: str) -> tuple[str, str]:
    """Return name and post of somebody whom the officer wrote down as `name, post`."""
    name, post = [*re.split(r"\s*[,，]\s*", written, maxsplit=1), ""][:2]
    return name.strip(), post.strip()
