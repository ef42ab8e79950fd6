"""Day sheets: what each participant holds in their hand at the fair, in their language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

from tearoad.companies import Exporter
from tearoad.mission.papers import spelling
from tearoad.mission.papers.handbook import Handbook, handbook
from tearoad.paper import figures
from tearoad.paper.typeset import PaperDraft, draft
from tearoad.text import Text
from tearoad.timetable.papers.agenda import AgendaDay, agenda
from tearoad.timetable.papers.appointments import Appointment, appointments
from tearoad.timetable.papers.glance import glance
from tearoad.timetable.papers.hall_plan import hall_plan
from tearoad.timetable.papers.receivers import Receiver, Role, receivers
from tearoad.timetable.papers.sheet import DaySheet, Edition, LabelledText, SheetDay
from tearoad.timetable.papers.wording import Wording, names
from tearoad.timetable.plan import Plan
from tearoad.timetable.problem import Problem
from tearoad.timetable.roster import Roster
from tearoad.timetable.rules.pauses import soft_pauses_missed

TEMPLATE = Path(__file__).parent / "day_sheet.typ"
_INTERPRETERS_PAGES = 2
"""Somebody who speaks all day has one leaf of paper in the hand, front and back."""


def papers(
    roster: Roster,
    problem: Problem,
    plan: Plan,
    *,
    stamp: datetime,
    edition_of: Callable[[Wording], Edition] | None = None,
) -> Iterator[PaperDraft]:
    """Draft one PDF for everyone who has a meeting or a programme item, exporters first.

    Args:
        roster: everybody.
        problem: what the plan answers.
        plan: the meetings.
        stamp: the date written into the files, aware.
        edition_of: the edition of somebody's day; None where plans are not numbered, then it is that of the stamp.

    Raises:
        NotFoundError: the plan speaks of something that roster and problem do not know.

    """
    booked = appointments(roster, problem, plan)
    known = {language: names(roster, language) for language in {r.language for r in receivers(roster)}}
    for receiver in receivers(roster):
        days = agenda(receiver, roster, booked)
        if days:
            wording = Wording(receiver, roster, known[receiver.language])
            edition = edition_of(wording) if edition_of else Edition(stamp)
            sheet = day_sheet(wording, days, booked, problem, edition)
            yield draft(receiver.path("day-sheets", ".pdf"), TEMPLATE, sheet, stamp)


def day_sheet(
    wording: Wording,
    days: tuple[AgendaDay, ...],
    booked: tuple[Appointment, ...],
    problem: Problem | None,
    edition: Edition,
) -> DaySheet:
    """Return what the receiver's sheet says; without the problem there is no chart and no plan of all the others."""
    mission, language, say = wording.roster.mission, wording.language, wording.say
    receiver = wording.receiver
    spot = _spot(wording)
    return DaySheet(
        language=language.value,
        kind=say(Text("papers.day_sheet")),
        receiver=receiver.name.main,
        receiver_others=receiver.name.others,
        spot=spot.text,
        spot_label=spot.label,
        mission=mission.name.in_language(language),
        fair=" · ".join(filter(None, (mission.fair.in_language(language), mission.venue.in_language(language)))),
        dates=figures.days(days[0].on, days[-1].on, language),
        days=tuple(_day(day, wording, booked, problem) for day in days),
        late=_late(receiver, wording),
        call=say(Text("papers.call")),
        calls=_calls(wording),
        as_of=say(edition.text(mission.fair_zone)),
        notes=say(Text("papers.notes")),
        page=say(Text("papers.page", page="{page}", pages="{pages}")),
        most_pages=_INTERPRETERS_PAGES if receiver.role is Role.INTERPRETER else 0,
        handbook=_handbook(wording, booked) if receiver.role is Role.INTERPRETER else None,
    )


def _handbook(wording: Wording, booked: tuple[Appointment, ...]) -> Handbook:
    """Return the words and goods of the firm they are attached to and of all whose meetings they interpret."""
    roster, receiver = wording.roster, wording.receiver
    attached = {str(interpreter.attached_to) for interpreter in roster.interpreters if interpreter.id == receiver.id}
    served = attached | {
        str(appointment.exporter.id)
        for appointment in booked
        if appointment.interpreter and appointment.interpreter.id == receiver.id
    }
    return handbook(
        [exporter for exporter in roster.exporters if exporter.id in served], roster.mission, wording.language
    )


