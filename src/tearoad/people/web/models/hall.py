"""What a server in a hall may have: each model says whose rows a hall's copy holds, and what of them stays at home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Whose(StrEnum):
    """By what a row is chosen for a hall's copy."""

    MISSION = "mission"
    ORGANISATION = "organisation"
    HUB = "hub"
    NAMED = "named"
    """By a row of the copy that names it, and by nothing else."""
    NOBODY = "nobody"
    """It stays at home."""


@dataclass(frozen=True, slots=True)
class InHall:
    """Which of a model's rows a hall's copy holds; every model of ours says so as `in_hall`."""

    whose: Whose
    by: str = ""
    """The lookup that the id of mission, organisation or hub must meet."""
    only: Mapping[str, object] = field(default_factory=dict)
    """What else a row must meet."""
    without: tuple[str, ...] = ()
    """Keys of its document that stay at home."""
    instead: Mapping[str, object] = field(default_factory=dict)
    """What is written in place of what a column says."""


AT_HOME = InHall(Whose.NOBODY)
NAMED = InHall(Whose.NAMED)


def of_mission(by: str = "mission", *, without: tuple[str, ...] = ()) -> InHall:
    """Return that a hall has the rows of its mission."""
    return InHall(Whose.MISSION, by, without=without)
