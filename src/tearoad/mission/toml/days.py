"""The fair's days and the grid of slots, checked for what cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tearoad.mission.mission import FairDay
from tearoad.mission.toml.section import Report, Section
from tearoad.text import Text


def read_days(sections: Sequence[Section], report: Report) -> tuple[FairDay, ...] | None:
    """Read the fair's days; None where any of them cannot be used, for a fair with a day less is another fair."""
    before = report.errors
    days: list[FairDay] = []
    last: date | None = None
    for section in sections:
        section.missing()
        on, opens, closes = section.day("on"), section.clock("opens"), section.clock("closes")
        if opens is not None and closes is not None and closes <= opens:
            hours = {"opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
            text = Text("mission.day_closes", on=on or section.at("on"), **hours)
            report.error(text, Text("mission.day_closes_hint"), section.at("closes"))
        if on and last and on <= last:
            code = "mission.day_twice" if on == last else "mission.day_order"
            report.error(Text(code, on=on, before=last), Text("mission.day_order_hint"), section.at("on"))
        last = on or last
        if on and opens is not None and closes is not None:
            days.append(FairDay(on, opens, closes))
    if not sections:
        report.error(Text("mission.no_days"), Text("mission.no_days_hint"), "days")
    return tuple(days) if report.errors == before else None


def check_grid(days: Sequence[FairDay], slot_minutes: int, pause_minutes: int, report: Report) -> bool:
    """Say whether slots of this length make sense in these hours; a rest too short for a slot is only warned."""
    before = report.errors
    if pause_minutes >= slot_minutes:
        report.error(
            Text("mission.pause_too_long", pause=pause_minutes, slot=slot_minutes),
            Text("mission.pause_too_long_hint"),
            "slots.pause",
        )
    for number, day in enumerate(days, start=1):
        open_minutes = _minute(day.closes) - _minute(day.opens)
        at = f"days[{number}].closes"
        if open_minutes < slot_minutes:
            report.error(
                Text("mission.slot_too_long", on=day.on, slot=slot_minutes, open=open_minutes),
                Text("mission.slot_too_long_hint"),
                "slots.minutes",
            )
        elif rest := open_minutes % slot_minutes:
            report.warning(
                Text("mission.slot_rest", on=day.on, count=rest), Text("mission.slot_rest_hint", slot=slot_minutes), at
            )
    return report.errors == before


def check_clock_changes(days: Sequence[FairDay], zone: ZoneInfo, report: Report) -> None:
    """Warn of opening times that the clocks jump over, and of clocks that change while the fair is open."""
    for number, day in enumerate(days, start=1):
        for key, clock in (("opens", day.opens), ("closes", day.closes)):
            if not _exists(day.on, clock, zone):
                report.warning(
                    Text("mission.time_skipped", on=day.on, at=f"{clock:%H:%M}", zone=zone.key),
                    Text("mission.time_skipped_hint"),
                    f"days[{number}].{key}",
                )
        opens, closes = datetime.combine(day.on, day.opens, zone), datetime.combine(day.on, day.closes, zone)
        if opens.utcoffset() != closes.utcoffset():
            report.warning(
                Text("mission.clocks_change", on=day.on, zone=zone.key),
                Text("mission.clocks_change_hint"),
                f"days[{number}].on",
            )


def _exists(on: date, clock: time, zone: ZoneInfo) -> bool:
    local = datetime.combine(on, clock, zone)
    return local.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None)


def _minute(clock: time) -> int:
    return clock.hour * 60 + clock.minute
