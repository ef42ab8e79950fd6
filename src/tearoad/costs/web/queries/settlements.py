"""What interpreters are owed: hours from the plan in force, or as somebody wrote them down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from tearoad.costs import BookedHours, Settlement, WorkedDay, settle
from tearoad.costs.web import models as rows
from tearoad.mission import Interpreter, Mission, RatePer
from tearoad.mission.papers import spelling
from tearoad.mission.web import models as mission_rows
from tearoad.mission.web.queries.missions import core
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.values.document import from_document
from tearoad.web import registry
from tearoad.web.saving.stale import Stored, version_of


@dataclass(frozen=True, slots=True)
class Settled:
    """One interpreter's settlement as a page shows it."""

    settlement: Settlement
    name: str
    entered: Money | None
    """What stands in the costs by now."""

    @property
    def read(self) -> str:
        """The mark of the hours that were really worked, for their form."""
        return version_of(worked_fields({day.day.on: day.day.worked_hours for day in self.settlement.days}))

    @property
    def is_entered(self) -> bool:
        """Whether the costs say what is owed."""
        return self.settlement.money is not None and self.settlement.money == self.entered


def settlements(row: mission_rows.Mission) -> tuple[Settlement, ...]:
    """Return what each interpreter is owed, in the officer's order.

    With a plan in force they are engaged as it says; without one on each day of the fair on which they have hours, on
    every day where none are written. A day for which somebody wrote down hours counts in any case.
    """
    mission = core(row)
    people = [
        from_document(Interpreter, interpreter.document)
        for interpreter in mission_rows.Interpreter.objects.filter(mission=row)
    ]
    booked = _booked(row)
    days: dict[tuple[str, date], Fraction] = {(hours.interpreter, hours.on): hours.hours for hours in booked}
    for interpreter in people if not booked else ():
        days |= {(interpreter.id, on): Fraction(0) for on in _engaged(interpreter, mission)}
    worked = {(day.interpreter, day.on): Fraction(day.hours) for day in rows.WorkedDay.objects.filter(mission=row)}
    found: dict[str, list[WorkedDay]] = {person.id: [] for person in people}
    for who, on in days | worked:
        if who in found:
            found[who].append(WorkedDay(on, days.get((who, on), Fraction(0)), worked.get((who, on))))
    return tuple(settle(person, found[person.id]) for person in people)


def _engaged(interpreter: Interpreter, mission: Mission) -> set[date]:
    said = {window.start_at.astimezone(mission.fair_zone).date() for window in interpreter.hours}
    return {day.on for day in mission.days if not said or day.on in said}


def settlements_on_page(row: mission_rows.Mission, language: Language) -> tuple[Settled, ...]:
    """Return the settlements with names and what the costs say by now."""
    found = settlements(row)
    codes = [f"{settlement.interpreter.id}-hours" for settlement in found]
    entered = {
        cost_item.code: from_document(Money, cost_item.document["money"])
        for cost_item in rows.CostItem.objects.filter(mission=row, code__in=codes)
    }
    return tuple(
        Settled(
            settlement,
            spelling.person(settlement.interpreter.name, language).main,
            entered.get(f"{settlement.interpreter.id}-hours"),
        )
        for settlement in found
    )


def worked_fields(hours: Mapping[date, Decimal | Fraction | None]) -> tuple[Stored, ...]:
    """Return the hours that were really worked as the fields of their form, day by day."""
    return tuple(
        Stored(
            f"day-{on.isoformat()}",
            Text("costs_pages.worked_on", on=on),
            "" if worked is None else f"{float(worked):g}",
        )
        for on, worked in sorted(hours.items(), key=lambda entry: entry[0])
    )


def doubts(found: Iterable[Settled]) -> tuple[Text, ...]:
    """Return what keeps settlements from being whole, and for which days without an hour they pay, and why."""
    found = tuple(found)
    without = [settled.name for settled in found if settled.settlement.interpreter.rate is None]
    said = [Text("costs_pages.without_rate", count=len(without), names=", ".join(without))] if without else []
    for per in RatePer:
        idle = {
            settled.name: sum(day.is_idle for day in settled.settlement.days)
            for settled in found
            if settled.settlement.interpreter.rate_per is per
        }
        names = ", ".join(f"{name} ({days})" for name, days in idle.items() if days)
        if names:
            said.append(Text(f"costs_pages.idle_by_{per.value}", count=sum(idle.values()), names=names))
    return tuple(said)


def _booked(row: mission_rows.Mission) -> tuple[BookedHours, ...]:
    """Ask the stage that plans."""
    found: tuple[BookedHours, ...] = registry.ask("booked_hours", row)
    return found
