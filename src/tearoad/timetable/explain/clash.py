"""Musts that exclude each other, as few as it takes to see the clash."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tearoad.text import Text
from tearoad.timetable import rules
from tearoad.timetable.problem import Problem
from tearoad.values import WishId


def clash(problem: Problem) -> tuple[WishId, ...]:
    """Return musts that cannot all be held, none of which could be left out of the clash; empty when all musts fit.

    Smallest by inclusion, not by number: each must in turn is dropped where the rest still clashes (deletion filter;
    Chinneck 1997). Deterministic; one search for each must.
    """
    musts = problem.lookup.musts
    from tearoad.timetable.explain.joint_musts import JointMusts  # noqa: PLC0415  # numpy comes with it

    joint_musts = JointMusts(_only(problem, musts))
    clashing = [wish.id for wish in problem.wishes if wish.id in musts]
    if joint_musts.fit(clashing):
        return ()
    for wish in tuple(clashing):
        rest = [other for other in clashing if other != wish]
        if not joint_musts.fit(rest):
            clashing = rest
    return tuple(clashing)


def clash_text(problem: Problem, wishes: Sequence[WishId]) -> Text:
    """Return the clash as a text that names its meetings."""
    pairs = tuple(rules.pair(problem.lookup.wish[wish]) for wish in wishes)
    return Text("timetable.clash", count=len(wishes), meetings=pairs)


def _only(problem: Problem, musts: frozenset[WishId]) -> Problem:
    wishes = tuple(wish for wish in problem.wishes if wish.id in musts)
    orders = tuple(precedence for precedence in problem.precedences if {precedence.earlier, precedence.later} <= musts)
    return replace(problem, wishes=wishes, previous=(), precedences=orders)
