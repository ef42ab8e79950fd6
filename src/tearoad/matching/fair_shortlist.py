"""Proposals under quotas, the best there are: how much fairness between firms costs is told with them.

A flow from firms to buyers of least cost (Ahuja, Magnanti and Orlin 1993, chapter 9; solved by OR-tools): the first
proposals of a firm count more than its later ones, so that no firm is left with none where another has many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tearoad.matching.decisions import NOTHING_DECIDED, UNDECIDED, DecidedPairs, PairVerdict
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
    matches: Sequence[Match],
    requests: Sequence[Request],
    per_exporter: int,
    per_buyer: int,
    decided: DecidedPairs = NOTHING_DECIDED,
) -> FairShortlist:
    """Return the best proposals with at most so many for each firm and each buyer.

    Pairs that either side asked for (or refused), and those the office decided not to propose, are left out; those it
    accepted stand there first and count in the quotas. Exact: no other choice within the quotas has a greater sum of
    scores, of what the office put up or down and of what first proposals count more. Deterministic; arcs O(matches +
    firms x `per_exporter`).
    """
    requested = {frozenset((request.asker, request.asked)) for request in requests}
    free = sorted(
        (match for match in matches if frozenset((match.exporter, match.buyer)) not in requested),
        key=lambda match: (match.exporter, match.buyer),
    )
    accepted = [match for match in free if _verdict(match, decided) in {PairVerdict.ACCEPTED, PairVerdict.MUST}]
    others = [match for match in free if _verdict(match, decided) is PairVerdict.OPEN]
    quotas = _Quotas(accepted, per_exporter, per_buyer)
    fair = accepted + _chosen(others, quotas, FIRST_COUNTS, decided)
    unfair = accepted + _chosen(others, quotas, 0, decided)
    firms = sorted({match.exporter for match in (*accepted, *others)})
    best_first = sorted(fair, key=lambda match: (-match.score.value, match.exporter, match.buyer))
    return FairShortlist(tuple(best_first), ShortlistFigures(_totals(fair, firms), _totals(unfair, firms)))


def _verdict(match: Match, decided: DecidedPairs) -> PairVerdict:
    return decided.get((match.exporter, match.buyer), UNDECIDED).verdict


class _Quotas:
    """How many proposals each side may still have beside those that the office accepted."""

    def __init__(self, accepted: Sequence[Match], per_exporter: int, per_buyer: int) -> None:
        self._taken = Counter(party for match in accepted for party in (match.exporter, match.buyer))
        self._per_exporter, self._per_buyer = per_exporter, per_buyer

    def later_costs(self, firm: PartyId, first_counts: int) -> list[int]:
        """Return what each further proposal of a firm costs, the next one first."""
        last = max(1, self._per_exporter - 1)
        return [first_counts * nth // last for nth in range(self._taken[firm], self._per_exporter)]

    def of_buyer(self, buyer: PartyId) -> int:
        return max(0, self._per_buyer - self._taken[buyer])


def _totals(chosen: Sequence[Match], firms: Sequence[PartyId]) -> ShortlistTotals:
    by_firm: dict[PartyId, int] = dict.fromkeys(firms, 0)
    for match in chosen:
        by_firm[match.exporter] += match.score.value
    return ShortlistTotals(sum(by_firm.values()), min(by_firm.values(), default=0))


def _chosen(free: Sequence[Match], quotas: _Quotas, first_counts: int, decided: DecidedPairs) -> list[Match]:
    """Solve one flow: source -> firm (once a proposal, worth less each time) -> buyer -> sink."""
    from ortools.graph.python import min_cost_flow  # noqa: PLC0415  # heavy, and only for who proposes

    firms, buyers = sorted({match.exporter for match in free}), sorted({match.buyer for match in free})
    costs = {firm: quotas.later_costs(firm, first_counts) for firm in firms}
    most = min(sum(map(len, costs.values())), len(free))
    if not most:
        return []
    flow = min_cost_flow.SimpleMinCostFlow()
    nodes = _numbered(free)
    source, sink = 0, 1
    for firm in firms:
        for later in costs[firm]:
            flow.add_arc_with_capacity_and_unit_cost(source, nodes[firm], 1, later)
    for buyer in buyers:
        flow.add_arc_with_capacity_and_unit_cost(nodes[buyer], sink, quotas.of_buyer(buyer), 0)
    arcs = [
        flow.add_arc_with_capacity_and_unit_cost(
            nodes[match.exporter], nodes[match.buyer], 1, -_worth(match, first_counts, decided)
        )
        for match in free
    ]
    # What is not proposed goes past everybody at no cost: nothing is proposed that is worth less than nothing.
    flow.add_arc_with_capacity_and_unit_cost(source, sink, most, 0)
    flow.set_node_supply(source, most)
    flow.set_node_supply(sink, -most)
    flow.solve()
    return [match for match, arc in zip(free, arcs, strict=True) if flow.flow(arc)]


def _worth(match: Match, first_counts: int, decided: DecidedPairs) -> int:
    """Return what a proposal counts as a firm's first; every later one costs some of that."""
    return match.score.value + first_counts + decided.get((match.exporter, match.buyer), UNDECIDED).points


def _numbered(free: Sequence[Match]) -> Mapping[PartyId, int]:
    numbers: dict[PartyId, int] = defaultdict(lambda: len(numbers) + 2)
    for match in free:
        for party in (match.exporter, match.buyer):
            numbers[party] = numbers[party]
    return dict(numbers)
