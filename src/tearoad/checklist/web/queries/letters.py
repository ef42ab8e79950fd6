"""The letters of invitation that were made, and who cannot be named in one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from tearoad.checklist.letters import can_be_named
from tearoad.checklist.web import models as rows
from tearoad.checklist.web.queries.people import Travellers, travellers
from tearoad.mission import Delegate
from tearoad.mission.web import models as mission_rows
from tearoad.office.web.models import Job, JobState, StoredFile
from tearoad.values import Language

MAKE = "mission.letters"
"""The job that makes letters."""


class LettersWanted(TypedDict):
    """For which mission letters are made, and who invites."""

    mission: str
    inviter: dict[str, str]


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A letter in the list."""

    code: str
    name: str
    file: StoredFile
    language: Language
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Letters:
    """Everything the page of letters shows."""

    made: tuple[LetterLine, ...]
    without: tuple[tuple[str, str], ...]
    """Delegates whose passport's spelling nobody wrote down."""
    can: int
    """How many can be named."""
    working: bool
    """A worker is at it, or will be."""


def letters(row: mission_rows.Mission, language: Language) -> Letters:
    """Return the letters of a mission; four queries."""
    known = travellers(row)
    query = rows.InvitationLetter.objects.filter(mission=row).select_related("file")
    unnamed = [delegate for delegate in known.delegates.values() if not can_be_named(delegate)]
    unfinished = Job.objects.filter(
        kind=MAKE, key__startswith=str(row.pk), state__in=(JobState.WAITING, JobState.RUNNING)
    )
    return Letters(
        tuple(_line(letter, known, language) for letter in sorted(query, key=lambda letter: letter.delegate)),
        tuple((str(delegate.id), known.name(delegate.id, language)) for delegate in unnamed),
        len(known.delegates) - len(unnamed),
        unfinished.exists(),
    )


def _line(letter: rows.InvitationLetter, known: Travellers, language: Language) -> LetterLine:
    name = known.name(letter.delegate, language) if letter.delegate else ""
    return LetterLine(letter.delegate, name, letter.file, Language(letter.language), letter.made_at)


def invited(known: Travellers, codes: list[str]) -> tuple[Delegate, ...]:
    """Return the delegates with these codes, or all."""
    return tuple(delegate for code, delegate in known.delegates.items() if not codes or code in codes)
