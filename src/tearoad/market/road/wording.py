"""Routes and border posts, as their reader sees them."""

from __future__ import annotations

from decimal import Decimal

from tearoad.market.facts.document import Exactness, StatedNumber
from tearoad.market.facts.wording import base_numbers
from tearoad.market.road.legs import RouteLeg
from tearoad.market.road.posts import YearOnYear
from tearoad.market.road.routes import RouteCost, TradeRoute
from tearoad.paper.figures import number, price
from tearoad.text import Text
from tearoad.words import Words

_EXACTNESS = {Exactness.ROUNDED: "", Exactness.BELOW: "_below", Exactness.ABOVE: "_above"}


def hours_text(hours: float, words: Words) -> Text:
    """Return hours, and how many days they are."""
    whole, days = Decimal(round(hours)), Decimal(hours / 24).quantize(Decimal("0.1"))
    return Text("market.road_hours", hours=number(whole, words.language), days=number(days, words.language))


def cost_text(cost: RouteCost, words: Words) -> Text:
    """Return what a route costs, in what and for what."""
    amount = price(cost.amount, words.language)
    return Text("market.road_cost", amount=amount, currency=cost.currency, per=Text(f"market.road_per_{cost.per}"))


def leg_time(leg: RouteLeg, words: Words) -> Text | None:
    """Return how long a leg takes; None where that is open."""
    if leg.hours is None:
        return None
    likeliest = _figure(leg.hours, words)
    if leg.least is None and leg.most is None:
        return Text("market.road_leg_hours", hours=likeliest)
    least, most = (_figure(leg.hours if end is None else end, words) for end in (leg.least, leg.most))
    return Text("market.road_leg_range", hours=likeliest, least=least, most=most)


def leg_delay(leg: RouteLeg, words: Words) -> Text | None:
    """Return how many shipments are held up on a leg, and how much longer; None where none is."""
    if not leg.delay_percent:
        return None
    delay = {"percent": _figure(leg.delay_percent, words), "hours": _figure(leg.delay_hours, words)}
    return Text("market.road_leg_delay", **delay)


def open_legs(route: TradeRoute) -> tuple[Text, ...]:
    """Return what leaves the time or the cost of a route open."""
    times = [Text("market.road_no_hours", start=leg.start, end=leg.end) for leg in route.without_hours]
    costs = [Text("market.road_no_cost", start=leg.start, end=leg.end) for leg in route.without_cost]
    return (*times, *costs)


def post_value(year: YearOnYear, words: Words) -> Text:
    """Return what a post let through in a period."""
    measure = Text(f"market.post_{year.row.measure}")
    return Text("market.post_value", value=number(year.row.value.value, words.language), measure=measure)


def post_lines(year: YearOnYear, words: Words) -> tuple[Text, ...]:
    """Return how a figure differs from the year before: by the table, as published, and what that implies."""
    lines = []
    if year.change is not None and year.before is not None:
        before = number(year.before.value.value, words.language)
        lines.append(Text("market.post_change", change=_signed(year.change, words), before=before))
    if year.row.change is not None:
        code = f"market.post_published{_EXACTNESS[year.row.change.exactness]}"
        lines.append(Text(code, change=_signed(year.row.change, words)))
    if year.base is not None and year.before is None:
        middle, least, most = year.base
        low, base, high = base_numbers((least, middle, most), words)
        lines.append(Text("market.post_base", period=year.row.period_before, base=base, low=low, high=high))
    lines.extend(Text(f"market.facts_{warning}") for warning in year.warnings)
    return tuple(lines)


def _figure(value: Decimal, words: Words) -> str:
    return number(round(value, 1).normalize(), words.language)


def _signed(change: Decimal | StatedNumber, words: Words) -> str:
    value = change.value if isinstance(change, StatedNumber) else round(change, 1)
    shown = number(abs(value), words.language)
    return f"\u2212{shown}" if value < 0 else f"+{shown}"
