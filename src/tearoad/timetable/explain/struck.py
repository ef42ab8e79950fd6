"""Which meetings of a plan the programme makes impossible as it stands now: whom it takes, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tearoad.mission import Absence, ProgrammeItem
from tearoad.mission.programme import StruckMeeting, Ways
from tearoad.text import Text
from tearoad.timetable import rules
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.posing.pose import posed_anew
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import PartyId, Window


def struck_meetings(
    roster: Roster, problem: Problem, plan: Plan, absences: Sequence[Absence] = ()
) -> tuple[StruckMeeting, ...]:
    """Return the meetings that cannot be held beside the roster's programme, in order of time.

    The judge's rules decide, on the problem as it would be posed today; a rule that breaks on a day on which the
    programme takes nobody of the meeting is no fault of the programme and is left to publishing. Deterministic.
    """
    anew = posed_anew(problem, roster, absences)
    why: dict[Meeting, list[Text]] = {}
    for violation in rules.broken(anew, plan.meetings):
        for meeting in violation.meetings:
            why.setdefault(meeting, []).append(violation.text)
    people = _people(roster)
    found = (_struck(meeting, texts, anew, roster, people) for meeting, texts in why.items())
    return tuple(sorted(filter(None, found), key=lambda one: (one.window, one.exporter, one.buyer)))


def _struck(
    meeting: Meeting, why: Iterable[Text], problem: Problem, roster: Roster, people: Mapping[str, frozenset[str]]
) -> StruckMeeting | None:
    wish = problem.lookup.wish[meeting.wish]
    slots = problem.slots[meeting.start : meeting.start + wish.slots]
    zone = roster.mission.fair_zone
    window = Window(slots[0].window.start_at.astimezone(zone), slots[-1].window.end_at.astimezone(zone))
    own: set[str] = {wish.exporter, wish.buyer, meeting.place, *people.get(wish.exporter, ())}
    own |= set(filter(None, (wish.person, meeting.interpreter)))
    taking = [one for one in roster.programme if not own.isdisjoint(one.bound)]
    at_once = [one for one in taking if one.window.overlaps(window)]
    on_way = [] if at_once else [one for one in taking if _on_way(one, window, (wish.exporter, wish.buyer), roster)]
    items = (
        at_once
        or on_way
        or [one for one in taking if one.window.start_at.astimezone(zone).date() == window.start_at.date()]
    )
    if not items:
        return None
    return StruckMeeting(
        exporter=wish.exporter,
        buyer=wish.buyer,
        window=window,
        items=tuple(str(one.id) for one in items),
        people=_taken(items, own),
        why=tuple(dict.fromkeys(why)),
        at_once=bool(at_once),
        on_way=bool(on_way),
    )


def _on_way(item: ProgrammeItem, window: Window, parties: tuple[PartyId, PartyId], roster: Roster) -> bool:
    """Whether somebody is on their way to or from an item then: to their own stand or desk, or to the nearest place."""
    ways = Ways(roster.mission, roster.exporters)
    bases = [str(place.id) for place in roster.mission.places if place.owner in parties]
    return any(ways.away(item, base).overlaps(window) for base in (None, *bases))


def _people(roster: Roster) -> Mapping[str, frozenset[str]]:
    """Return, by firm, its named people."""
    found: dict[str, set[str]] = {}
    for one in roster.delegates:
        if one.firm:
            found.setdefault(one.firm, set()).add(one.id)
    return {firm: frozenset(ids) for firm, ids in found.items()}


def _taken(items: Iterable[ProgrammeItem], own: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for item in items for who in item.bound if who in own))
