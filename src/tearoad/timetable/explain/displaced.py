"""Which meetings of a plan the programme makes impossible as it stands now: whom it takes, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission import Absence, ProgrammeItem
from tearoad.programme import DisplacedMeeting, Ways
from tearoad.text import Ref, Text
from tearoad.timetable import rules
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.problem_building.build import rebuild_problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.rules.violation import Violation
from tearoad.values import PartyId, Window

_DAY = frozenset({"timetable.interpreter_day", "timetable.interpreter_day_programme"})
"""Rules that count an interpreter's slots of a day."""
_COUNTED = _DAY | {"timetable.people_too_few", "timetable.stand_empty"}
"""Rules that count: some meetings are too many, whichever they are."""
_KEPT = frozenset({"timetable.pause_missed", "timetable.row_too_long"})
"""Rules for whose sake nobody calls a meeting off that people were told of."""


@dataclass(frozen=True, slots=True)
class _Why:
    """What is broken at one meeting; of `among` meetings with the first reason `surplus` must go, 0: this one must."""

    texts: tuple[Text, ...]
    among: int = 0
    surplus: int = 0


def displaced_meetings(
    roster: Roster, problem: Problem, plan: Plan, absences: Sequence[Absence] = ()
) -> tuple[DisplacedMeeting, ...]:
    """Return the meetings that cannot be held beside the roster's programme, in order of time.

    The judge's rules decide, on the problem as it would be built today; a rule that breaks on a day on which the
    programme takes nobody of the meeting is no fault of the programme and is left to publishing. Deterministic.
    """
    anew = rebuild_problem(problem, roster, absences)
    people = _people(roster)
    found = (_displaced(meeting, why, anew, roster, people) for meeting, why in _reasons(anew, plan).items())
    return tuple(sorted(filter(None, found), key=lambda meeting: (meeting.window, meeting.exporter, meeting.buyer)))


@dataclass(frozen=True, slots=True)
class ImpossibleMeeting:
    """A meeting of a plan that cannot be held any more, and the first reason why."""

    exporter: str
    buyer: str
    window: Window
    why: Text

    @property
    def text(self) -> Text:
        """Which meeting, and why."""
        parties = {"exporter": Ref(self.exporter), "buyer": Ref(self.buyer)}
        return Text("timetable.impossible_meeting", start=self.window.start_at, why=self.why, **parties)


def impossible_meetings(
    roster: Roster, problem: Problem, plan: Plan, absences: Sequence[Absence] = ()
) -> tuple[ImpossibleMeeting, ...]:
    """Return the meetings that became impossible since a plan was made, whatever the cause, in order of time.

    Whom or what they need is gone, or the judge's rules are broken today and were kept on the problem as it was.
    """
    was = _reasons(problem, plan)
    found = {
        meeting: why.texts[0] for meeting, why in _reasons(rebuild_problem(problem, roster, absences), plan).items()
    }
    found = {meeting: why for meeting, why in found.items() if meeting not in was}
    found |= {meeting: gone for meeting in plan.meetings if (gone := _gone(meeting, problem, roster)) is not None}
    zone, look = roster.mission.fair_zone, problem.lookup
    meetings = (
        ImpossibleMeeting(
            look.wish[meeting.wish].exporter, look.wish[meeting.wish].buyer, _window(meeting, problem, zone), why
        )
        for meeting, why in found.items()
    )
    return tuple(sorted(meetings, key=lambda meeting: (meeting.window, meeting.exporter, meeting.buyer)))


def _gone(meeting: Meeting, problem: Problem, roster: Roster) -> Text | None:
    """Return what a meeting needs that is not there any more."""
    speakers = {str(interpreter.id) for interpreter in roster.interpreters} | {
        str(delegate.id) for delegate in roster.delegates
    }
    if meeting.interpreter and meeting.interpreter not in speakers:  # one of the firm's own people may speak
        return Text("timetable.gone_interpreter", who=Ref(meeting.interpreter))
    if all(place.id != meeting.place for place in roster.mission.places):
        return Text("timetable.gone_place", place=Ref(meeting.place))
    person = problem.lookup.wish[meeting.wish].person
    if person and all(delegate.id != person for delegate in roster.delegates):
        return Text("timetable.gone_person", who=Ref(person))
    window = _window(meeting, problem, roster.mission.fair_zone)
    start, end = window.start_at, window.end_at
    is_open = any(
        day.on == start.date() == end.date() and day.opens <= start.time() and end.time() <= day.closes
        for day in roster.mission.days
    )
    return None if is_open else Text("timetable.gone_hours")


def _window(meeting: Meeting, problem: Problem, zone: ZoneInfo) -> Window:
    slots = problem.slots[meeting.start : meeting.start + problem.lookup.wish[meeting.wish].slots]
    return Window(slots[0].window.start_at.astimezone(zone), slots[-1].window.end_at.astimezone(zone))


