"""A small made-up mission for the tests of the room."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Contact
from tearoad.mission.mission import FairDay, Mission, Place, PlaceKind, Walk
from tearoad.mission.toml.places import numbered_table
from tearoad.names import PersonName
from tearoad.values import CountryCode, LocalText, PartyId, PlaceId, Share


@pytest.fixture
def trip() -> Mission:
    desk = Place(
        PlaceId("DESK1"),
        PlaceKind.DESK,
        LocalText("Purchasing desk", "采购台", "Закупочный стол"),
        hall="2",
        zone="desks",
        owner=PartyId("B001"),
        capacity=2,
        how_to_get_there=LocalText("Second floor, beside the café", "二楼咖啡厅旁", "Второй этаж, рядом с кафе"),
    )
    return Mission(
        name=LocalText("Spring mission (example)", "春季经贸团（示例）", "Весенняя миссия (пример)"),
        fair=LocalText("Food Fair", "食品展", "Выставка продуктов"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText("Fair grounds, Pavilion 7", "展览中心7号馆", "Выставочный центр, павильон 7"),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=ZoneInfo("Europe/Moscow"),
        currency="USD",
        days=(
            FairDay(date(2027, 2, 9), time(10), time(18)),
            FairDay(date(2027, 2, 10), time(10), time(18)),
            FairDay(date(2027, 2, 11), time(10), time(14)),
        ),
        places=(*(numbered_table("T", number, "7", "tables") for number in (1, 2)), desk),
        walks=(Walk("7", "tables", 5), Walk("7", "desks", 10), Walk("tables", "desks", 10)),
        walk_in_share=Share(Decimal("0.3")),
        contacts=(
            Contact(
                PersonName("示例", "Example", "Пример"),
                LocalText("Secretary of the mission"),
                "+8613800000001",
            ),
        ),
    )
