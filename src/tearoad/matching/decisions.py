"""What the office decides about a pair, whatever the score and whatever the two sides asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from tearoad.values import PartyId

POINTS_A_STEP = 100
"""So much one step up or down adds to what a pair is worth to the shortlist and to the plan."""
MOST_STEPS = 5
"""So far up or down a pair is put at most."""


class PairVerdict(StrEnum):
    """What the office decided about a pair."""

    OPEN = "open"
    """Nothing: score and requests speak for themselves."""
    ACCEPTED = "accepted"
    """It stays on the shortlist, whatever its score."""
    REFUSED = "refused"
    """It is not proposed; a meeting that somebody asks for stays as it is."""
    MUST = "must"
    """The plan holds this meeting before all others."""
    MUST_NOT = "must_not"
    """The two do not meet, whoever asks for it."""


@dataclass(frozen=True, slots=True)
class DecidedPair:
    """The decision that holds about one pair, and how many steps it was put up or down."""

    verdict: PairVerdict = PairVerdict.OPEN
    steps: int = 0

    @property
    def points(self) -> int:
        """Return what the steps add."""
        return POINTS_A_STEP * self.steps

    def after(self, choice: DecisionChoice) -> DecidedPair:
        """Return what holds after somebody chose; steps end at `MOST_STEPS`."""
        if choice in _STEPS:
            return replace(self, steps=max(-MOST_STEPS, min(MOST_STEPS, self.steps + _STEPS[choice])))
        return DecidedPair() if choice is DecisionChoice.OPEN else replace(self, verdict=_VERDICTS[choice])


class DecisionChoice(StrEnum):
    """What an officer may choose for one pair or many."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    MUST = "must"
    MUST_NOT = "must_not"
    UP = "up"
    DOWN = "down"
    OPEN = "open"
    """Take back what was decided, steps and all."""


_STEPS = {DecisionChoice.UP: 1, DecisionChoice.DOWN: -1}
_VERDICTS = {
    DecisionChoice.ACCEPT: PairVerdict.ACCEPTED,
    DecisionChoice.REFUSE: PairVerdict.REFUSED,
    DecisionChoice.MUST: PairVerdict.MUST,
    DecisionChoice.MUST_NOT: PairVerdict.MUST_NOT,
}
DecidedPairs = Mapping[tuple[PartyId, PartyId], DecidedPair]
"""By firm and buyer."""
UNDECIDED = DecidedPair()
NOTHING_DECIDED: DecidedPairs = {}


def with_verdict(decided: DecidedPairs, *verdicts: PairVerdict) -> frozenset[tuple[PartyId, PartyId]]:
    """Return the pairs about which one of these was decided."""
    return frozenset(pair for pair, decided_pair in decided.items() if decided_pair.verdict in verdicts)
