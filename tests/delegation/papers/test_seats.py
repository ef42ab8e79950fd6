from __future__ import annotations

from dataclasses import replace

from tearoad.delegation.papers.roster import Roster
from tearoad.delegation.papers.seats import seating_plan
from tearoad.values import Language, LocalText


def test_seen_from_the_room_the_first_guest_sits_left_of_the_first_host(people: Roster) -> None:
    plan = seating_plan(people, Language.EN)
    assert plan is not None
    names = [place.name for place in plan.places]
    assert names.index("ZHAO Shili") < names.index("Иванов Пример") < names.index("QIAN Shili")
    assert [place.side for place in plan.places if place.side == "interpreter"] == ["interpreter"] * 2
    assert plan.without == ()


def test_who_has_no_interpreter_left_is_named(people: Roster) -> None:
    plan = seating_plan(replace(people, interpreters=people.interpreters[:1]), Language.RU)
    assert plan is not None
    assert len(plan.without) == 1
    assert plan.without[0].startswith("Петрова Образец")


def test_when_we_receive_ours_sit_in_the_middle(people: Roster) -> None:
    plan = seating_plan(people, Language.EN, hosting=True)
    assert plan is not None
    assert {place.name: place.side for place in plan.places}["ZHAO Shili"] == "host"


def test_without_ranks_there_is_no_head_table(people: Roster) -> None:
    flat = replace(people, delegates=tuple(replace(delegate, rank=0) for delegate in people.delegates))
    assert seating_plan(flat, Language.EN) is None


def test_without_counterparts_the_plan_says_what_is_missing(people: Roster) -> None:
    alone = replace(
        people, delegates=tuple(replace(delegate, counterpart=LocalText()) for delegate in people.delegates)
    )
    plan = seating_plan(alone, Language.EN)
    assert plan is not None
    assert plan.note == "Nobody of the other side is written yet: fill in the counterparts of those with a rank."
