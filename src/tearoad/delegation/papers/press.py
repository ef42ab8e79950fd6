"""All papers of the delegation as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from tearoad.delegation.papers import badges, lists, seats, talks
from tearoad.delegation.papers.roster import Roster
from tearoad.paper.typeset import Page, PaperDraft, draft
from tearoad.values import Language


class PaperKind(StrEnum):
    """The papers of the delegation."""

    NAMES = "names"
    BADGES = "badges"
    EMERGENCY = "emergency"
    ROOMS = "rooms"
    BUSES = "buses"
    SEATS = "seats"
    TALKS = "talks"


@dataclass(frozen=True, slots=True)
class DelegationPdf:
    """A paper with what it is; `language` is None where it is the same for every reader."""

    kind: PaperKind
    language: Language | None
    file: PaperDraft


def papers(of: Roster, *, stamp: datetime) -> Iterator[DelegationPdf]:
    """Draft every paper in the mission's languages; nothing where nobody travels. The same people, the same bytes."""
    if not of.delegates:
        return
    yield _press(PaperKind.BADGES, None, badges.BADGES, badges.badges(of), stamp)
    for language in of.mission.paper_languages or (of.mission.host_language,):
        yield _press(PaperKind.NAMES, language, lists.TEMPLATE, lists.name_list(of, language), stamp)
        yield _press(PaperKind.EMERGENCY, language, badges.EMERGENCY, badges.emergency(of, language), stamp)
        yield _press(PaperKind.ROOMS, language, lists.TEMPLATE, lists.rooms(of, language), stamp)
        yield _press(PaperKind.BUSES, language, lists.TEMPLATE, lists.buses(of, language), stamp)
        plan = seats.seating_plan(of, language, hosting=seats.we_receive(of))
        if plan:
            yield _press(PaperKind.SEATS, language, seats.TEMPLATE, plan, stamp)
        calls = talks.talks(of, language)
        if calls:
            yield _press(PaperKind.TALKS, language, talks.TEMPLATE, calls, stamp)


def _press(kind: PaperKind, language: Language | None, template: Path, page: Page, stamp: datetime) -> DelegationPdf:
    ending = f"-{language.value}" if language else ""
    return DelegationPdf(kind, language, draft(f"delegation/{kind.value}{ending}.pdf", template, page, stamp))