def _reasons(problem: Problem, plan: Plan) -> Mapping[Meeting, _Why]:
    """Return why meetings cannot be held; those that must go anyway are reckoned first where there are too many."""
    broken = tuple(violation for violation in rules.broken(problem, plan.meetings) if violation.text.code not in _KEPT)
    texts: dict[Meeting, list[Text]] = {}
    for violation in broken:
        if violation.text.code not in _COUNTED:
            for meeting in violation.meetings:
                texts.setdefault(meeting, []).append(violation.text)
    found = {meeting: _Why(tuple(dict.fromkeys(why))) for meeting, why in texts.items()}
    for violation in broken:
        if violation.text.code in _COUNTED:
            left = [meeting for meeting in violation.meetings if meeting not in texts]
            surplus = _surplus(problem, violation, left)
            if surplus:
                among = len(left) if surplus < len(left) else 0
                why = _Why((violation.text,), among, surplus if among else 0)
                found |= dict.fromkeys(left, why)
    return found


def _surplus(problem: Problem, violation: Violation, left: Sequence[Meeting]) -> int:
    """Return how many meetings must go at least: of a day's the longest first, of those at one time any."""
    said = {name: value for name, value in violation.text.params if isinstance(value, int)}
    if violation.text.code in _DAY:
        slots, most = sorted((problem.lookup.wish[meeting.wish].slots for meeting in left), reverse=True), said["most"]
    else:
        staff = said["staff"] if "staff" in said else said["present"] + len(violation.meetings) - said["cover"]
        slots, most = [1] * len(left), max(0, staff)
    over = sum(slots) - most
    gone = 0
    while over > 0 and gone < len(slots):
        over -= slots[gone]
        gone += 1
    return gone


def _displaced(
    meeting: Meeting, why: _Why, problem: Problem, roster: Roster, people: Mapping[str, frozenset[str]]
) -> DisplacedMeeting | None:
    wish = problem.lookup.wish[meeting.wish]
    window = _window(meeting, problem, roster.mission.fair_zone)
    own: set[str] = {*wish.parties, meeting.place}
    own |= {person for party in wish.parties for person in people.get(party, ())}
    own |= set(filter(None, (wish.person, meeting.interpreter)))
    own = _concerned(why.texts, people) & own or own
    taking = [programme_item for programme_item in roster.programme if not own.isdisjoint(programme_item.bound)]
    at_once = [programme_item for programme_item in taking if programme_item.window.overlaps(window)]
    on_way = (
        []
        if at_once
        else [programme_item for programme_item in taking if _on_way(programme_item, window, wish.parties, roster)]
    )
    items = (
        at_once or on_way or [programme_item for programme_item in taking if _touches(programme_item, window.start_at)]
    )
    if not items:
        return None
    return DisplacedMeeting(
        exporter=wish.exporter,
        buyer=wish.buyer,
        window=window,
        items=tuple(str(item.id) for item in items),
        people=_taken(items, own),
        why=tuple(dict.fromkeys(_reason_without_hours(text, at_once) for text in why.texts)),
        at_once=bool(at_once),
        on_way=bool(on_way),
        among=why.among,
        surplus=why.surplus,
    )


def _concerned(why: Iterable[Text], people: Mapping[str, frozenset[str]]) -> set[str]:
    """Return whom the broken rules name, a firm with its people."""
    named = {param.id for text in why for _name, param in text.params if isinstance(param, Ref)}
    return named | {person for firm in named for person in people.get(firm, ())}


def _reason_without_hours(text: Text, at_once: Sequence[ProgrammeItem]) -> Text:
    """Return a reason as it is: who is off because an item has them just then does not lack hours."""
    who = dict(text.params).get("interpreter")
    if text.code == "timetable.interpreter_off" and isinstance(who, Ref):
        items = tuple(Ref(str(programme_item.id)) for programme_item in at_once if who.id in programme_item.bound)
        return Text("programme.displaced_busy", who=who, items=items) if items else text
    return text


def _touches(item: ProgrammeItem, at: datetime) -> bool:
    """Whether some of an item lies on the day of a moment: one across midnight belongs to both its days."""
    start, end = item.window.start_at.astimezone(at.tzinfo), item.window.end_at.astimezone(at.tzinfo)
    return start.date() <= at.date() <= (end - timedelta(microseconds=1)).date()


def _on_way(item: ProgrammeItem, window: Window, parties: tuple[PartyId, ...], roster: Roster) -> bool:
    """Whether somebody is on their way to or from an item then: to their own stand or desk, or to the nearest place."""
    ways = Ways(roster.mission, roster.exporters)
    bases = [str(place.id) for place in roster.mission.places if place.owner in parties]
    return any(ways.away(item, base).overlaps(window) for base in (None, *bases))


def _people(roster: Roster) -> Mapping[str, frozenset[str]]:
    """Return, by firm, its named people."""
    found: dict[str, set[str]] = {}
    for delegate in roster.delegates:
        if delegate.firm:
            found.setdefault(delegate.firm, set()).add(delegate.id)
    return {firm: frozenset(ids) for firm, ids in found.items()}


def _taken(items: Iterable[ProgrammeItem], own: set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(who for item in items for who in item.bound if who in own))
