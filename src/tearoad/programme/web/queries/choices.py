"""Whom an item of the programme may name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tearoad.mission.papers import spelling
from tearoad.mission.web.queries.missions import Parties
from tearoad.text import Text
from tearoad.values import Language

_PRESENT = ("must", "may")
_GUESTS = (*_PRESENT, "speaks", "hosts")
_VOICES = (*_PRESENT, "interpreters")


@dataclass(frozen=True, slots=True)
class Group:
    """People of one firm, of the offices, interpreters or buyers."""

    label: Text | None
    name: str
    """Of a firm; empty where the label says it."""
    people: tuple[tuple[str, str], ...]
    """Id and name."""
    parts: tuple[str, ...] = ()
    """What they may be at an item."""


def groups_of(parties: Parties, language: Language, ticked: Collection[str]) -> tuple[Group, ...]:
    """Return everyone who could be at an item, in groups; who is ticked and takes no part any more stands last."""
    made = tuple(group for group in _groups(parties, language, ticked) if group.people)
    known = {id_ for group in made for id_, _ in group.people}
    strange = tuple((fromkey, fromkey) for fromkey in dict.fromkeys(ticked) if fromkey not in known)
    return (*made, Group(Text("programme_pages.group_gone"), "", strange)) if strange else made


def may_take(parties: Parties, part: str, language: Language, ticked: Collection[str]) -> frozenset[str]:
    """Return the ids of everyone who could take this part, an office under the spelling that is ticked."""
    groups = (group for group in _groups(parties, language, ticked) if part in group.parts)
    return frozenset(id_ for group in groups for id_, _ in group.people)


def _groups(parties: Parties, language: Language, ticked: Collection[str]) -> Iterator[Group]:
    persons = {str(delegate.id): spelling.person(delegate.name, language).main for delegate in parties.delegates}
    officials = tuple(
        (str(delegate.id), persons[delegate.id]) for delegate in parties.delegates if delegate.firm is None
    )
    offices = {
        id_: delegate.office.in_language(language)
        for delegate in parties.delegates
        for id_ in _called(delegate.office.written, ticked)
    }
    yield Group(Text("programme_pages.group_officials"), "", (*offices.items(), *officials), _GUESTS)
    for firm in parties.exporters:
        name = spelling.firm(firm.name, language).main
        people = tuple(
            (str(delegate.id), persons[delegate.id]) for delegate in parties.delegates if delegate.firm == firm.id
        )
        yield Group(None, name, ((str(firm.id), name), *people), _GUESTS)
    interpreters = tuple(
        (str(interpreter.id), spelling.person(interpreter.name, language).main) for interpreter in parties.interpreters
    )
    yield Group(Text("programme_pages.group_interpreters"), "", interpreters, _VOICES)
    buyers = tuple((str(buyer.id), spelling.firm(buyer.name, language).main) for buyer in parties.buyers)
    yield Group(Text("programme_pages.group_buyers"), "", buyers, _GUESTS)


def _called(office: Sequence[str], ticked: Collection[str]) -> Sequence[str]:
    """Return by which of its spellings an item calls an office: its box stays ticked under that one."""
    return [name for name in office if name in ticked] or office[:1]
