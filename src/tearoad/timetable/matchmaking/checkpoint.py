"""Where the search of a large event is, so that one that was ended goes on from there to the same plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A search between two rounds of annealing."""

    rounds: int
    """How many are done."""
    plan: tuple[int, ...]
    """The plan that the next round begins with."""
    best: tuple[int, ...]


def unkept(checkpoint: Checkpoint) -> None:
    """Nobody keeps it."""
