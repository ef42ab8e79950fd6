"""Compile every loop before tests are measured: once for each version of their source, they are kept beside it."""

from __future__ import annotations

from tearoad.bench.timetable.made_up_events import Size, made_up_event
from tearoad.bench.timetable.missions import Format, mission
from tearoad.timetable.matchmaking import fewest_breaks
from tearoad.timetable.solve import solve


def main() -> None:
    """Plan a mission and an event, large enough that meetings are moved."""
    solve(mission(Format.TABLE, 12, 1), work=1.0)
    fewest_breaks(made_up_event(Size(90, 480, 14, 42), 2), work=0.1)


if __name__ == "__main__":
    main()
