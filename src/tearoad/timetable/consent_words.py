"""What the price of consent is told as: the same sentences on the page and in the terminal."""

from __future__ import annotations

from tearoad.text import Text
from tearoad.timetable.consent_price import ConsentPrice


def consent_texts(price: ConsentPrice) -> tuple[Text, Text]:
    """Say how many agreed meetings each of the two plans holds, and what consent costs in points of the scores."""
    placed = Text(
        "timetable.consent_placed",
        agreed=price.agreed,
        weighed=price.weighed.agreed,
        unweighed=price.unweighed.agreed,
    )
    if price.points <= 0:
        return placed, Text("timetable.consent_costs_nothing")
    costs = Text(
        "timetable.consent_costs",
        weighed=price.weighed.score,
        unweighed=price.unweighed.score,
        points=price.points,
        percent=f"{price.percent:.1f}",
    )
    return placed, costs
