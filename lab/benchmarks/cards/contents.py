"""What stands on a made-up card. Every person, firm, number and address here is fictional.

Names of persons are Faker's; firms, titles and streets come from the lists below, which the reader of cards has never
seen: its own word lists are written without a look at these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from faker import Faker
from pypinyin import lazy_pinyin

KINDS = ("zh", "ru", "en", "zh+en", "ru+en")
"""The languages of a card's sides."""

_LOCALES = {"zh": "zh_CN", "ru": "ru_RU", "en": "en_US"}
_ZH_BRANDS = (
    "云岭 恒泰 金禾 远帆 博瑞 瑞丰 青禾 天成 华盛 锦川 东启 嘉木 万里 明德 松涛 海纳 新锐 晨光 银杏 鼎力 福源 祥和"
)
_ZH_TRADES = (
    "食品 茶业 机械 电子科技 纺织 进出口 国际贸易 医疗器械 新能源科技 家具 陶瓷 包装材料 物流 农业发展 五金制品"
)
_ZH_CITIES = (
    "杭州 hangzhou|宁波 ningbo|成都 chengdu|青岛 qingdao|厦门 xiamen|苏州 suzhou|长沙 changsha|武汉 wuhan|佛山 foshan"
)
_ZH_FORMS = "有限公司 有限公司 有限公司 有限责任公司 股份有限公司 集团有限公司"
_ZH_ROADS = "文三路 人民南路 中山北路 解放大道 科技园路 滨江大道 建设东路 工业园三路"
_ZH_TITLES = (
    "总经理 销售经理 外贸部经理 董事长 采购总监 市场总监 副总经理 技术工程师 业务员 区域销售代表 首席运营官 品牌主理人"
)
_RU_BRANDS = (
    "Вектор Север Альтаир Гранит Рубеж Сапфир Квант Меридиан Лидер Полюс Орбита Каскад Янтарь Горизонт Радуга Атлант"
)
_RU_TRADES = "Трейд Торг Пром Логистик Агро Фуд Техно Маркет Импорт Снаб Групп Мед"
_RU_CITIES = (
    "Москва Moscow|Казань Kazan|Самара Samara|Екатеринбург Yekaterinburg|Новосибирск Novosibirsk|Тверь Tver|Омск Omsk"
)
_RU_FORMS = "ООО ООО ООО АО ЗАО ПАО"
_RU_STREETS = "ул. Ленина|пр. Мира|ул. Заводская|Невский пр.|ул. Советская|наб. Речная|Полевой пер."
_RU_TITLES = (
    "Генеральный директор|Директор по закупкам|Менеджер по продажам|Коммерческий директор|Руководитель отдела логистики"
    "|Заместитель директора|Главный технолог|Категорийный менеджер|Ведущий специалист по ВЭД|Байер|Основатель"
)
_EN_BRANDS = (
    "Northfield Halden Brightmoor Oakvale Kestrel Silverline Maplecrest Stonebridge Larkwood Ironhill Bluewater Fenwick"
)
_EN_TRADES = (
    "Trading|Foods|Imports|Logistics|Supply|Industries|Electronics|Textiles|Packaging|Medical Systems|Tea Merchants"
    "|Tools"
)
_EN_FORMS = "Ltd|LLC|Inc.|GmbH|Co., Ltd.|Limited|Corp.|Pte Ltd"
_EN_TITLES = (
    "Managing Director|Sales Manager|Head of Procurement|Purchasing Manager|Export Director|Chief Executive Officer"
    "|Category Buyer|Business Development Manager|Partner|Regional Sales Representative|Founder|Quality Lead"
)
_EN_CITIES = "London|Hamburg|Chicago|Toronto|Dublin|Rotterdam|Singapore"
_EN_STREETS = "Harbour Road|King Street|Market Square|Mill Lane|Station Road|Canal Street"
_SOUNDS = str.maketrans(
    dict(
        zip(
            "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
            "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" "),
            strict=True,
        )
    )
)


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a card says."""

    language: str
    person: str
    title: str
    firm: str
    city: str
    address: str
    phones: tuple[tuple[str, str], ...]
    """Pairs of a kind (`mobile`, `office`, `fax`) and the number as printed."""
    email: str
    site: str
    messenger: str
    name_lines: tuple[str, ...] = ()
    """The name where it stands on several lines."""


@dataclass(frozen=True, slots=True)
class Truth:
    """A card: its sides and what a person would write down from it."""

    kind: str
    sides: tuple[Side, ...]
    person: str
    firm: str
    phone: str
    email: str


def made_up(kind: str, chance: Random) -> Truth:
    """Make the contents of one card of a kind such as `zh+en`."""
    native, _, other = kind.partition("+")
    faker = Faker(_LOCALES[native])
    faker.seed_instance(chance.randrange(2**32))
    first = _MAKERS[native](chance, faker)
    sides = (first, _in_english(first, chance)) if other else (first,)
    phone = next((number for sort, number in first.phones if sort == "mobile"), first.phones[0][1])
    return Truth(
        kind,
        sides,
        " / ".join((first.person, *(_family_first(side.person, first.person) for side in sides[1:]))),
        " / ".join(side.firm for side in sides),
        phone,
        first.email,
    )


def _pick(words: str, chance: Random) -> str:
    return chance.choice(words.split("|") if "|" in words else words.split())


def _digits(count: int, chance: Random) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _chinese(chance: Random, faker: Faker) -> Side:
    family, given = faker.last_name(), faker.first_name()
    person = chance.choice((f"{family}{given}", f"{family}{given}", f"{family} {given}"))
    city, city_latin = _pick(_ZH_CITIES, chance).split()
    brand = _pick(_ZH_BRANDS, chance)
    place = chance.choice((city, city, f"{city}市", ""))
    firm = f"{place}{brand}{_pick(_ZH_TRADES, chance)}{_pick(_ZH_FORMS, chance)}"
    domain = "".join(lazy_pinyin(brand)) + chance.choice((".com", ".cn", ".com.cn", "-group.com", ".example"))
    mobile = "1" + chance.choice("358") + chance.choice("056789") + _digits(8, chance)
    shown = chance.choice(
        (
            mobile,
            f"{mobile[:3]} {mobile[3:7]} {mobile[7:]}",
            f"+86 {mobile}",
            f"+86 {mobile[:3]}-{mobile[3:7]}-{mobile[7:]}",
        )
    )
    area = {"hangzhou": "571", "ningbo": "574", "chengdu": "28", "qingdao": "532", "xiamen": "592", "suzhou": "512"}
    code = area.get(city_latin, {"changsha": "731", "wuhan": "27", "foshan": "757"}.get(city_latin, "571"))
    office = chance.choice("5678") + _digits(7, chance)
    wired = chance.choice((f"0{code}-{office}", f"+86-{code}-{office}", f"+86 {code} {office[:4]} {office[4:]}"))
    user = chance.choice(
        (f"{''.join(lazy_pinyin(given))}.{lazy_pinyin(family)[0]}", "".join(lazy_pinyin(family + given)), "sales")
    )
    return Side(
        "zh",
        person,
        _pick(_ZH_TITLES, chance),
        firm,
        city,
        f"{city}市{_pick(_ZH_ROADS, chance)}{chance.randint(1, 999)}号{_room(chance)}",
        _phones(shown, wired, chance),
        f"{user}@{domain}",
        f"www.{domain}",
        chance.choice(("", f"{''.join(lazy_pinyin(given))}{_digits(4, chance)}", mobile)),
    )


def _room(chance: Random) -> str:
    return chance.choice(("", f"{chance.randint(1, 9)}号楼{chance.randint(101, 2600)}室"))


def _postcode(chance: Random) -> str:
    return chance.choice((f"{_digits(6, chance)}, ", ""))


def _phones(mobile: str, office: str, chance: Random) -> tuple[tuple[str, str], ...]:
    fax = office[:-1] + str((int(office[-1]) + 1) % 10)
    return chance.choice(
        (
            (("mobile", mobile),),
            (("mobile", mobile),),
            (("office", office), ("mobile", mobile)),
            (("mobile", mobile), ("office", office)),
            (("office", office), ("fax", fax), ("mobile", mobile)),
            (("office", office),),
        )
    )


def _russian(chance: Random, faker: Faker) -> Side:
    sex = chance.choice(("male", "female"))
    family, given, father = (str(getattr(faker, f"{part}_name_{sex}")()) for part in ("last", "first", "middle"))
    name_lines: tuple[str, ...] = ()
    order = chance.randrange(5)
    if order == 0:
        person = f"{given} {family}"
    elif order == 1:
        person = f"{given} {father} {family}"
    elif order == 2:
        person, name_lines = f"{family} {given} {father}", (family.upper(), f"{given} {father}")
    else:
        person = f"{family} {given} {father}"
    city, _ = _pick(_RU_CITIES, chance).split()
    brand = _pick(_RU_BRANDS, chance)
    word = brand + chance.choice(("", "-", " ")) + _pick(_RU_TRADES, chance)
    form = _pick(_RU_FORMS, chance)
    firm = chance.choice((f"{form} «{word}»", f"{form} «{word}»", f'{form} "{word}"', f"{form} {word}"))
    domain = brand.lower().translate(_SOUNDS) + chance.choice((".ru", ".ru", "-trade.ru", ".com", ".su", ".example"))
    number = "9" + _digits(9, chance)
    office = chance.choice(("495", "843", "846", "343", "383")) + chance.choice("2356") + _digits(6, chance)
    user = chance.choice(
        (f"{given[0]}.{family}".lower().translate(_SOUNDS), family.lower().translate(_SOUNDS), "info", "zakaz")
    )
    return Side(
        "ru",
        person,
        _pick(_RU_TITLES, chance),
        firm,
        city,
        f"{_postcode(chance)}г. {city}, {_pick(_RU_STREETS, chance)}, {chance.randint(1, 150)}",
        _phones(_russian_number(number, chance), _russian_number(office, chance), chance),
        f"{user}@{domain}",
        chance.choice((domain, f"www.{domain}")),
        chance.choice(
            ("", "@" + family.lower().translate(_SOUNDS), f"t.me/{user.replace('.', '_')}{_digits(2, chance)}")
        ),
        name_lines,
    )


def _russian_number(ten: str, chance: Random) -> str:
    code, first, second, third = ten[:3], ten[3:6], ten[6:8], ten[8:]
    return chance.choice(
        (
            f"+7 ({code}) {first}-{second}-{third}",
            f"+7 {code} {first} {second} {third}",
            f"8 ({code}) {first}-{second}-{third}",
            f"8 {code} {first}-{second}-{third}",
            f"+7-{code}-{first}-{second}{third}",
        )
    )


def _english(chance: Random, faker: Faker) -> Side:
    given, family = faker.first_name(), faker.last_name()
    middle = chance.choice(("", "", "", f"{faker.first_name()[0]}. "))
    person = chance.choice(
        (f"{given} {middle}{family}", f"{given} {middle}{family}", f"{given} {middle}{family.upper()}")
    )
    brand = _pick(_EN_BRANDS, chance)
    firm = f"{brand} {_pick(_EN_TRADES, chance)} {_pick(_EN_FORMS, chance)}"
    city = _pick(_EN_CITIES, chance)
    domain = brand.lower() + chance.choice((".com", ".co.uk", ".eu", "-trade.com", ".de", ".example"))
    user = chance.choice((f"{given}.{family}", f"{given[0]}{family}", given, f"{family}_{given[0]}")).lower()
    mobile, office = chance.choice(
        (
            (f"+44 7{_digits(3, chance)} {_digits(6, chance)}", f"+44 20 7{_digits(3, chance)} {_digits(4, chance)}"),
            (f"+49 151 {_digits(8, chance)}", f"+49 40 3{_digits(6, chance)}"),
            (
                f"+1 (312) {chance.randint(200, 999)}-{_digits(4, chance)}",
                f"+1 416-{chance.randint(200, 999)}-{_digits(4, chance)}",
            ),
            (f"+65 9{_digits(3, chance)} {_digits(4, chance)}", f"+65 6{_digits(3, chance)} {_digits(4, chance)}"),
        )
    )
    return Side(
        "en",
        person,
        _pick(_EN_TITLES, chance),
        firm,
        city,
        f"{chance.randint(1, 400)} {_pick(_EN_STREETS, chance)}, {city}",
        # No number of North America tells that it is mobile: there the mobile one is printed first.
        (("mobile", mobile), ("office", office)) if mobile.startswith("+1") else _phones(mobile, office, chance),
        f"{user}@{domain}",
        chance.choice((f"www.{domain}", f"https://{domain}", domain)),
        chance.choice(("", "", f"@{user.replace('.', '_')}")),
    )


def _in_english(native: Side, chance: Random) -> Side:
    """Say a side again for people who read Latin letters."""
    if native.language == "zh":
        return _chinese_in_english(native, chance)
    latin = {word: word.lower().translate(_SOUNDS).capitalize() for word in native.person.split()}
    parts = list(latin.values())
    if len(parts) == 3 and native.person.split()[1][-3:] not in {"вич", "вна", "чна", "ьич", "мич"}:
        parts = [parts[1], parts[0]]  # the father's name is left out, the family name goes last
    elif len(parts) == 3:
        parts = [parts[0], parts[2]]
    form, _, word = native.firm.partition(" ")
    brand = word.strip('«»"').translate(_SOUNDS | {ord("ё"): "e"})
    brand = "".join(text.lower().translate(_SOUNDS).capitalize() if text.isupper() else text for text in brand)
    firm = f"{brand} {chance.choice(('LLC', 'LLC', 'Ltd.') if form == 'ООО' else ('JSC', 'JSC', 'PJSC'))}"
    city = dict(text.split() for text in _RU_CITIES.split("|"))[native.city]
    return Side(
        "en", " ".join(parts), _pick(_EN_TITLES, chance), firm, city,
        f"{chance.randint(1, 150)} Lenina st., {city}, Russia",
        native.phones, native.email, native.site, native.messenger,
    )  # fmt: skip


def _chinese_in_english(native: Side, chance: Random) -> Side:
    person = native.person.replace(" ", "")
    long_family = person[:2] in _LONG_FAMILIES
    family = "".join(lazy_pinyin(person[: 2 if long_family else 1])).capitalize()
    given = "".join(lazy_pinyin(person[2 if long_family else 1 :])).capitalize()
    shown = chance.choice(
        (f"{family} {given}", f"{given} {family}", f"{family.upper()} {given}", f"{given} {family.upper()}")
    )
    city = dict(text.split() for text in _ZH_CITIES.split("|"))[native.city].capitalize()
    brand = next(text for text in _ZH_BRANDS.split() if text in native.firm)
    firm = f"{city} {''.join(lazy_pinyin(brand)).capitalize()} {_pick(_EN_TRADES, chance)} Co., Ltd."
    return Side(
        "en", shown, _pick(_EN_TITLES, chance), firm, city,
        f"No. {chance.randint(1, 999)} Renmin Road, {city}, China",
        native.phones, native.email, native.site, native.messenger,
    )  # fmt: skip


def _family_first(person: str, native: str) -> str:
    """Return a name beside a Chinese one as a person writes it down: in the order of the Chinese one."""
    native = native.replace(" ", "")
    family = "".join(lazy_pinyin(native[: 2 if native[:2] in _LONG_FAMILIES else 1]))
    given, _, last = person.rpartition(" ")
    return f"{last} {given}" if last.lower() == family and given.lower() != family else person


_LONG_FAMILIES = frozenset({"欧阳", "司马", "上官", "诸葛"})
_MAKERS = {"zh": _chinese, "ru": _russian, "en": _english}


def labelled(side: Side, style: str) -> Sequence[tuple[str, str]]:
    """Return the contact lines of a side, each a label and a value. Styles: `full`, `letter`, `bare`, `icon`."""
    kinds = [*side.phones, ("email", side.email), ("site", side.site), ("messenger", side.messenger)]
    return [(_label(kind, side, style), value) for kind, value in kinds if value] + [("", side.address)]


_FULL = {
    "zh": {
        "mobile": "手机：",
        "office": "电话：",
        "fax": "传真：",
        "email": "邮箱：",
        "site": "网址：",
        "messenger": "微信：",
    },
    "ru": {
        "mobile": "Моб.: ",
        "office": "Тел.: ",
        "fax": "Факс: ",
        "email": "E-mail: ",
        "site": "",
        "messenger": "Telegram: ",
    },
    "en": {
        "mobile": "Mobile: ",
        "office": "Tel: ",
        "fax": "Fax: ",
        "email": "Email: ",
        "site": "Web: ",
        "messenger": "Telegram: ",
    },
}
_LETTER = {"mobile": "M ", "office": "T ", "fax": "F ", "email": "E ", "site": "W ", "messenger": "WeChat: "}


def _label(kind: str, side: Side, style: str) -> str:
    if style == "full" or kind in {"fax", "messenger"}:
        return _FULL[side.language][kind].replace("Telegram", "WeChat" if side.site.endswith("cn") else "Telegram")
    return _LETTER[kind] if style == "letter" else ""