def _day(day: AgendaDay, wording: Wording, booked: tuple[Appointment, ...], problem: Problem | None) -> SheetDay:
    meetings = sum(stop.appointment is not None and not wording.is_off(stop.appointment) for stop in day.stops)
    restless = problem is not None and day.on in _without_pause(wording.receiver, booked, problem)
    official = wording.receiver.role is Role.OFFICIAL
    return SheetDay(
        title=figures.full_day(day.on, wording.language),
        clock=clock(day, wording),
        count=wording.say(Text("papers.meetings", count=meetings)) if meetings else "",
        entries=tuple(wording.entry(stop) for stop in day.stops),
        glance=glance(day.on, wording, booked, problem) if official and problem is not None else None,
        remark=wording.say(Text("papers.no_pause")) if restless else "",
        plan=hall_plan(day, wording) if problem is not None else None,
    )


def _without_pause(receiver: Receiver, booked: tuple[Appointment, ...], problem: Problem) -> frozenset[date]:
    """Return the days on which somebody of the receiver's has no pause, where a plan may do without."""
    if problem.lookup.soft_pauses is None:
        return frozenset()
    own = [
        appointment.meeting
        for appointment in booked
        if receiver.id in (appointment.exporter.id, appointment.buyer.id, *appointment.others)
    ]
    found = (missed for missed in soft_pauses_missed(problem, own) if missed.who == receiver.id)
    return frozenset(problem.slots[problem.lookup.days[missed.day][0]].window.start_at.date() for missed in found)


def clock(day: AgendaDay, wording: Wording) -> str:
    """Return whose time the sheet tells and how far home is from it on that day."""
    mission = wording.roster.mission
    noon = datetime.combine(day.on, datetime.min.time(), mission.fair_zone).replace(hour=12)
    home = noon.astimezone(mission.home_zone)
    here_offset, home_offset = noon.utcoffset(), home.utcoffset()
    if here_offset is None or home_offset is None:  # both zones come from the IANA database, so both have one
        return ""
    zone = Text("papers.fair_time", zone=figures.zone_name(noon, wording.language), offset=figures.hours(here_offset))
    if here_offset == home_offset:
        return wording.say(zone)
    from_home = wording.receiver.role in {Role.EXPORTER, Role.OFFICIAL}
    ahead = Text(
        "papers.home" if from_home else "papers.delegation_home", hours=figures.hours(home_offset - here_offset)
    )
    return f"{wording.say(zone)} · {wording.say(ahead)}"


def _spot(wording: Wording) -> LabelledText:
    receiver = wording.receiver
    firms: dict[str, Exporter] = {firm.id: firm for firm in wording.roster.exporters}
    if receiver.role is Role.INTERPRETER:
        attached = next(
            interpreter.attached_to for interpreter in wording.roster.interpreters if interpreter.id == receiver.id
        )
        firm = firms.get(attached) if attached else None
        if firm is None:
            return LabelledText(wording.say(Text("papers.pool")), "")
        label = wording.say(Text("papers.attached", firm=wording.known[firm.id]))
        return LabelledText(label, firm.stand)
    if receiver.role is Role.OFFICIAL:
        role = next(
            delegate.role.in_language(wording.language)
            for delegate in wording.roster.delegates
            if delegate.id == receiver.id
        )
        return LabelledText(role, "")
    firm = next((firms[i] for i in receiver.ids if i in firms), None)
    if firm is None or not firm.stand:
        return LabelledText("", "")
    hall = wording.hall(firm.hall)
    return LabelledText(hall or wording.say(Text("papers.your_stand")), firm.stand)


def _late(receiver: Receiver, wording: Wording) -> LabelledText:
    code = {
        Role.EXPORTER: "papers.late_exporter",
        Role.BUYER: "papers.late_buyer",
        Role.INTERPRETER: "papers.late_interpreter",
        Role.OFFICIAL: "papers.late_official",
    }[receiver.role]
    return LabelledText(wording.say(Text("papers.late")), wording.say(Text(code)))


def _calls(wording: Wording) -> tuple[LabelledText, ...]:
    found = []
    for contact in wording.roster.mission.contacts[:3]:
        title = contact.title.in_language(wording.language)
        who = ", ".join(
            filter(None, (spelling.person(contact.person, wording.language).in_line(wording.language), title))
        )
        found.append(LabelledText(figures.phone(contact.phone), " · ".join(filter(None, (who, contact.messenger)))))
    return tuple(found)
