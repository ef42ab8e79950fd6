"""The 18 firms of the delegation: tea, chili, juice, spirits, fruit, mushrooms, konjac, rice and packaging."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from tearoad.companies import Certificate, Contact, Exporter, FirmSize, Ownership, Price, Product, Quantity
from tearoad.demo.fair import MONDAY, STANDS_HALL
from tearoad.demo.goods import TRADES, Good, Trade
from tearoad.demo.invented.chance import phone, stream
from tearoad.demo.invented.chinese import PLACES, PROVINCE, Spelling, brands, persons
from tearoad.names import FirmName, PersonName
from tearoad.values import HSCode, Incoterm, LanguageCode, LocalText, Money, PartyId

MANAGER = LocalText("General manager", "总经理", "генеральный директор")

ZH, RU, EN = LanguageCode("zh"), LanguageCode("ru"), LanguageCode("en")
# Who speaks what decides who needs an interpreter: eight firms bring a Russian speaker, three an English speaker,
# seven neither; four of these seven have an interpreter of their own.
TONGUES = ((ZH, RU),) * 5 + ((ZH, RU, EN),) * 3 + ((ZH, EN),) * 3 + ((ZH,),) * 7
_TERMS = (
    (Incoterm.FCA, LocalText("Lan'an", "岚安", "Ланьань")),
    (Incoterm.FOB, LocalText("Qinzhou", "钦州", "Циньчжоу")),
    (Incoterm.DAP, LocalText("Zabaykalsk", "后贝加尔斯克", "Забайкальск")),
    (Incoterm.CIP, LocalText("Moscow", "莫斯科", "Москва")),
    (Incoterm.CIF, LocalText("Saint Petersburg", "圣彼得堡", "Санкт-Петербург")),
)

_SIZES = (FirmSize.SMALL, FirmSize.MEDIUM, FirmSize.SMALL, FirmSize.MICRO, FirmSize.LARGE, FirmSize.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm with its trade and with the people who travel, the head first."""

    exporter: Exporter
    trade: Trade
    people: tuple[PersonName, ...]


def make_firms(seed: int) -> tuple[Firm, ...]:
    """Make up the firms in the order of their counters."""
    random_ = stream(seed, "exporters")
    trades = [trade for trade in TRADES for _ in range(trade.firms)]
    names = brands(random_, len(trades))
    tongues = random_.sample(TONGUES, len(trades))
    heads = [2] * len(trades)
    for index in random_.sample(range(len(trades)), 5):
        heads[index] = 3
    people = iter(persons(random_, sum(heads)))
    return tuple(
        _firm(random_, number, trade, names[number - 1], tongues[number - 1], tuple(next(people) for _ in range(count)))
        for number, (trade, count) in enumerate(zip(trades, heads, strict=True), start=1)
    )


def _firm(
    random_: random.Random,
    number: int,
    trade: Trade,
    brand: Spelling,
    tongues: tuple[LanguageCode, ...],
    people: tuple[PersonName, ...],
) -> Firm:
    place = random_.choice(PLACES)
    last_day = random_.choice((len(people), len(people) - 1))
    exporter = Exporter(
        id=PartyId(f"E{number:02d}"),
        name=FirmName(
            native=f"{PROVINCE.han}{brand.han}{trade.zh}有限公司",
            latin=f"{PROVINCE.latin} {brand.latin} {trade.en} Co., Ltd.",
            local=f"{trade.ru} «{brand.cyrillic}»",
        ),
        stand=f"A{number:02d}",
        hall=STANDS_HALL,
        staff_per_day=(*(len(people),) * 4, last_day),
        size=_SIZES[number % len(_SIZES)],
        ownership=random_.choices((Ownership.PRIVATE, Ownership.STATE, Ownership.MIXED), (7, 2, 1))[0],
        registration_number=f"DEMO{random_.randrange(10**13):013d}{number % 10}",
        products=tuple(_product(random_, good) for good in _offered(random_, trade)),
        certificates=_certificates(random_, number),
        languages=tongues,
        contact=_contact(number, brand, people[0]),
        city=place.latin,
    )
    return Firm(exporter, trade, people)


def _offered(random_: random.Random, trade: Trade) -> list[Good]:
    """A firm offers most of its trade's goods."""
    count = random_.randint(2, len(trade.goods))
    return random_.sample(trade.goods, count)


def _product(random_: random.Random, good: Good) -> Product:
    incoterm, place = random_.choice(_TERMS)
    factor = Decimal(random_.randint(85, 120)) / 100
    amount = (Decimal(good.dollars) * factor).quantize(Decimal("0.01"))
    return Product(
        name=good.name,
        hs=good.code,
        local_code=HSCode(good.local) if good.local else None,
        minimum_order=Quantity(Decimal(good.least * random_.choice((1, 2))), good.unit),
        price=Price(Money(amount, "USD"), good.unit, incoterm, place),
    )


def _certificates(random_: random.Random, number: int) -> tuple[Certificate, ...]:
    """A declaration for the customs union for all, with a number that no register holds; more for some."""
    days = random_.randint(60, 1400)
    found = [Certificate("EAC declaration", f"ЕАЭС N RU Д-CN.ДЕМО.В.{number:05d}/22", MONDAY + timedelta(days=days))]
    if random_.random() < 0.6:
        found.append(Certificate("ISO 22000", f"DEMO-FS-{number:04d}", date(2024, random_.randint(1, 12), 28)))
    if random_.random() < 0.25:
        found.append(Certificate("HALAL", f"DEMO-H-{number:04d}", date(2023, random_.randint(6, 12), 15)))
    return tuple(found)


def _contact(number: int, brand: Spelling, head: PersonName) -> Contact:
    site = brand.latin.lower().replace("'", "")
    return Contact(head, MANAGER, phone("CN", number), f"export@{site}.example.com", f"WeChat: {site}-demo")
