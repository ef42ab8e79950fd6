"""A receiver's days: meetings, programme and the time between, in order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tearoad.mission import Mission, PlaceKind, ProgrammeItem
from tearoad.programme import Ways, part_of
from tearoad.timetable.papers.appointments import Appointment
from tearoad.timetable.papers.receivers import Receiver, Role
from tearoad.timetable.roster import Roster
from tearoad.values import Window


@dataclass(frozen=True, slots=True)
class Stop:
    """One stretch of a day: a meeting, a programme item, or free time (neither)."""

    window: Window
    appointment: Appointment | None = None
    item: ProgrammeItem | None = None
    must: bool = False
    """Whether the receiver has to be at the item; False means may."""
    away: Window | None = None
    """An item's time with the way there and back, where there is a way."""

    @property
    def free(self) -> bool:
        """Whether nothing is planned."""
        return self.appointment is None and self.item is None


@dataclass(frozen=True, slots=True)
class AgendaDay:
    """One day, told in the fair's time."""

    on: date
    stops: tuple[Stop, ...]


def agenda(receiver: Receiver, roster: Roster, booked: Iterable[Appointment]) -> tuple[AgendaDay, ...]:
    """Return the days on which the receiver has anything, with free time of a slot or more between.

    An exporter's free time counts from opening to closing, since the stand is open; others' only between two stops.
    Exporters and officials see every day of the fair.
    """
    mission = roster.mission
    by_day: dict[date, list[Stop]] = defaultdict(list)
    for stop in (*_meetings(receiver, booked), *item_stops(roster.programme, receiver, roster)):
        by_day[stop.window.start_at.date()].append(stop)
    if by_day and receiver.role in {Role.EXPORTER, Role.OFFICIAL}:
        for day in mission.days:  # a day without appointments is a day at the stand, or one to look in on the others
            by_day.setdefault(day.on, [])
    return tuple(
        AgendaDay(on, _with_free_time(sorted(by_day[on], key=lambda s: s.window), on, receiver, mission))
        for on in sorted(by_day)
    )


def concerns(receiver: Receiver, appointment: Appointment) -> bool:
    """Whether the receiver takes part in the meeting."""
    person = appointment.person.id if appointment.person else None
    interpreter = appointment.interpreter.id if appointment.interpreter else None
    return (
        receiver.id
        in {
            Role.EXPORTER: (appointment.exporter.id, *appointment.others),
            Role.BUYER: (appointment.buyer.id, *appointment.others),
            Role.INTERPRETER: (interpreter,),
            Role.OFFICIAL: (person,),
        }[receiver.role]
    )


def informed(stop: Stop, receiver: Receiver) -> bool:
    """Whether an item stands on the receiver's sheet for information only: it names them in no way."""
    return stop.item is not None and not part_of(stop.item, receiver.ids)


def _meetings(receiver: Receiver, booked: Iterable[Appointment]) -> list[Stop]:
    return [
        Stop(appointment.window, appointment=appointment) for appointment in booked if concerns(receiver, appointment)
    ]


def item_stops(items: Iterable[ProgrammeItem], receiver: Receiver, roster: Roster) -> list[Stop]:
    """Return those items that stand on the receiver's sheet."""
    found = []
    zone = roster.mission.fair_zone
    ways, base = Ways(roster.mission, roster.exporters), _base(receiver, roster)
    for item in items:
        must, may = bool(receiver.ids & set(item.bound)), bool(receiver.ids & set(item.may))
        # Officials answer for the whole mission, so their sheet shows the whole programme: the rest for information.
        if must or may or receiver.role is Role.OFFICIAL:
            window = _in(zone, item.window)
            away = _in(zone, ways.away(item, base))
            found.append(Stop(window, item=item, must=must, away=away if away != window else None))
    return found


def _base(receiver: Receiver, roster: Roster) -> str | None:
    """Return where the receiver meets people: an own stand, desk or office, the stand an interpreter works at."""
    if receiver.role is Role.BUYER:
        return next((buyer.desk or None for buyer in roster.buyers if buyer.id == receiver.id), None)
    firms = {str(interpreter.attached_to) for interpreter in roster.interpreters if interpreter.id == receiver.id} | {
        receiver.id
    }
    stands = (place for place in roster.mission.places if place.kind is PlaceKind.STAND)
    return next((str(stand.id) for stand in stands if stand.owner in firms), None)


def _in(zone: ZoneInfo, window: Window) -> Window:
    return Window(window.start_at.astimezone(zone), window.end_at.astimezone(zone))


def _with_free_time(stops: Sequence[Stop], on: date, receiver: Receiver, mission: Mission) -> tuple[Stop, ...]:
    least = timedelta(minutes=mission.slot_minutes)
    opening = _opening(on, mission) if receiver.role is Role.EXPORTER else None
    busy_until: datetime | None = opening.start_at if opening else None
    found: list[Stop] = []
    for stop in stops:
        taken = stop.away if stop.away and stop.must else stop.window
        start = min(taken.start_at, opening.end_at) if opening else taken.start_at
        if busy_until is not None and start - busy_until >= least:
            found.append(Stop(Window(busy_until, start)))
        found.append(stop)
        busy_until = max(busy_until or taken.end_at, taken.end_at)
    if opening and busy_until is not None and opening.end_at - busy_until >= least:
        found.append(Stop(Window(busy_until, opening.end_at)))
    return tuple(found)


def _opening(on: date, mission: Mission) -> Window | None:
    day = next((day for day in mission.days if day.on == on), None)
    if day is None:
        return None
    zone = mission.fair_zone
    return Window(
        datetime.combine(on, day.opens, tzinfo=zone),
        datetime.combine(on, day.closes, tzinfo=zone),
    )
