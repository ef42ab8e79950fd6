"""About 160 made-up buyers: chains, importers, wholesalers and caterers in Cyrillic and in Latin letters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tearoad.companies import Buyer, BuyerCategory, Contact, Decides, Price, Quantity, Want
from tearoad.demo.exporters import EN, RU, ZH
from tearoad.demo.fair import DESK_BUYERS, OFFICE_BUYERS, window
from tearoad.demo.goods import TRADES, Good
from tearoad.demo.invented.chance import phone, russian_faker, stream, tax_number
from tearoad.demo.invented.cyrillic import House, houses, to_latin
from tearoad.demo.traps import TRAPS
from tearoad.names import FirmName, PersonName
from tearoad.values import CountryCode, LanguageCode, LocalText, Money, PartyId, PlaceId, Window

COUNT = 160
FICTIONAL = "Fictional buyer of the demo mission"
_CITIES = (
    ("RU", "Москва", 84),
    ("RU", "Санкт-Петербург", 16),
    ("RU", "Екатеринбург", 7),
    ("RU", "Новосибирск", 7),
    ("RU", "Казань", 6),
    ("RU", "Нижний Новгород", 5),
    ("RU", "Краснодар", 5),
    ("RU", "Самара", 4),
    ("RU", "Хабаровск", 3),
    ("KZ", "Алматы", 5),
    ("KZ", "Астана", 3),
    ("BY", "Минск", 5),
    ("BY", "Гомель", 2),
    ("AM", "Yerevan", 2),
    ("UZ", "Tashkent", 3),
    ("TR", "Istanbul", 3),
)
_FORMS = {"RU": ("ООО", "ООО", "ООО", "АО"), "KZ": ("ТОО",), "BY": ("ООО", "ЗАО", "ЧТУП")}
_CATEGORIES = (
    (BuyerCategory.IMPORTER, 30),
    (BuyerCategory.DISTRIBUTOR, 28),
    (BuyerCategory.WHOLESALER, 18),
    (BuyerCategory.CATERER, 9),
    (BuyerCategory.ONLINE, 7),
    (BuyerCategory.PROCESSOR, 5),
    (BuyerCategory.STATE, 3),
)
_PURCHASING = LocalText("Purchasing director", "采购总监", "Директор по закупкам")
_CATEGORY = LocalText("Category manager", "品类经理", "Категорийный менеджер")
_MANAGING = LocalText("Managing director", "总经理", "Генеральный директор")
_IMPORT = LocalText("Import manager", "进口经理", "Менеджер по импорту")
_TITLES = (_PURCHASING, _CATEGORY, _MANAGING, LocalText("Buyer", "采购员", "Байер"), _IMPORT)
_TITLES_LATIN = (_PURCHASING, _CATEGORY, _MANAGING, _IMPORT)
_IN_MOSCOW = (1, 2, 3, 4, 5, *sorted(int(party[1:]) for party in TRAPS.buyers))
"""Chains, offices and traps are in the city of the fair, so that every seed tells the same of them."""
_LATIN_COUNTRIES = {"AM", "UZ", "TR"}
# Hours that buyers promise: Tuesday to Thursday afternoons are the crowded ones.
_HOURS = (
    ((0, "12", "15"), 6),
    ((0, "14", "18"), 8),
    ((1, "10", "13"), 9),
    ((1, "14", "17"), 18),
    ((2, "10", "13"), 10),
    ((2, "14", "17"), 16),
    ((2, "15", "18"), 6),
    ((3, "10", "13"), 9),
    ((3, "13", "16"), 9),
    ((3, "14", "17"), 6),
    ((4, "10", "14"), 6),
)


@dataclass(frozen=True, slots=True)
class _Maker:
    """What one run draws buyers from."""

    random: random.Random
    people: Sequence[PersonName]
    addresses: Sequence[str]
    cities: Sequence[tuple[str, str]]
    houses: Sequence[House]
    kinds: tuple[BuyerCategory, ...] = field(default=tuple(kind for kind, _ in _CATEGORIES))


def make_buyers(seed: int) -> tuple[Buyer, ...]:
    """Make up the buyers: the two chains first, then three with an office to visit, then all others."""
    random_ = stream(seed, "buyers")
    cities = [(country, city) for country, city, count in _CITIES for _ in range(count)]
    random_.shuffle(cities)
    for number in _IN_MOSCOW:
        cities[number - 1] = ("RU", "Москва")
    maker = _Maker(random_, *_people_and_streets(seed), cities, houses(random_, COUNT))
    return tuple(_buyer(maker, number) for number in range(1, COUNT + 1))


def _people_and_streets(seed: int) -> tuple[list[PersonName], list[str]]:
    faker = russian_faker(seed)
    people = []
    for number in range(COUNT):
        if number % 5 < 2:
            family, given, father = faker.last_name_female(), faker.first_name_female(), faker.middle_name_female()
        else:
            family, given, father = faker.last_name_male(), faker.first_name_male(), faker.middle_name_male()
        latin = f"{to_latin(given)} {to_latin(family)}" if number % 3 == 0 else ""
        people.append(PersonName(f"{family} {given} {father}", latin, "", family))
    return people, [faker.street_address() for _ in range(COUNT)]


def _buyer(maker: _Maker, number: int) -> Buyer:
    random_ = maker.random
    country, city = maker.cities[number - 1]
    party = PartyId(f"B{number:03d}")
    is_chain = party in DESK_BUYERS
    house = maker.houses[number - 1]
    return Buyer(
        id=party,
        name=_name(random_, house, country, is_chain=is_chain),
        registration_number=tax_number(random_) if country == "RU" else f"DEMO{random_.randrange(10**8):08d}",
        country=CountryCode(country),
        city=city,
        address=maker.addresses[number - 1] if party in OFFICE_BUYERS or random_.random() < 0.2 else "",
        wants=_wants(random_, country, 6 if is_chain else random_.choices((1, 2, 3, 4), (18, 40, 27, 15))[0]),
        importer_of_record=random_.choices((True, False, None), (55, 30, 15))[0],
        windows=_windows(random_, party),
        category=BuyerCategory.CHAIN if is_chain else random_.choices(maker.kinds, [n for _, n in _CATEGORIES])[0],
        decides=random_.choices(tuple(Decides), (45, 25, 20, 10))[0],
        contact=_contact(maker, number, house, country),
        languages=_languages(random_, country),
        desk=PlaceId(_desk(party)),
        people=3 if is_chain else 1,
        note=FICTIONAL,
    )


def _name(random_: random.Random, house: House, country: str, *, is_chain: bool) -> FirmName:
    if country in _LATIN_COUNTRIES:
        return FirmName(latin=f"{house.latin} LLC", local=house.cyrillic)
    native = f"{random_.choice(_FORMS[country])} «{house.cyrillic}»"
    if is_chain:
        word = house.cyrillic.partition("-")[0]
        return FirmName(f"АО «{word}-Ритейл»", f"{to_latin(word)}-Retail JSC", banner=word)
    latin = f"{house.latin} LLC" if random_.random() < 0.4 else ""
    banner = house.cyrillic.partition("-")[0] if random_.random() < 0.15 else ""
    return FirmName(native, latin, banner=banner)


def _wants(random_: random.Random, country: str, count: int) -> tuple[Want, ...]:
    """Want goods of one or two trades, as someone who buys tea rarely buys cartons."""
    trades = random_.sample(TRADES, 5 if count > 4 else random_.choice((1, 2, 2, 2, 3)))
    goods = [good for trade in trades for good in trade.goods]
    chosen = random_.sample(goods, min(count, len(goods)))
    return tuple(_want(random_, good, in_english=country in _LATIN_COUNTRIES) for good in chosen)


def _want(random_: random.Random, good: Good, *, in_english: bool) -> Want:
    volume = Quantity(Decimal(good.least * random_.choice((1, 2, 3, 5, 10))), good.unit)
    target = (Decimal(good.dollars) * Decimal(random_.randint(75, 110)) / 100).quantize(Decimal("0.01"))
    price = Price(Money(target, "USD"), good.unit) if random_.random() < 0.6 else None
    private_label = random_.random() < 0.2
    words = good.en if in_english else good.ru
    return Want(words, good.hs6, volume, price, private_label, LocalText(good.en, good.zh, good.ru))


def _windows(random_: random.Random, party: PartyId) -> tuple[Window, ...]:
    """Chains receive at their desks, three buyers in their offices when nobody visits their warehouses."""
    if party in OFFICE_BUYERS:
        return window(0, "14", "18"), window(3, "13", "18")
    if party in DESK_BUYERS:
        return tuple(window(day, "11", "16") for day in (1, 2, 3))
    if random_.random() < 0.12:
        return ()
    hours = random_.choices([h for h, _ in _HOURS], [weight for _, weight in _HOURS], k=random_.choice((1, 1, 1, 2)))
    days = {day: window(day, start, end) for day, start, end in hours}
    return tuple(days[day] for day in sorted(days))


def _contact(maker: _Maker, number: int, house: House, country: str) -> Contact:
    random_, person = maker.random, maker.people[number - 1]
    site = house.latin.split()[0].lower()
    titles: tuple[LocalText, ...] = _TITLES
    if country in _LATIN_COUNTRIES:
        person = PersonName(latin=f"{to_latin(person.native.split()[1])} {to_latin(person.family)}")
        titles = _TITLES_LATIN
    return Contact(
        person,
        random_.choice(titles),
        phone(country, 100 + number),
        f"buyer{number}@{site}.example.com" if random_.random() < 0.9 else "",
        f"Telegram: @{site}_demo" if random_.random() < 0.3 else "",
    )


def _languages(random_: random.Random, country: str) -> tuple[LanguageCode, ...]:
    if country in _LATIN_COUNTRIES:
        return (EN, RU) if random_.random() < 0.6 else (EN,)
    first = (LanguageCode("kk"), RU) if country == "KZ" and random_.random() < 0.5 else (RU,)
    luck = random_.random()
    return (*first, ZH) if luck < 0.08 else (*first, EN) if luck < 0.5 else first


def _desk(party: PartyId) -> str:
    """Return the place where this buyer receives, as `fair` names it."""
    if party in DESK_BUYERS:
        return f"DESK{DESK_BUYERS.index(party) + 1}"
    return f"OFFICE{OFFICE_BUYERS.index(party) + 1}" if party in OFFICE_BUYERS else ""
