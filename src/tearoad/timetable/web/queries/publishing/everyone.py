"""Everybody of a mission by role and id, and what a reader calls them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tearoad.companies import Buyer, Contact, Exporter
from tearoad.mission.papers import spelling
from tearoad.mission.papers.speaking import language_of
from tearoad.mission.stands import with_own_stands
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import Parties
from tearoad.names import FirmName, PersonName
from tearoad.people import Role
from tearoad.timetable.papers import receivers as papers
from tearoad.timetable.papers.appointments import places
from tearoad.timetable.papers.wording import names
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language
from tearoad.values.document import from_document

PAPER_ROLES: Mapping[Role, papers.Role] = {
    Role.EXPORTER: papers.Role.EXPORTER,
    Role.BUYER: papers.Role.BUYER,
    Role.INTERPRETER: papers.Role.INTERPRETER,
    Role.OFFICIAL: papers.Role.OFFICIAL,
}
"""What the links and addresses call a role, and what the papers call it; in the order of every list."""


@dataclass(frozen=True, slots=True)
class PersonWithDay:
    """Somebody with a day of their own, and how they are reached."""

    role: Role
    party: str
    language: Language
    contact: Contact


class Everyone:
    """The mission's people for the office: also those whom screening holds, for they may have been told before."""

    def __init__(self, parties: Parties, problem: Problem | None = None) -> None:
        """Index them once; the problem adds places that only it knows, such as a buyer's office."""
        self.roster = Roster(
            mission=with_own_stands(parties.mission, parties.exporters),
            exporters=parties.exporters,
            buyers=parties.buyers,
            delegates=parties.delegates,
            programme=parties.programme,
            interpreters=parties.interpreters,
            reasons={},
        )
        self.problem = problem
        self.persons: Mapping[tuple[Role, str], PersonWithDay] = {
            (person.role, person.party): person for person in _persons(parties)
        }
        self.names = cache(self._names)

    def _names(self, language: Language) -> Mapping[str, str]:
        """Return the names that a reader of a language knows."""
        spots = places(self.roster, self.problem) if self.problem else {}
        found = {str(spot): place.name.in_language(language) for spot, place in spots.items()}
        return found | names(self.roster, language)


def _persons(parties: Parties) -> list[PersonWithDay]:
    home, mission = parties.mission.home_language, parties.mission
    return [
        *(PersonWithDay(Role.EXPORTER, exporter.id, home, exporter.contact) for exporter in parties.exporters),
        *(PersonWithDay(Role.BUYER, buyer.id, language_of(buyer, mission), buyer.contact) for buyer in parties.buyers),
        *(
            PersonWithDay(
                Role.INTERPRETER,
                interpreter.id,
                interpreter.language,
                Contact(interpreter.name, phone=interpreter.phone, email=interpreter.email),
            )
            for interpreter in parties.interpreters
        ),
        *(
            PersonWithDay(
                Role.OFFICIAL, delegate.id, home, Contact(delegate.name, delegate.role, delegate.phone, delegate.email)
            )
            for delegate in parties.delegates
            if delegate.firm is None
        ),
    ]


def companies(parties: Parties) -> tuple[Exporter | Buyer, ...]:
    """Return both sides of the table."""
    return (*parties.exporters, *parties.buyers)


def names_of(mission: rows.Mission, language: Language) -> Mapping[str, str]:
    """Return what a reader calls everybody of a mission, read from their names alone; three queries."""
    firms = rows.Participation.objects.filter(mission=mission).values_list("code", "company__document__name")
    found = {code: spelling.firm(from_document(FirmName, name or {}), language).main for code, name in firms}
    for kind in (rows.Interpreter, rows.Delegate):
        people = kind.objects.filter(mission=mission).values_list("code", "document__name")
        found |= {code: spelling.person(from_document(PersonName, name or {}), language).main for code, name in people}
    return found


def greeted(person: PersonWithDay) -> str:
    """Return how a letter calls somebody: the person behind a firm, in the letter's language."""
    return spelling.person(person.contact.person, person.language).main
