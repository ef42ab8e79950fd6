"""Interpreters who can stand in for each other, seen as one crew that can be in several meetings at once.

Members of a crew command the same pairs, work the same hours under the same limits, serve the same firms, and no pin or
previous plan names them. How many of them meetings need is the largest set of meetings of which no two can be one
person's (Dilworth 1950: one before the other, with the way between them, is a partial order), so that sums over such
sets say exactly whether enough of them are there. Pauses and days are summed up over the crew: necessary, nearly always
enough. Who goes where is settled afterwards (`assignment/rota.py`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from tearoad.timetable.facts.parts import MeetingInterpreter, Wish
from tearoad.timetable.problem import Problem
from tearoad.values import InterpreterId, PartyId

MOST_ANTICHAINS = 2000
"""On one day. Where ways are long and many differ, there are more than anybody can list."""

FEWEST = 3
"""Members of a crew at least: two are soon planned one by one, and leave the rota little choice."""


class Crews:
    """The crews of a problem; an interpreter without equals is a crew of one."""

    def __init__(self, problem: Problem, *, alone: bool = False) -> None:
        """Find equals. `alone`: everybody is a crew of one."""
        named: set[str | None] = {pin.interpreter for pin in problem.pins}
        named |= {meeting.interpreter for meeting in problem.previous} | {wish.person for wish in problem.wishes}
        alike: dict[object, list[InterpreterId]] = defaultdict(list)
        for interpreter in problem.lookup.interpreter.values():
            single = alone or interpreter.id in named or interpreter.is_delegate
            alike[interpreter.id if single else replace(interpreter, id=InterpreterId(""))].append(interpreter.id)
        groups = [
            group
            for mine in alike.values()
            for group in ([mine] if len(mine) >= FEWEST else [[interpreter_id] for interpreter_id in mine])
        ]
        self.members: Mapping[InterpreterId, tuple[InterpreterId, ...]] = {mine[0]: tuple(mine) for mine in groups}
        """By the one who stands for them."""
        self._standing = tuple(problem.lookup.interpreter[member] for member in self.members)
        self._attached: dict[PartyId | None, list[int]] = defaultdict(list)
        for nth, speaker in enumerate(self._standing):
            self._attached[speaker.attached_to].append(nth)

    def serving(self, wish: Wish) -> Iterator[MeetingInterpreter]:
        """Yield, of those who stand for a crew, who belongs to nobody or to one of a wish's parties, in their order."""
        mine = {nth for party in (None, *wish.parties) for nth in self._attached.get(party, ())}
        return (self._standing[nth] for nth in sorted(mine))

    def size(self, interpreter: InterpreterId) -> int:
        """Return how many someone stands for."""
        return len(self.members.get(interpreter, ()))

    @property
    def single(self) -> bool:
        """Whether nobody has an equal."""
        return all(len(mine) == 1 for mine in self.members.values())


def size(mover: tuple[str, str, int], crews: Crews) -> int:
    """Return for how many someone stands who moves about a day; a party moves as one."""
    kind, who, _day = mover
    return crews.size(InterpreterId(who)) if kind == "interpreter" else 1


def antichains(conflicts: Sequence[int]) -> Iterator[int]:
    """Yield each largest set of elements that all conflict with each other, as bits.

    `conflicts[n]` holds the bits of those that conflict with n. Time grows with what is found (Bron and Kerbosch 1973,
    with the pivot of Tomita and others 2006).
    """
    stack = [(0, (1 << len(conflicts)) - 1, 0)]
    while stack:
        held, may, seen = stack.pop()
        if not may and not seen:
            yield held
            continue
        pivot = max(_bits(may | seen), key=lambda n: (conflicts[n] & may).bit_count())
        for n in _bits(may & ~conflicts[pivot]):
            stack.append((held | 1 << n, may & conflicts[n], seen & conflicts[n]))
            may &= ~(1 << n)
            seen |= 1 << n


def _bits(held: int) -> Iterator[int]:
    while held:
        low = held & -held
        yield low.bit_length() - 1
        held ^= low
