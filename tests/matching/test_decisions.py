from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tearoad.matching import Match, Request, Strength
from tearoad.matching.decisions import MOST_STEPS, DecidedPair, DecisionChoice, PairVerdict, with_verdict
from tearoad.matching.fair_shortlist import fair_shortlist
from tearoad.matching.matching_changes import GoneMatch, MatchingChanges, changes_between
from tearoad.values import PartyId, Score, WishId

A, B = PartyId("E1"), PartyId("E2")
X, Y, Z = PartyId("B1"), PartyId("B2"), PartyId("B3")
SCORES = {(A, X): 900, (A, Y): 700, (A, Z): 300, (B, X): 800, (B, Y): 200}
MATCHES = tuple(Match(*pair, Score(score, ())) for pair, score in SCORES.items())


def proposed(
    decided: dict[tuple[PartyId, PartyId], DecidedPair], per_firm: int = 1, requests: Sequence[Request] = ()
) -> set[tuple[PartyId, PartyId]]:
    found = fair_shortlist(MATCHES, requests, per_firm, 2, decided)
    return {(proposal.exporter, proposal.buyer) for proposal in found.proposals}


@pytest.mark.parametrize(
    ("choice", "verdict"),
    [
        (DecisionChoice.ACCEPT, PairVerdict.ACCEPTED),
        (DecisionChoice.REFUSE, PairVerdict.REFUSED),
        (DecisionChoice.MUST, PairVerdict.MUST),
        (DecisionChoice.MUST_NOT, PairVerdict.MUST_NOT),
    ],
)
def test_a_choice_is_a_verdict_and_leaves_the_steps(choice: DecisionChoice, verdict: PairVerdict) -> None:
    assert DecidedPair(PairVerdict.REFUSED, 2).after(choice) == DecidedPair(verdict, 2)
    assert DecidedPair(verdict, 2).after(DecisionChoice.OPEN) == DecidedPair()


@given(st.lists(st.sampled_from([DecisionChoice.UP, DecisionChoice.DOWN]), max_size=30))
def test_steps_stay_within_their_bounds(choices: list[DecisionChoice]) -> None:
    pair, steps = DecidedPair(PairVerdict.ACCEPTED), 0
    for choice in choices:
        pair = pair.after(choice)
        steps = max(-MOST_STEPS, min(MOST_STEPS, steps + (1 if choice is DecisionChoice.UP else -1)))
    assert (pair.verdict, pair.steps, pair.points) == (PairVerdict.ACCEPTED, steps, 100 * steps)


def test_what_was_refused_is_not_proposed_and_what_was_accepted_is_whatever_its_score() -> None:
    assert proposed({}) == {(A, X), (B, X)}
    assert proposed({(A, X): DecidedPair(PairVerdict.REFUSED)}) == {(A, Y), (B, X)}
    assert proposed({(A, Z): DecidedPair(PairVerdict.ACCEPTED)}) == {(A, Z), (B, X)}
    assert proposed({(B, Y): DecidedPair(PairVerdict.MUST)}) == {(A, X), (B, Y)}
    assert proposed({(A, X): DecidedPair(PairVerdict.MUST_NOT)}) == {(A, Y), (B, X)}


def test_an_accepted_pair_counts_in_the_quotas_and_goes_beyond_them() -> None:
    accepted = DecidedPair(PairVerdict.ACCEPTED)
    assert proposed({(A, Z): accepted}, per_firm=2) == {(A, Z), (A, X), (B, X), (B, Y)}
    assert proposed({(A, X): accepted, (A, Y): accepted, (A, Z): accepted}) == {(A, X), (A, Y), (A, Z), (B, X)}


def test_steps_decide_between_pairs_as_points_do() -> None:
    assert proposed({(A, Y): DecidedPair(steps=3)}) == {(A, Y), (B, X)}
    assert proposed({(A, Y): DecidedPair(steps=1)}) == {(A, X), (B, X)}


def test_what_somebody_asked_for_is_no_proposal_whatever_was_decided() -> None:
    requests = [Request(WishId("R1"), X, A, Strength.WISH)]
    assert (A, X) not in proposed({(A, X): DecidedPair(PairVerdict.ACCEPTED)}, requests=requests)


def test_pairs_are_found_by_what_was_decided_about_them() -> None:
    decided = {(A, X): DecidedPair(PairVerdict.MUST), (B, Y): DecidedPair(PairVerdict.REFUSED, 1)}
    assert with_verdict(decided, PairVerdict.MUST, PairVerdict.ACCEPTED) == {(A, X)}


@given(
    st.dictionaries(st.sampled_from(sorted(SCORES)), st.integers(1, 1000)),
    st.dictionaries(st.sampled_from(sorted(SCORES)), st.integers(1, 1000)),
)
def test_two_matchings_differ_by_what_is_new_gone_higher_and_lower(
    before: dict[tuple[PartyId, PartyId], int], now: dict[tuple[PartyId, PartyId], int]
) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    both = before.keys() & now.keys()
    gone = sorted(before.keys() - now.keys(), key=lambda pair: (-before[pair], pair))
    assert changes_between(before, now, at) == MatchingChanges(
        at,
        len(now.keys() - before.keys()),
        sum(now[pair] > before[pair] for pair in both),
        sum(now[pair] < before[pair] for pair in both),
        len(gone),
        tuple(GoneMatch(*pair, before[pair]) for pair in gone),
    )
    assert changes_between(before, now, at).nothing == (before == now)
