"""How far each event of the plan and the programme has come: what calendars call SEQUENCE and LAST-MODIFIED.

An event's SEQUENCE is the number of the published plan that changed it last: it grows with each change of that event
and with nothing else, also where a meeting is dropped and comes back. Items of the programme count their own changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from tearoad.mission.web import models as rows
from tearoad.programme.web import models as programme_rows
from tearoad.timetable.papers.calendars import Revision
from tearoad.timetable.web.models import Meeting, Published

Issues: TypeAlias = "Mapping[int, datetime]"
"""When each plan was published, by its number."""


@dataclass(frozen=True, slots=True)
class Traced:
    """A meeting through all plans: how far it has come, as it was last, and whether it is held."""

    revision: Revision
    row: Meeting
    held: bool


def issues(mission: rows.Mission) -> Issues:
    """Return when each plan was published; one query."""
    return dict(Published.objects.filter(mission=mission).values_list("number", "published_at"))


def meetings_of(mission: rows.Mission, **of: str) -> tuple[tuple[int, Meeting], ...]:
    """Return every meeting that was ever published, by the plan's number; `of` narrows it to somebody's. One query."""
    query = Meeting.objects.filter(mission=mission, **of).select_related("published")
    query = query.defer("facts", "published__plan", "published__changes", "published__reasons")
    return tuple((meeting.published.number, meeting) for meeting in query)


def traced(meetings: Iterable[tuple[int, Meeting]], when: Issues) -> Mapping[str, Traced]:
    """Return each wish through all plans; time O(wishes x plans)."""
    by_wish: dict[str, dict[int, Meeting]] = defaultdict(dict)
    for number, row in meetings:
        by_wish[row.wish][number] = row
    return {wish: _traced(found, when) for wish, found in by_wish.items()}


def _traced(found: Mapping[int, Meeting], when: Issues) -> Traced:
    numbers = sorted(when)
    changed, before = min(found), None
    for number in numbers:
        if number < min(found):
            continue
        state = _state(found.get(number))
        if state != before:
            changed, before = number, state
    return Traced(Revision(changed, when[changed]), found[max(found)], bool(numbers) and numbers[-1] in found)


def _state(row: Meeting | None) -> tuple[object, ...] | None:
    """Return what a receiver's calendar would show as another event."""
    return None if row is None else (row.start_at, row.end_at, row.place, row.interpreter, row.person, row.speaker)


def item_revisions(found: Iterable[programme_rows.ProgrammeRevision]) -> Mapping[str, Revision]:
    """Return how far each item of the programme has come."""
    return {
        f"item/{revision.code}": Revision(revision.sequence, revision.told_at) for revision in found if revision.latest
    }


def wish_revisions(found: Mapping[str, Traced]) -> Mapping[str, Revision]:
    """Return how far each meeting has come."""
    return {f"wish/{wish}": meeting.revision for wish, meeting in found.items()}
