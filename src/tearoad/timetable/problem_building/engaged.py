"""What keeps people from meetings, in so many words: told where a meeting could not be placed because of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tearoad.mission import Delegate
from tearoad.text import Text
from tearoad.timetable.problem import Engagement, Party
from tearoad.timetable.problem_building.days import slots_touched
from tearoad.timetable.problem_building.presence import Presence
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, Window


def engagements(roster: Roster, presence: Presence, parties: Iterable[Party]) -> tuple[Engagement, ...]:
    """Return what takes delegates, interpreters and parties in slots of the fair: programme, absence, the journey.

    Of a firm also what takes its people, in the slots in which nobody of it is left.
    """
    return tuple(dict.fromkeys(_engagements(roster, presence, {party.id: party for party in parties})))


def _engagements(roster: Roster, presence: Presence, firms: Mapping[PartyId, Party]) -> Iterator[Engagement]:
    bases: Mapping[str, str | None] = {**presence.stands, **{buyer.id: buyer.desk for buyer in roster.buyers}}
    for delegate in roster.delegates:
        own = tuple(_of_delegate(delegate, presence))
        yield from own
        if delegate.firm is not None and delegate.firm in firms:
            nobody = {slot for slot, people in enumerate(firms[delegate.firm].staff) if not people}
            yield from _within((replace(engagement, who=str(delegate.firm)) for engagement in own), nobody)
    for helper in roster.interpreters:
        yield from _taken(presence, helper.id, bases.get(str(helper.attached_to)))
    for firm in firms:
        yield from _taken(presence, firm, bases.get(firm))


def _of_delegate(delegate: Delegate, presence: Presence) -> Iterator[Engagement]:
    zone, base = presence.roster.mission.fair_zone, presence.stands.get(str(delegate.firm))
    before, after = presence.before_arrival(delegate), presence.after_leaving(delegate)
    if delegate.arrives_at and before:
        why = Text("timetable.away_lands", at=delegate.arrives_at.astimezone(zone))
        yield Engagement(delegate.id, before, why)
    yield from _named(delegate.id, presence.taken(*delegate.called, base=base), presence)
    if delegate.leaves_at and after:
        yield Engagement(delegate.id, after, Text("timetable.away_leaves", at=delegate.leaves_at.astimezone(zone)))


def _taken(presence: Presence, who: str, base: str | None) -> Iterator[Engagement]:
    yield from _named(who, presence.taken(who, base=base), presence)


def _named(who: str, taken: Iterable[tuple[Window, Text]], presence: Presence) -> Iterator[Engagement]:
    for window, why in taken:
        if slots := slots_touched(presence.slots, (window,)):
            yield Engagement(who, slots, why)


def _within(found: Iterable[Engagement], slots: set[int]) -> Iterator[Engagement]:
    for engagement in found:
        if kept := engagement.slots & slots:
            yield replace(engagement, slots=kept)
