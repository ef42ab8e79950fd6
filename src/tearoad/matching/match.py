"""Every exporter against every buyer: a score with reasons, or the reason why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from heapq import nsmallest

from tearoad.companies import Buyer, Decides, Exporter
from tearoad.matching.crossing import BestFit, Crossing
from tearoad.matching.fit import Fit, fit, traits
from tearoad.matching.hard_conditions import USUAL_CONDITIONS, HardConditions
from tearoad.matching.market_papers import EAC, has_paper
from tearoad.matching.pair_judging import PairJudge, in_order_of
from tearoad.matching.refusals import Barred
from tearoad.matching.request import Match, Refusal, Request, Strength
from tearoad.matching.terms import (
    CERTIFIED,
    NOT_CERTIFIED,
    figures_of_product,
    figures_of_want,
    is_food,
    price_points,
    terms,
    volume_points,
    wants_union_papers,
)
from tearoad.screening import Verdict
from tearoad.text import Ref, Text
from tearoad.values import PartyId, Reason, Score

MOST = 1000
MATCHES_KEPT = 60
"""So many matches of each firm, and of each buyer, a mission keeps and plans: one of sixty firms keeps all of them."""
ASKED_MUST, ASKED_WISH = 130, 90
_DECIDES = {Decides.DECIDES: 60, Decides.INFLUENCES: 30, Decides.GATHERS: -30}
_IMPORTS = 30
_ASKED = {Strength.MUST: ASKED_MUST, Strength.WISH: ASKED_WISH}


@dataclass(frozen=True, slots=True)
class Matching:
    """The pairs that may fit, best first, and those that must not meet, in the order of the parties.

    A pair with nothing in common is neither: nothing is kept of it.
    """

    matches: tuple[Match, ...]
    refusals: tuple[Refusal, ...]

    def why_not(self, exporter: PartyId, buyer: PartyId) -> Text | None:
        """Return why a pair is not among the matches, None where it is; time O(pairs), for one question at a time."""
        if any((matched.exporter, matched.buyer) == (exporter, buyer) for matched in self.matches):
            return None
        barred = (refusal.why for refusal in self.refusals if (refusal.exporter, refusal.buyer) == (exporter, buyer))
        return next(barred, Text("matching.nothing_in_common"))


def match(
    exporters: Sequence[Exporter],
    buyers: Sequence[Buyer],
    requests: Sequence[Request],
    verdicts: Sequence[Verdict] = (),
    on: date | None = None,
    *,
    most: int | None = None,
    conditions: HardConditions = USUAL_CONDITIONS,
) -> Matching:
    """Score every pair that may meet and has something in common, 0 to 1000; name those that must not meet.

    A pair that one side asked for is scored whatever it has in common. `on` is the day on which certificates must hold,
    `conditions` are the hard ones of the mission, each by name: papers, quantities and languages are judged only where
    two have something in common, or one asked for the other.
    With `most` only the best so many of each firm, and of each buyer, are kept, and what was asked for: the others are
    rated and forgotten. Deterministic; time O(different products x their answers + pairs with something in common).
    """
    barred = Barred(requests, {verdict.party: verdict for verdict in verdicts}, exporters, buyers, conditions)
    refusals = [Refusal(firm.id, buyer.id, why) for firm, buyer, why in barred.pairs(exporters, buyers)]
    ruled_out = {(refusal.exporter, refusal.buyer) for refusal in refusals}
    rating = Rating(exporters, buyers, _strongest_requests(requests), ruled_out, on, conditions=conditions)
    matches = [
        Match(exporter, buyer, _score(rating.reasons(exporter, buyer, best)))
        for exporter, buyer, best in rating.best_pairs(most)
    ]
    matches.sort(key=lambda found: (-found.score.value, found.exporter, found.buyer))
    if rating.refused:
        refusals += rating.refused
        firms, others = in_order_of(exporters), in_order_of(buyers)
        refusals.sort(key=lambda refusal: (firms[refusal.exporter], others[refusal.buyer]))
    return Matching(tuple(matches), tuple(refusals))


class LateBuyers:
    """Matches buyers who come late, one at a time, against all firms: what firms offer is read once.

    Whom it finds, and with which score, is what `match` would say of the two: `tests/matching/test_late_buyers.py`.
    """

    def __init__(self, exporters: Sequence[Exporter], on: date | None = None) -> None:
        """Read what firms offer, by what of it can be asked for."""
        self._exporters = {exporter.id: exporter for exporter in exporters}
        self._on = on
        self._by_trait: dict[str, set[PartyId]] = defaultdict(set)
        for firm in exporters:
            for product in firm.products:
                for trait in traits(product.name.written, (product.hs, product.local_code)):
                    self._by_trait[trait].add(firm.id)

    def matches(self, buyer: Buyer, *, conditions: HardConditions = USUAL_CONDITIONS) -> Matching:
        """Return whom a buyer should meet, best first, and whom not; time O(firms with something in common)."""
        sought = {trait for want in buyer.wants for trait in traits((want.product, *want.said.written), (want.hs,))}
        near: set[PartyId] = set().union(*(self._by_trait.get(text, set()) for text in sought))
        return match(
            [self._exporters[party] for party in sorted(near)], [buyer], (), on=self._on, conditions=conditions
        )


def _strongest_requests(requests: Sequence[Request]) -> Mapping[tuple[PartyId, PartyId], Strength]:
    """The strongest request of each asker for each asked; a "no" is no request."""
    found: dict[tuple[PartyId, PartyId], Strength] = {}
    for request in requests:
        pair = (request.asker, request.asked)
        if request.strength is Strength.MUST or (request.strength is Strength.WISH and pair not in found):
            found[pair] = request.strength
    return found


class Rating:
    """Rates pairs by figures alone, and gives the reasons of those that are kept."""

    def __init__(
        self,
        exporters: Sequence[Exporter],
        buyers: Sequence[Buyer],
        strengths: Mapping[tuple[PartyId, PartyId], Strength],
        barred: AbstractSet[tuple[PartyId, PartyId]],
        on: date | None,
        *,
        conditions: HardConditions = USUAL_CONDITIONS,
    ) -> None:
        """Read everything that pairs are compared by once."""
        self._exporters = {exporter.id: exporter for exporter in exporters}
        self._buyers = {buyer.id: buyer for buyer in buyers}
        self._asked, self._barred, self._on = strengths, barred, on
        self._crossing = Crossing(exporters, buyers)
        self._judge = PairJudge(exporters, buyers, conditions, on, self._crossing)
        self.refused: list[Refusal] = []
        """Pairs that were rated so far and must not meet for what they would deal in, or for want of a language."""
        self._of_buyer = {buyer.id: _buyer_reasons(buyer) for buyer in buyers}
        self._offered = {exporter.id: tuple(map(figures_of_product, exporter.products)) for exporter in exporters}
        self._food = {exporter.id: tuple(map(is_food, exporter.products)) for exporter in exporters}
        self._wanted = {buyer.id: tuple(map(figures_of_want, buyer.wants)) for buyer in buyers}
        self._union = {buyer.id: wants_union_papers(buyer) for buyer in buyers}
        self._papers: dict[PartyId, bool] = {}
        self._wishes: dict[PartyId, set[PartyId]] = defaultdict(set)
        for asker, other in strengths:
            firm, buyer = (asker, other) if asker in self._exporters else (other, asker)
            if firm in self._exporters and buyer in self._buyers:
                self._wishes[firm].add(buyer)

    def best_pairs(self, most: int | None) -> Iterator[tuple[PartyId, PartyId, BestFit | None]]:
        """Yield the pairs that are kept, with what fits best of them; None where only a wish speaks for a pair."""
        piles: dict[PartyId, list[_Rated]] = defaultdict(list)
        given: set[tuple[PartyId, PartyId]] = set()
        for firm in self._exporters:
            rated = self._rated(firm)
            taken = {buyer for _points, buyer, _best_fit in _best(rated, most)} | self._wishes[firm]
            for points, buyer, best in rated:
                if buyer in taken:
                    given.add((firm, buyer))
                    yield firm, buyer, best
                if most is not None:
                    _pile_up(piles[buyer], (points, firm, best), most)
        for buyer, pile in piles.items():
            left = (rated_pair for rated_pair in _best(pile, most) if (rated_pair[1], buyer) not in given)
            yield from ((firm, buyer, best) for _points, firm, best in left)

    def _rated(self, firm: PartyId) -> list[_Rated]:
        found = self._candidates(firm)
        return [(min(MOST, max(0, self.points(firm, buyer, best))), buyer, best) for buyer, best in found]

    def reasons(self, firm: PartyId, buyer: PartyId, best: BestFit | None) -> tuple[Reason, ...]:
        """Return everything that speaks for and against a pair."""
        exporter, other = self._exporters[firm], self._buyers[buyer]
        found = _fit(exporter, other, best) if best is not None else None
        pairs = [pair for pair in ((firm, buyer), (buyer, firm)) if pair in self._asked]
        wishes = tuple(
            Reason(Text(f"matching.asked_{self._asked[pair].value}", party=Ref(pair[0])), _ASKED[self._asked[pair]])
            for pair in pairs
        )
        if found is None or best is None:
            return (*wishes, *self._of_buyer[buyer])
        offered, wanted = self._offered[firm][-best.product], self._wanted[buyer][-best.want]
        of_terms = terms(found.product, found.want, offered, wanted, self._papers_for(firm, buyer, best))
        return (*found.reasons, *of_terms, *wishes, *self._of_buyer[buyer])

    def _candidates(self, firm: PartyId) -> Iterator[tuple[PartyId, BestFit | None]]:
        answers: Mapping[PartyId, BestFit] = self._crossing.answers(firm)
        found: dict[PartyId, BestFit | None] = {**answers}
        for buyer in sorted(self._wishes[firm]):
            found.setdefault(buyer, None)
        for buyer, best in found.items():
            if (firm, buyer) in self._barred:
                continue
            if not self._judge.is_needed:
                yield buyer, best
                continue
            allowed, why = self._judge.judge(firm, buyer, best)
            if why is None:
                yield buyer, allowed
            else:
                self.refused.append(Refusal(firm, buyer, why))

    def points(self, firm: PartyId, buyer: PartyId, best: BestFit | None) -> int:
        """Return the points of a pair without saying why; the same sum as that of its reasons."""
        points = sum(reason.points for reason in self._of_buyer[buyer])
        for pair in ((firm, buyer), (buyer, firm)):
            points += _ASKED[self._asked[pair]] if pair in self._asked else 0
        if best is None:
            return points
        offered, wanted = self._offered[firm][-best.product], self._wanted[buyer][-best.want]
        points += best.points + volume_points(offered, wanted) + price_points(offered, wanted)
        return points + self._papers_for(firm, buyer, best)

    def _papers_for(self, firm: PartyId, buyer: PartyId, best: BestFit) -> int:
        """Return what the papers for food in the Eurasian Union say, 0 where none are asked for."""
        if not (self._union[buyer] and self._food[firm][-best.product]):
            return 0
        return CERTIFIED if self._has_papers(firm) else NOT_CERTIFIED

    def _has_papers(self, firm: PartyId) -> bool:
        if firm not in self._papers:
            self._papers[firm] = has_paper(self._exporters[firm], EAC, self._on)
        return self._papers[firm]


_PILE = 8
"""A buyer's pile of rated firms is cut to the best once it is so many times as large."""
_Rated = tuple[int, PartyId, "BestFit | None"]


