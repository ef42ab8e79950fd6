"""Clauses for a satisfiability solver: variables are numbers from 1, a negative number is a variable's opposite."""

from __future__ import annotations

from collections.abc import Sequence


class Clauses:
    """A growing set of clauses."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.all: list[list[int]] = []
        self._variables = 0

    def variable(self) -> int:
        """Return a new variable."""
        self._variables += 1
        return self._variables

    def add(self, *literals: int) -> None:
        """One of these holds."""
        self.all.append(list(literals))

    def at_most_one(self, literals: Sequence[int]) -> None:
        """Two of these do not hold together: pair by pair."""
        self.all.extend([-literal, -other] for nth, literal in enumerate(literals) for other in literals[:nth])

    def at_most(self, literals: Sequence[int], most: int) -> None:
        """Of these so many hold at most."""
        if len(literals) > most:
            counted = self.counted(literals, most + 1)
            self.add(-counted[most])

    def at_least(self, literals: Sequence[int], least: int) -> None:
        """Of these so many hold at least; as short as `least` is small."""
        if least > 0:
            reached = self._reached(literals, least)
            self.add(*reached[least - 1 : least])

    def _reached(self, literals: Sequence[int], most: int) -> list[int]:
        """Return variables of which the nth holds only if n + 1 of the literals do: a totalizer's other half."""
        if len(literals) <= 1:
            return list(literals)
        half = len(literals) // 2
        left, right = self._reached(literals[:half], most), self._reached(literals[half:], most)
        sums = [self.variable() for _ in range(min(len(left) + len(right), most))]
        for nth, held in enumerate(sums):
            for here in range(max(0, nth - len(right)), min(nth, len(left)) + 1):
                self.all.append([-held, *left[here : here + 1], *right[nth - here : nth - here + 1]])
        return sums

    def counted(self, literals: Sequence[int], most: int | None = None) -> list[int]:
        """Return variables of which the nth holds when n + 1 of the literals do; up to `most` of them.

        A totalizer (Bailleux and Boufkhad 2003): the sums of halves are added.
        """
        most = len(literals) if most is None else most
        if len(literals) <= 1:
            return list(literals)
        half = len(literals) // 2
        left, right = self.counted(literals[:half], most), self.counted(literals[half:], most)
        sums = [self.variable() for _ in range(min(len(left) + len(right), most))]
        for here in range(len(left) + 1):
            for there in range(len(right) + 1):
                if here + there:
                    reason = [-left[here - 1]] * bool(here) + [-right[there - 1]] * bool(there)
                    self.all.append([sums[min(here + there, len(sums)) - 1], *reason])
        return sums

    def run_count(self, literals: Sequence[int], most: int, *, exact: bool = False) -> list[int]:
        """Return variables like `counted`, added up one literal after the other; `exact`: they hold only then.

        A sequential counter (Sinz 2005).
        """
        before: list[int] = []
        for literal in literals:
            now = []
            for nth in range(min(len(before) + 1, most)):
                reason = [-literal] if nth == 0 else [-literal, -before[nth - 1]]
                held = self.variable()
                self.all.append([*reason, held])
                if nth < len(before):
                    self.add(-before[nth], held)
                if exact:
                    rest = [before[nth]] if nth < len(before) else []
                    self.all.append([-held, literal, *rest])
                    if nth:
                        self.all.append([-held, before[nth - 1], *rest])
                now.append(held)
            before = now
        return before
