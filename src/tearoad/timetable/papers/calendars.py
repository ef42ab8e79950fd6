"""A calendar file for each participant, in their language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from tearoad.mission import Mission
from tearoad.paper import PaperFile
from tearoad.paper.calendar import Calendar, Event, ics
from tearoad.timetable.papers.agenda import AgendaDay, Stop, agenda, informed
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.receivers import Receiver, receivers
from tearoad.timetable.papers.sheet import Entry
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.values import Language


@dataclass(frozen=True, slots=True)
class Revision:
    """How far an event has come: its SEQUENCE, and when it last changed."""

    sequence: int
    changed_at: datetime


_NONE: Mapping[str, Revision] = {}


def papers(
    roster: Roster,
    problem: Problem,
    plan: Plan,
    *,
    stamp: datetime,
    sequence: int = 0,
    revisions: Mapping[str, Revision] = _NONE,
) -> Iterator[PaperFile]:
    """Make one .ics for everyone who has a meeting or a programme item; about 1 ms each.

    Args:
        roster: who takes part.
        problem: slots, places and wishes.
        plan: the meetings.
        stamp: DTSTAMP of every event, aware.
        sequence: of every event that has no revision of its own.
        revisions: by `wish/<id>` or `item/<id>`, how often and when last it changed.

    """
    booked = appointments(roster, problem, plan)
    known = {language: names(roster, language) for language in {receiver.language for receiver in receivers(roster)}}
    for receiver in receivers(roster):
        made = calendar(
            Wording(receiver, roster, known[receiver.language]),
            agenda(receiver, roster, booked),
            stamp,
            sequence,
            revisions,
        )
        if made.events:
            yield PaperFile(receiver.path("calendars", ".ics"), ics(made))


def calendar(
    wording: Wording,
    days: tuple[AgendaDay, ...],
    stamp: datetime,
    sequence: int = 0,
    revisions: Mapping[str, Revision] = _NONE,
) -> Calendar:
    """Return one receiver's calendar: what is not free time, in order.

    What stands on an official's sheet for information only takes none of their time and is no entry.
    """
    receiver, mission = wording.receiver, wording.roster.mission
    stops = [stop for day in days for stop in day.stops if not stop.free and not informed(stop, receiver)]
    events = tuple(_event(stop, wording, revisions.get(_own_id(stop))) for stop in stops)
    name = " · ".join((mission.name.in_language(receiver.language), receiver.name.main))
    return Calendar(name, mission.fair_zone, events, stamp, sequence)


def key_of(receiver: Receiver, mission: Mission, own: str) -> str:
    """Return what names an event of a receiver for ever; `own` is `wish/<id>` or `item/<id>`."""
    return "/".join(
        (
            mission.fair[Language.EN] or mission.fair.in_language(receiver.language),
            _first_day(mission),
            receiver.id,
            own,
        )
    )


def _event(stop: Stop, wording: Wording, revision: Revision | None) -> Event:
    receiver, mission = wording.receiver, wording.roster.mission
    entry = wording.entry(stop)
    step = 1 if entry.is_off else 0  # a calendar takes a change over only under a higher number
    where = " · ".join(part for part in (entry.place, entry.hall, mission.venue.in_language(receiver.language)) if part)
    return Event(
        key=key_of(receiver, mission, _own_id(stop)),
        window=stop.window,
        summary=" × ".join(block.main for block in entry.blocks),
        location=where if stop.appointment is not None else entry.place,
        description=_description(entry),
        cancelled=entry.is_off,
        sequence=revision.sequence + step if revision else None,
        modified_at=revision.changed_at if revision else None,
        optional=stop.item is not None and not stop.must,
    )


def _own_id(stop: Stop) -> str:
    if stop.appointment is not None:
        return f"wish/{stop.appointment.meeting.wish}"
    return f"item/{stop.item.id}" if stop.item is not None else ""


def _first_day(mission: Mission) -> str:
    return f"{mission.days[0].on:%Y-%m-%d}" if mission.days else ""


def _description(entry: Entry) -> str:
    lines: list[str] = []
    for block in entry.blocks:
        who = ", ".join(part for part in (block.person, *block.person_others, block.title) if part)
        lines += [" · ".join((block.main, *block.others)), who]
        lines += [f"{line.label}: {line.text}" for line in block.lines]
    lines += [entry.badge, entry.way]
    lines += [f"{help_line.label}: {', '.join(help_line.parts)}" for help_line in entry.help]
    return "\n".join(line for line in lines if line)
