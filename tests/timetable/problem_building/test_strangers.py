"""Who is asked for at another's table is told, and the meeting is planned without them."""

from __future__ import annotations

from dataclasses import replace

from tearoad.matching import Request, Strength
from tearoad.mission import Delegate
from tearoad.names import PersonName
from tearoad.text import Ref
from tearoad.timetable.problem_building.desires import desires
from tearoad.timetable.problem_building.strangers import requested_but_absent, requested_differently
from tearoad.values import LocalText, PersonId, WishId
from tests.timetable.problem_building.missions import CHAIN, RICE, TEA, roster

CONSUL = Delegate(PersonId("D9"), PersonName(latin="Wang"), office=LocalText(en="Trade office"))
ASKS = Request(WishId("R1"), CHAIN, TEA, Strength.WISH)


def test_an_official_or_another_firms_delegate_asked_for_is_told_once() -> None:
    there = roster(delegates=(*roster().delegates, CONSUL))
    requests = (
        replace(ASKS, person=CONSUL.id),
        replace(ASKS, asker=TEA, asked=CHAIN, person=CONSUL.id),
        replace(ASKS, asker=RICE, asked=CHAIN, person=PersonId("D1")),
    )
    found = [(problem.text["who"], problem.text["firm"]) for problem in requested_but_absent(there, requests)]
    assert found == [(Ref("D9"), Ref(TEA)), (Ref("D1"), Ref(RICE))]


def test_who_is_of_the_firm_is_no_stranger() -> None:
    assert requested_but_absent(roster(), (replace(ASKS, person=PersonId("D1")), ASKS)) == ()


def test_where_both_sides_ask_for_different_people_the_firms_choice_counts_and_is_told() -> None:
    colleague = Delegate(PersonId("D5"), PersonName(latin="Li"), firm=TEA)
    there = roster(delegates=(*roster().delegates, colleague))
    first = there.delegates[0].id
    by_buyer, by_firm = replace(ASKS, person=first), replace(ASKS, asker=TEA, asked=CHAIN, person=colleague.id)
    for requests in ((by_buyer, by_firm), (by_firm, by_buyer)):
        (desire,) = desires(requests, {}, (), (), frozenset({TEA}))
        assert desire.person == colleague.id
        (problem,) = requested_differently(there, requests)
        assert (problem.text["sent"], problem.text["wanted"]) == (Ref(colleague.id), Ref(first))
    assert requested_differently(there, (by_firm, replace(by_buyer, person=colleague.id))) == ()
