"""Which firms have anything for which buyers: what is called and coded alike is compared once."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace

from tearoad.companies import Buyer, Exporter, Product, Want
from tearoad.matching.fit import NOTHING_IN_COMMON, points


class Crossing:
    """Answers for every pair without comparing every product with every want.

    Few pairs have anything in common, and many firms offer the same. Memory O(different products x different wants).
    """

    def __init__(self, exporters: Sequence[Exporter], buyers: Sequence[Buyer]) -> None:
        """Number the different products and wants."""
        self._numbers: dict[Hashable, int] = {}
        self._products: dict[int, Product] = {}
        self._wants: dict[int, Want] = {}
        self._offered = {one.id: frozenset(map(self._product, one.products)) for one in exporters}
        self._wanted = {one.id: frozenset(map(self._want, one.wants)) for one in buyers}
        self._answering: dict[int, frozenset[int]] = {}

    def meet(self, exporter: Exporter, buyer: Buyer) -> bool:
        """Whether a product of the firm answers a want of the buyer's."""
        wanted = self._wanted[buyer.id]
        return any(not wanted.isdisjoint(self._answered(one)) for one in self._offered[exporter.id])

    def _answered(self, product: int) -> frozenset[int]:
        """Return the wants that a product answers."""
        if product not in self._answering:
            offered = self._products[product]
            self._answering[product] = frozenset(
                number for number, want in self._wants.items() if points(offered, want) >= NOTHING_IN_COMMON
            )
        return self._answering[product]

    def _product(self, product: Product) -> int:
        alike = Product(product.name, product.hs, product.local_code)
        number = self._numbers.setdefault(alike, len(self._numbers))
        self._products.setdefault(number, alike)
        return number

    def _want(self, want: Want) -> int:
        alike = replace(want, volume=None, price=None, private_label=False)
        number = self._numbers.setdefault(alike, len(self._numbers))
        self._wants.setdefault(number, alike)
        return number
