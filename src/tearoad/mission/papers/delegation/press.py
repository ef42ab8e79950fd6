"""All papers of the delegation as files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from tearoad.mission.papers.delegation import badges, lists, seats, talks
from tearoad.mission.papers.delegation.roster import Roster
from tearoad.paper import PaperFile
from tearoad.paper.typeset import Page, pdf
from tearoad.values import Language


class Kind(StrEnum):
    """The papers of the delegation."""

    NAMES = "names"
    BADGES = "badges"
    EMERGENCY = "emergency"
    ROOMS = "rooms"
    BUSES = "buses"
    SEATS = "seats"
    TALKS = "talks"


@dataclass(frozen=True, slots=True)
class MadePaper:
    """A paper with what it is; `language` is None where it is the same for every reader."""

    kind: Kind
    language: Language | None
    file: PaperFile


def papers(of: Roster, *, stamp: datetime) -> Iterator[MadePaper]:
    """Make every paper in the mission's languages; nothing where nobody travels. The same people, the same bytes."""
    if not of.delegates:
        return
    yield _made(Kind.BADGES, None, badges.BADGES, badges.badges(of), stamp)
    for language in of.mission.paper_languages or (of.mission.host_language,):
        yield _made(Kind.NAMES, language, lists.TEMPLATE, lists.name_list(of, language), stamp)
        yield _made(Kind.EMERGENCY, language, badges.EMERGENCY, badges.emergency(of, language), stamp)
        yield _made(Kind.ROOMS, language, lists.TEMPLATE, lists.rooms(of, language), stamp)
        yield _made(Kind.BUSES, language, lists.TEMPLATE, lists.buses(of, language), stamp)
        plan = seats.seating_plan(of, language, hosting=seats.we_receive(of))
        if plan:
            yield _made(Kind.SEATS, language, seats.TEMPLATE, plan, stamp)
        calls = talks.talks(of, language)
        if calls:
            yield _made(Kind.TALKS, language, talks.TEMPLATE, calls, stamp)


def _made(kind: Kind, language: Language | None, template: Path, page: Page, stamp: datetime) -> MadePaper:
    ending = f"-{language.value}" if language else ""
    return MadePaper(kind, language, PaperFile(f"delegation/{kind.value}{ending}.pdf", pdf(template, page, stamp)))
