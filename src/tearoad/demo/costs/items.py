"""What the demo mission costs: stand, travel, people; the exchange rates are made up and say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tearoad.costs import CostId, CostItem, CostKind, CostState, ShareKey
from tearoad.demo.exporters import Firm
from tearoad.demo.people import OFFICE
from tearoad.mission import Mission
from tearoad.reference.exchange import ExchangeRate
from tearoad.values import LocalText, Money

_FUND = LocalText(
    "Export fund of Lanchuan Province (fictional)",
    "岚川省出口基金（虚构）",
    "Экспортный фонд провинции Ланьчуань (вымышлен)",
)
_RENT = LocalText("Stand rent, national pavilion", "国家展团展位租金", "Аренда стенда в национальном павильоне")
_BUILD = LocalText("Stand build", "展位搭建", "Застройка стенда")
_FREIGHT = LocalText("Freight of samples", "样品运输", "Перевозка образцов")
_INSURANCE = LocalText("Group insurance", "团体保险", "Групповая страховка")
_RECEPTION = LocalText("Reception of the delegation", "代表团招待会", "Приём делегации")
_TASTING = LocalText(
    "Samples for the tasting, bought on the spot", "品鉴用样品，当地采购", "Образцы для дегустации, купленные на месте"
)
_DISCOUNT = LocalText(
    "Stand rent, discount for early payment", "展位租金，提前付款折扣", "Аренда стенда, скидка за раннюю оплату"
)
_BANK = "made up for the demo; no bank's rate"


def make_rates(mission: Mission) -> tuple[ExchangeRate, ...]:
    """Return rates into the yuan for what the mission pays in; none for the dollar, so that one is missing."""
    first = mission.days[0].on
    return tuple(
        ExchangeRate(base, "CNY", Decimal(rate), first - timedelta(days=before), _BANK)
        for base, before, rate in (
            ("EUR", 60, "7.4120"),
            ("EUR", 3, "7.3085"),
            ("RUB", 60, "0.1012"),
            ("RUB", 3, "0.0957"),
        )
    )


def make_costs(firms: Sequence[Firm], mission: Mission) -> tuple[CostItem, ...]:
    """Return the costs: most are shared by all firms, some are one firm's, one is the office's."""
    return (*_shared(firms, mission), *_own(firms, mission))


def _shared(firms: Sequence[Firm], mission: Mission) -> tuple[CostItem, ...]:
    first, last = mission.days[0].on, mission.days[-1].on
    early = first - timedelta(days=45)
    ids = tuple(firm.exporter.id for firm in firms)
    by_area = {
        "firms": ids,
        "weights": tuple(Decimal(9 if len(firm.people) < 3 else 12) for firm in firms),
        "key": ShareKey.AREA,
    }
    paid, euros, roubles = CostState.PAID, "EUR", "RUB"
    rent, build, office = CostKind.STAND, CostKind.BUILD, {"office": OFFICE, "payer": OFFICE}
    everyone, abroad = {"all_firms": True}, {"payer": _FUND, "invoice": "MT-2023-0117"}
    return (
        _item("C01", _RENT, rent, _money("48600", euros), paid, early, by_area | abroad),
        _item("C02", _BUILD, build, _money("1350000", roubles), CostState.INVOICED, first, by_area),
        _item("C03", _FREIGHT, CostKind.FREIGHT, _money("3870.50", euros), paid, early, everyone),
        _item("C04", _INSURANCE, CostKind.INSURANCE, _money("12960", "CNY"), paid, early,
              everyone | {"key": ShareKey.PEOPLE}),
        _item("C05", _RECEPTION, CostKind.CATERING, _money("420000", roubles), CostState.AGREED, last, office),
        _item("C06", _TASTING, CostKind.SAMPLES, _money("900", "USD"), CostState.PLANNED, first, {"firms": ids[1:]}),
        _item("C07", _DISCOUNT, rent, _money("-600", euros), paid, early, everyone | {"payer": _FUND}),
    )  # fmt: skip


_EACH = (
    (LocalText("Flights", "机票", "Авиабилеты"), CostKind.TRAVEL, "15680"),
    (LocalText("Hotel, seven nights", "酒店住宿，七晚", "Гостиница, семь ночей"), CostKind.HOTEL, "9240.60"),
    (LocalText("Visas", "签证", "Визы"), CostKind.VISA, "1820"),
)


def _own(firms: Sequence[Firm], mission: Mission) -> tuple[CostItem, ...]:
    early = mission.days[0].on - timedelta(days=45)
    pairs = [(firm.exporter.id, each) for firm in firms[:6] for each in _EACH]
    return tuple(
        _item(
            f"C{number}",
            what,
            kind,
            _money(amount, "CNY"),
            CostState.PAID if number % 2 else CostState.PLANNED,
            early,
            {"firms": (firm,), "payer": LocalText.by_letters(firm)},
        )
        for number, (firm, (what, kind, amount)) in enumerate(pairs, start=10)
    )


def _money(amount: str, currency: str) -> Money:
    return Money(Decimal(amount), currency)


def _item(
    id_: str, what: LocalText, kind: CostKind, money: Money, state: CostState, on: date, more: Mapping[str, Any]
) -> CostItem:
    return CostItem(CostId(id_), what, kind, money, state, on=on, **more)
