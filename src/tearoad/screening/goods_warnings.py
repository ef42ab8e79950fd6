"""Products that stand on a list of goods."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearoad.companies import Exporter
from tearoad.screening.lists import GoodsRow
from tearoad.text import Text
from tearoad.values import HSCode, PartyId


@dataclass(frozen=True, slots=True)
class GoodsWarning:
    """A product whose code stands on a goods list: to be looked at before it is offered abroad."""

    party: PartyId
    product: int
    """Which of the exporter's products, from 0."""
    text: Text


def goods_warnings(exporters: Sequence[Exporter], goods: Sequence[GoodsRow]) -> tuple[GoodsWarning, ...]:
    """Return a warning for each product whose code lies at or below a listed code, in the exporters' order."""
    found: list[GoodsWarning] = []
    by_code = _by_code(goods)
    for exporter in exporters:
        for place, product in enumerate(exporter.products):
            named = (product.name.written or (product.hs.hs6 if product.hs else "",))[0]
            text = _goods_warning(named, product.hs, by_code)
            if text is not None:
                found.append(GoodsWarning(exporter.id, place, text))
    return tuple(found)


def goods_listed(named: str, code: HSCode, goods: Sequence[GoodsRow]) -> Text | None:
    """Return on which list goods of a code stand, or None."""
    return _goods_warning(named, code, _by_code(goods))


def _by_code(goods: Sequence[GoodsRow]) -> Mapping[str, GoodsRow]:
    found: dict[str, GoodsRow] = {}
    for row in goods:
        found.setdefault(row.hs.hs6, row)
    return found


def _goods_warning(named: str, code: HSCode | None, by_code: Mapping[str, GoodsRow]) -> Text | None:
    digits = code.hs6 if code else ""
    row = next((by_code[digits[:n]] for n in (6, 4, 2) if n <= len(digits) and digits[:n] in by_code), None)
    return Text("screening.goods_listed", product=named, hs=str(row.hs), list=row.list_name) if row else None
