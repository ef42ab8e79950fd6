"""Samples of every firm, and three posts that do not exist."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from tearoad.checklist import DiplomaticPost, Fate, PostId, PostKind, Road, Sample, SampleId
from tearoad.companies import Quantity
from tearoad.demo.exporters import Firm
from tearoad.demo.invented.chance import stream
from tearoad.mission import LocalText
from tearoad.values import CountryCode, Money

_ROADS = (Road.CARGO, Road.CARGO, Road.COURIER, Road.LUGGAGE, Road.CARNET)
_MEANT = (Fate.TASTED, Fate.TASTED, Fate.GIVEN, Fate.RETURNED)


def make_samples(seed: int, firms: Iterable[Firm]) -> tuple[Sample, ...]:
    """Return what each firm brings, a line for each of its first two products; some overlooked the carnet's rule."""
    random_ = stream(seed, "samples")
    found = []
    for firm in firms:
        for number, product in enumerate(firm.exporter.products[:2], start=1):
            name = product.name
            found.append(
                Sample(
                    SampleId(f"{firm.exporter.id}-{number}"),
                    LocalText(name.latin, name.native, name.local),
                    firm.exporter.id,
                    Quantity(Decimal(random_.choice((1, 2, 3, 5, 8))), "kg"),
                    product.hs,
                    Money(Decimal(random_.randrange(20, 200, 5)), "USD"),
                    random_.choice(_ROADS),
                    random_.choice(_MEANT),
                )
            )
    return tuple(found)


def make_posts() -> tuple[DiplomaticPost, ...]:
    """Return three posts that do not exist; the last has no source, so that its mark is seen."""
    country, read_on = CountryCode("RU"), date(2023, 1, 9)
    moscow = LocalText("Moscow", "莫斯科", "Москва")
    source = "https://posts.example.com (fictional)"
    return (
        DiplomaticPost(
            PostId("RU-1"),
            LocalText("Embassy (fictional)", "大使馆（虚构）", "Посольство (вымышлено)"),
            country,
            PostKind.EMBASSY,
            moscow,
            LocalText("Whole country (fictional)", "全国（虚构）", "вся страна (вымышлено)"),
            LocalText("Embankment 3 (fictional)", "滨河路3号（虚构）", "Набережная, 3 (вымышленный адрес)"),
            LocalText("Mon–Fri 9:00–12:00", "周一至周五 9:00–12:00", "пн–пт 9:00–12:00"),
            "+7 000 000-00-11",
            source,
            read_on,
        ),
        DiplomaticPost(
            PostId("RU-2"),
            LocalText("Trade office (fictional)", "商务处（虚构）", "Торгпредство (вымышлено)"),
            country,
            PostKind.TRADE_OFFICE,
            moscow,
            LocalText(),
            LocalText("Garden lane 8 (fictional)", "花园巷8号（虚构）", "Садовый переулок, 8 (вымышленный адрес)"),
            LocalText("Mon–Thu 10:00–16:00", "周一至周四 10:00–16:00", "пн–чт 10:00–16:00"),
            "+7 000 000-00-12",
            source,
            read_on,
        ),
        DiplomaticPost(
            PostId("RU-3"),
            LocalText("Consulate (fictional)", "领事馆（虚构）", "Консульство (вымышлено)"),
            country,
            PostKind.CONSULATE,
            LocalText("Riverport (fictional)", "里弗波特（虚构）", "Речпорт (вымышлен)"),
            LocalText("The north-west (fictional)", "西北地区（虚构）", "северо-запад (вымышлено)"),
            note=LocalText(
                "Heard at a reception, not read anywhere",
                "招待会上听说，尚无书面来源",
                "Услышано на приёме, письменного источника нет",
            ),
        ),
    )
