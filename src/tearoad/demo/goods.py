"""What the province sells: nine trades with their goods, named in three languages and placed in the HS of 2022."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.names import FirmName
from tearoad.values import HSCode


@dataclass(frozen=True, slots=True)
class Good:
    """A good: names, code at home and abroad, unit, usual price in US dollars and least order."""

    zh: str
    en: str
    ru: str
    hs: str
    """Six digits, or eight with the exporter's national ones."""
    unit: str
    dollars: str
    least: int
    local: str = ""
    """The code in the host's tariff, where it is known."""

    @property
    def name(self) -> FirmName:
        """The name in its three spellings."""
        return FirmName(native=self.zh, latin=self.en, local=self.ru)

    @property
    def code(self) -> HSCode:
        """The code with the national digits."""
        return HSCode(self.hs)

    @property
    def hs6(self) -> HSCode:
        """The code as a buyer abroad gives it."""
        return HSCode(self.hs[:6])


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of business: how many firms of the delegation are in it and how they call themselves."""

    firms: int
    zh: str
    en: str
    ru: str
    """What a Russian reader calls such a firm; the brand follows in quotes."""
    goods: tuple[Good, ...]


TRADES = (
    Trade(
        4,
        "茶业",
        "Tea",
        "Чайная компания",
        (
            Good("绿茶", "Green tea", "Зелёный чай", "09022090", "kg", "9.50", 300),
            Good(
                "小包装绿茶", "Green tea in packs", "Зелёный чай в пачках", "09021090", "kg", "14.00", 200, "0902100009"
            ),
            Good("红茶", "Black tea", "Чёрный чай", "090240", "kg", "7.20", 300),
            Good("小包装红茶", "Black tea in packs", "Чёрный чай в пачках", "090230", "kg", "11.80", 200, "0902300009"),
        ),
    ),
    Trade(
        3,
        "食品",
        "Chili Foods",
        "Производитель соусов",
        (
            Good(
                "油辣椒",
                "Chili crisp in oil",
                "Хрустящий перец чили в масле",
                "21039090",
                "kg",
                "4.10",
                1000,
                "2103909009",
            ),
            Good(
                "糟辣椒酱",
                "Fermented chili sauce",
                "Ферментированный соус чили",
                "21039090",
                "kg",
                "3.30",
                1000,
                "2103909009",
            ),
            Good("火锅底料", "Hotpot base", "Основа для хого", "21039090", "kg", "4.80", 800, "2103909009"),
        ),
    ),
    Trade(
        2,
        "刺梨",
        "Rosa Roxburghii",
        "Соки из шиповника Роксбурга",
        (
            Good("刺梨原汁", "Rosa roxburghii juice", "Сок шиповника Роксбурга", "200989", "l", "3.60", 2000),
            Good("刺梨果脯", "Candied rosa roxburghii", "Цукаты из шиповника Роксбурга", "200899", "kg", "6.90", 500),
        ),
    ),
    Trade(
        2,
        "酒业",
        "Baijiu",
        "Производитель байцзю",
        (
            Good("酱香型白酒", "Sauce-aroma baijiu", "Байцзю с соевым ароматом", "22089020", "bottle", "8.40", 1200),
            Good("浓香型白酒", "Strong-aroma baijiu", "Байцзю с сильным ароматом", "22089020", "bottle", "5.60", 1200),
        ),
    ),
    Trade(
        1,
        "果业",
        "Kiwi Fruit",
        "Производитель киви",
        (
            Good(
                "红心猕猴桃",
                "Red-flesh kiwifruit",
                "Киви с красной мякотью",
                "08105000",
                "kg",
                "2.90",
                5000,
                "0810500000",
            ),
            Good("猕猴桃果干", "Dried kiwi slices", "Сушёные ломтики киви", "200899", "kg", "7.80", 500),
        ),
    ),
    Trade(
        2,
        "菌业",
        "Mushrooms",
        "Производитель грибов",
        (
            Good("干香菇", "Dried shiitake", "Сушёные шиитаке", "07123400", "kg", "12.50", 300),
            Good("黑木耳", "Wood ear", "Древесные грибы (муэр)", "07123200", "kg", "10.20", 300),
            Good("鲜香菇", "Fresh shiitake", "Свежие шиитаке", "070954", "kg", "3.40", 2000),
        ),
    ),
    Trade(
        1,
        "魔芋",
        "Konjac",
        "Производитель конжака",
        (
            Good("魔芋片", "Konjac chips", "Чипсы из конжака для переработки", "121299", "kg", "5.20", 1000),
            Good("魔芋面", "Konjac noodles", "Лапша из конжака", "210690", "kg", "2.70", 2000),
        ),
    ),
    Trade(
        1,
        "米业",
        "Rice",
        "Производитель риса",
        (
            Good("高山大米", "Mountain rice", "Горный рис", "100630", "kg", "1.10", 20000),
            Good("红米", "Red rice", "Красный рис", "100620", "kg", "1.60", 5000),
        ),
    ),
    Trade(
        2,
        "包装",
        "Packaging",
        "Производитель упаковки",
        (
            Good(
                "瓦楞纸箱",
                "Corrugated cartons",
                "Короба из гофрокартона",
                "48191000",
                "piece",
                "0.42",
                10000,
                "4819100000",
            ),
            Good("茶叶礼盒", "Gift boxes for tea", "Подарочные коробки для чая", "48192000", "piece", "1.30", 3000),
            Good("塑料瓶", "Plastic bottles", "Пластиковые бутылки", "39233000", "piece", "0.09", 50000),
            Good("玻璃罐", "Glass jars", "Стеклянные банки", "701090", "piece", "0.21", 20000),
        ),
    ),
)
