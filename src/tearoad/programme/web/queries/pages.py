"""The page of the programme: days with their items, what does not go together, what nobody has been told yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tearoad.call.web.queries.leaving import marked, withdrawn
from tearoad.delegation.papers.talks import is_talk
from tearoad.mission import Mission, ProgrammeItem
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import Parties, parties
from tearoad.mission.web.queries.people import names_of, spots_of
from tearoad.mission.web.queries.receivers import receivers
from tearoad.mission.web.queries.stored_kinds import removed_rows
from tearoad.mission.where import Spots
from tearoad.programme import Conflict, DisplacedPlan, ItemChange, Scene, changes, conflicts, explain
from tearoad.programme.web.queries.announced import every_revision, in_force
from tearoad.programme.web.queries.letters import concerned
from tearoad.programme.web.queries.stored_kinds import STORED_ITEMS
from tearoad.text import Text
from tearoad.values import Language
from tearoad.web import registry

PARTS = ("must", "may", "speaks", "hosts", "interpreters")
"""What somebody may be at an item, in the order of every list."""


@dataclass(frozen=True, slots=True)
class PresentPeople:
    """Those who are there in one way."""

    label: Text
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemOnPage:
    """One item as the page shows it."""

    row: mission_rows.ProgrammeItem
    item: ProgrammeItem
    title: str
    place: str
    host: str
    transport: str
    way: Text | None
    """How long the way from the fair is, and when those who are bound meet nobody for it."""
    parts: tuple[PresentPeople, ...]
    conflicts: tuple[Conflict, ...]
    news: tuple[Text, ...]
    """How it differs from what people were told."""

    @property
    def is_talk(self) -> bool:
        """Whether it has seats in two rows and points to be said."""
        return is_talk(self.item)


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the programme."""

    on: date
    items: tuple[ItemOnPage, ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """An item that was taken out and may be put back."""

    change: mission_rows.RowChange
    """By which it went."""
    item: ProgrammeItem
    title: str


@dataclass(frozen=True, slots=True)
class Affected:
    """Somebody whose day the changes would be another one."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammePage:
    """Everything the page shows."""

    trip: Mission
    names: Mapping[str, str]
    days: tuple[Day, ...]
    removed: tuple[Removed, ...]
    conflicts: int
    number: int
    """The last announcement; 0 where there was none."""
    changed: tuple[Text, ...]
    """What nobody has been told yet."""
    affected: tuple[Affected, ...]
    displaced: DisplacedPlan
    """Meetings of the plan in force that cannot be held beside it."""


def programme_page(mission: mission_rows.Mission, language: Language) -> ProgrammePage:
    """Return the programme in the officer's language; fifteen queries whatever its size."""
    found = parties(mission)
    own = {item.code: item for item in mission_rows.ProgrammeItem.objects.filter(mission=mission)}
    revisions = every_revision(mission)
    number = max((revision.number for revision in revisions), default=0)
    pending = changes(in_force(revisions), found.programme) if number else ()
    gone = [(row, STORED_ITEMS.core_of(row.before)) for row in removed_rows(mission, STORED_ITEMS, own)]
    former_items = (change.before for change in pending if change.before)
    known = names_for(found, [*former_items, *(item for _change, item in gone), *found.programme], language)
    names = marked(known, withdrawn(mission), found.delegates, language)
    judged = scene(found)
    wrong = conflicts(judged)
    spots = spots_of(found, names, language)
    shown = [
        _item_on_page(own[programme_item.id], programme_item, wrong, pending, spots, judged)
        for programme_item in found.programme
        if programme_item.id in own
    ]
    shown.sort(key=lambda on_page: (on_page.item.window, on_page.item.id))
    zone = found.mission.fair_zone
    days = groupby(shown, key=lambda on_page: on_page.item.window.start_at.astimezone(zone).date())
    return ProgrammePage(
        trip=found.mission,
        names=names,
        days=tuple(Day(on, tuple(items)) for on, items in days),
        removed=tuple(Removed(change, item, item.title.in_language(language) or change.code) for change, item in gone),
        conflicts=len(wrong),
        number=number,
        changed=tuple(text for change in pending for text in explain(change)),
        affected=_affected(pending, mission, found, language) if number else (),
        displaced=displaced(mission, found),
    )


def displaced(
    mission: mission_rows.Mission, found: Parties, programme: Sequence[ProgrammeItem] | None = None
) -> DisplacedPlan:
    """Return the meetings that a programme (None: the mission's) makes impossible: the stage that plans knows."""
    made: DisplacedPlan = registry.ask("displaced_meetings", mission, found, programme)
    return made


def scene(found: Parties, programme: Sequence[ProgrammeItem] | None = None) -> Scene:
    """Return what a programme is judged against; another programme may be put in place of the mission's."""
    return Scene(
        found.mission,
        found.programme if programme is None else tuple(programme),
        found.delegates,
        found.interpreters,
        found.exporters,
        found.buyers,
        found.absences,
    )


def names_for(found: Parties, items: Iterable[ProgrammeItem], language: Language) -> Mapping[str, str]:
    """Return what a reader calls everyone, every place and these items."""
    items, names = tuple(items), names_of(found, language)
    titles = {str(item.id): item.title.in_language(language) or str(item.id) for item in items}
    return {**spots_of(found, names, language).of(items), **titles, **names}


def _item_on_page(
    row: mission_rows.ProgrammeItem,
    item: ProgrammeItem,
    wrong: Iterable[Conflict],
    pending: Iterable[ItemChange],
    spots: Spots,
    judged: Scene,
) -> ItemOnPage:
    news = tuple(text for change in pending if change.id == item.id for text in explain(change))
    return ItemOnPage(
        row=row,
        item=item,
        title=spots.known.get(item.id, item.id),
        place=spots.called(item.place),
        host=spots.called(item.host),
        transport=item.transport.in_language(spots.language),
        way=_way(item, judged),
        parts=tuple(_parts(item, spots.known)),
        conflicts=at_item(item, wrong),
        news=news,
    )


def _way(item: ProgrammeItem, judged: Scene) -> Text | None:
    minutes = judged.ways.to_fair(item.place)
    if not minutes or not item.bound:
        return None
    away, zone = judged.ways.away(item), judged.mission.fair_zone
    leave, back = (f"{at.astimezone(zone):%H:%M}" for at in (away.start_at, away.end_at))
    return Text("programme_pages.way", minutes=minutes, leave=leave, back=back)


def _parts(item: ProgrammeItem, names: Mapping[str, str]) -> Iterable[PresentPeople]:
    for part in PARTS:
        people: tuple[str, ...] = tuple(map(str, getattr(item, part)))
        if people:
            label = Text(f"programme_pages.part_{part}", count=len(people))
            yield PresentPeople(label, tuple(names.get(who, who) for who in people))


def _affected(
    pending: Sequence[ItemChange], mission: mission_rows.Mission, found: Parties, language: Language
) -> tuple[Affected, ...]:
    if not pending:
        return ()
    letters = concerned(pending, receivers(mission), found, language)
    return tuple(Affected(letter.read_name, letter.read_lines) for letter in letters)


def at_item(item: ProgrammeItem, wrong: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Return what does not go with one item."""
    return tuple(conflict for conflict in wrong if item.id in {conflict.item, conflict.other})
