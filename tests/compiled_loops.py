"""Compile every loop before tests are measured: once for each version of their source, they are kept beside it."""

from __future__ import annotations

from tearoad.timetable.objectives import counted
from tearoad.timetable.search import Search
from tearoad.timetable.solvers.solver import Effort
from tearoad_lab.matchmaking import fewest_breaks
from tearoad_lab.timetable.made_up_events import Size, made_up_event
from tearoad_lab.timetable.missions import Format, mission


def main() -> None:
    """Plan a mission, where meetings are squeezed in before anything is proved, and an event where they are moved."""
    at_stands = mission(Format.STAND, 12, 1)
    search = Search(at_stands)
    for objective in counted(at_stands):
        search.improve(objective, Effort(600, 0.1))
    fewest_breaks(made_up_event(Size(90, 480, 14, 42), 2), work=0.1)


if __name__ == "__main__":
    main()
