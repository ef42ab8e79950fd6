"""Two participations that are one company are planned as one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tearoad.companies import Exporter
from tearoad.matching import Request, Strength
from tearoad.matching.decisions import DecidedPair, PairVerdict
from tearoad.matching.match import match
from tearoad.mission import Absence, Delegate, Interpreter, ItemKind, LocalText, ProgrammeItem
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.mission.same_company import absences_of_each, ids_of_each, same_company
from tearoad.mission.stands import with_own_stands
from tearoad.names import FirmName, PersonName
from tearoad.timetable.check import check
from tearoad.timetable.difference import AnnouncedMeeting, announced_as_one
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.timetable.problem_building.compose import MissionInputs, compose
from tearoad.timetable.problem_building.same_company import as_one_company
from tearoad.timetable.solve import solve
from tearoad.values import InterpreterId, ItemId, PartyId, PersonId, PlaceId, WishId
from tests.timetable.problem_building.missions import CHAIN, RICE, SHOP, TEA, at, hours, mission, roster

AGAIN, SHOP_AGAIN = PartyId("E11"), PartyId("B12")
SAME = {AGAIN: TEA, SHOP_AGAIN: SHOP}


def request(asker: str, asked: str, strength: Strength = Strength.WISH) -> Request:
    return Request(WishId(f"{asker}>{asked}"), PartyId(asker), PartyId(asked), strength)


def said(*requests: Request, **changes: object) -> MissionInputs:
    """Return the tiny mission in which a firm and a shop take part twice, with what is said of them."""
    people = roster()
    again = Exporter(AGAIN, FirmName(native="茶"), do_not_meet=(CHAIN,))
    parts: dict[str, object] = {
        "mission": mission(),
        "exporters": (*people.exporters, again),
        "buyers": (*people.buyers, replace(people.buyers[1], id=SHOP_AGAIN, windows=())),
        "delegates": people.delegates,
        "programme": (),
        "interpreters": (),
        "requests": requests,
        "absences": (),
        "pins": (),
    }
    return MissionInputs(**{**parts, **changes})  # type: ignore[arg-type]  # a test names the parts it changes


def test_the_first_participation_of_a_company_counts() -> None:
    taking_part = [(TEA, 1), (SHOP, 2), (AGAIN, 1), (RICE, 3), (PartyId("E12"), 1)]
    same = same_company(taking_part)
    assert same == {AGAIN: TEA, PartyId("E12"): TEA}
    every = (TEA, AGAIN, "E12")
    assert ids_of_each(same) == dict.fromkeys(every, every)
    assert same_company([(TEA, 1), (SHOP, 2)]) == {}


def test_nothing_changes_where_nobody_takes_part_twice() -> None:
    inputs = said(request(TEA, SHOP))
    assert as_one_company(inputs, {}) is inputs


def test_who_takes_part_twice_is_there_once_and_wants_to_meet_nobody_whom_either_does_not() -> None:
    inputs = as_one_company(said(), SAME)
    assert [(firm.id, firm.stand, firm.do_not_meet) for firm in inputs.exporters] == [
        (TEA, "A1", (CHAIN,)),
        (RICE, "", ()),
    ]
    assert [(buyer.id, buyer.windows) for buyer in inputs.buyers] == [(CHAIN, ()), (SHOP, (hours(6, 11, 12),))]


def test_requests_become_one_a_side_and_the_strictest_counts() -> None:
    found = as_one_company(
        said(
            request(TEA, SHOP),
            request(AGAIN, SHOP_AGAIN, Strength.MUST),
            request(SHOP_AGAIN, TEA),
            request(RICE, SHOP, Strength.MUST),
            request(RICE, SHOP_AGAIN, Strength.NO),
        ),
        SAME,
    )
    assert [(counted.asker, counted.asked, counted.strength) for counted in found.requests] == [
        (TEA, SHOP, Strength.MUST),
        (SHOP, TEA, Strength.WISH),
        (RICE, SHOP, Strength.NO),
    ]


def test_everything_else_that_names_either_names_the_one() -> None:
    pair, again, must = (TEA, SHOP), (AGAIN, SHOP_AGAIN), DecidedPair(PairVerdict.MUST)
    item = ProgrammeItem(ItemId("P1"), ItemKind.SEMINAR, LocalText(en="Talk"), hours(6, 10, 11), must=(AGAIN,))
    people = (
        Interpreter(InterpreterId("I1"), PersonName(latin="Wu"), frozenset(), attached_to=AGAIN, not_for=(SHOP_AGAIN,)),
    )
    found = as_one_company(
        said(
            delegates=(Delegate(PersonId("D2"), PersonName(latin="Ma"), firm=AGAIN), *roster().delegates),
            programme=(item,),
            interpreters=people,
            absences=(Absence(AGAIN, hours(7, 10, 11)),),
            pins=(PinnedMeeting(*pair, start_at=at(6, 11)), PinnedMeeting(*again, start_at=at(7, 10))),
            quotas=(MeetingQuota("Q1", AGAIN, most=2),),
            precedences=(
                MeetingPrecedence("O1", AGAIN, CHAIN, RICE, SHOP_AGAIN),
                MeetingPrecedence("O2", *pair, *again),
            ),
            called_off=frozenset({again}),
            wish_ranks={pair: 3, again: 1},
            gladly={pair: 1, again: 2},
            decided={again: DecidedPair(PairVerdict.MUST_NOT), pair: must},
        ),
        SAME,
    )
    assert [delegate.firm for delegate in found.delegates] == [TEA, TEA]
    assert [programme_item.must for programme_item in found.programme] == [(TEA, AGAIN)]
    assert [(interpreter.attached_to, interpreter.not_for) for interpreter in found.interpreters] == [(TEA, (SHOP,))]
    assert [absence.who for absence in found.absences] == [TEA, AGAIN]
    assert found.pins == (PinnedMeeting(*pair, start_at=at(6, 11)),)
    assert [quota.who for quota in found.quotas] == [TEA]
    assert found.precedences == (MeetingPrecedence("O1", TEA, CHAIN, RICE, SHOP),)
    assert found.called_off == {pair}
    assert (found.wish_ranks, found.gladly) == ({pair: 1}, {pair: 2})
    assert found.decided == {pair: DecidedPair(PairVerdict.MUST_NOT)}


def test_told_meetings_of_either_are_known_as_the_ones() -> None:
    meeting = AnnouncedMeeting(AGAIN, SHOP, at(6, 11), at(6, 12), PlaceId("T1"), None)
    known = announced_as_one(
        [meeting, replace(meeting, exporter=TEA, start_at=at(7, 10)), replace(meeting, exporter=RICE)], SAME
    )
    assert known == (replace(meeting, exporter=TEA), replace(meeting, exporter=RICE))


def test_an_absence_of_one_id_is_said_of_each_once() -> None:
    away = Absence(AGAIN, hours(6, 10, 11))
    expected = (replace(away, who=TEA), away, Absence("I1", hours(6, 10, 11)))
    assert absences_of_each([away, replace(away, who=TEA), Absence("I1", hours(6, 10, 11))], SAME) == expected


PARTIES = ((TEA, RICE, AGAIN), (CHAIN, SHOP, SHOP_AGAIN))
ASKED = st.lists(
    st.tuples(st.sampled_from(PARTIES[0]), st.sampled_from(PARTIES[1]), st.booleans()), min_size=1, max_size=8
)


@given(ASKED)
def test_a_plan_never_seats_a_company_at_two_tables_in_one_hour(asked: list[tuple[PartyId, PartyId, bool]]) -> None:
    requests = [request(buyer, firm) if turned else request(firm, buyer) for firm, buyer, turned in asked]
    inputs = as_one_company(said(*requests), SAME)
    inputs = replace(inputs, mission=with_own_stands(inputs.mission, inputs.exporters))
    matching = match(inputs.exporters, inputs.buyers, inputs.requests, on=inputs.mission.days[0].on)
    problem = compose(inputs, matching, lambda _slots: ()).problem
    plan = solve(problem, seed=1, work=0.01)
    assert check(problem, plan) == ()
    of = {wish.id: wish for wish in problem.wishes}
    assert {AGAIN, SHOP_AGAIN}.isdisjoint(
        {*(wish.exporter for wish in problem.wishes), *(wish.buyer for wish in problem.wishes)}
    )
    starts = [meeting.start for meeting in plan.meetings if of[meeting.wish].buyer == SHOP]
    assert len(starts) == len(set(starts))
