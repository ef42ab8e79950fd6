"""Participations that are one company: the register joined two companies that take part in a mission under two ids.

Nothing in the mission is rewritten, so parting the companies again brings everything back. Whoever plans reads the
mission as if only the first of the ids took part.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeAlias

from tearoad.mission.mission import ProgrammeItem
from tearoad.mission.people import Absence, Delegate, Interpreter
from tearoad.values import PartyId

SameCompany: TypeAlias = Mapping[PartyId, PartyId]
"""Id of every further participation of a company -> the id that counts for it, the first in the mission's order."""


def same_company(taking_part: Iterable[tuple[PartyId, Hashable]]) -> SameCompany:
    """Return which participations are of one company; from id and company of each, in the mission's order."""
    first: dict[Hashable, PartyId] = {}
    found = {party: first.setdefault(company, party) for party, company in taking_part}
    return {party: counts for party, counts in found.items() if party != counts}


def ids_of_each(same: SameCompany) -> Mapping[str, tuple[str, ...]]:
    """Return, by every id of a company with several, all of its ids, the one that counts first."""
    groups: dict[str, tuple[str, ...]] = {}
    for party, counts in same.items():
        groups[counts] = (*groups.get(counts, (counts,)), party)
    return {party: group for group in groups.values() for party in group}


def delegates_of_one(delegates: Iterable[Delegate], same: SameCompany) -> tuple[Delegate, ...]:
    """Return delegates, each of the id that counts for their firm."""
    return tuple(
        replace(delegate, firm=same.get(delegate.firm, delegate.firm)) if delegate.firm else delegate
        for delegate in delegates
    )


def interpreters_of_one(interpreters: Iterable[Interpreter], same: SameCompany) -> tuple[Interpreter, ...]:
    """Return interpreters, each attached to the id that counts; not for a company is not for any of its ids."""
    return tuple(
        replace(
            interpreter,
            attached_to=same.get(interpreter.attached_to, interpreter.attached_to) if interpreter.attached_to else None,
            not_for=tuple(dict.fromkeys(same.get(party, party) for party in interpreter.not_for)),
        )
        for interpreter in interpreters
    )


def absences_of_each(absences: Iterable[Absence], same: SameCompany) -> tuple[Absence, ...]:
    """Return absences with those of one id said of every id of the company."""
    ids = ids_of_each(same)
    return tuple(
        dict.fromkeys(replace(absence, who=who) for absence in absences for who in ids.get(absence.who, (absence.who,)))
    )


def programme_of_each(programme: Iterable[ProgrammeItem], same: SameCompany) -> tuple[ProgrammeItem, ...]:
    """Return the programme; what takes one id of a company takes every id of it."""
    ids = ids_of_each(same)

    def each(called: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(who for text in called for who in ids.get(text, (text,))))

    return tuple(
        replace(
            programme_item,
            must=each(programme_item.must),
            speaks=each(programme_item.speaks),
            hosts=each(programme_item.hosts),
        )
        for programme_item in programme
    )
