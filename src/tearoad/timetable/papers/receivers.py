"""Who gets papers, in which language, and where their files belong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from tearoad.mission.papers import spelling
from tearoad.mission.papers.speaking import language_of
from tearoad.mission.papers.spelling import Spelling
from tearoad.paper import distinct, file_name
from tearoad.timetable.roster import Roster
from tearoad.values import Language

__all__ = ["Receiver", "Role", "language_of", "receivers"]


class Role(StrEnum):
    """What someone is in the mission; the value is the folder of their papers."""

    EXPORTER = "exporters"
    BUYER = "buyers"
    INTERPRETER = "interpreters"
    OFFICIAL = "officials"


@dataclass(frozen=True, slots=True)
class Receiver:
    """Someone who gets papers."""

    id: str
    role: Role
    language: Language
    name: Spelling
    latin: str
    ids: frozenset[str]
    """Under which ids the programme may call them: their own, their office's, their delegates'."""
    stem: str = ""
    """How their files are called, no two alike within a role."""

    def path(self, folder: str, ending: str) -> str:
        """Return where a paper of theirs belongs: `day-sheets/exporters/E01-guizhou-lucha.pdf`."""
        return f"{folder}/{self.role.value}/{self.stem}{ending}"


def receivers(roster: Roster) -> tuple[Receiver, ...]:
    """Return all who may get papers: exporters, buyers, interpreters, officials, each sorted by id."""
    parts = (_exporters(roster), _buyers(roster), _interpreters(roster), _officials(roster))
    return tuple(receiver for part in parts for receiver in _named(sorted(part, key=lambda r: r.id)))


def _named(receivers_of_a_role: list[Receiver]) -> list[Receiver]:
    stems = distinct(file_name(receiver.id, receiver.latin, "") for receiver in receivers_of_a_role)
    return [replace(receiver, stem=stem) for receiver, stem in zip(receivers_of_a_role, stems, strict=True)]


def _exporters(roster: Roster) -> list[Receiver]:
    home = roster.mission.home_language
    return [
        Receiver(
            firm.id,
            Role.EXPORTER,
            home,
            spelling.firm(firm.name, home),
            firm.name.latin or spelling.firm(firm.name, Language.EN).main,
            frozenset({firm.id, *(d.id for d in roster.delegates if d.firm == firm.id)}),
        )
        for firm in roster.exporters
    ]


def _buyers(roster: Roster) -> list[Receiver]:
    found = []
    for buyer in roster.buyers:
        language = language_of(buyer, roster.mission)
        latin = buyer.name.latin or spelling.firm(buyer.name, Language.EN).main
        name = spelling.firm(buyer.name, language)
        found.append(Receiver(buyer.id, Role.BUYER, language, name, latin, frozenset({buyer.id})))
    return found


def _interpreters(roster: Roster) -> list[Receiver]:
    return [
        Receiver(
            interpreter.id,
            Role.INTERPRETER,
            interpreter.language,
            spelling.person(interpreter.name, interpreter.language),
            interpreter.name.latin or spelling.person(interpreter.name, Language.EN).main,
            frozenset({interpreter.id}),
        )
        for interpreter in roster.interpreters
    ]


def _officials(roster: Roster) -> list[Receiver]:
    home = roster.mission.home_language
    return [
        Receiver(
            delegate.id,
            Role.OFFICIAL,
            home,
            spelling.person(delegate.name, home),
            delegate.name.latin or spelling.person(delegate.name, Language.EN).main,
            delegate.called,
        )
        for delegate in roster.delegates
        if delegate.firm is None
    ]
