"""Whom an item of the programme may name."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tearoad.mission.papers import spelling
from tearoad.mission.web.queries.missions import Parties
from tearoad.text import Text
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Group:
    """People of one firm, of the offices, interpreters or buyers."""

    label: Text | None
    name: str
    """Of a firm; empty where the label says it."""
    people: tuple[tuple[str, str], ...]
    """Id and name."""


def groups_of(found: Parties, part: str, language: Language, ticked: Collection[str]) -> tuple[Group, ...]:
    """Return everyone who could take this part, in groups; who is ticked and takes no part any more stands last."""
    made = tuple(one for one in _groups(found, part, language, ticked) if one.people)
    known = {id_ for group in made for id_, _ in group.people}
    strange = tuple((one, one) for one in ticked if one not in known)
    return (*made, Group(Text("programme_pages.group_gone"), "", strange)) if strange else made


def may_take(found: Parties, part: str, language: Language, ticked: Collection[str]) -> frozenset[str]:
    """Return the ids of everyone who could take this part, an office under the spelling that is ticked."""
    return frozenset(id_ for group in _groups(found, part, language, ticked) for id_, _ in group.people)


def _groups(found: Parties, part: str, language: Language, ticked: Collection[str]) -> Iterator[Group]:
    interpreters = tuple((str(one.id), spelling.person(one.name, language).main) for one in found.interpreters)
    if part == "interpreters":
        yield Group(Text("programme_pages.group_interpreters"), "", interpreters)
        return
    persons = {str(one.id): spelling.person(one.name, language).main for one in found.delegates}
    # An item may call an office by any of its spellings; its box stays ticked under that one.
    offices = {
        next((name for name in one.office.written if name in ticked), one.office.written[0]): one.office.in_language(
            language
        )
        for one in found.delegates
        if one.office
    }
    officials = tuple((str(one.id), persons[one.id]) for one in found.delegates if one.firm is None)
    yield Group(Text("programme_pages.group_officials"), "", (*offices.items(), *officials))
    for firm in found.exporters:
        name = spelling.firm(firm.name, language).main
        people = tuple((str(one.id), persons[one.id]) for one in found.delegates if one.firm == firm.id)
        yield Group(None, name, ((str(firm.id), name), *people))
    if part in {"must", "may"}:
        yield Group(Text("programme_pages.group_interpreters"), "", interpreters)
    buyers = tuple((str(one.id), spelling.firm(one.name, language).main) for one in found.buyers)
    yield Group(Text("programme_pages.group_buyers"), "", buyers)
