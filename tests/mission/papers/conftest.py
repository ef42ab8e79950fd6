"""A made-up mission and two made-up firms for the booklet and the signs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Certificate, Contact, Exporter, Price, Product, Quantity, Standing
from tearoad.mission import FairDay, LocalText, Mission, Place, PlaceKind
from tearoad.names import FirmName, PersonName
from tearoad.values import CountryCode, HSCode, Incoterm, LanguageCode, Money, PartyId, PlaceId


@dataclass(frozen=True, slots=True)
class Delegation:
    """What the booklet is made from."""

    mission: Mission
    exporters: tuple[Exporter, ...]
    stamp: datetime


@pytest.fixture
def delegation() -> Delegation:
    """Return a delegation of two firms."""
    mission = Mission(
        name=LocalText("Guizhou food mission (fictional)", "贵州食品经贸代表团（虚构）", "Миссия Гуйчжоу (вымышлена)"),
        fair=LocalText("Food Fair Moscow", "莫斯科食品展", "Продукты-2023"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText("Fairgrounds North", "北方展览中心", "ВЦ «Север»"),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=ZoneInfo("Europe/Moscow"),
        currency="USD",
        days=tuple(FairDay(date(2023, 2, day), time(10), time(18)) for day in (7, 8, 9)),
        places=(
            Place(PlaceId("T1"), PlaceKind.TABLE, LocalText("Table 1", "1号洽谈桌", "Стол 1")),
            Place(PlaceId("D1"), PlaceKind.DESK, LocalText("Desk Polyana", "林间采购台", "Закупки «Поляна»")),
            Place(PlaceId("S1"), PlaceKind.STAND, LocalText("A12"), owner=PartyId("E01")),
        ),
    )
    tea = Product(
        FirmName("绿茶", "Green tea", "Зелёный чай"), HSCode("0902200000"), HSCode("0902200001"),
        Quantity(Decimal(500), "kg"), Price(Money(Decimal("12.50"), "USD"), "kg", Incoterm.FOB, LocalText("Shenzhen")),
    )  # fmt: skip
    exporters = (
        Exporter(
            PartyId("E02"), FirmName("贵州辣香食品", "Guizhou Laxiang", "Гуйчжоу Ласян"), stand="A14", hall="3",
            products=(tea,) * 9, do_not_meet=("B-secret",), standing=Standing.HELD,
        ),
        Exporter(
            PartyId("E01"), FirmName("贵州绿岭茶业有限公司", "Guizhou Lyuling Tea", "Гуйчжоу Люйлин"), stand="A2",
            hall="3", products=(tea,), certificates=(Certificate("ISO 22000", "CN-77", date(2025, 3, 1)),),
            languages=(LanguageCode("zh"), LanguageCode("en")), city="遵义",
            contact=Contact(PersonName("王伟", "Wang Wei", "Ван Вэй"), LocalText(zh="总经理"), "+8613800000000",
                            "w@tea.example"),
        ),
    )  # fmt: skip
    return Delegation(mission, exporters, datetime(2023, 2, 6, 15, tzinfo=UTC))
