"""What a side says of a planned meeting: that it will come, is late, waits for the other, or cannot come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from tearoad.matching.asking import MeetingMove, MeetingSide, PairState
from tearoad.matching.asking.meeting_state import ON_THE_DAY
from tearoad.matching.web.models import MeetingStep
from tearoad.matching.web.queries.progress import ENDS_CONFIRMATION, SIDES, called_off, seen_called_off
from tearoad.mission.web.models import Mission
from tearoad.people import Role
from tearoad.text import Text

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class DayNotice:
    """What one side said last of one meeting, or that it was called off: by whom and why is told to nobody."""

    party: str
    """Empty where it was called off."""
    move: MeetingMove
    minutes_late: int
    meeting_at: datetime | None
    """The meeting's time of which they said it; None where an officer took it down for whatever time it has."""

    @property
    def is_coming(self) -> bool:
        """Whether the meeting is still held."""
        return self.move not in {MeetingMove.WITHDRAW, MeetingMove.CANCEL}

    @property
    def is_trouble(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.move is not MeetingMove.CONFIRM

    @property
    def tone(self) -> str:
        """Its colour."""
        return "bad" if self.is_trouble else "good"

    def sentence(self, name: str) -> Text:
        """Return it as everybody else reads it; `name` is what they call the side."""
        if self.move is MeetingMove.CANCEL:
            return Text("day_pages.called_off")
        if self.move is MeetingMove.RUN_LATE:
            return Text("day_pages.they_are_late", count=self.minutes_late, name=name)
        return Text(_OTHER_SAYS[self.move], name=name)

    @property
    def sentence_to_oneself(self) -> Text:
        """Return it as whoever said it reads it."""
        if self.move is MeetingMove.CANCEL:
            return Text("day_pages.called_off")
        if self.move is MeetingMove.RUN_LATE:
            return Text("day_pages.you_are_late", count=self.minutes_late)
        return Text(_YOU_SAID[self.move])


_OTHER_SAYS = {
    MeetingMove.CONFIRM: "day_pages.they_come",
    MeetingMove.ASK_WHERE: "day_pages.they_wait",
    MeetingMove.WITHDRAW: "day_pages.they_cannot_come",
}
_YOU_SAID = {
    MeetingMove.CONFIRM: "day_pages.you_come",
    MeetingMove.ASK_WHERE: "day_pages.you_wait",
    MeetingMove.WITHDRAW: "day_pages.you_cannot_come",
}
DayNotices = Mapping[Pair, tuple[DayNotice, ...]]


def day_notices(mission: Mission, reader: Role | None = None) -> DayNotices:
    """Return, by pair, what each side said last, and what was called off as far as a reader may know; two queries.

    Before all are told what became of their requests, a "no" of the other side takes two more. None is the office.
    """
    off = called_off(mission) if reader is None else seen_called_off(mission, SIDES.get(reader))
    latest = _latest(_steps(mission).filter(undone_at=None).select_related("progress").order_by("id"))
    for exporter, buyer in off:
        said = latest.setdefault((exporter, buyer), {})
        if all(notice.is_coming for notice in said.values()):
            latest[exporter, buyer] = {"": DayNotice("", MeetingMove.CANCEL, 0, None)}
    return {pair: tuple(said.values()) for pair, said in latest.items()}


def _latest(steps: Iterable[MeetingStep]) -> dict[Pair, dict[str, DayNotice]]:
    """Return by pair and party what was said last; who is late or waits comes anyway."""
    latest: dict[Pair, dict[str, DayNotice]] = {}
    for step in steps:
        move, said = MeetingMove(step.move), latest.setdefault((step.progress.exporter, step.progress.buyer), {})
        if move in ENDS_CONFIRMATION:
            for party in [party for party, day_notice in said.items() if not day_notice.is_trouble]:
                del said[party]
        if not step.side:
            continue
        party = getattr(step.progress, MeetingSide(step.side).value)
        notice, before = DayNotice(party, move, step.minutes_late, step.meeting_at), said.get(party)
        if move is MeetingMove.WITHDRAW and step.progress.state != PairState.CANCELLED:
            continue
        if notice.is_trouble or before is None or before.meeting_at != notice.meeting_at:
            said[party] = notice
    return latest


def of_meeting(notices: DayNotices, exporter: str, buyer: str, start_at: datetime) -> tuple[DayNotice, ...]:
    """Return what was said of a meeting at its present time; what was said of another time counts no more."""
    return tuple(notice for notice in notices.get((exporter, buyer), ()) if notice.meeting_at in {None, start_at})


def notices_mark(mission: Mission) -> str:
    """Return what changes whenever anybody says something of their day, or it is undone; one query."""
    found = _steps(mission).aggregate(made=Count("pk"), undone=Max("undone_at"))
    return f"{found['made']}/{found['undone']}"


def _steps(mission: Mission) -> QuerySet[MeetingStep]:
    moves = {*ON_THE_DAY, MeetingMove.CONFIRM, *ENDS_CONFIRMATION}
    query: QuerySet[MeetingStep] = MeetingStep.objects.filter(progress__mission=mission, move__in=sorted(moves))
    return query
