"""The days of a fair, filled in from its first and last day; a day without hours has those of the day before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from tearoad.text import Text

SPAN = {"span_first": "date", "span_last": "date", "span_opens": "time", "span_closes": "time"}
"""The fields of the span, each with what it holds."""
_HOURS = ("opens", "closes")


def what_is_wrong(found: Mapping[str, Any], most: int) -> tuple[str, Text] | None:
    """Return what keeps the days from being filled in, with its field; None where nothing does."""
    typed = {name: str(found.get(name) or "").strip() for name in SPAN}
    days: list[date] = []
    for name in ("span_first", "span_last"):
        try:
            days += [date.fromisoformat(typed[name])] if typed[name] else []
        except ValueError:
            return name, Text("mission_pages.span_no_day", found=typed[name][:40])
    if not typed["span_first"]:
        return "span_first", Text("mission_pages.is_missing")
    if len(days) == len(("span_first", "span_last")) and not 0 <= (days[1] - days[0]).days < most:
        return "span_last", Text("mission_pages.span_length", most=most)
    return None


def days_of_span(found: Mapping[str, Any], most: int) -> list[dict[str, str]]:
    """Return every day from the first to the last, all with the same hours; none where a day cannot be read.

    Args:
        found: what was typed; without a last day the fair has one day.
        most: so many days at most.

    """
    typed = {name: str(found.get(name) or "").strip() for name in SPAN}
    try:
        first = date.fromisoformat(typed["span_first"])
        last = date.fromisoformat(typed["span_last"] or typed["span_first"])
    except ValueError:
        return []
    number = (last - first).days + 1
    hours = {part: typed[f"span_{part}"] for part in _HOURS if typed[f"span_{part}"]}
    return [{"on": (first + timedelta(day)).isoformat()} | hours for day in range(number)] if number <= most else []


def with_hours(days: Sequence[Mapping[str, str]], found: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the days, those without hours with the hours of the day before, the first with those of the span."""
    hours = {part: str(found.get(f"span_{part}") or "").strip() for part in _HOURS}
    filled = []
    for day in days:
        hours = {part: day[part] or hours[part] for part in _HOURS}
        filled.append({"on": day["on"]} | {part: said for part, said in hours.items() if said})
    return filled
