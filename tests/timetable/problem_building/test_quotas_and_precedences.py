from __future__ import annotations

from dataclasses import replace

from tearoad.mission import Switch
from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota
from tearoad.paper.sheets import CellPlace
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Precedence, Problem, Quota
from tearoad.timetable.problem_building import Desire, build_problem, wish_id
from tearoad.timetable.problem_building.quotas_and_precedences import (
    MANY,
    beyond_wishes,
    idle_quotas_and_precedences,
    with_quotas_and_precedences,
)
from tearoad.values import PartyId
from tests.timetable.problem_building.missions import CHAIN, RICE, SHOP, TEA, hours, mission, roster

GONE = PartyId("E99")
CELL = CellPlace("quotas.csv", "", 2, 4, "3")


def problem() -> Problem:
    return build_problem(roster(), (Desire(TEA, CHAIN, 5), Desire(TEA, SHOP, 5), Desire(RICE, SHOP, 5)))


def test_a_quota_counts_the_slots_that_begin_in_its_window() -> None:
    stated = (
        MeetingQuota("Q1", TEA, hours(6, 11, 12), 1),
        MeetingQuota("Q2", SHOP, None, 0, 3),
        MeetingQuota("Q3", GONE, None, 1),
        MeetingQuota("Q4", TEA, None, 5 * MANY, 0),
    )
    everything = frozenset(range(len(problem().slots)))
    posed = with_quotas_and_precedences(problem(), stated, ())
    assert posed.quotas == (
        Quota(TEA, frozenset({2, 3}), 1, MANY),
        Quota(SHOP, everything, 0, 3),
        Quota(TEA, everything, MANY, MANY),
    )


def test_orders_of_wished_meetings_are_kept_and_no_circle_reaches_the_problem() -> None:
    precedences = (
        MeetingPrecedence("O1", TEA, CHAIN, TEA, SHOP),
        MeetingPrecedence("O2", TEA, SHOP, TEA, CHAIN),
        MeetingPrecedence("O3", RICE, CHAIN, TEA, SHOP),
        MeetingPrecedence("O4", TEA, CHAIN, TEA, SHOP),
    )
    posed = with_quotas_and_precedences(problem(), (), precedences)
    assert posed.precedences == (Precedence(wish_id(TEA, CHAIN), wish_id(TEA, SHOP)),)


def test_what_the_wishes_do_not_allow_is_told_in_its_cell() -> None:
    quotas = (
        MeetingQuota("Q1", TEA, None, 3, written_at=CELL),
        MeetingQuota("Q2", TEA, None, 2, written_at=CELL),
        MeetingQuota("Q3", RICE, hours(7, 10, 11), 1, written_at=CELL),
        MeetingQuota("Q4", GONE, None, 1, written_at=CELL),
    )
    precedences = (
        MeetingPrecedence("O1", TEA, CHAIN, TEA, SHOP, CELL),
        MeetingPrecedence("O2", RICE, CHAIN, TEA, SHOP, CELL),
    )
    hint = Text("timetable.quota_beyond_hint")
    idle = Text("timetable.pair", exporter=Ref(RICE), buyer=Ref(CHAIN))
    unused = idle_quotas_and_precedences(problem(), quotas, precedences)
    assert unused == (
        CELL.warning(Text("timetable.quota_beyond", firm=Ref(TEA), least=3, possible=2), hint),
        CELL.warning(Text("timetable.precedence_idle", pair=idle), Text("timetable.precedence_idle_hint")),
    )
    assert tuple(beyond_wishes(with_quotas_and_precedences(problem(), quotas, ()))) == (unused[0].text,)


def test_rules_switched_off_reach_the_problem() -> None:
    off = frozenset({Switch.STAND_COVER})
    posed = build_problem(roster(mission=replace(mission(), switched_off=off)), (Desire(TEA, CHAIN, 5),))
    assert posed.switched_off == off
