"""The hard conditions that depend on what two would deal in, and on whether they can talk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from tearoad.companies import Buyer, Exporter
from tearoad.companies.units import unit_name
from tearoad.matching.crossing import BestFit, Crossing
from tearoad.matching.hard_conditions import HardConditions, HardRule, SpokenLanguages
from tearoad.matching.market_papers import MarketPaper, has_paper, papers_needed
from tearoad.matching.terms import figures_of_product, figures_of_want, volume_points
from tearoad.text import Ref, Text
from tearoad.values import PartyId

Judged = tuple[BestFit | None, Text | None]
"""What the two would deal in, and why they must not meet; of the two at most one."""


class PairJudge:
    """Judges pairs that have something in common, or of which one asked for the other."""

    def __init__(
        self,
        exporters: Sequence[Exporter],
        buyers: Sequence[Buyer],
        conditions: HardConditions,
        on: date | None,
        crossing: Crossing,
    ) -> None:
        """Keep the parties; papers are looked up once a product and market."""
        self._exporters = {exporter.id: exporter for exporter in exporters}
        self._buyers = {buyer.id: buyer for buyer in buyers}
        self._conditions, self._on, self._crossing = conditions, on, crossing
        self._spoken = SpokenLanguages(conditions)
        self._missing: dict[tuple[PartyId, int, str], MarketPaper | None] = {}
        self.is_needed = not conditions.rules.isdisjoint({HardRule.PAPERS, HardRule.MINIMUM_ORDER, HardRule.LANGUAGE})
        """Whether any of its rules holds: else every pair passes."""

    def judge(self, firm: PartyId, buyer: PartyId, best: BestFit | None) -> Judged:
        """Return what the two would deal in, or why they must not meet: first goods, then languages.

        Where what fits best may not be dealt in, the next best that may be counts.
        """
        if best is not None:
            why = self._goods(firm, buyer, best)
            if why is not None:
                others = (fit for fit in self._crossing.fits(firm, buyer) if self._goods(firm, buyer, fit) is None)
                best = next(others, None)
                if best is None:
                    return None, why
        if self._conditions.holds(HardRule.LANGUAGE) and not self._can_talk(firm, buyer):
            return None, Text("matching.no_common_language", firm=Ref(firm), buyer=Ref(buyer))
        return best, None

    def _can_talk(self, firm: PartyId, buyer: PartyId) -> bool:
        return self._spoken.can_talk(firm, self._exporters[firm].languages, self._buyers[buyer].languages)

    def _goods(self, firm: PartyId, buyer: PartyId, best: BestFit) -> Text | None:
        """Return why a product may not be dealt in for a want."""
        missing = self._missing_paper(firm, buyer, best) if self._conditions.holds(HardRule.PAPERS) else None
        if missing is not None:
            product = Ref(self._exporters[firm].product_id(-best.product))
            return Text("matching.paper_missing", paper=missing.paper, act=missing.act, product=product)
        return self._too_little(firm, buyer, best) if self._conditions.holds(HardRule.MINIMUM_ORDER) else None

    def _missing_paper(self, firm: PartyId, buyer: PartyId, best: BestFit) -> MarketPaper | None:
        country = self._buyers[buyer].country
        if country is None:
            return None
        key = (firm, best.product, country.alpha2)
        if key not in self._missing:
            exporter = self._exporters[firm]
            needed = papers_needed(exporter.products[-best.product], country, self._on)
            lacks = (paper for paper in needed if not has_paper(exporter, paper.paper, self._on))
            self._missing[key] = next(lacks, None)
        return self._missing[key]

    def _too_little(self, firm: PartyId, buyer: PartyId, best: BestFit) -> Text | None:
        product, want = self._exporters[firm].products[-best.product], self._buyers[buyer].wants[-best.want]
        if product.minimum_order is None or want.volume is None:
            return None
        if volume_points(figures_of_product(product), figures_of_want(want)) >= 0:
            return None
        return Text(
            "matching.below_minimum",
            wanted=want.volume.amount,
            wanted_unit=unit_name(want.volume.unit),
            least=product.minimum_order.amount,
            least_unit=unit_name(product.minimum_order.unit),
        )


def in_order_of(parties: Sequence[Exporter | Buyer]) -> Mapping[PartyId, int]:
    """Return at which place each party stands."""
    return {party.id: place for place, party in enumerate(parties)}
