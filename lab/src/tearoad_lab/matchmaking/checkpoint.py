"""Where the search of a large event is, so that one that was ended goes on from there to the same plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A search between two rounds of annealing."""

    least: int
    """The fewest breaks of anybody in the range of breaks that is searched."""
    turn: int
    """The turn of annealing beside the solver that it is in, from 0."""
    rounds: int
    """How many rounds of it are done."""
    start: tuple[int, ...]
    """The plan that the turn began with, the solver too."""
    plan: tuple[int, ...]
    """The plan that the next round begins with."""
    best: tuple[int, ...]
    bound: int
    """What was proved when the turn began."""


def unkept(checkpoint: Checkpoint) -> None:
    """Nobody keeps it."""
