"""Time, figures and phone numbers as the reader of a page writes them; the tags of `templatetags.pages`."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.web.clock import now
from tearoad.words.catalogue import city, home_clock
from tearoad.words.catalogue import moment as day_and_time

Zone = tzinfo | str | None


def clocks(context: Context) -> tuple[tzinfo | None, tzinfo | None]:
    """Return whose time a page tells: the fair's and the home's of the page's mission, else the organisation's own."""
    mission: Any = context.get("mission") or context.get("subject")
    if hasattr(mission, "fair_zone"):
        return mission.fair_zone, mission.home_zone
    organisation = getattr(context.get("request"), "organisation", None)
    return (organisation.home_zone if organisation is not None else None), None


def moment(context: Context, at: datetime, fair: Zone = None, home: Zone = None) -> SafeString:
    """Return a day and a time at the fair, with the time at home beside it, both with their cities.

    `{% moment at %}` takes the clocks of the page (`clocks`); `{% moment at zone %}` another one.
    """
    there, beside = _clocks(context, fair, home)
    local = _in(at, there)
    return _time_element(context, local, day_and_time(local, context["language"]), there, beside)


def clock(context: Context, at: datetime, fair: Zone = None, home: Zone = None) -> SafeString:
    """Return a time at the fair without its day, with the time at home: `{% clock at %}`."""
    there, beside = _clocks(context, fair, home)
    local = _in(at, there)
    return _time_element(context, local, f"{local:%H:%M}", there, beside)


def bare(context: Context, at: datetime) -> SafeString:
    """Return a time alone, on the page's first clock: for a table of hours whose head names it."""
    local = _in(at, clocks(context)[0])
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), f"{local:%H:%M}")


def two_clocks(context: Context, on: date) -> str:
    """Return whose time a page tells, and how far the clock at home is from it on a day; empty without a mission."""
    fair, home = clocks(context)
    if home is None or fair is None:
        return ""
    language: Language = context["language"]
    noon = datetime.combine(on, time(12), fair)
    here, there = noon.utcoffset(), noon.astimezone(home).utcoffset()
    if here is None or there is None or here == there:
        return str(context["words"](Text("web.one_clock", fair=city(fair, language))))
    ahead = figures.hours(there - here)
    text = Text("web.two_clocks", fair=city(fair, language), home=city(home, language), hours=ahead)
    return str(context["words"](text))


def day(context: Context, on: date, *, year: bool = False) -> SafeString:
    """Return a day with its weekday, written out; with its year unless that is the fair's or, without one, ours.

    What is followed up for years says its `year` always.
    """
    if isinstance(on, datetime):
        on = on.date()
    mission: Any = context.get("mission")
    has_fair = hasattr(mission, "starts_on")
    elsewhen = on.year not in ({mission.starts_on.year, mission.ends_on.year} if has_fair else {now().year})
    written = figures.full_day(on, context["language"], year=year or elsewhen)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), written)


def days(context: Context, first: date, last: date) -> str:
    """Return a stretch of days with its year."""
    return figures.days(first, last, context["language"])


def figure(context: Context, amount: Decimal | float) -> str:
    """Return a number with the reader's separators."""
    return figures.number(Decimal(str(amount)), context["language"])


def money(context: Context, amount: Money | None) -> str:
    """Return an amount with its currency; a dash where there is none."""
    if amount is None:
        return "\N{EN DASH}"
    return f"{figures.price(amount.amount, context['language'])}\N{NO-BREAK SPACE}{amount.currency}"


def phone(number: str) -> SafeString:
    """Return a phone number that a phone can dial."""
    shown = figures.phone(number)
    dialled = "".join(sign for sign in shown if sign.isdigit() or sign == "+")
    return (
        format_html('<a href="tel:{}">{}</a>', dialled, shown) if dialled.startswith("+") else format_html("{}", shown)
    )


def _clocks(context: Context, fair: Zone, home: Zone) -> tuple[tzinfo | None, tzinfo | None]:
    if fair is not None:
        return _zone(fair), _zone(home)
    return clocks(context)


def _zone(zone: Zone) -> tzinfo | None:
    return ZoneInfo(zone) if isinstance(zone, str) else zone


def _in(at: datetime, zone: tzinfo | None) -> datetime:
    return at if zone is None else at.astimezone(zone)


def _time_element(context: Context, local: datetime, text: str, fair: tzinfo | None, home: tzinfo | None) -> SafeString:
    language: Language = context["language"]
    stamp = local.isoformat(timespec="minutes")
    named = format_html('{} <span class="zone">{}</span>', text, city(fair or UTC, language))
    here = _in(local, home)
    if home is None or here.utcoffset() == local.utcoffset():
        return format_html('<time datetime="{}">{}</time>', stamp, named)
    at = home_clock(local, here, language)
    beside = context["words"](Text("web.home_time", time=at, city=city(home, language)))
    return format_html('<time datetime="{}">{} <span class="home">{}</span></time>', stamp, named, beside)
