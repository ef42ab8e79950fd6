"""From requests and matches to wishes: one wish a pair, whoever asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tearoad.matching import Match, Request, Strength
from tearoad.matching.asking import AskingRules, ConsentRule, PlanWeights
from tearoad.matching.decisions import NOTHING_DECIDED, UNDECIDED, DecidedPairs, PairVerdict, with_verdict
from tearoad.mission import PlaceKind
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import PartyId, PersonId, Window, WishId

USUAL = AskingRules()
"""How a mission goes by consent that says nothing of it."""


@dataclass(frozen=True, slots=True)
class Desire:
    """Everything said about one pair, put together."""

    exporter: PartyId
    buyer: PartyId
    value: int
    must: bool = False
    format: PlaceKind | None = None
    person: PersonId | None = None
    windows: tuple[Window, ...] = ()
    """The meeting lies inside each of them."""
    agreed: Window | None = None
    slots: int = 1
    asked_by: frozenset[PartyId] = frozenset()

    @property
    def id(self) -> WishId:
        """The wish's id: the pair, so that it is the same in every run."""
        return wish_id(self.exporter, self.buyer)


@dataclass(frozen=True, slots=True)
class PairPreferences:
    """What speaks for a pair beside what was asked and how well it fits."""

    ranks: Mapping[tuple[PartyId, PartyId], int] = field(default_factory=dict)
    """Where a pair stands among its exporter's wishes, 1 the dearest."""
    decided: DecidedPairs = field(default_factory=lambda: NOTHING_DECIDED)
    """What the office decided."""
    gladly: Mapping[tuple[PartyId, PartyId], int] = field(default_factory=dict)
    """How many of its sides come gladly if there is time."""


def wish_id(exporter: PartyId, buyer: PartyId) -> WishId:
    """Return the id of the wish of a pair."""
    return WishId(f"{exporter}/{buyer}")


def desires(
    requests: Iterable[Request],
    matches: Mapping[tuple[PartyId, PartyId], Match],
    proposals: Iterable[Match],
    pins: Iterable[PinnedMeeting],
    exporters: frozenset[PartyId],
    rules: AskingRules = USUAL,
    preferences: PairPreferences | None = None,
) -> tuple[Desire, ...]:
    """Return one desire a pair, sorted by id: what was asked, what is proposed, what the organiser pinned.

    A pair that either side refused does not appear, whatever else was asked. What consent adds to the score of a match
    is said by the weights of the rules; where both sides have to agree, only such pairs and pinned ones appear.
    A pair that must meet as the office decided appears even where nobody asked for it, unless both sides have to agree.
    """
    preferred = preferences or PairPreferences()
    requests_of: defaultdict[tuple[PartyId, PartyId], list[Request]] = defaultdict(list)
    for request in requests:
        pair = (request.asker, request.asked) if request.asker in exporters else (request.asked, request.asker)
        requests_of[pair].append(request)
    refused = {pair for pair, said in requests_of.items() if any(request.strength is Strength.NO for request in said)}
    proposed = {(match.exporter, match.buyer): () for match in proposals}
    pinned = {(pin.exporter, pin.buyer): () for pin in pins}
    pairs = requests_of.keys() | proposed.keys() | pinned.keys() | with_verdict(preferred.decided, PairVerdict.MUST)
    if rules.consent is ConsentRule.OPT_IN:
        pairs = {
            pair
            for pair in pairs
            if pair in pinned or len({request.asker for request in requests_of.get(pair, ())}) == 2
        }
    found = tuple(
        _desire(pair, requests_of.get(pair, ()), matches.get(pair), rules.weights, preferred)
        for pair in sorted(pairs)
        if pair not in refused
    )
    return in_own_order(found, preferred.ranks)


def in_own_order(found: Sequence[Desire], ranks: Mapping[tuple[PartyId, PartyId], int]) -> tuple[Desire, ...]:
    """Hand out the values of each exporter's wishes in the order in which it put them.

    They are only dealt anew, among wishes with as much consent: no order makes a firm's wishes worth more together than
    another's, and what both sides want still comes first.
    """
    groups: defaultdict[tuple[PartyId, int], list[Desire]] = defaultdict(list)
    for desire in found:
        if (desire.exporter, desire.buyer) in ranks:
            groups[desire.exporter, len(desire.asked_by)].append(desire)
    values: dict[WishId, int] = {}
    for wishes in groups.values():
        dearest = sorted(wishes, key=lambda desire: (ranks[desire.exporter, desire.buyer], desire.buyer))
        worth = sorted((wish.value for wish in wishes), reverse=True)
        values |= {desire.id: value for desire, value in zip(dearest, worth, strict=True)}
    return tuple(replace(desire, value=values.get(desire.id, desire.value)) for desire in found)


def requests_of_firm_first(said: Iterable[Request], firm: PartyId) -> list[Request]:
    """Return what two sides asked for, the exporter's first: whom it sends to its table is its own to say."""
    return sorted(said, key=lambda request: request.asker != firm)


def _desire(
    pair: tuple[PartyId, PartyId],
    said: Sequence[Request],
    match: Match | None,
    weights: PlanWeights,
    preferred: PairPreferences,
) -> Desire:
    askers, decided = frozenset(request.asker for request in said), preferred.decided.get(pair, UNDECIDED)
    bonus = (weights.proposed, weights.requested, weights.agreed)[len(askers)]
    bonus -= weights.gladly * min(preferred.gladly.get(pair, 0), len(askers))
    return Desire(
        exporter=pair[0],
        buyer=pair[1],
        value=max(1, (match.score.value if match else 0) + bonus + decided.points),
        must=decided.verdict is PairVerdict.MUST or any(request.strength is Strength.MUST for request in said),
        format=next((request.format for request in said if request.format), None),
        person=next((request.person for request in requests_of_firm_first(said, pair[0]) if request.person), None),
        windows=tuple(request.window for request in said if request.window),
        agreed=next((request.agreed for request in said if request.agreed), None),
        slots=max((request.slots for request in said), default=1),
        asked_by=askers,
    )
