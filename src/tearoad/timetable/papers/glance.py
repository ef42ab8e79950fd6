"""The whole delegation's day on one small chart, for officials."""

from __future__ import annotations

from datetime import date

from tearoad.companies import Exporter
from tearoad.mission.papers import spelling
from tearoad.text import Text
from tearoad.timetable.papers.appointments import Appointment
from tearoad.timetable.papers.sheet import Cell, Glance, GlanceRow, LabelledText
from tearoad.timetable.papers.wording import Wording
from tearoad.timetable.problem import Problem, Wish
from tearoad.values import Slot, WishId


def glance(on: date, wording: Wording, booked: tuple[Appointment, ...], problem: Problem) -> Glance | None:
    """Return a row a firm and a column a slot, or None on a day without slots."""
    zone = wording.roster.mission.fair_zone
    slots = [slot for slot in problem.slots if slot.window.start_at.astimezone(zone).date() == on]
    if not slots:
        return None
    wishes = {wish.id: wish for wish in problem.wishes}
    day = [appointment for appointment in booked if appointment.window.start_at.date() == on]
    return Glance(
        title=wording.say(Text("papers.glance")),
        times=tuple(f"{slot.window.start_at.astimezone(zone):%H:%M}" for slot in slots),
        rows=tuple(_row(firm, wording, day, slots, wishes) for firm in wording.roster.exporters),
        legend=(
            LabelledText("stand", wording.say(Text("papers.legend_stand"))),
            LabelledText("away", wording.say(Text("papers.legend_away"))),
        ),
    )


def _row(
    firm: Exporter, wording: Wording, day: list[Appointment], slots: list[Slot], wishes: dict[WishId, Wish]
) -> GlanceRow:
    own = [appointment for appointment in day if appointment.exporter.id == firm.id]
    columns = {slot.index: number for number, slot in enumerate(slots)}
    cells: dict[int, Cell] = {}
    for appointment in own:
        column = columns[appointment.meeting.start]
        span = wishes[appointment.meeting.wish].slots
        if column not in cells or not appointment.at_stand:  # away is the rarer news where both happen at once
            label = "" if appointment.at_stand else _short(str(appointment.place.id))
            cells[column] = Cell(column, span, "stand" if appointment.at_stand else "away", label)
    name = spelling.firm(firm.name, wording.language).main
    return GlanceRow(f"{firm.stand}  {name}".strip(), str(len(own)), tuple(cells[column] for column in sorted(cells)))


def _short(place: str) -> str:
    """Return a place's id as it fits a slot on the chart: `T3`, `table-12` becomes `T12`."""
    return place if len(place) <= 4 else (place[:1].upper() + "".join(char for char in place if char.isdigit()))[:4]
