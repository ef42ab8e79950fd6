"""What a person's own page shows: the sheet of the day, what comes next, and what is new since the plan before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q

from tearoad.matching.asking import MeetingMove
from tearoad.matching.web.queries.progress import SIDES, seen_called_off
from tearoad.mission.web import models as rows
from tearoad.mission.web.queries import core
from tearoad.paper.typeset import pdf
from tearoad.people import Role
from tearoad.text import Text
from tearoad.timetable.difference import AnnouncedMeeting, Change, ChangeKind
from tearoad.timetable.papers.agenda import Stop
from tearoad.timetable.papers.day_sheets import TEMPLATE, day_sheet
from tearoad.timetable.papers.receivers import Role as PaperRole
from tearoad.timetable.papers.sheet import DaySheet, Entry, LabelledText, SheetDay
from tearoad.timetable.papers.wording import names
from tearoad.timetable.problem_building import wish_id
from tearoad.timetable.web.models import Meeting, Published
from tearoad.timetable.web.queries.publishing.day_notices import DayNotices, notices_mark, of_meeting
from tearoad.timetable.web.queries.publishing.days import COLUMN, Own
from tearoad.timetable.web.queries.publishing.in_force import changes_of, published_problem
from tearoad.timetable.web.queries.publishing.paper_lists import sheet_mark
from tearoad.values import Language
from tearoad.words.catalogue import day as short_day


@dataclass(frozen=True, slots=True)
class DayStretch:
    """One stretch of the day as the screen shows it."""

    entry: Entry
    on: str
    """The day in short, for what comes next on another day."""
    now: bool
    past: bool
    new: Text | None
    """What is new about it since the plan before."""
    notices: tuple[tuple[str, Text], ...] = ()
    """That a side comes, is late for it, or cannot come, each with its colour."""
    to_confirm: UUID | None = None
    """The row of the meeting to which they may say that they come; None where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A day to choose."""

    on: date
    label: str
    current: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A number to press."""

    number: str
    href: str
    who: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """Everything a person's own page needs."""

    own: Own
    sheet: DaySheet
    tabs: tuple[Tab, ...]
    day: SheetDay
    shown: tuple[DayStretch, ...]
    next: DayStretch | None
    gone: tuple[str, ...]
    """Meetings of the plan before that are no longer held."""
    calls: tuple[Call, ...]

    @property
    def late(self) -> Text:
        """What to do when nobody comes; the paper says the same, but its numbers stand elsewhere."""
        return Text(f"day_pages.late_{self.own.receiver.role.value}")


def day_page(own: Own, at: datetime, on: date | None = None, notices: DayNotices | None = None) -> DayPage | None:
    """Return somebody's page at a moment; `on` chooses a day. None where their days are empty. No query."""
    if not own.days:
        return None
    sheet = day_sheet(own.wording, own.days, own.booked, None, own.edition)
    local = at.astimezone(own.trip.fair_zone)
    chosen = _chosen(tuple(day.on for day in own.days), on or local.date())
    news = _news(own)
    known, called = notices or {}, names(own.wording.roster, own.receiver.language)
    shown = tuple(
        tuple(
            replace(
                _stretch(stop, entry, local, news, own.receiver.language),
                notices=_noticed(stop, own, known, called),
                to_confirm=_to_confirm(stop, own, known, local) if not entry.is_off else None,
            )
            for stop, entry in zip(a.stops, b.entries, strict=True)
        )
        for a, b in zip(own.days, sheet.days, strict=True)
    )
    return DayPage(
        own=own,
        sheet=sheet,
        tabs=tuple(
            Tab(day.on, short_day(day.on, own.receiver.language), n == chosen) for n, day in enumerate(own.days)
        ),
        day=sheet.days[chosen],
        shown=shown[chosen],
        next=next((stretch for day in shown for stretch in day if _is_ahead(stretch)), None),
        gone=_gone(own),
        calls=tuple(map(_call, sheet.calls)),
    )


def sheet_of_today(own: Own) -> bytes:
    """Return somebody's day sheet as it is now, as a PDF; the paper kept with the plan may be older."""
    problem = published_problem(own.published) if own.receiver.role is not PaperRole.OFFICIAL else None
    sheet = day_sheet(own.wording, own.days, own.booked, problem, own.edition)
    return pdf(TEMPLATE, sheet, own.published.published_at)


def _is_ahead(stretch: DayStretch) -> bool:
    return stretch.entry.kind == "meeting" and not stretch.past and not stretch.entry.is_off


