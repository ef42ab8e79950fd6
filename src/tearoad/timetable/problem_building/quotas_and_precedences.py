"""Quotas and precedences as the office writes them, put into the problem; and what of them no plan can give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tearoad.mission.meetings import MeetingPrecedence, MeetingQuota, without_circles
from tearoad.paper.sheets import CellProblem
from tearoad.text import Ref, Text
from tearoad.timetable.problem import Precedence, Problem, Quota
from tearoad.timetable.problem_building.desires import wish_id
from tearoad.values import Window, WishId

MANY = 1000
"""More meetings than anybody has at a fair."""


def with_quotas_and_precedences(
    problem: Problem, quotas: Sequence[MeetingQuota], precedences: Sequence[MeetingPrecedence]
) -> Problem:
    """Return a problem that keeps quotas and precedences too.

    A quota of nobody who takes part, a precedence of a meeting that nobody wishes for, and one that closes a circle
    with those before it are left out.
    """
    look = problem.lookup
    steps = ((wish_id(*circle.first), wish_id(*circle.then)) for circle in without_circles(precedences))
    return replace(
        problem,
        quotas=tuple(_quota(problem, quota) for quota in quotas if quota.who in look.party),
        precedences=tuple(
            Precedence(first, then) for first, then in dict.fromkeys(steps) if first in look.wish and then in look.wish
        ),
    )


def idle_quotas_and_precedences(
    problem: Problem, quotas: Sequence[MeetingQuota], precedences: Sequence[MeetingPrecedence]
) -> tuple[CellProblem, ...]:
    """Return a warning for each least number that the wishes do not allow, and each precedence that is idle."""
    found: list[CellProblem] = []
    for quota in quotas:
        text = _beyond(problem, _quota(problem, quota)) if quota.who in problem.lookup.party else None
        if text is not None and quota.written_at is not None:
            found.append(quota.written_at.warning(text, Text("timetable.quota_beyond_hint")))
    for precedence in precedences:
        idle = [pair for pair in (precedence.first, precedence.then) if wish_id(*pair) not in problem.lookup.wish]
        if idle and precedence.written_at is not None:
            pair = Text("timetable.pair", exporter=Ref(idle[0][0]), buyer=Ref(idle[0][1]))
            text = Text("timetable.precedence_idle", pair=pair)
            found.append(precedence.written_at.warning(text, Text("timetable.precedence_idle_hint")))
    return tuple(found)


def beyond_wishes(problem: Problem) -> Iterator[Text]:
    """Yield each quota whose least number is more than its party's wishes allow."""
    yield from filter(None, (_beyond(problem, quota) for quota in problem.quotas))


def _beyond(problem: Problem, quota: Quota) -> Text | None:
    possible: set[WishId] = {
        wish.id for wish in problem.wishes if quota.party in wish.parties and wish.places and wish.starts & quota.slots
    }
    if quota.least <= len(possible):
        return None
    return Text("timetable.quota_beyond", firm=Ref(quota.party), least=quota.least, possible=len(possible))


def _quota(problem: Problem, quota: MeetingQuota) -> Quota:
    slots = frozenset(slot.index for slot in problem.slots if _begins_in(slot.window, quota.window))
    least, most = min(quota.least, MANY), MANY if quota.most is None else quota.most
    return Quota(quota.who, slots, least, max(least, most))


def _begins_in(meeting: Window, window: Window | None) -> bool:
    return window is None or window.start_at <= meeting.start_at < window.end_at
