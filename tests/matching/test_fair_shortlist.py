from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.demo import make_mission
from tearoad.matching import Match, Request, Strength, match
from tearoad.matching.fair_shortlist import FIRST_COUNTS, ShortlistTotals, fair_shortlist
from tearoad.values import PartyId, Score, WishId

FIRMS, BUYERS = ("E1", "E2", "E3"), ("B1", "B2", "B3")
PAIRS = [(PartyId(firm), PartyId(buyer)) for firm in FIRMS for buyer in BUYERS]


def pair(exporter: str, buyer: str, value: int) -> Match:
    return Match(PartyId(exporter), PartyId(buyer), Score(value, ()))


def test_no_firm_is_left_with_nothing_where_another_has_much() -> None:
    matches = [pair("E1", "B1", 900), pair("E1", "B2", 880), pair("E2", "B1", 700)]
    found = fair_shortlist(matches, (), per_exporter=2, per_buyer=1)
    assert [(proposal.exporter, proposal.buyer) for proposal in found.proposals] == [("E1", "B2"), ("E2", "B1")]
    assert (found.figures.fair, found.figures.unfair) == (ShortlistTotals(1580, 700), ShortlistTotals(1780, 0))
    assert found.figures.price == 200


def test_what_was_asked_for_is_not_proposed() -> None:
    refusal = Request(WishId("R1"), PartyId("B1"), PartyId("E1"), Strength.NO)
    found = fair_shortlist([pair("E1", "B1", 900), pair("E1", "B2", 100)], [refusal], per_exporter=2, per_buyer=1)
    assert [proposal.buyer for proposal in found.proposals] == ["B2"]
    assert fair_shortlist((), (), 3, 3).proposals == ()


def _value(chosen: tuple[Match, ...], per_exporter: int, first_counts: int) -> int:
    """The worth of a choice, said a second time: scores, and what each firm's first, second, ... counts more."""
    value = sum(matched.score.value + first_counts for matched in chosen)
    for firm in FIRMS:
        for nth in range(sum(matched.exporter == firm for matched in chosen)):
            value -= first_counts * nth // max(1, per_exporter - 1)
    return value


def _may(chosen: tuple[Match, ...], per_exporter: int, per_buyer: int) -> bool:
    return all(sum(matched.exporter == firm for matched in chosen) <= per_exporter for firm in FIRMS) and all(
        sum(matched.buyer == buyer for matched in chosen) <= per_buyer for buyer in BUYERS
    )


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from(PAIRS), st.integers(0, 1000), max_size=7),
    st.integers(1, 3),
    st.integers(1, 3),
)
def test_no_choice_within_the_quotas_is_worth_more(
    scores: dict[tuple[PartyId, PartyId], int], per_exporter: int, per_buyer: int
) -> None:
    matches = [pair(*names, value) for names, value in scores.items()]
    found = fair_shortlist(matches, (), per_exporter, per_buyer)
    choices = [
        chosen
        for count in range(len(matches) + 1)
        for chosen in combinations(matches, count)
        if _may(chosen, per_exporter, per_buyer)
    ]
    assert _may(found.proposals, per_exporter, per_buyer)
    best = max(_value(chosen, per_exporter, FIRST_COUNTS) for chosen in choices)
    assert _value(found.proposals, per_exporter, FIRST_COUNTS) == best
    assert found.figures.unfair.total == max(sum(matched.score.value for matched in chosen) for chosen in choices)
    assert found.figures.price >= 0


def test_a_mission_is_shortlisted_the_same_every_time_and_its_worst_off_firm_gains() -> None:
    files = make_mission()
    matches = match(files.exporters, files.buyers, (), on=files.mission.days[0].on).matches
    found = fair_shortlist(matches, (), per_exporter=10, per_buyer=2)
    assert found == fair_shortlist(tuple(reversed(matches)), (), per_exporter=10, per_buyer=2)
    assert found.figures.fair.worst_off >= found.figures.unfair.worst_off
    assert len(found.proposals) > 100