def _chosen(days: tuple[date, ...], wanted: date) -> int:
    """Return the day asked for, else the next one of theirs, else the first."""
    return next((n for n, on in enumerate(days) if on >= wanted), 0)


def _stretch(
    stop: Stop, entry: Entry, at: datetime, news: dict[tuple[str, str], Text], language: Language
) -> DayStretch:
    appointment = stop.appointment
    return DayStretch(
        entry=entry,
        on=short_day(stop.window.start_at.date(), language),
        now=appointment is not None and stop.window.start_at <= at < stop.window.end_at,
        past=appointment is not None and stop.window.end_at <= at,
        new=news.get((appointment.exporter.id, appointment.buyer.id)) if appointment else None,
    )


def _to_confirm(stop: Stop, own: Own, notices: DayNotices, at: datetime) -> UUID | None:
    """Return the meeting to which its side may say that it comes: it has not begun, and they said nothing of it."""
    appointment = stop.appointment
    if (
        appointment is None
        or stop.window.start_at <= at
        or own.receiver.id not in {appointment.exporter.id, appointment.buyer.id}
    ):
        return None
    said = of_meeting(notices, appointment.exporter.id, appointment.buyer.id, stop.window.start_at)
    is_said = any(each.party == own.receiver.id or not each.is_coming for each in said)
    return None if is_said else own.meeting_ids.get(str(appointment.meeting.wish))


def _noticed(stop: Stop, own: Own, notices: DayNotices, called: Mapping[str, str]) -> tuple[tuple[str, Text], ...]:
    appointment = stop.appointment
    if appointment is None:
        return ()
    said = of_meeting(notices, appointment.exporter.id, appointment.buyer.id, stop.window.start_at)
    return tuple(
        (
            each.tone,
            each.sentence_to_oneself
            if each.party == own.receiver.id
            else each.sentence(called.get(each.party, each.party)),
        )
        for each in said
        if each.move is not MeetingMove.CANCEL  # the stretch itself says so
    )


def _news(own: Own) -> dict[tuple[str, str], Text]:
    """Return, by pair, what is new about a meeting; the first plan is new as a whole, so nothing in it is marked."""
    found = {}
    for change in _changes(own):
        if change.after is not None:
            kind = change.kind if _mine(change.before, own) else ChangeKind.ADDED
            found[str(change.after.exporter), str(change.after.buyer)] = Text(f"day_pages.new_{kind.value}")
    return found


def _gone(own: Own) -> tuple[str, ...]:
    """Return in words what is no longer held. Only the time is told: the other side may be gone from the mission."""
    gone = [change.before for change in _changes(own) if _mine(change.before, own) and not _mine(change.after, own)]
    return tuple(own.wording.say(Text("day_pages.gone", at=meeting.start_at)) for meeting in gone if meeting)


def _mine(announced: AnnouncedMeeting | None, own: Own) -> bool:
    if announced is None:
        return False
    person = {
        appointment.person.id
        for appointment in own.booked
        if appointment.person and appointment.meeting.wish == wish_id(announced.exporter, announced.buyer)
    }
    return own.receiver.id in {announced.exporter, announced.buyer, announced.interpreter} | person


def _changes(own: Own) -> tuple[Change, ...]:
    return changes_of(own.published) if own.published.number > 1 else ()


def _call(line: LabelledText) -> Call:
    return Call(line.label, "tel:" + "".join(char for char in line.label if char in "+0123456789"), line.text)


def tag(mission: rows.Mission, published: Published, role: Role, party: str, language: Language, at: datetime) -> str:
    """Return what names a person's page: it changes when anything on it does, and not before. Six queries at least.

    That is: the plan's number, the receiver and language, the mission's and companies' rows, how far the day is,
    the paper beside it, and what anybody said of a meeting.
    """
    own = Meeting.objects.filter(published=published, **{COLUMN[role]: party})
    stands = own.filter(end_at__gt=at).aggregate(next=Min("end_at"), begun=Count("pk", filter=Q(start_at__lte=at)))
    companies = rows.Participation.objects.filter(mission=mission).aggregate(
        changed=Max("company__changed_at"), screened=Max("company__screened_at")
    )
    on = at.astimezone(core(mission).fair_zone).date()
    parts = (
        published.pk, mission.revision, mission.changed_at, role.value, party, language.value,
        on, stands["next"], stands["begun"], companies["changed"], companies["screened"],
        sheet_mark(published, role, party), notices_mark(mission), sorted(seen_called_off(mission, SIDES.get(role))),
    )  # fmt: skip
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:32]
