"""What consent costs a plan: two buyers want one firm's only free time, one of them with the firm's yes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tearoad.journey.run import mission_inputs
from tearoad.matching import Request, Strength
from tearoad.matching.asking import AskingRules, PlanWeights
from tearoad.matching.match import Matching, match
from tearoad.timetable.consent_price import ConsentPrice, PlannedConsent, agreed_pairs, consent_price
from tearoad.timetable.consent_words import consent_texts
from tearoad.timetable.problem_building.compose import MissionInputs
from tearoad.values import PartyId, WishId
from tests.journey.small_demo import small_demo

Pair = tuple[PartyId, PartyId]


def _matched(inputs: MissionInputs) -> Matching:
    return match(inputs.exporters, inputs.buyers, inputs.requests, on=inputs.mission.days[0].on)


def _answering(inputs: MissionInputs, pairs: list[Pair], strength: Strength = Strength.WISH) -> MissionInputs:
    """Let buyers answer firms."""
    answers = tuple(Request(WishId(f"{firm}-{buyer}"), buyer, firm, strength) for firm, buyer in pairs)
    return replace(inputs, requests=(*inputs.requests, *answers))


@pytest.fixture
def inputs() -> MissionInputs:
    """A small mission in which firms ask and no buyer has answered."""
    found = mission_inputs(small_demo(firm_count=2, buyer_count=8))
    firms = {exporter.id for exporter in found.exporters}
    return replace(found, requests=tuple(request for request in found.requests if request.asker in firms))


def _asked(inputs: MissionInputs) -> list[Pair]:
    matched = {(found.exporter, found.buyer) for found in _matched(inputs).matches}
    return sorted(
        {(request.asker, request.asked) for request in inputs.requests if request.strength is Strength.WISH} & matched
    )


def test_agreed_is_what_both_asked_for_and_nobody_refused_or_called_off(inputs: MissionInputs) -> None:
    first, second, third, *_ = _asked(inputs)
    both = _answering(inputs, [first, second, third])
    assert agreed_pairs(both, _matched(both)) == {first, second, third}
    refused = _answering(both, [second], Strength.NO)
    off = replace(refused, called_off=frozenset({third}))
    assert agreed_pairs(off, _matched(off)) == {first}


def test_each_of_two_plans_tells_its_meetings_and_what_they_score(inputs: MissionInputs) -> None:
    both = _answering(inputs, _asked(inputs)[:3])
    matching = _matched(both)
    price = consent_price(both, matching, lambda _slots: (), work=2)
    scores = sum(found.score.value for found in matching.matches)
    assert price.agreed == price.weighed.agreed == 3
    assert 0 < price.weighed.score <= scores
    assert price.weighed.meetings >= 3
    assert price.unweighed.score >= price.weighed.score
    unweighed = replace(both, asking=AskingRules(weights=PlanWeights(0, 0, 0, 0)))
    assert consent_price(unweighed, matching, lambda _slots: (), work=2).points == 0


def test_the_price_is_told_or_that_there_is_none() -> None:
    price = ConsentPrice(4, PlannedConsent(10, 4, 900), PlannedConsent(10, 2, 1000))
    placed, costs = consent_texts(price)
    assert dict(placed.params) == {"agreed": 4, "weighed": 4, "unweighed": 2}
    assert dict(costs.params) == {"weighed": 900, "unweighed": 1000, "points": 100, "percent": "10.0"}
    free = ConsentPrice(0, PlannedConsent(), PlannedConsent())
    assert (free.percent, consent_texts(free)[1].code) == (0.0, "timetable.consent_costs_nothing")
