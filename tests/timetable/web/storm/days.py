"""Everybody's sheet, calendar and mails after an announcement, against what ought to stand on them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC

from tearoad.mission import ProgrammeItem
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Message
from tearoad.paper.calendar import ics, uid
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.papers.agenda import Stop, agenda
from tearoad.timetable.papers.appointments import appointments
from tearoad.timetable.papers.calendars import key_of
from tearoad.timetable.papers.receivers import receivers as paper_receivers
from tearoad.timetable.web.models import Meeting
from tearoad.timetable.web.queries.loading import roster_of
from tearoad.timetable.web.queries.publishing.days import COLUMN, Own, own_days
from tearoad.timetable.web.queries.publishing.everyone import PAPER_ROLES
from tearoad.timetable.web.queries.publishing.in_force import in_force, published_plan, published_problem
from tearoad.timetable.web.queries.publishing.own_calendars.calendar import own_calendar
from tearoad.web.clock import fair_now
from tests.paper.calendar_client import Client
from tests.timetable.web.storm.expected import Key, Someone, badge, seen

WORDS = {
    "must": "papers.must",
    "may": "papers.may",
    "speaks": "papers.part_speaks",
    "hosts": "papers.part_hosts",
    "interpreters": "papers.part_interpreters",
    "informed": "papers.informed",
}


class Days:
    """What everybody holds in their hand, and two calendar programs each: of the feed, and of the mails."""

    def __init__(self, mission: Mission, people: list[Someone], faults: list[str]) -> None:
        """Keep who is looked at, and where faults are written."""
        self.mission, self.people, self.faults = mission, people, faults
        self.calendars: dict[Key, Client] = {who.key: Client() for who in people}
        self.mailed: dict[Key, Client] = {}
        self._read: set[object] = set()

    def look(self, programme: Mapping[str, ProgrammeItem]) -> int:
        """Compare every sheet on screen, on paper and in the calendar; return how many."""
        self._read_mails()
        row = in_force(self.mission)
        assert row is not None, "a plan is in force"
        roster = roster_of(self.mission, {})
        booked = appointments(roster, published_problem(row), published_plan(row))
        on_paper = {
            (receiver.role, str(receiver.id)): agenda(receiver, roster, booked) for receiver in paper_receivers(roster)
        }
        for who in self.people:
            role = Role(who.key[0])
            own = own_days(self.mission, row, role, who.key[1])
            paper = on_paper.get((PAPER_ROLES[role], who.key[1]))
            if own is None:
                self._hold(paper is None, who, "a paper and no page")
                continue
            stops = [stop for day in own.days for stop in day.stops if not stop.free]
            self._items(who, own, stops, programme)
            self._meetings(who, role, stops)
            self._hold(
                paper is not None and [_told(stop) for day in paper for stop in day.stops if not stop.free]
                == [_told(stop) for stop in stops], who, "paper and page differ",
            )  # fmt: skip
            self._calendar(who, role, own, stops)
        return len(self.people)

    def _items(self, who: Someone, own: Own, stops: list[Stop], programme: Mapping[str, ProgrammeItem]) -> None:
        shown = {
            (str(stop.item.id), stop.window.start_at, stop.window.end_at, own.wording.entry(stop).badge)
            for stop in stops
            if stop.item is not None
        }
        expected = {
            (id_, item.window.start_at, item.window.end_at, self._badge(item, who, own))
            for id_, item in programme.items()
            if seen(item, who) is not None
        }
        self._hold(shown == expected, who, f"items: {shown ^ expected}")

    def _badge(self, item: ProgrammeItem, who: Someone, own: Own) -> str:
        return " · ".join(own.wording.say(Text(WORDS[part])) for part in badge(item, who) or ("informed",))

    def _meetings(self, who: Someone, role: Role, stops: list[Stop]) -> None:
        rows = Meeting.objects.filter(published=in_force(self.mission), **{COLUMN[role]: who.key[1]})
        expected = {(str(row.wish), row.start_at) for row in rows}
        shown = {(str(s.appointment.meeting.wish), s.window.start_at) for s in stops if s.appointment is not None}
        self._hold(shown == expected, who, f"meetings: {shown ^ expected}")

    def _calendar(self, who: Someone, role: Role, own: Own, stops: list[Stop]) -> None:
        client = self.calendars[who.key]
        made = own_calendar(self.mission, role, own, fair_now())
        client.take(ics(made))
        expected = {
            uid(key_of(own.receiver, own.trip, _own_id(stop))): (
                stop.window.start_at.astimezone(UTC),
                stop.window.end_at.astimezone(UTC),
            )
            for stop in stops
            if stop.item is None or badge(stop.item, who)
        }
        for name, program in (("calendar", client), ("mails", self.mailed.get(who.key))):
            if program is not None:
                shown = {key: entry[:2] for key, entry in program.shown.items()}
                self._hold(shown == expected, who, f"{name}: {shown.items() ^ expected.items()}")

    def _read_mails(self) -> None:
        """Let the calendar program of each who gets mails take what they brought, in the order in which they came."""
        for message in Message.objects.exclude(pk__in=self._read).order_by("written_at", "pk"):
            self._read.add(message.pk)
            role, party = (
                message.key.split("/", 4)[-2:] if message.kind == "programme" else message.key.split("/", 3)[-2:]
            )
            program = self.mailed.setdefault((role, party), Client())
            for part in message.calendars:
                program.take(part["content"].encode())

    def _hold(self, so: bool, who: Someone, otherwise: str) -> None:  # noqa: FBT001  # what is held to be so
        if not so:
            self.faults.append(f"{who.key}: {otherwise}")


def _own_id(stop: Stop) -> str:
    if stop.appointment is not None:
        return f"wish/{stop.appointment.meeting.wish}"
    return f"item/{stop.item.id}" if stop.item is not None else ""


def _told(stop: Stop) -> tuple[object, ...]:
    return _own_id(stop), stop.window, stop.must
