"""A slice of `make bench-repair`: trouble of every kind at generated missions, judged; a judge who must not sleep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from tearoad.timetable.plan import Meeting
from tearoad.timetable.problem import Problem
from tearoad.timetable.repair import CalledOff, Repaired, repair
from tearoad_lab.timetable import troubles
from tearoad_lab.timetable.missions import Format
from tearoad_lab.timetable.troubles import KINDS, Run, figures, mended, runs, town


@cache
def small(kind: Format) -> tuple[Problem, tuple[Meeting, ...]]:
    return town(kind, 10, 5)


@pytest.mark.parametrize("kind", list(Format))
def test_trouble_of_every_kind_is_mended_with_the_fewest_people_told(kind: Format) -> None:
    found = list(runs(*small(kind), 1, 1))
    assert [run.kind for run in found] == [kind.__name__ for kind in KINDS]
    assert [run.wrong for run in found] == [()] * len(KINDS)
    assert [run.fewest_proved for run in found] == [True] * len(KINDS)


def lying(monkeypatch: pytest.MonkeyPatch, **changed: object) -> Run:
    """Let the first proposal say something else, and judge it."""
    problem, announced = small(Format.DESK)

    def boasting(*given: object, **how: object) -> Repaired:
        found = repair(*given, **how)  # type: ignore[arg-type]  # handed on as it came
        return replace(found, proposals=(replace(found.proposals[0], **changed),))  # type: ignore[arg-type]  # any field

    monkeypatch.setattr(troubles, "repair", boasting)
    return mended(problem, announced, CalledOff(announced[0].wish), 0)


def test_a_plan_that_breaks_a_rule_or_changes_others_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    _, announced = small(Format.DESK)
    assert lying(monkeypatch, meetings=announced).wrong == ("rules", "difference", "sheets", "toll")
    assert lying(monkeypatch, people=()).wrong == ("difference", "sheets")


def test_what_has_begun_must_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    problem, announced = small(Format.DESK)
    first = min(announced, key=lambda meeting: meeting.start)
    late = max(announced, key=lambda meeting: meeting.start)

    def forgetting(held: Problem, before: Sequence[Meeting], **how: object) -> Repaired:
        found = repair(held, before, **how)  # type: ignore[arg-type]  # handed on as it came
        proposal = found.proposals[0]
        return replace(
            found, proposals=(replace(proposal, meetings=tuple(m for m in proposal.meetings if m != first)),)
        )

    monkeypatch.setattr(troubles, "repair", forgetting)
    assert "begun" in mended(problem, announced, CalledOff(late.wish), first.start + 1).wrong


def test_the_figures_are_those_of_all_calls() -> None:
    problem, announced = small(Format.DESK)
    run = mended(problem, announced, CalledOff(announced[0].wish), 0)
    slow, wrong = replace(run, seconds=0.3, cpu_s=0.2), replace(run, seconds=0.1, cpu_s=0.1, wrong=("toll",))
    shown = figures([slow, *[wrong] * 19])
    assert (shown["calls"], shown["wrong"], shown["fewest_proved"], shown["proved"]) == (20, 19, 20, 20)
    assert shown["wall_ms"] == {"p50": 100, "p95": 100, "max": 300}
    assert shown["cpu_ms"] == {"p50": 100, "p95": 100, "max": 200}
    assert shown["people_told"] == shown["fewest_people"] == len(run.found.proposals[0].people)
