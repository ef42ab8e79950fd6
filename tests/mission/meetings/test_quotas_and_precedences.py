from __future__ import annotations

from datetime import UTC, datetime

from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota, at_odds, circle_through, without_circles
from tearoad.values import PartyId, Window


def order(id_: str, first: str, then: str) -> MeetingPrecedence:
    exporter, buyer, then_exporter, then_buyer = map(PartyId, f"{first}/{then}".split("/"))
    return MeetingPrecedence(id_, exporter, buyer, then_exporter, then_buyer)


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


DAY = Window(datetime(2027, 2, 9, 9, tzinfo=UTC), datetime(2027, 2, 9, 17, tzinfo=UTC))
MORNING = Window(DAY.start_at, datetime(2027, 2, 9, 12, tzinfo=UTC))


def at_least(number: int, window: Window | None, who: str = "E1") -> MeetingQuota:
    return MeetingQuota("Q01", PartyId(who), window, number)


def at_most(number: int, window: Window | None, who: str = "E1") -> MeetingQuota:
    return MeetingQuota("Q02", PartyId(who), window, 0, number)


def test_more_than_is_allowed_in_a_time_around_it_cannot_be_asked_for() -> None:
    for inner, outer in ((MORNING, DAY), (DAY, DAY), (MORNING, None), (None, None)):
        asking, allowing = at_least(3, inner), at_most(2, outer)
        assert at_odds(asking, (at_most(3, outer), allowing)) == at_odds(allowing, (asking,)) == (asking, allowing)


def test_what_a_shorter_time_or_another_firm_allows_does_not_matter() -> None:
    assert at_odds(at_least(3, DAY), (at_most(2, MORNING), at_most(2, DAY, "E2"), at_least(4, DAY))) is None
    assert at_odds(at_least(3, None), (at_most(2, DAY),)) is None
