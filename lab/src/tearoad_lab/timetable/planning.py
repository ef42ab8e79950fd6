"""Generated missions planned, judged, and compared with greedy placing of the same meetings; and whole fairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from tearoad.errors import Interrupted
from tearoad.mission import Objective
from tearoad.timetable import rules
from tearoad.timetable.check import check
from tearoad.timetable.objectives import counted, fairness, idle
from tearoad.timetable.plan import Level, Meeting, Plan, Status
from tearoad.timetable.problem import Problem
from tearoad.timetable.solve import solve
from tearoad_lab.timetable.fairs import fair
from tearoad_lab.timetable.first_fit import first_fit
from tearoad_lab.timetable.measured import measured
from tearoad_lab.timetable.missions import Format, mission, sizes

NEARLY = 0.5
"""Percent: a level within this gap of its bound counts as reached."""


@dataclass(frozen=True, slots=True)
class Reached:
    """One objective: its value, and what no plan can beat."""

    objective: Objective
    value: int
    bound: int
    proved: bool

    @property
    def gap_percent(self) -> float:
        """How far the value is from the bound, of the value; a value of 0 counts as 1."""
        return 100 * abs(self.value - self.bound) / max(1, abs(self.value))


@dataclass(frozen=True, slots=True)
class Placing:
    """What a way of placing made of meetings: how many hold, the slots people wait, the worst-served firm's share."""

    meetings: int = 0
    breaks: int = 0
    fairness: int = 0


@dataclass(frozen=True, slots=True)
class PlannedMission:
    """What became of one mission."""

    format: Format | None
    """None is a fair of all formats."""
    firms: int
    seed: int
    wishes: int
    ours: Placing = Placing()
    greedy: Placing = Placing()
    levels: tuple[Reached, ...] = ()
    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0
    wrong: tuple[str, ...] = ()
    """What is wrong with the plan or the greedy one: rules they break, another value measured, a level forgotten."""

    @property
    def gap_percent(self) -> float:
        """The largest gap of a level."""
        return max((level.gap_percent for level in self.levels), default=0.0)

    @property
    def left_out(self) -> int:
        """How many of our meetings greedy placing found no room for."""
        return self.ours.meetings - self.greedy.meetings

    def as_json(self) -> dict[str, object]:
        """Return the row by name."""
        return {**asdict(self), "max_gap_percent": round(self.gap_percent, 2), "greedy_unplaced": self.left_out}


def rows(count: int, seed: int, time_limit_s: float) -> Iterator[PlannedMission]:
    """Yield a row for each of `count` missions as it is done; the same seed makes the same missions."""
    import tearoad.timetable.search  # noqa: F401, PLC0415  # loaded once, before processes of single missions begin

    for kind, firms, own in sizes(count, seed):
        yield _row(kind, firms, own, time_limit_s)


def summary(missions: Sequence[PlannedMission]) -> dict[str, object]:
    """Return the last line: how many missions and levels are proved or nearly, what is wrong, greedy beside it."""
    levels = [level for row in missions for level in row.levels]
    ours, greedy = ([getattr(row, name) for row in missions] for name in ("ours", "greedy"))
    breaks, meetings = sum(result.breaks for result in ours), sum(result.meetings for result in ours)
    greedy_breaks, greedy_meetings = sum(result.breaks for result in greedy), sum(result.meetings for result in greedy)
    return {
        "cases": len(missions),
        "proved": sum(bool(row.levels) and not row.wrong and row.gap_percent <= NEARLY for row in missions),
        "levels": len(levels),
        "levels_proved": sum(level.proved for level in levels),
        "levels_within": sum(level.gap_percent <= NEARLY for level in levels),
        "wrong": sum(bool(row.wrong) for row in missions),
        "max_gap_percent": round(max((row.gap_percent for row in missions), default=0.0), 2),
        "total_cpu_s": round(sum(row.cpu_s for row in missions), 1),
        "max_wall_s": round(max((row.wall_s for row in missions), default=0.0), 1),
        "meetings": meetings,
        "breaks": breaks,
        "greedy_breaks": greedy_breaks,
        "breaks_ratio": _ratio(breaks, greedy_breaks),
        "breaks_ratio_per_meeting": _ratio(breaks * greedy_meetings, greedy_breaks * meetings),
        "greedy_unplaced": sum(row.left_out for row in missions),
        "fairness_worse": sum(row.ours.fairness > row.greedy.fairness for row in missions),
    }


def _ratio(ours: int, theirs: int) -> float | None:
    return round(ours / theirs, 3) if theirs else None


def fair_row(wishes: int, seed: int, work: float, time_limit_s: float | None) -> PlannedMission:
    """Return what becomes of a made-up fair of so many wishes; it is not compared with greedy placing."""
    problem = fair(wishes, seed)
    firms = len({wish.exporter for wish in problem.wishes})
    return _planned(problem, PlannedMission(None, firms, seed, wishes), work, time_limit_s)


def fair_summary(row: PlannedMission) -> dict[str, object]:
    """Return the last line of a fair."""
    gaps = [level.gap_percent for level in row.levels if level.objective is Objective.VALUE]
    return {
        "wishes": row.wishes,
        "meetings": row.ours.meetings,
        "value_gap_percent": round(gaps[0], 2) if gaps else None,
        "levels": len(row.levels),
        "levels_proved": sum(level.proved for level in row.levels),
        "wrong": int(bool(row.wrong)),
        "cpu_s": row.cpu_s,
        "wall_s": row.wall_s,
        "peak_mb": row.peak_mb,
    }


def _row(kind: Format, firms: int, seed: int, time_limit_s: float) -> PlannedMission:
    problem = mission(kind, firms, seed)
    return _planned(problem, PlannedMission(kind, firms, seed, len(problem.wishes)), time_limit_s, time_limit_s)


def _planned(problem: Problem, empty: PlannedMission, work: float, time_limit_s: float | None) -> PlannedMission:
    seed = empty.seed
    try:
        done = measured(lambda: solve(problem, seed=seed, work=work, time_limit_s=time_limit_s))
        held = {meeting.wish for meeting in done.found.meetings if empty.format}
        greedy = measured(lambda: first_fit(problem, held)).found
    except Interrupted:
        raise
    except Exception as broken:  # noqa: BLE001  # a mission that breaks the engine is a wrong case and stops nothing
        return replace(empty, wrong=(f"{type(broken).__name__}: {broken}",))
    return replace(
        empty,
        ours=_placing(problem, done.found.meetings),
        greedy=_placing(problem, greedy),
        levels=tuple(_reached(level) for level in done.found.levels),
        cpu_s=round(done.cpu_s, 3),
        wall_s=round(done.wall_s, 3),
        peak_mb=round(done.peak_mb, 1),
        wrong=tuple(_wrong(problem, done.found, greedy)),
    )


def _placing(problem: Problem, meetings: Sequence[Meeting]) -> Placing:
    return Placing(len(meetings), idle(problem, meetings), fairness(problem, meetings))


def _reached(level: Level) -> Reached:
    return Reached(level.objective, level.value, level.bound, level.status is Status.OPTIMAL)


def _wrong(problem: Problem, plan: Plan, greedy: Sequence[Meeting]) -> Iterator[str]:
    """Yield what the judge finds: in the plan, its values and its bounds, and in the greedy one."""
    yield from (violation.text.code for violation in check(problem, plan))
    if tuple(level.objective for level in plan.levels) != counted(problem):
        yield "levels"
    yield from (f"greedy: {violation.text.code}" for violation in rules.broken(problem, greedy))