def _pile_up(pile: list[_Rated], rated: _Rated, most: int) -> None:
    """Add to a buyer's pile, and cut it to the best once it is large."""
    pile.append(rated)
    if len(pile) > _PILE * most:
        pile[:] = _best(pile, most)


def _best(rated: Sequence[_Rated], most: int | None) -> Sequence[_Rated]:
    """Return the best so many, of equals those whose id comes first; all where there is no limit."""
    if most is None:
        return rated
    return nsmallest(most, rated, key=lambda rated_pair: (-rated_pair[0], rated_pair[1]))


def _fit(exporter: Exporter, buyer: Buyer, best: BestFit) -> Fit:
    place, number = -best.product, -best.want
    names = Ref(exporter.product_id(place)), Ref(buyer.want_id(number))
    return fit(exporter.products[place], buyer.wants[number], *names)


def _buyer_reasons(buyer: Buyer) -> tuple[Reason, ...]:
    points = _DECIDES.get(buyer.decides)
    found = (Reason(Text(f"matching.person_{buyer.decides.value}"), points),) if points is not None else ()
    if buyer.importer_of_record:
        found = (*found, Reason(Text("matching.imports"), _IMPORTS))
    return found


def _score(reasons: tuple[Reason, ...]) -> Score:
    """Return the sum of the points, from 0 to 1000, with the reasons, the heaviest first."""
    value = max(0, min(MOST, sum(reason.points for reason in reasons)))
    return Score(value, tuple(sorted(reasons, key=lambda reason: -abs(reason.points))))
