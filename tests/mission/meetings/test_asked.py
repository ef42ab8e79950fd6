from __future__ import annotations

from tearoad.mission.meetings import MeetingOrder, circle_through, without_circles
from tearoad.values import PartyId


def order(id_: str, first: str, then: str) -> MeetingOrder:
    exporter, buyer, then_exporter, then_buyer = map(PartyId, f"{first}/{then}".split("/"))
    return MeetingOrder(id_, exporter, buyer, then_exporter, then_buyer)


ONE, TWO = order("O01", "E1/B1", "E2/B1"), order("O02", "E2/B1", "E3/B1")
BACK, ASIDE = order("O03", "E3/B1", "E1/B1"), order("O04", "E3/B1", "E1/B2")


def test_a_circle_is_named_from_the_order_that_closes_it() -> None:
    assert circle_through(BACK, (ONE, ASIDE, TWO)) == (BACK, ONE, TWO)
    assert circle_through(ASIDE, (ONE, TWO)) == ()


def test_a_meeting_before_itself_is_a_circle_of_one() -> None:
    itself = order("O05", "E1/B1", "E1/B1")
    assert circle_through(itself, ()) == (itself,)


def test_what_closes_a_circle_is_left_out_and_the_rest_kept() -> None:
    assert without_circles((ONE, TWO, BACK, ASIDE)) == (ONE, TWO, ASIDE)
