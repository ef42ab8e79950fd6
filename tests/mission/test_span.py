"""How long an item may last and how far from the fair it may lie."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tearoad.mission.span import AROUND_DAYS, MOST_DAYS, OutOfSpan, out_of_span
from tearoad.text import Text
from tearoad.values import Window
from tests.programme.trips import MISSION, at

DAYS = [day.on for day in MISSION.days]
EXPECTED = {
    "first": f"{DAYS[0] - timedelta(AROUND_DAYS):%Y-%m-%d}",
    "last": f"{DAYS[-1] + timedelta(AROUND_DAYS):%Y-%m-%d}",
}
FIRST, LAST = at(0, "8") - timedelta(AROUND_DAYS), at(0, "8") + (DAYS[-1] - DAYS[0]) + timedelta(AROUND_DAYS)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def far(moment: datetime) -> Text:
    return Text("programme.far_away", found=f"{moment:%Y-%m-%d}", **EXPECTED)


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        (FIRST, FIRST + HOUR, None),
        (FIRST - DAY, FIRST, OutOfSpan(far(FIRST - DAY), at_end=False)),
        (LAST, LAST + HOUR, None),
        (LAST, LAST + DAY, OutOfSpan(far(LAST + DAY), at_end=True)),
        (at(0, "8"), at(0, "8") + timedelta(MOST_DAYS), None),
        (
            at(0, "8"),
            at(0, "8") + timedelta(365),
            OutOfSpan(Text("programme.too_long", found=365, most=MOST_DAYS), at_end=True),
        ),
    ],
)
def test_an_item_lies_near_the_fair_and_lasts_no_year(start: datetime, end: datetime, wrong: OutOfSpan | None) -> None:
    assert out_of_span(Window(start, end), DAYS, MISSION.fair_zone) == wrong
