"""How good a plan is, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tearoad.mission import Objective
from tearoad.text import Text
from tearoad.timetable.objectives import MAXIMISED
from tearoad.timetable.plan import Level, Status


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One objective of a plan, for a person."""

    name: Text
    value: int
    bound: int
    verdict: Text

    @property
    def proved(self) -> bool:
        """Whether no plan is better."""
        return self.verdict.code.rpartition(".")[2].startswith("proved_")


def lines(levels: tuple[Level, ...], announced: int) -> tuple[LevelLine, ...]:
    """Return a plan's levels in its order; `announced` is how many meetings people had been told before."""
    return tuple(line(level, announced) for level in levels)


def line(level: Level, announced: int) -> LevelLine:
    """Return a level in words: proved, or how much better a plan could at most be."""
    value, bound = (
        (_people(level.value, announced), _people(level.bound, announced)) if _counts_people(level) else _plain(level)
    )
    code = level.objective.value
    if level.status is Status.OPTIMAL:
        verdict = Text(f"board_pages.proved_{code}")
    elif value == bound:
        verdict = Text("board_pages.as_good_as_the_bound")
    elif level.objective is Objective.VALUE:
        # Rounded up: a promise of how far off it is at most.
        verdict = Text("board_pages.at_most_better", share=_percent(bound - value, max(1, value)))
    elif level.objective in MAXIMISED:
        verdict = Text("board_pages.at_most_more", gap=bound - value)
    else:
        verdict = Text("board_pages.at_most_fewer", gap=value - bound)
    return LevelLine(Text(f"board_pages.objective_{code}"), value, bound, verdict)


def so_far(objective: Objective, value: int, bound: int, announced: int) -> Text:
    """Return a level of a plan in the making, as its job's row keeps it."""
    status = Status.OPTIMAL if value == bound else Status.FEASIBLE
    level_line = line(Level(objective, value, bound, status, 0), announced)
    return Text(
        "board_pages.level_so_far",
        objective=level_line.name,
        value=level_line.value,
        bound=level_line.bound,
        verdict=level_line.verdict,
    )


def read_back(written: Text) -> LevelLine:
    """Return a level from what its job's row keeps."""
    params: Mapping[str, Any] = dict(written.params)
    return LevelLine(params["objective"], params["value"], params["bound"], params["verdict"])


def _counts_people(level: Level) -> bool:
    return level.objective is Objective.DISTURBANCE


def _plain(level: Level) -> tuple[int, int]:
    return level.value, level.bound


def _people(counted: int, announced: int) -> int:
    """Return how many people: the level counts people x (meetings told + 1) + meetings."""
    return counted // (announced + 1)


def _percent(part: int, whole: int) -> str:
    tenths = -(-1000 * part // whole)
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)
