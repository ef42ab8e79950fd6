"""A small made-up mission: two firms, five buyers, two interpreters, two officials, three days. All is fictional."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tearoad.companies import Buyer, Contact, Exporter, Product, Quantity, Want
from tearoad.mission import (
    Delegate,
    FairDay,
    Interpreter,
    ItemKind,
    LanguagePair,
    LocalText,
    Mission,
    Place,
    PlaceKind,
    ProgrammeItem,
)
from tearoad.names import FirmName, PersonName
from tearoad.text import Text
from tearoad.timetable.plan import Meeting, Plan
from tearoad.timetable.problem import MeetingInterpreter, MeetingPlace, Party, Person, Problem, Side, Wish
from tearoad.timetable.roster import Roster
from tearoad.values import (
    CountryCode,
    HSCode,
    InterpreterId,
    ItemId,
    Language,
    LanguageCode,
    PartyId,
    PersonId,
    PlaceId,
    Slot,
    Window,
    WishId,
)

MOSCOW = ZoneInfo("Europe/Moscow")
FIRST = date(2023, 2, 7)
OFFICE, MANAGER = LocalText(zh="商务厅"), LocalText(zh="总经理")
HEAD, CHIEF = LocalText(zh="团长"), LocalText(zh="处长")
STAMP = datetime(2023, 2, 6, 15, 0, tzinfo=UTC)
ZH, RU, EN, KK = (LanguageCode(code) for code in ("zh", "ru", "en", "kk"))
CHINESE_TO_RUSSIAN, RUSSIAN_TO_CHINESE = LanguagePair(ZH, RU), LanguagePair(RU, ZH)
BOTH = frozenset({CHINESE_TO_RUSSIAN, RUSSIAN_TO_CHINESE})


@dataclass(frozen=True, slots=True)
class SmallMission:
    """What papers are made from."""

    roster: Roster
    problem: Problem
    plan: Plan


def _at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(FIRST + timedelta(days=day), time(hour, minute), tzinfo=MOSCOW)


def _mission() -> Mission:
    table = LocalText("Table 3", "3号洽谈桌", "Стол 3")
    desk = LocalText("Purchasing desk “Polyana”", "“林间”连锁采购台", "Стойка закупок «Поляна»")
    way = LocalText(
        "Hall 3, first floor, left of the main entrance",
        "3号馆一层，主入口左侧",
        "Павильон 3, 1-й этаж, налево от входа",
    )
    return Mission(
        name=LocalText(
            "Guizhou food mission (fictional)", "贵州食品经贸代表团（虚构）", "Миссия «Продукты Гуйчжоу» (вымышлена)"
        ),
        fair=LocalText("Food Fair Moscow 2023", "2023年莫斯科食品展", "Продукты-2023"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText("Fairgrounds North", "北方展览中心", "ВЦ «Север»"),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=MOSCOW,
        currency="USD",
        days=tuple(FairDay(FIRST + timedelta(days=d), time(10), time(16 if d == 2 else 18)) for d in range(3)),
        places=(
            Place(PlaceId("S-A12"), PlaceKind.STAND, LocalText("A12"), "3", owner=PartyId("E01"), how_to_get_there=way),
            Place(PlaceId("T3"), PlaceKind.TABLE, table, "3", how_to_get_there=way),
            Place(PlaceId("D1"), PlaceKind.DESK, desk, "5", owner=PartyId("B03")),
        ),
        contacts=(
            Contact(PersonName("李明", "Li Ming", "Ли Мин"), phone="+79161234567", messenger="WeChat: liming-tea"),
            Contact(PersonName("Ольга Петрова", "Olga Petrova"), phone="+74951234567"),
        ),
    )


def _exporters() -> tuple[Exporter, ...]:
    goods = (
        Product(FirmName("绿茶", "Green tea", "Зелёный чай"), HSCode("0902200000")),
        Product(FirmName("刺梨汁", "Rosa roxburghii juice", "Сок шиповника Роксбурга"), HSCode("2009890000")),
    )
    return (
        Exporter(
            PartyId("E01"), FirmName("贵州绿岭茶业有限公司", "Guizhou Lyuling Tea Co., Ltd.", "Гуйчжоу Люйлин Ча"),
            stand="A12", hall="3", products=goods, city="遵义", languages=(ZH, EN),
            do_not_meet=("B99-secret",),
            contact=Contact(PersonName("王伟", "Wang Wei", "Ван Вэй"), LocalText(zh="总经理"), "+8613800000000"),
        ),
        Exporter(
            PartyId("E02"), FirmName("贵州辣香食品有限公司", "Guizhou Laxiang Foods", "Гуйчжоу Ласян"),
            stand="A14", hall="3", products=(Product(FirmName("辣椒酱", "Chili sauce", "Соус чили")),), languages=(ZH,),
            contact=Contact(PersonName("张丽", "Zhang Li", "Чжан Ли"), LocalText(zh="外贸部经理")),
        ),
    )  # fmt: skip


def _buyers() -> tuple[Buyer, ...]:
    tea = Want("чёрный и зелёный чай", HSCode("0902"), Quantity(Decimal(20000), "кг"), private_label=True)
    return (
        Buyer(
            PartyId("B01"), FirmName('ООО "Северный чай"', "Severny Chai LLC"), city="Москва", wants=(tea,),
            contact=Contact(
                PersonName("Иванова Мария Петровна", "Maria Ivanova"), LocalText(ru="директор по закупкам")
            ),
            languages=(RU,), note="private remark of the office",
        ),
        Buyer(
            PartyId("B02"), FirmName("Baltic Grocers OÜ", "Baltic Grocers OÜ"), wants=(Want("chili sauces"),),
            contact=Contact(PersonName("Jüri Tamm", "Jüri Tamm"), LocalText("buyer")), languages=(EN, RU),
        ),
        Buyer(
            PartyId("B03"), FirmName("АО «Торговый дом Поляна»", "Polyana Trading House", banner="Поляна"),
            wants=(Want("соусы"), Want("чай")), contact=Contact(PersonName("Пётр Ёлкин", "Petr Yolkin")),
            languages=(RU,), desk="D1",
        ),
        Buyer(
            PartyId("B04"), FirmName("ТОО «Алатау Дүкен»", "Alatau Dukken LLP"),
            contact=Contact(PersonName("Әсел Қуанышқызы", "Asel Kuanyshkyzy")), languages=(KK, RU),
        ),
        Buyer(
            PartyId("B05"), FirmName("莫斯科华联超市", "Hualian Market Moscow"),
            contact=Contact(PersonName("陈静", "Chen Jing")), languages=(ZH,),
        ),
    )  # fmt: skip


def _roster() -> Roster:
    programme = (
        ProgrammeItem(
            ItemId("P1"), ItemKind.OPENING, LocalText("Opening", "开幕式", "Открытие"),
            Window(_at(0, 10), _at(0, 10, 30)), LocalText("Main stage"), ("E01", "E02", "O1"),
            host=LocalText("Fairgrounds North"),
            transport=LocalText("Bus at 8:40 from the hotel", "8:40 酒店门口上车", "Автобус в 8:40 от гостиницы"),
        ),
        ProgrammeItem(
            ItemId("P2"), ItemKind.COURTESY_CALL, LocalText("Courtesy call", "礼节性拜会", "Визит вежливости"),
            Window(_at(1, 15), _at(1, 16)), LocalText("City hall"), ("O1",), ("D1",),
        ),
    )  # fmt: skip
    return Roster(
        mission=_mission(),
        exporters=_exporters(),
        buyers=_buyers(),
        delegates=(
            Delegate(PersonId("D1"), PersonName("王伟", "Wang Wei", "Ван Вэй"), MANAGER, firm=PartyId("E01")),
            Delegate(PersonId("O1"), PersonName("赵强", "Zhao Qiang", "Чжао Цян"), HEAD, 1, office=OFFICE),
            Delegate(PersonId("O2"), PersonName("孙红", "Sun Hong", "Сунь Хун"), CHIEF, 2, office=OFFICE),
        ),
        programme=programme,
        interpreters=(
            Interpreter(
                InterpreterId("I1"), PersonName("Анна Смирнова", "Anna Smirnova"), BOTH, "+79160000001",
                attached_to=PartyId("E01"),
            ),
            Interpreter(InterpreterId("I2"), PersonName("李娜", "Li Na"), BOTH, language=Language.ZH),
        ),
        reasons={WishId("W1"): (Text("papers.offers"), Text("papers.private_label"))},
    )  # fmt: skip


def _problem() -> Problem:
    slots, index = [], 0
    for day in range(3):
        for number in range(12 if day == 2 else 16):
            start = _at(day, 10) + timedelta(minutes=30 * number)
            slots.append(Slot(index, day, Window(start, start + timedelta(minutes=25))))
            index += 1
    here = tuple(1 for _ in slots)
    parties = [Party(PartyId(f"E0{n}"), Side.EXPORTER, here, PlaceId(f"S-A1{2 * n}")) for n in (1, 2)]
    parties += [Party(PartyId(f"B0{n}"), Side.BUYER, here) for n in range(1, 6)]
    return Problem(
        slots=tuple(slots),
        places=(
            MeetingPlace(PlaceId("S-A12"), PlaceKind.STAND, owner=PartyId("E01")),
            MeetingPlace(PlaceId("S-A14"), PlaceKind.STAND, owner=PartyId("E02")),
            MeetingPlace(PlaceId("T3"), PlaceKind.TABLE),
            MeetingPlace(PlaceId("D1"), PlaceKind.DESK, owner=PartyId("B03")),
        ),
        parties=tuple(parties),
        wishes=(
            _wish("W1", "E01", "B01", interpreting=(BOTH,), person=PersonId("D1")),
            _wish("W2", "E02", "B01", interpreting=(BOTH,)),
            _wish("W3", "E01", "B02"),
            _wish("W4", "E02", "B03", interpreting=(BOTH,), slots=2),
            _wish("W5", "E01", "B04", interpreting=(BOTH,)),
            _wish("W6", "E01", "B03"),
        ),
        persons=(Person(PersonId("D1"), PartyId("E01")),),
        interpreters=tuple(
            MeetingInterpreter(InterpreterId(who), BOTH, frozenset(range(len(slots)))) for who in ("I1", "I2")
        ),
    )


def _wish(
    wish: str,
    exporter: str,
    buyer: str,
    interpreting: tuple[frozenset[LanguagePair], ...] = (),
    person: PersonId | None = None,
    slots: int = 1,
) -> Wish:
    starts = frozenset(range(40)) - ({15, 31} if slots == 2 else set())
    return Wish(
        WishId(wish), PartyId(exporter), PartyId(buyer), 500, starts, (PlaceId("T3"),),
        slots=slots, person=person, interpreting=interpreting,
    )  # fmt: skip


def _plan() -> Plan:
    return Plan(
        meetings=(
            Meeting(WishId("W1"), 2, PlaceId("S-A12"), InterpreterId("I1")),
            Meeting(WishId("W2"), 4, PlaceId("T3"), InterpreterId("I2")),
            Meeting(WishId("W3"), 5, PlaceId("S-A12")),
            Meeting(WishId("W4"), 18, PlaceId("D1"), InterpreterId("I2")),
            Meeting(WishId("W5"), 34, PlaceId("S-A12"), InterpreterId("I1")),
        ),
        unplaced=(WishId("W6"),),
    )


@pytest.fixture
def small() -> SmallMission:
    """Return the small mission."""
    return SmallMission(_roster(), _problem(), _plan())


@pytest.fixture
def stamp() -> datetime:
    """Return the moment all files are stamped with."""
    return STAMP
