from hypothesis import given
from hypothesis import strategies as st

from tearoad.matching import Match, Request, Strength
from tearoad.matching.asking import AskingRules, ConsentRule, PlanWeights
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.problem_building.desires import Desire, PairPreferences, desires, in_own_order
from tearoad.values import PartyId, Score, WishId
from tests.timetable.problem_building.missions import CHAIN, RICE, SHOP, TEA

EXPORTERS = frozenset({TEA, RICE})
MATCH = Match(TEA, CHAIN, Score(400, ()))


def request(asker: PartyId, asked: PartyId, strength: Strength = Strength.WISH, slots: int = 1) -> Request:
    return Request(WishId(f"{asker}>{asked}"), asker, asked, strength, slots=slots)


def test_both_sides_of_a_pair_make_one_desire() -> None:
    said = [request(TEA, CHAIN), request(CHAIN, TEA, Strength.MUST, slots=2)]
    assert desires(said, {(TEA, CHAIN): MATCH}, (), (), EXPORTERS) == (
        Desire(TEA, CHAIN, 400 + PlanWeights().agreed, must=True, slots=2, asked_by=frozenset({TEA, CHAIN})),
    )


def test_a_no_from_either_side_takes_the_pair_out_whatever_else_was_said() -> None:
    said = [request(TEA, CHAIN, Strength.MUST), request(CHAIN, TEA, Strength.NO)]
    pins = [PinnedMeeting(TEA, CHAIN)]
    assert desires(said, {(TEA, CHAIN): MATCH}, [MATCH], pins, EXPORTERS) == ()


def test_a_proposal_is_worth_its_match_and_a_pin_is_wished_even_without_one() -> None:
    assert desires((), {(TEA, CHAIN): MATCH}, [MATCH], [PinnedMeeting(RICE, SHOP)], EXPORTERS) == (
        Desire(TEA, CHAIN, 400),
        Desire(RICE, SHOP, 1),
    )


def test_consent_is_worth_what_the_officer_says() -> None:
    rules = AskingRules(weights=PlanWeights(agreed=1000, requested=200, proposed=50))
    from_firm, from_buyer = (
        Request(WishId("R1"), TEA, CHAIN, Strength.WISH),
        Request(WishId("R2"), CHAIN, TEA, Strength.WISH),
    )
    for said, value in (((), 450), ((from_firm,), 600), ((from_firm, from_buyer), 1400)):
        (found,) = desires(said, {(TEA, CHAIN): MATCH}, [MATCH], (), EXPORTERS, rules)
        assert found.value == value


def test_who_wants_a_meeting_comes_before_who_comes_gladly() -> None:
    from_firm, from_buyer = (
        Request(WishId("R1"), TEA, CHAIN, Strength.WISH),
        Request(WishId("R2"), CHAIN, TEA, Strength.WISH),
    )
    weights = PlanWeights(agreed=1000, requested=200, gladly=150)
    for said, sides, value in (
        ((from_firm, from_buyer), 0, 1400),
        ((from_firm, from_buyer), 1, 1250),
        ((from_firm, from_buyer), 2, 1100),
        ((from_firm,), 1, 450),
    ):
        preferred = PairPreferences(gladly={(TEA, CHAIN): sides})
        (found,) = desires(said, {(TEA, CHAIN): MATCH}, (), (), EXPORTERS, AskingRules(weights=weights), preferred)
        assert found.value == value
    (unasked,) = desires((), {(TEA, CHAIN): MATCH}, [MATCH], (), EXPORTERS, AskingRules(weights=weights), preferred)
    assert unasked.value == 400  # its score alone


def test_where_both_have_to_agree_only_such_pairs_and_pinned_ones_are_planned() -> None:
    rules = AskingRules(ConsentRule.OPT_IN)
    from_firm, from_buyer = (
        Request(WishId("R1"), TEA, CHAIN, Strength.WISH),
        Request(WishId("R2"), CHAIN, TEA, Strength.WISH),
    )
    assert desires((from_firm,), {(TEA, CHAIN): MATCH}, [MATCH], (), EXPORTERS, rules) == ()
    both = desires(
        (from_firm, from_buyer), {(TEA, CHAIN): MATCH}, [MATCH], [PinnedMeeting(RICE, SHOP)], EXPORTERS, rules
    )
    assert [(desire.exporter, desire.buyer) for desire in both] == [(TEA, CHAIN), (RICE, SHOP)]


@given(st.lists(st.tuples(st.integers(1, 1800), st.integers(0, 2), st.integers(1, 9)), min_size=1, max_size=8))
def test_an_exporter_s_order_deals_its_own_values_anew_and_adds_none(said: list[tuple[int, int, int]]) -> None:
    sides = (TEA, CHAIN)
    found = [
        Desire(TEA, PartyId(f"B{number}"), value, asked_by=frozenset(sides[:askers]))
        for number, (value, askers, _) in enumerate(said)
    ]
    ranks = {(desire.exporter, desire.buyer): rank for desire, (_, _, rank) in zip(found, said, strict=True)}
    dealt = in_own_order(found, ranks)
    assert [desire.id for desire in dealt] == [desire.id for desire in found]
    for askers in range(3):
        before = [desire for desire in found if len(desire.asked_by) == askers]
        after = [desire for desire in dealt if len(desire.asked_by) == askers]
        assert sorted(desire.value for desire in after) == sorted(desire.value for desire in before)
        assert all(
            desire.value >= other.value
            for desire in after
            for other in after
            if ranks[desire.exporter, desire.buyer] < ranks[other.exporter, other.buyer]
        )
    assert in_own_order(found, {}) == tuple(found)
