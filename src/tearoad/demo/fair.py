"""The fair of the demo: five days in Moscow in February 2023, the last one short."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from tearoad.companies import Contact
from tearoad.demo.invented.chinese import PLACES
from tearoad.mission import FairDay, LocalText, Mission, NameOverride, Place, PlaceKind, Walk
from tearoad.mission.toml.places import numbered_table
from tearoad.values import CountryCode, PartyId, PlaceId, Share, Window

MOSCOW = ZoneInfo("Europe/Moscow")
MONDAY = date(2023, 2, 6)
STANDS_HALL = "7.1"
"""The hall of the national stand, and so the zone of its 18 counters."""
DESK_BUYERS = (PartyId("B001"), PartyId("B002"))
OFFICE_BUYERS = (PartyId("B003"), PartyId("B004"), PartyId("B005"))
SLOT = timedelta(minutes=30)


def at(day: int, clock: str) -> datetime:
    """Return a moment at the fair: day 0 is Monday, -2 the Saturday of the landing."""
    hour, _, minute = clock.partition(":")
    return datetime.combine(MONDAY + timedelta(days=day), time(int(hour), int(minute or 0)), MOSCOW)


def window(day: int, start: str, end: str) -> Window:
    """Return a stretch of one day."""
    return Window(at(day, start), at(day, end))


def moscow_mission(contacts: tuple[Contact, ...]) -> Mission:
    """Return the mission without its own stands, which come from the exporters sheet."""
    return Mission(
        name=LocalText(
            "Lanchuan food mission, demo (all names fictional)",
            "岚川食品经贸团演示（名称均为虚构）",
            "Продовольственная миссия Ланьчуани, демо (все имена вымышлены)",
        ),
        fair=LocalText("Moscow Table 2023 (fictional)", "2023莫斯科餐桌展（虚构）", "Московский стол 2023 (вымышлено)"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText(
            "Riverside fair grounds, Pavilion 7", "滨河展览中心7号馆", "Выставочный центр на набережной, павильон 7"
        ),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=MOSCOW,
        currency="USD",
        days=tuple(FairDay(MONDAY + timedelta(days=day), time(10), time(14 if day == 4 else 18)) for day in range(5)),
        places=_places(),
        walks=_walks(),
        walk_in_share=Share(Decimal("0.25")),
        emergency_phones=("112",),
        contacts=contacts,
        overrides=(
            NameOverride("Russia", LocalText("Russian Federation", "俄罗斯联邦", "Российская Федерация")),
            NameOverride(
                "China", LocalText("People's Republic of China", "中华人民共和国", "Китайская Народная Республика")
            ),
            *(NameOverride(place.latin, LocalText(place.latin, place.han, place.cyrillic)) for place in PLACES),
        ),
        proposals_per_exporter=4,
    )


def _places() -> tuple[Place, ...]:
    """Six tables, two purchasing desks, three offices in town and a quiet room for calls."""
    tables = tuple(numbered_table("T", number, "7.2", "tables") for number in range(1, 7))
    desks = tuple(_desk(number, owner) for number, owner in enumerate(DESK_BUYERS, start=1))
    offices = tuple(_office(number, owner) for number, owner in enumerate(OFFICE_BUYERS, start=1))
    name = LocalText("Room for calls", "视频洽谈室", "Комната для звонков")
    return (*tables, *desks, *offices, Place(PlaceId("CALL"), PlaceKind.ONLINE, name, "7.2", "online", None, 2))


def _desk(number: int, owner: PartyId) -> Place:
    return Place(
        PlaceId(f"DESK{number}"),
        PlaceKind.DESK,
        LocalText(f"Purchasing desk {number}", f"{number}号采购台", f"Закупочный стол {number}"),
        "7.3",
        "desks",
        owner,
        3,
        LocalText(
            "Gallery above hall 7.2, queue at the left",
            "7.2厅上层廊厅，左侧排队",
            "Галерея над залом 7.2, очередь слева",
        ),
    )


def _office(number: int, owner: PartyId) -> Place:
    return Place(
        PlaceId(f"OFFICE{number}"),
        PlaceKind.OFFSITE,
        LocalText(f"Buyer's office {number}", f"采购商办公室{number}", f"Офис закупщика {number}"),
        "",
        f"town{number}",
        owner,
        1,
        LocalText("By the mission's bus from gate 3", "乘代表团大巴，3号门上车", "Автобусом миссии от ворот 3"),
    )


def _walks() -> tuple[Walk, ...]:
    """Minutes on foot inside the fair, and by bus to each office."""
    near = (
        Walk(STANDS_HALL, "tables", 5),
        Walk(STANDS_HALL, "desks", 10),
        Walk(STANDS_HALL, "online", 5),
        Walk("tables", "desks", 10),
        Walk("tables", "online", 5),
        Walk("desks", "online", 10),
    )
    towns = [f"town{number}" for number in range(1, len(OFFICE_BUYERS) + 1)]
    out = [Walk(zone, town, 45) for town in towns for zone in (STANDS_HALL, "tables", "desks", "online")]
    between = [Walk(text, other, 60) for index, text in enumerate(towns) for other in towns[index + 1 :]]
    return (*near, *out, *between)


def slot_starts(mission: Mission) -> tuple[datetime, ...]:
    """Return the start of each slot of the fair, in order."""
    starts = []
    for day in mission.days:
        moment = datetime.combine(day.on, day.opens, mission.fair_zone)
        closes = datetime.combine(day.on, day.closes, mission.fair_zone)
        while moment + SLOT <= closes:
            starts.append(moment)
            moment += SLOT
    return tuple(starts)
