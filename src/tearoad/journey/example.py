"""A fresh folder, and the tiny mission in it: valid, whole, and as plainly fictional as can be."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from tearoad.checklist import (
    About,
    DiplomaticPost,
    Evidence,
    Fate,
    Owner,
    PostId,
    PostKind,
    Road,
    Sample,
    SampleId,
    Task,
    TaskId,
)
from tearoad.companies import (
    Buyer,
    BuyerCategory,
    Certificate,
    Contact,
    Decides,
    Exporter,
    Ownership,
    Price,
    Product,
    Quantity,
    Want,
)
from tearoad.errors import InputError
from tearoad.journey.files import MissionFiles
from tearoad.journey.staging import whole_folder
from tearoad.journey.write_folder import write_folder
from tearoad.matching import Request, Strength
from tearoad.mission import (
    Absence,
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
from tearoad.mission.toml import write_mission
from tearoad.names import FirmName, PersonName
from tearoad.text import Text
from tearoad.values import (
    CountryCode,
    HSCode,
    Incoterm,
    InterpreterId,
    ItemId,
    Language,
    LanguageCode,
    Money,
    PartyId,
    PersonId,
    PlaceId,
    Window,
    WishId,
)
from tearoad.words import say

_MOSCOW = ZoneInfo("Europe/Moscow")
_DAYS = (date(2027, 2, 9), date(2027, 2, 10), date(2027, 2, 11))
_ZH, _RU, _EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
_E1, _E2 = PartyId("E01"), PartyId("E02")
_B1, _B2, _B3 = PartyId("B001"), PartyId("B002"), PartyId("B003")


def example_files(language: Language) -> MissionFiles:
    """Return a mission of two exporters and three buyers that can be planned as it stands; everybody is invented.

    Free texts are in the language; names stand in the scripts in which such firms write them.
    """
    return MissionFiles(
        example_mission(),
        _exporters(),
        _buyers(language),
        _delegates(),
        (_programme_item(),),
        _requests(),
        _interpreters(),
        (Absence("I02", _window(2, 14, 17), ""),),
        (),
        (),
        (),
        tasks=_tasks(),
        samples=_samples(),
        posts=_posts(),
    )


def example_mission() -> Mission:
    """Return the trip itself: a fictional three-day fair with two tables."""
    return Mission(
        name=LocalText("Example mission (fictional)", "示例代表团（虚构）", "Миссия-пример (вымышленная)"),
        fair=LocalText("Example Food Fair", "示例食品展", "Выставка «Пример»"),
        city=LocalText("Moscow", "莫斯科", "Москва"),
        venue=LocalText("Example Hall", "示例展馆", "Зал «Пример»"),
        country=CountryCode("RU"),
        home_zone=ZoneInfo("Asia/Shanghai"),
        fair_zone=_MOSCOW,
        currency="USD",
        days=tuple(FairDay(day, time(10), time(16 if day == _DAYS[-1] else 18)) for day in _DAYS),
        places=(
            Place(PlaceId("T1"), PlaceKind.TABLE, LocalText("Table 1", "1号洽谈桌", "Стол 1"), "1", "A"),
            Place(PlaceId("T2"), PlaceKind.TABLE, LocalText("Table 2", "2号洽谈桌", "Стол 2"), "1", "A"),
        ),
        contacts=(Contact(PersonName("示例", "Example Officer", "Примеров"), phone="+8685100000000"),),
    )


def _window(day: int, start: int, end: int) -> Window:
    at = _DAYS[day - 1]
    return Window(datetime.combine(at, time(start), _MOSCOW), datetime.combine(at, time(end), _MOSCOW))


def _exporters() -> tuple[Exporter, ...]:
    tea = Exporter(
        _E1,
        FirmName("示例一号茶业有限公司", "Example One Tea Co., Ltd.", "Чайная компания «Пример-1»"),
        "A-01",
        "1",
        (2,),
        Ownership.PRIVATE,
        "EXAMPLE-0001",
        (
            Product(
                FirmName("绿茶", "Green tea", "Зелёный чай"),
                HSCode("090210"),
                None,
                Quantity(Decimal(500), "kg"),
                Price(Money(Decimal("3.20"), "USD"), "kg", Incoterm.FOB, LocalText("Qinzhou", "钦州", "Циньчжоу")),
            ),
            Product(FirmName("红茶", "Black tea", "Чёрный чай"), HSCode("090230")),
        ),
        (Certificate("HACCP", "EXAMPLE-1", date(2028, 5, 1)),),
        (_ZH,),
        (),
        Contact(
            PersonName("王示例", "WANG Shili", "Ван Шили", "王"), LocalText(), "+8613800138000", "wang@example.com"
        ),
        "贵阳",
    )
    sauce = Exporter(
        _E2,
        FirmName("示例二号食品有限公司", "Example Two Foods Co., Ltd.", "Пищевая компания «Пример-2»"),
        "A-02",
        "1",
        products=(Product(FirmName("辣椒酱", "Chili sauce", "Соус чили"), HSCode("210390")),),
        languages=(_ZH, _EN),
        city="遵义",
    )
    return tea, sauce


def _buyers(language: Language) -> tuple[Buyer, ...]:
    known = {
        Language.EN: ("green tea in bulk", "chili sauce in glass", "black tea"),
        Language.ZH: ("散装绿茶", "玻璃瓶辣椒酱", "红茶"),
        Language.RU: ("зелёный чай на развес", "соус чили в стекле", "чёрный чай"),
    }
    wants = known.get(language, known[Language.EN])
    russia = CountryCode("RU")
    chain = Buyer(
        _B1,
        FirmName("ООО «Пример Маркет»", "Primer Market LLC", banner="Primer Market"),
        "0000000001",
        russia,
        "Москва",
        wants=(Want(wants[0], HSCode("090220"), Quantity(Decimal(20), "t"), private_label=True),),
        importer_of_record=True,
        windows=(_window(1, 14, 17),),
        category=BuyerCategory.CHAIN,
        decides=Decides.DECIDES,
        languages=(_RU,),
    )
    sauces = Buyer(
        _B2,
        FirmName("ООО «Пример Соус»", "Primer Sauce LLC"),
        country=russia,
        city="Тула",
        wants=(Want(wants[1], HSCode("210390")),),
        category=BuyerCategory.DISTRIBUTOR,
        languages=(_RU, _EN),
    )
    teas = Buyer(
        _B3,
        FirmName("АО «Чай Пример»", "Primer Tea JSC"),
        country=russia,
        city="Казань",
        wants=(Want(wants[2], HSCode("090230")), Want(wants[0], HSCode("090210"))),
        category=BuyerCategory.WHOLESALER,
        languages=(_RU,),
    )
    return chain, sauces, teas


def _delegates() -> tuple[Delegate, ...]:
    director = LocalText("Director", "总经理", "директор")
    head = LocalText("Head of delegation", "团长", "глава делегации")
    sales = LocalText("Sales manager", "销售经理", "менеджер по продажам")
    office = LocalText("Example Department of Commerce", "示例商务厅", "Департамент коммерции (пример)")
    own, abroad = (_ZH,), (_ZH, _EN)
    return (
        Delegate(PersonId("D01"), PersonName("李示例", "LI Shili", "Ли Шили", "李"), head, 1, None, office),
        Delegate(
            PersonId("D02"), PersonName("王示例", "WANG Shili", "Ван Шили", "王"), director, firm=_E1, languages=own
        ),
        Delegate(
            PersonId("D03"), PersonName("陈示例", "CHEN Shili", "Чэнь Шили", "陈"), sales, firm=_E2, languages=abroad
        ),
    )


def _programme_item() -> ProgrammeItem:
    title = LocalText("Opening of the example stand", "示例展位开幕式", "Открытие стенда-примера")
    who, stage = ("D01", "D02"), LocalText("1")
    return ProgrammeItem(ItemId("P01"), ItemKind.OPENING, title, _window(1, 10, 11), stage, who, speaks=("D01",))


def _requests() -> tuple[Request, ...]:
    return (
        Request(WishId("R001"), _E1, _B1, Strength.MUST, person=PersonId("D02")),
        Request(WishId("R002"), _B2, _E2, Strength.WISH, format=PlaceKind.STAND),
        Request(WishId("R003"), _B3, _E1, Strength.WISH, window=_window(2, 10, 13)),
    )


def _interpreters() -> tuple[Interpreter, ...]:
    both = frozenset({LanguagePair(_ZH, _RU), LanguagePair(_RU, _ZH)})
    return (
        Interpreter(InterpreterId("I01"), PersonName("Примерова Анна", "PRIMEROVA Anna"), both, attached_to=_E1),
        Interpreter(InterpreterId("I02"), PersonName("Образцов Иван", "OBRAZTSOV Ivan"), both, max_hours_per_day=5),
    )


def _tasks() -> tuple[Task, ...]:
    visa = LocalText("Visa issued", "签证办妥", "Виза получена")
    labels = LocalText("Labels translated", "标签翻译", "Этикетки переведены")
    opens = _DAYS[0]
    return (
        Task(TaskId("K01"), visa, opens - timedelta(21), About.DELEGATE, "D01", evidence=Evidence.NOTE),
        Task(TaskId("K02"), labels, opens - timedelta(30), About.FIRM, "E01", owner=Owner.FIRM.value),
    )


def _samples() -> tuple[Sample, ...]:
    tea = LocalText("Green tea", "绿茶", "Зелёный чай")
    worth, much = Money(Decimal(40), "USD"), Quantity(Decimal(2), "kg")
    return (Sample(SampleId("S01"), tea, _E1, much, HSCode("090210"), worth, Road.CARGO, Fate.TASTED),)


def _posts() -> tuple[DiplomaticPost, ...]:
    name = LocalText("Example consulate (fictional)", "示例领事馆（虚构）", "Консульство-пример (вымышленное)")
    return (
        DiplomaticPost(
            PostId("RU-1"), name, CountryCode("RU"), PostKind.CONSULATE, LocalText("Moscow", "莫斯科", "Москва"),
            hours=LocalText("10:00–12:00"),
            source="https://consulate.example.org", retrieved_on=date(2027, 1, 10),
        ),
    )  # fmt: skip


def new_folder(folder: Path, language: Language) -> None:
    """Write the templates, whole, into a folder that holds nothing yet.

    Raises:
        InputError: the folder holds something already.

    """
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(Text("journey.mission_exists", path=str(folder)), Text("journey.mission_exists_hint"))
    with whole_folder(folder, contents=False) as staging:
        write_mission(example_mission(), staging / "mission.toml", language)
        write_templates(staging, language)


def write_templates(folder: Path, language: Language) -> tuple[Path, ...]:
    """Write a fresh folder's workbook and `lists/README.txt`, and return the files.

    The workbook holds a tiny mission of invented firms that can be planned as it stands (`example_mission` is its
    `mission.toml`), so that an officer sees every sheet at work before putting real rows in the place of these.
    """
    paths = write_folder(example_files(language), folder, language)
    lists = folder / "lists" / "README.txt"
    lists.parent.mkdir(exist_ok=True)
    lists.write_text(say(Text("sheets.lists_readme"), language) + "\n", encoding="utf-8")
    return (*paths, lists)
