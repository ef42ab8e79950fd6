"""What of a delegate is missing or will go wrong, told early enough to be mended."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tearoad.mission.mission import Mission
from tearoad.mission.people import Delegate, Purpose, Visa
from tearoad.text import Ref, Text
from tearoad.values import PersonId

PASSPORT_MONTHS = 6
"""How long a passport must be valid after the trip: what most countries ask of a visitor."""
VISA_DAYS = 30
"""From so many days before the trip on, a visa that is not granted is urgent."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Something to mend about one person."""

    who: PersonId
    field: str
    """The field of `Delegate` it is about."""
    text: Text
    urgent: bool = False


def gaps(delegates: Sequence[Delegate], mission: Mission, today: date) -> tuple[Gap, ...]:
    """Return every gap, person by person in their order; the same input gives the same list."""
    starts, ends = trip_days(mission)
    alone = (_passport, _visa, _bed, _journey, _reach, _consent)
    return tuple(
        gap
        for delegate in delegates
        for found in (
            *(rule(delegate, mission, starts, ends, today) for rule in alone),
            _shared_rank(delegate, delegates),
            _roommates(delegate, delegates),
        )
        for gap in found
    )


def trip_days(mission: Mission) -> tuple[date, date]:
    """Return the first and the last day of the fair."""
    return mission.days[0].on, mission.days[-1].on


def months_after(on: date, months: int) -> date:
    """Return the same day so many months later; the month's last day where it has no such day."""
    years, month = divmod(on.month - 1 + months, 12)
    return date(on.year + years, month + 1, min(on.day, monthrange(on.year + years, month + 1)[1]))


def _passport(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del starts, today
    field, on = "passport_expires_on", delegate.passport_expires_on
    last = max(ends, delegate.leaves_at.astimezone(mission.fair_zone).date()) if delegate.leaves_at else ends
    if on is None:
        yield Gap(delegate.id, field, Text("delegation.no_passport_day"))
    elif on < last:
        yield Gap(delegate.id, field, Text("delegation.passport_ends_first", on=on.isoformat()), urgent=True)
    elif on < months_after(last, PASSPORT_MONTHS):
        text = Text("delegation.passport_short", on=on.isoformat(), months=PASSPORT_MONTHS)
        yield Gap(delegate.id, field, text, urgent=True)


def _visa(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del mission, ends
    left = (starts - today).days
    if delegate.visa is Visa.REFUSED:
        yield Gap(delegate.id, "visa", Text("delegation.visa_refused"), urgent=True)
    elif delegate.visa not in {Visa.GRANTED, Visa.NOT_NEEDED}:
        state = f"delegation.visa_{delegate.visa.value}"
        if 0 <= left <= VISA_DAYS:
            yield Gap(delegate.id, "visa", Text("delegation.visa_soon", state=Text(state), count=left), urgent=True)
        else:
            yield Gap(delegate.id, "visa", Text(state))


def _bed(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del mission, starts, ends, today
    if not delegate.hotel:
        yield Gap(delegate.id, "hotel", Text("delegation.no_hotel"))
    elif not delegate.room and not delegate.room_with:
        yield Gap(delegate.id, "room", Text("delegation.no_room"))


def _journey(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del starts, ends, today
    if delegate.arrives_at is None:
        yield Gap(delegate.id, "arrives_at", Text("delegation.no_arrival"))
    if delegate.leaves_at is None:
        yield Gap(delegate.id, "leaves_at", Text("delegation.no_departure"))
    if not delegate.name.latin:
        yield Gap(delegate.id, "name", Text("delegation.no_latin"))
    if mission.host_language.habits.letters is not None and not (delegate.name.native or delegate.name.local):
        yield Gap(delegate.id, "name", Text("delegation.no_local"))


def _reach(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del mission, starts, ends, today
    if not delegate.phone and not delegate.phone_abroad:
        yield Gap(delegate.id, "phone", Text("delegation.no_phone"))


def _consent(delegate: Delegate, mission: Mission, starts: date, ends: date, today: date) -> Iterator[Gap]:
    del mission, starts, ends, today
    if delegate.agreed_on(Purpose.TRAVEL) is None:
        yield Gap(delegate.id, "consents", Text("delegation.no_consent"))


def _shared_rank(delegate: Delegate, delegates: Sequence[Delegate]) -> Iterator[Gap]:
    others = [other for other in delegates if delegate.rank and other.rank == delegate.rank and other.id != delegate.id]
    if others:
        yield Gap(delegate.id, "rank", Text("delegation.rank_twice", rank=delegate.rank, other=Ref(others[0].id)))


def _roommates(delegate: Delegate, delegates: Sequence[Delegate]) -> Iterator[Gap]:
    known = {other.id for other in delegates}
    for name in delegate.room_with:
        if name not in known:
            yield Gap(delegate.id, "room_with", Text("delegation.room_stranger", name=name))
