"""A tiny fictional mission for the tests of this folder."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tearoad.companies import Buyer, Exporter
from tearoad.mission import Delegate, FairDay, LocalText, Mission, Place, PlaceKind
from tearoad.names import FirmName, PersonName
from tearoad.timetable.roster import Roster
from tearoad.values import CountryCode, LanguageCode, PartyId, PersonId, PlaceId, Window

MOSCOW = ZoneInfo("Europe/Moscow")
TEA, RICE, CHAIN, SHOP = PartyId("E01"), PartyId("E02"), PartyId("B01"), PartyId("B02")
ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
DESK = PlaceId("desk")


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2023, 2, day, hour, minute, tzinfo=MOSCOW)


def hours(day: int, first: int, last: int) -> Window:
    return Window(at(day, first), at(day, last))


def mission(zone: ZoneInfo = MOSCOW, days: tuple[FairDay, ...] | None = None) -> Mission:
    text = LocalText(en="Fictional")
    return Mission(
        name=text,
        fair=text,
        city=text,
        venue=text,
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=zone,
        currency="CNY",
        days=days or (FairDay(date(2023, 2, 6), time(10), time(12)), FairDay(date(2023, 2, 7), time(10), time(11, 15))),
        places=(
            Place(PlaceId("A1"), PlaceKind.STAND, LocalText(en="A1"), owner=TEA, capacity=2),
            Place(PlaceId("T1"), PlaceKind.TABLE, LocalText(en="Table 1"), zone="tables"),
            Place(DESK, PlaceKind.DESK, LocalText(en="Desk"), owner=CHAIN, capacity=2),
        ),
    )


def roster(**changes: object) -> Roster:
    parts: dict[str, object] = {
        "mission": mission(),
        "exporters": (
            Exporter(TEA, FirmName(native="茶"), stand="A1", hall="1", staff_per_day=(2, 1), languages=(ZH,)),
            Exporter(RICE, FirmName(native="米"), languages=(ZH, EN)),
        ),
        "buyers": (
            Buyer(CHAIN, FirmName(local="Сеть"), desk=DESK, people=2, languages=(RU,)),
            Buyer(SHOP, FirmName(latin="Shop"), windows=(hours(6, 11, 12),), languages=(EN, RU)),
        ),
        "delegates": (Delegate(PersonId("D1"), PersonName(latin="Li"), firm=TEA, arrives_at=at(6, 11)),),
        "programme": (),
        "interpreters": (),
        "reasons": {},
    }
    return Roster(**{**parts, **changes})  # type: ignore[arg-type]  # a test names the parts it changes
