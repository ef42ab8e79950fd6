"""How the day runs: which meetings nobody has come to, which go on, which come next; who has an older plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from tearoad.capture.web.models import Phone
from tearoad.mission.web import models as rows
from tearoad.text import Text
from tearoad.timetable.web.models import Meeting, MeetingState
from tearoad.timetable.web.queries.planning.crowd import crowd
from tearoad.timetable.web.queries.publishing.day_notices import DayNotices, day_notices, of_meeting
from tearoad.timetable.web.queries.publishing.in_force import in_force, meetings_of
from tearoad.values import Language

PATIENCE = timedelta(minutes=10)
"""After so long somebody is late."""
SOON = timedelta(hours=1)
ASKED = timedelta(hours=1)
"""So long after its end a meeting that nobody came to is still put before the office."""


_TONES = {
    MeetingState.PLANNED: "warn",
    MeetingState.STARTED: "good",
    MeetingState.KEPT: "good",
    MeetingState.NO_SHOW: "bad",
    MeetingState.LATE: "warn",
    MeetingState.MOVED: "info",
}


class Turn(StrEnum):
    """Where a meeting of the day stands, in the order of the page."""

    TROUBLE = "trouble"
    """Somebody said so from the floor, or its time came ten minutes ago and a firm with a phone has said nothing."""
    NOW = "now"
    SOON = "soon"
    LATER = "later"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class RunningMeeting:
    """One meeting of the day."""

    meeting: Meeting
    state: MeetingState
    turn: Turn
    exporter: str
    buyer: str
    place: str
    interpreter: str
    seen_at: datetime | None
    """When a phone of the exporter was last heard of."""
    notices: tuple[tuple[str, Text], ...] = ()
    """That a side said to come, to be late, or not to come, each with its colour."""
    is_called_off: bool = False
    """Whether a side said that it cannot come: no other time is looked for until the office takes it up again."""

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.turn is Turn.TROUBLE

    @property
    def outcome(self) -> Text:
        """Return what became of it."""
        if self.state is MeetingState.PLANNED:
            return Text("capture_pages.nothing_said" if self.is_trouble else "capture_pages.under_way")
        return Text(f"capture.held_{self.state.value}")

    @property
    def tone(self) -> str:
        """Return the colour of what became of it; none where there is nothing to say yet."""
        if self.state is MeetingState.PLANNED and not self.is_trouble:
            return "info" if self.turn is Turn.NOW else ""
        return _TONES[self.state]


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody whose phone has an older plan than the one in force: it is told when it next has a network."""

    name: str
    phone: int
    """Its number."""
    number: int
    """Of the plan it has, 0 for none."""
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Running:
    """A day of the fair."""

    on: date
    is_today: bool
    plan: int
    lines: tuple[RunningMeeting, ...]
    behind: tuple[Behind, ...]

    def of(self, turn: Turn) -> tuple[RunningMeeting, ...]:
        """Return the meetings that stand so, in order of time."""
        return tuple(line for line in self.lines if line.turn is turn)


def running(mission: rows.Mission, at: datetime, language: Language) -> Running | None:
    """Return the day of the fair that a moment falls on, or the next one with meetings; six queries.

    None where no plan is in force, or its last day is over.
    """
    row = in_force(mission)
    if row is None:
        return None
    today = at.astimezone(mission.fair_zone).date()
    every = [(meeting, meeting.start_at.astimezone(mission.fair_zone).date()) for meeting in meetings_of(row)]
    on = min((day for _, day in every if day >= today), default=None)
    if on is None:
        return None
    names, notices = crowd(mission).names(language), day_notices(mission)
    phones = tuple(Phone.objects.filter(mission=mission, revoked_at=None))
    seen = _seen(phones)
    return Running(
        on=on,
        is_today=on == today,
        plan=row.number,
        lines=tuple(_noticed(_line(meeting, at, names, seen), notices, at) for meeting, day in every if day == on),
        behind=tuple(
            Behind(names.get(phone.party, phone.party), phone.number, phone.plan, phone.seen_at)
            for phone in phones
            if phone.plan < row.number
        ),
    )


def _seen(phones: Iterable[Phone]) -> Mapping[str, datetime]:
    found: dict[str, datetime] = {}
    for phone in phones:
        found[phone.party] = max(phone.seen_at, found.get(phone.party, phone.seen_at))
    return found


def _line(meeting: Meeting, at: datetime, names: Mapping[str, str], seen: Mapping[str, datetime]) -> RunningMeeting:
    state = MeetingState(meeting.state)
    return RunningMeeting(
        meeting=meeting,
        state=state,
        turn=_turn(meeting, state, at, tells=meeting.exporter in seen),
        exporter=names.get(meeting.exporter, meeting.exporter),
        buyer=names.get(meeting.buyer, meeting.buyer),
        place=names.get(meeting.place, meeting.place),
        interpreter=names.get(meeting.interpreter, meeting.interpreter),
        seen_at=seen.get(meeting.exporter),
    )


def _noticed(line: RunningMeeting, notices: DayNotices, at: datetime) -> RunningMeeting:
    """Add what the sides said by their links; the office sees it first as long as it matters."""
    meeting = line.meeting
    said = of_meeting(notices, meeting.exporter, meeting.buyer, meeting.start_at)
    if not said:
        return line
    known = {meeting.exporter: line.exporter, meeting.buyer: line.buyer}
    is_called_off = not all(each.is_coming for each in said)
    is_trouble = any(each.is_trouble for each in said)
    matters = is_trouble and line.state is MeetingState.PLANNED and at < meeting.end_at
    return replace(
        line,
        notices=tuple((each.tone, each.sentence(known.get(each.party, ""))) for each in said),
        is_called_off=is_called_off,
        turn=Turn.TROUBLE if matters else line.turn,
    )


def _turn(meeting: Meeting, state: MeetingState, at: datetime, *, tells: bool) -> Turn:
    """Return where a meeting stands; of a firm without a phone (`tells`) nobody can expect a word."""
    is_missed = state is MeetingState.NO_SHOW or (
        state is MeetingState.PLANNED and tells and at - meeting.start_at >= PATIENCE
    )
    if state is MeetingState.LATE or (is_missed and at < meeting.end_at + ASKED):
        return Turn.TROUBLE
    if state in {MeetingState.KEPT, MeetingState.MOVED} or meeting.end_at <= at:
        return Turn.OVER
    if meeting.start_at <= at:
        return Turn.NOW
    return Turn.SOON if meeting.start_at - at <= SOON else Turn.LATER
