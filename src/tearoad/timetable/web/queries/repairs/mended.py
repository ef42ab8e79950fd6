"""What a draft that mends the plan in force keeps beside its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tearoad.errors import NotFoundError
from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.repair import Reported, Scene
from tearoad.timetable.web.models import Draft, Published
from tearoad.timetable.web.queries.planning import drafts
from tearoad.timetable.web.queries.publishing.in_force import published_plan, published_problem
from tearoad.values.document import from_document


@dataclass(frozen=True, slots=True)
class Offer:
    """One way to mend the plan."""

    plan: dict[str, Any]
    """In schema v1."""
    people: int
    """Companies and interpreters to tell."""
    dropped: int
    """Meetings that people hold and that fall out."""
    holds_most: bool
    """Whether it is proved that no repair keeps more of what people hold."""
    fewest_so: bool
    """Whether it is proved that none which keeps as much tells fewer."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What went wrong, against which plan, and how it may be mended."""

    number: int
    """The published plan that is mended."""
    reported: Reported
    offers: tuple[Offer, ...] = ()
    chosen: int = 0
    fewest_people: int = 0
    """No repair tells fewer, whatever it gives up."""
    revision: int = 1
    """The draft's when the offer was taken; a later one says: edited on the board."""


def mended_of(draft: Draft) -> Mended:
    """Return what a repair keeps."""
    return from_document(Mended, draft.repair)


def repair_of(mission: Mission, number: int) -> Draft:
    """Return a draft that mends the plan in force.

    Raises:
        NotFoundError: there is none of that number, or it is no repair.

    """
    found = drafts.draft(mission, number)
    if not found.repair:
        raise NotFoundError(Text("repair_pages.no_such_repair", number=number), Text("repair_pages.begin_again_hint"))
    return found


def scene_of(row: Published, at: datetime) -> Scene:
    """Return a published plan at a moment of the fair."""
    return Scene(published_problem(row), published_plan(row).meetings, at)
