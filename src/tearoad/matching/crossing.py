"""What each firm has for each buyer: what is called and coded alike is compared once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from tearoad.companies import Buyer, Exporter, Product, Want
from tearoad.matching.fit import NOTHING_IN_COMMON, points, traits
from tearoad.values import PartyId


class BestFit(NamedTuple):
    """How well it fits, and minus the places of product and want: of two the greater is the better."""

    points: int
    product: int
    want: int


class Crossing:
    """Finds what fits best of every pair without comparing every product with every want.

    Few pairs have anything in common, and many firms offer the same: only what shares a trait is rated, and once.
    Memory O(different products x their answers).
    """

    def __init__(self, exporters: Sequence[Exporter], buyers: Sequence[Buyer]) -> None:
        """Number the different products and wants."""
        self._numbers: dict[Hashable, int] = {}
        self._products: dict[int, Product] = {}
        self._wants: dict[int, Want] = {}
        self._offered = {exporter.id: tuple(map(self._product, exporter.products)) for exporter in exporters}
        self._wanted = {buyer.id: tuple(map(self._want, buyer.wants)) for buyer in buyers}
        self._seekers: dict[int, list[tuple[PartyId, int]]] = defaultdict(list)
        for buyer, wanted in self._wanted.items():
            for place, number in enumerate(wanted):
                self._seekers[number].append((buyer, place))
        self._answers: dict[int, Mapping[int, int]] = {}
        self._offers: dict[PartyId, Mapping[int, tuple[int, int]]] = {}
        self._wants_by_trait: dict[str, list[int]] = defaultdict(list)
        for number, want in self._wants.items():
            for trait in traits((want.product, *want.said.written), (want.hs,)):
                self._wants_by_trait[trait].append(number)

    def answers(self, exporter: PartyId) -> Mapping[PartyId, BestFit]:
        """Return what of a firm goes best with each buyer it has anything in common with.

        The first of equals, the firm's products in their order, then the buyer's wants in theirs. Time O(answers).
        """
        found: dict[PartyId, BestFit] = {}
        for want, (worth, place) in self._offer(exporter).items():
            for buyer, number in self._seekers[want]:
                best = BestFit(worth, place, -number)
                if buyer not in found or best > found[buyer]:
                    found[buyer] = best
        return found

    def fits(self, exporter: PartyId, buyer: PartyId) -> list[BestFit]:
        """Return everything a firm has for one buyer, what fits best first; time O(products x wants) of the two."""
        found = [
            BestFit(worth, -place, -number)
            for place, product in enumerate(self._offered[exporter])
            for number, want in enumerate(self._wanted[buyer])
            if (worth := self._answered(product).get(want)) is not None
        ]
        return sorted(found, reverse=True)

    def _offer(self, exporter: PartyId) -> Mapping[int, tuple[int, int]]:
        """Return which wants a firm answers: how well at best, and minus the place of the first product that does."""
        if exporter not in self._offers:
            found: dict[int, tuple[int, int]] = {}
            for place, product in enumerate(self._offered[exporter]):
                for want, worth in self._answered(product).items():
                    found[want] = max(found.get(want, (0, 0)), (worth, -place))
            self._offers[exporter] = found
        return self._offers[exporter]

    def _answered(self, product: int) -> Mapping[int, int]:
        """Return the wants that a product answers, and how well."""
        if product not in self._answers:
            offered = self._products[product]
            shared = traits(offered.name.written, (offered.hs, offered.local_code))
            near = sorted(set().union(*(self._wants_by_trait.get(text, ()) for text in shared)))
            rated = ((number, points(offered, self._wants[number])) for number in near)
            self._answers[product] = {number: worth for number, worth in rated if worth >= NOTHING_IN_COMMON}
        return self._answers[product]

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
