"""Products that stand on a list of goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.companies import Exporter
from tearoad.screening.lists import GoodsRow
from tearoad.text import Text
from tearoad.values import PartyId


@dataclass(frozen=True, slots=True)
class GoodsWarning:
    """A product whose code stands on a goods list: to be looked at before it is offered abroad."""

    party: PartyId
    product: int
    """Which of the exporter's products, from 0."""
    text: Text


def goods_warnings(exporters: Sequence[Exporter], goods: Sequence[GoodsRow]) -> tuple[GoodsWarning, ...]:
    """Return a warning for each product whose code lies at or below a listed code, in the exporters' order."""
    listed: dict[str, GoodsRow] = {}
    for row in goods:
        listed.setdefault(row.hs.hs6, row)
    found: list[GoodsWarning] = []
    for exporter in exporters:
        for place, product in enumerate(exporter.products):
            digits = product.hs.hs6 if product.hs else ""
            at_or_above = next(
                (listed[digits[:n]] for n in (6, 4, 2) if n <= len(digits) and digits[:n] in listed), None
            )
            if at_or_above is not None:
                name = (product.name.written or (digits,))[0]
                text = Text("screening.goods_listed", product=name, hs=str(at_or_above.hs), list=at_or_above.list_name)
                found.append(GoodsWarning(exporter.id, place, text))
    return tuple(found)
