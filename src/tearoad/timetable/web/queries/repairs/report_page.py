"""The pages on which an officer says what went wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tearoad.mission.web.models import Mission
from tearoad.text import Text
from tearoad.timetable.repair import UNTIMED, Kind, Scene
from tearoad.timetable.web.models import Published
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.timetable.web.queries.publishing.everyone import Everyone
from tearoad.timetable.web.queries.publishing.in_force import published
from tearoad.timetable.web.queries.repairs.mended import scene_of
from tearoad.timetable.web.queries.repairs.reading_reports import first_hour, last_hour
from tearoad.timetable.web.queries.repairs.targets import Target, targets
from tearoad.values import Language
from tearoad.words import Words

LIKELY = 3
"""So many of each kind stand on the first page."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind of trouble with those whom it most likely concerns."""

    kind: Kind
    title: Text
    likely: tuple[Target, ...]
    more: int

    @property
    def has_hours(self) -> bool:
        """Whether other hours can be told than the usual ones."""
        return has_hours(self.kind)


@dataclass(frozen=True, slots=True)
class Hour:
    """A time to choose; its value is empty where it is the usual one."""

    value: str
    at: datetime


class RepairReportPage:
    """A mission's plan in force as the officer who repairs it sees it; nothing to repair where `scene` is None."""

    def __init__(self, mission: Mission, row: Published | None, at: datetime, language: Language) -> None:
        """Read the plan in force: two queries where the people are known to this process."""
        self.published = row
        self.scene: Scene | None = None
        self.words = Words(language)
        if row is not None:
            self.published = published(mission, row.number)
            self.scene = scene_of(self.published, at)
            self.words = words_of(mission, self.scene, language)

    @property
    def over(self) -> bool:
        """Whether every meeting of the fair has begun."""
        return self.scene is not None and self.scene.now >= len(self.scene.problem.slots)

    def kinds(self, only: str = "") -> tuple[Offered, ...]:
        """Return what can go wrong; `only` for whom, where a page was left for one person's sake."""
        if self.scene is None or self.over:
            return ()
        return tuple(self._offered(kind, those, only) for kind in Kind if (those := self._of(kind, only)))

    def targets(self, kind: Kind, search: str) -> tuple[Target, ...]:
        """Return whom or what a kind can concern, as far as the search goes."""
        wanted = search.strip().casefold()
        assert self.scene is not None  # noqa: S101  # the page before it says where nothing is published
        return tuple(
            target
            for target in targets(self.scene, kind, self.words)
            if wanted in f"{target.name} {target.id}".casefold()
        )

    def starts(self) -> tuple[Hour, ...]:
        """Return the times from which a trouble may hold, the usual one first."""
        assert self.scene is not None  # noqa: S101  # the page before it says where nothing is published
        slots = self.scene.problem.slots[self.scene.now :]
        return (
            Hour("", first_hour(self.scene)),
            *(Hour(slot.window.start_at.isoformat(), slot.window.start_at) for slot in slots),
        )

    def ends(self, kind: Kind) -> tuple[Hour, ...]:
        """Return the times until which it may hold, the usual one first."""
        assert self.scene is not None  # noqa: S101  # the page before it says where nothing is published
        slots = self.scene.problem.slots[self.scene.now :]
        usual = last_hour(self.scene, kind, first_hour(self.scene))
        return (
            Hour("", usual),
            *(Hour(slot.window.end_at.isoformat(), slot.window.end_at) for slot in slots),
        )

    def _offered(self, kind: Kind, targets: tuple[Target, ...], only: str) -> Offered:
        """Put forward whom trouble can hit at all; whoever's page was left for it, in any case."""
        likely = tuple(target for target in targets if target.next or only or kind is Kind.WANTED)[:LIKELY]
        return Offered(kind, Text(f"repair_pages.kind_{kind.value}"), likely, len(targets) - len(likely))

    def _of(self, kind: Kind, only: str) -> tuple[Target, ...]:
        assert self.scene is not None  # noqa: S101  # asked above
        found = targets(self.scene, kind, self.words)
        return tuple(target for target in found if target.id == only) if only else found


def has_hours(kind: Kind) -> bool:
    """Whether it is asked from when until when."""
    return kind not in UNTIMED and kind is not Kind.TIME


def words_of(mission: Mission, scene: Scene, language: Language) -> Words:
    """Return the reader's words, which call everybody and every place by name."""
    return Words(language, Everyone(crowd(mission).parties, scene.problem).names(language))
