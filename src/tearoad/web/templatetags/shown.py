"""Time, figures and phone numbers as the reader of a page writes them; the tags of `templatetags.pages`."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tearoad.paper import figures
from tearoad.text import Text
from tearoad.values import Language, Money
from tearoad.words.catalogue import moment as day_and_time

Zone = tzinfo | str | None


def moment(context: Context, at: datetime, fair: Zone = None, home: Zone = None) -> SafeString:
    """Return a day and a time at the fair, with the time at home beside it: `{% moment at fair home %}`."""
    there = _in(at, fair)
    return _told(context, there, day_and_time(there, context["language"]), home)


def clock(context: Context, at: datetime, fair: Zone = None, home: Zone = None) -> SafeString:
    """Return a time at the fair without its day, with the time at home: `{% clock at fair home %}`."""
    there = _in(at, fair)
    return _told(context, there, f"{there:%H:%M}", home)


def day(context: Context, on: date) -> SafeString:
    """Return a day with its weekday, written out."""
    if isinstance(on, datetime):
        on = on.date()
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), figures.full_day(on, context["language"]))


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


def _in(at: datetime, zone: Zone) -> datetime:
    if zone is None:
        return at
    return at.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone)


def _told(context: Context, there: datetime, shown: str, home: Zone) -> SafeString:
    stamp = there.isoformat(timespec="minutes")
    here = _in(there, home)
    if home is None or here.utcoffset() == there.utcoffset():
        return format_html('<time datetime="{}">{}</time>', stamp, shown)
    language: Language = context["language"]
    same_day = here.date() == there.date()
    beside = context["words"](Text("web.home_time", time=f"{here:%H:%M}" if same_day else day_and_time(here, language)))
    return format_html('<time datetime="{}">{} <span class="home">{}</span></time>', stamp, shown, beside)
