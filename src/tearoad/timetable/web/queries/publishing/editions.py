"""Whose day was changed by which announcement since a plan was published."""

from __future__ import annotations

from collections.abc import Iterable

from tearoad.mission import ProgrammeItem
from tearoad.programme.web.models import ProgrammeRevision
from tearoad.programme.web.queries.announced import item_of
from tearoad.timetable.papers.agenda import item_stops
from tearoad.timetable.papers.sheet import Edition
from tearoad.timetable.papers.wording import Wording
from tearoad.timetable.web.models import Published


class Editions:
    """The editions of everybody's day in one published plan; no query."""

    def __init__(self, row: Published, revisions: Iterable[ProgrammeRevision]) -> None:
        """Read the announcements once; `revisions` are all of the mission."""
        self._row = row
        self._steps = []
        stands: dict[str, ProgrammeItem | None] = {}
        for programme_revision in sorted(revisions, key=lambda revision: revision.number):
            before, after = (
                stands.get(programme_revision.code),
                None if programme_revision.removed else item_of(programme_revision),
            )
            stands[programme_revision.code] = after
            # What was announced together with the plan is part of its own edition.
            if programme_revision.told_at > row.published_at:
                self._steps.append((programme_revision.told_at, before, after))

    def of(self, wording: Wording) -> Edition:
        """Return the edition of somebody's day: an announcement counts that changed what their sheet says."""
        items = (item for _, *touched in self._steps for item in touched if item)
        said = {
            stop.item: (stop.window.start_at.date(), wording.entry(stop))
            for stop in item_stops(items, wording.receiver, wording.roster)
        }
        changed_at = (at for at, before, after in self._steps if said.get(before) != said.get(after))
        return Edition(self._row.published_at, self._row.number, max(changed_at, default=None))
