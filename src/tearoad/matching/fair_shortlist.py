"""Proposals under quotas, the best there are: how much fairness between firms costs is told with them.

A flow from firms to buyers of least cost (Ahuja, Magnanti and Orlin 1993, chapter 9; solved by OR-tools): the first
proposals of a firm count more than its later ones, so that no firm is left with none where another has many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearoad.matching.request import Match, Request
from tearoad.values import PartyId

FIRST_COUNTS = 400
"""Points by which a firm's first proposal counts more than its last; those between stand evenly between them."""


@dataclass(frozen=True, slots=True)
class ShortlistTotals:
    """What a shortlist is worth: all scores together, and those of the firm that has least."""

    total: int = 0
    worst_off: int = 0


@dataclass(frozen=True, slots=True)
class ShortlistFigures:
    """What a fair shortlist is worth, and the best one without a thought of fairness."""

    fair: ShortlistTotals = ShortlistTotals()
    unfair: ShortlistTotals = ShortlistTotals()
    """The greatest total that the quotas allow."""

    @property
    def price(self) -> int:
        """Points of the total that fairness costs."""
        return self.unfair.total - self.fair.total


@dataclass(frozen=True, slots=True)
class FairShortlist:
    """Proposals, best first, and the price of their fairness."""

    proposals: tuple[Match, ...]
    figures: ShortlistFigures


def fair_shortlist(
    matches: Sequence[Match], requests: Sequence[Request], per_exporter: int, per_buyer: int
) -> FairShortlist:
    """Return the best proposals with at most so many for each firm and each buyer.

    Pairs that either side asked for (or refused) are left out. Exact: no other choice within the quotas has a greater
    sum of scores and of what first proposals count more. Deterministic; arcs O(matches + firms x `per_exporter`).
    """
    asked = {frozenset((request.asker, request.asked)) for request in requests}
    free = sorted(
        (one for one in matches if frozenset((one.exporter, one.buyer)) not in asked),
        key=lambda one: (one.exporter, one.buyer),
    )
    fair = _chosen(free, per_exporter, per_buyer, FIRST_COUNTS)
    unfair = _chosen(free, per_exporter, per_buyer, 0)
    firms = sorted({one.exporter for one in free})
    best_first = sorted(fair, key=lambda one: (-one.score.value, one.exporter, one.buyer))
    return FairShortlist(tuple(best_first), ShortlistFigures(_totals(fair, firms), _totals(unfair, firms)))


def _totals(chosen: Sequence[Match], firms: Sequence[PartyId]) -> ShortlistTotals:
    by_firm: dict[PartyId, int] = dict.fromkeys(firms, 0)
    for one in chosen:
        by_firm[one.exporter] += one.score.value
    return ShortlistTotals(sum(by_firm.values()), min(by_firm.values(), default=0))


def _chosen(free: Sequence[Match], per_exporter: int, per_buyer: int, first_counts: int) -> list[Match]:
    """Solve one flow: source -> firm (once a proposal, worth less each time) -> buyer -> sink."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415  # heavy, and only for who proposes

    if not free or per_exporter < 1 or per_buyer < 1:
        return []
    flow = min_cost_flow.SimpleMinCostFlow()
    nodes = _numbered(free)
    source, sink = 0, 1
    most = min(per_exporter * len({one.exporter for one in free}), len(free))
    for firm in sorted({one.exporter for one in free}):
        for nth in range(per_exporter):
            later = first_counts * nth // max(1, per_exporter - 1)
            flow.add_arc_with_capacity_and_unit_cost(source, nodes[firm], 1, later)
    for buyer in sorted({one.buyer for one in free}):
        flow.add_arc_with_capacity_and_unit_cost(nodes[buyer], sink, per_buyer, 0)
    arcs = [
        flow.add_arc_with_capacity_and_unit_cost(nodes[one.exporter], nodes[one.buyer], 1, -_worth(one, first_counts))
        for one in free
    ]
    # What is not proposed goes past everybody at no cost: nothing is proposed that is worth less than nothing.
    flow.add_arc_with_capacity_and_unit_cost(source, sink, most, 0)
    flow.set_node_supply(source, most)
    flow.set_node_supply(sink, -most)
    flow.solve()
    return [one for one, arc in zip(free, arcs, strict=True) if flow.flow(arc)]


def _worth(one: Match, first_counts: int) -> int:
    """Return what a proposal counts as a firm's first; every later one costs some of that."""
    return one.score.value + first_counts


def _numbered(free: Sequence[Match]) -> Mapping[PartyId, int]:
    numbers: dict[PartyId, int] = defaultdict(lambda: len(numbers) + 2)
    for one in free:
        for party in (one.exporter, one.buyer):
            numbers[party] = numbers[party]
    return dict(numbers)
