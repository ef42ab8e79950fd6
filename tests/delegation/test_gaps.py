from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tearoad.delegation.gaps import gaps, months_after
from tearoad.mission import Consent, Delegate, Mission, Purpose, Visa
from tearoad.names import PersonName
from tearoad.text import Ref, Text
from tearoad.values import PersonId

Maker = Callable[..., Delegate]
EARLY = date(2026, 11, 1)


@pytest.fixture
def whole(person: Maker) -> Delegate:
    """A delegate of whom everything is known."""
    zone = ZoneInfo("Europe/Moscow")
    return person(
        "D1",
        phone="+8613800138000",
        arrives_at=datetime(2027, 2, 7, 8, tzinfo=zone),
        leaves_at=datetime(2027, 2, 12, 20, tzinfo=zone),
        hotel="Example",
        room="412",
        passport_expires_on=date(2030, 1, 1),
        visa=Visa.GRANTED,
        consents=(Consent(Purpose.TRAVEL, date(2026, 10, 1)),),
    )


def listed_gaps(delegate: Delegate, trip: Mission, today: date = EARLY) -> list[tuple[str, str, bool]]:
    return [(gap.field, gap.text.code, gap.urgent) for gap in gaps((delegate,), trip, today)]


def test_of_whom_everything_is_known_nothing_is_missing(whole: Delegate, trip: Mission) -> None:
    assert listed_gaps(whole, trip) == []


def test_a_bare_name_lacks_everything(person: Maker, trip: Mission) -> None:
    found = listed_gaps(person("D1", name=PersonName("王示例")), trip)
    assert [code for _, code, _ in found] == [
        "delegation.no_passport_day",
        "delegation.visa_unknown",
        "delegation.no_hotel",
        "delegation.no_arrival",
        "delegation.no_departure",
        "delegation.no_latin",
        "delegation.no_phone",
        "delegation.no_consent",
    ]


@pytest.mark.parametrize(
    ("on", "code"),
    [
        (date(2027, 2, 11), "passport_ends_first"),
        (date(2027, 2, 12), "passport_short"),
        (date(2027, 8, 11), "passport_short"),
        (date(2027, 8, 12), None),
    ],
)
def test_a_passport_lasts_six_months_after_the_way_home(
    whole: Delegate, trip: Mission, on: date, code: str | None
) -> None:
    expected = [("passport_expires_on", f"delegation.{code}", True)] if code else []
    assert listed_gaps(replace(whole, passport_expires_on=on), trip) == expected


@pytest.mark.parametrize("visa", [Visa.UNKNOWN, Visa.TO_APPLY, Visa.APPLIED])
def test_a_visa_becomes_urgent_a_month_before_the_fair(whole: Delegate, trip: Mission, visa: Visa) -> None:
    late = replace(whole, visa=visa)
    assert listed_gaps(late, trip, date(2027, 1, 9)) == [("visa", f"delegation.visa_{visa.value}", False)]
    (gap,) = gaps((late,), trip, date(2027, 1, 10))
    assert gap.text == Text("delegation.visa_soon", state=Text(f"delegation.visa_{visa.value}"), count=30)
    assert gap.urgent


def test_a_refused_visa_is_urgent_at_any_time_and_none_needed_is_fine(whole: Delegate, trip: Mission) -> None:
    assert listed_gaps(replace(whole, visa=Visa.REFUSED), trip) == [("visa", "delegation.visa_refused", True)]
    assert listed_gaps(replace(whole, visa=Visa.NOT_NEEDED), trip) == []


def test_two_of_one_rank_are_told_of_each_other(whole: Delegate, trip: Mission) -> None:
    first, second = replace(whole, rank=1), replace(whole, id=PersonId("D2"), rank=1)
    found = gaps((first, second), trip, EARLY)
    assert [(gap.who, gap.text) for gap in found] == [
        ("D1", Text("delegation.rank_twice", rank=1, other=Ref("D2"))),
        ("D2", Text("delegation.rank_twice", rank=1, other=Ref("D1"))),
    ]


def test_a_roommate_of_another_delegation_is_told(whole: Delegate, trip: Mission) -> None:
    assert listed_gaps(replace(whole, room_with=("Somebody",)), trip) == [
        ("room_with", "delegation.room_stranger", False)
    ]


@pytest.mark.parametrize(
    ("on", "after"),
    [
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2027, 2, 12), date(2027, 8, 12)),
        (date(2026, 12, 1), date(2027, 6, 1)),
    ],
)
def test_months_are_counted_by_the_calendar(on: date, after: date) -> None:
    assert months_after(on, 6) == after
