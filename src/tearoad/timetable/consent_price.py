"""What consent costs a plan: made with the weights of consent, and once more by scores alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tearoad.matching import Strength
from tearoad.matching.asking import ConsentRule, PlanWeights
from tearoad.matching.decisions import PairVerdict, with_verdict
from tearoad.matching.match import Matching
from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem_building.compose import MissionInputs, compose
from tearoad.timetable.solve import DEFAULT_WORK, solve
from tearoad.values import PartyId, Slot

WITHOUT_CONSENT = PlanWeights(agreed=0, requested=0, proposed=0, gladly=0)
PartyPair = tuple[PartyId, PartyId]
PreviousIn = Callable[[Sequence[Slot]], Sequence[Meeting]]


@dataclass(frozen=True, slots=True)
class PlannedConsent:
    """What one plan holds."""

    meetings: int = 0
    agreed: int = 0
    """How many of them both sides agreed to."""
    score: int = 0
    """The scores of the meetings together: how well who meets fits, whatever anybody asked."""


@dataclass(frozen=True, slots=True)
class ConsentPrice:
    """Two plans of one mission beside each other."""

    agreed: int
    """How many meetings both sides agreed to, planned or not."""
    weighed: PlannedConsent
    """By the rules and weights of consent, as the mission is planned."""
    unweighed: PlannedConsent
    """By scores alone, of all that nobody refused."""

    @property
    def points(self) -> int:
        """Points of the scores that consent costs; below nothing where the search found less without it."""
        return self.unweighed.score - self.weighed.score

    @property
    def percent(self) -> float:
        """The same as a share of what is planned by scores alone."""
        return 100 * self.points / self.unweighed.score if self.unweighed.score else 0.0


def agreed_pairs(said: MissionInputs, matching: Matching) -> frozenset[PartyPair]:
    """Return the pairs of which both sides asked for the other, and that may meet; firm first.

    This is what every page counts as agreed: a pinned meeting is none, nor one that the office wants without them.
    """
    firms = {exporter.id for exporter in said.exporters}
    barred = {(refusal.exporter, refusal.buyer) for refusal in matching.refusals} | said.called_off
    barred |= with_verdict(said.decided, PairVerdict.MUST_NOT)
    requested = {(request.asker, request.asked) for request in said.requests if request.strength is not Strength.NO}
    refused = {
        frozenset((request.asker, request.asked)) for request in said.requests if request.strength is Strength.NO
    }
    return frozenset(
        pair
        for pair in requested
        if pair[0] in firms and pair[::-1] in requested and pair not in barred and frozenset(pair) not in refused
    )


def consent_price(
    said: MissionInputs,
    matching: Matching,
    previous: PreviousIn,
    *,
    seed: int = 0,
    work: float = DEFAULT_WORK,
    time_limit_s: float | None = None,
    stop: Callable[[], bool] | None = None,
) -> ConsentPrice:
    """Plan a mission by its rules of consent and by scores alone; what `said` holds is left as it is.

    Deterministic unless the clock ends a search. Errors as in `Problem`.
    """
    agreed = agreed_pairs(said, matching)
    scores = {(match.exporter, match.buyer): match.score.value for match in matching.matches}
    by_scores = replace(said, asking=replace(said.asking, weights=WITHOUT_CONSENT, consent=ConsentRule.OPT_OUT))

    def planned(inputs: MissionInputs) -> PlannedConsent:
        problem = compose(inputs, matching, previous).problem
        if not problem.wishes:
            return PlannedConsent()
        wishes = {each.id: (each.exporter, each.buyer) for each in problem.wishes}
        made = solve(problem, seed=seed, work=work, time_limit_s=time_limit_s, stop=stop)
        pairs = [wishes[each.wish] for each in made.meetings]
        return PlannedConsent(
            len(pairs), sum(pair in agreed for pair in pairs), sum(scores.get(pair, 0) for pair in pairs)
        )

    return ConsentPrice(len(agreed), planned(said), planned(by_scores))
