"""Which meetings leave slots that have more of them than tables, so that the fewest people see another day.

People are joined by the meetings of over-full slots; k of each slot are chosen, E in all. Chosen meetings that touch
form groups, and people told are E, one more for each group, one fewer for each cycle. So the cycles are listed, and
every union of them that so few meetings leave room for: what the best of them saves, no choice saves more. From each
union and each meeting a choice is grown, always by the meeting that tells the fewest more.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from tearoad_lab.matchmaking.repair_two_slots import fewest_of_two

_MOST_CHOSEN = 400
"""Where more meetings leave, each slot chooses for itself."""
_LONGEST = 60
"""Where more meetings leave, cycles are too many to be listed."""
_MOST_CYCLES = 400
_MOST_UNIONS = 12_000
_MOST_STEPS = 30_000
"""So many are looked at; where there are more, counting says less."""
_MOST_GROWN = 150_000
"""So many meetings are looked at while choices grow."""
_ANYWAY = -1
"""All who are told anyway, as one person."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Choices of meetings that leave, and how few more people any choice tells."""

    choices: tuple[tuple[int, ...], ...]
    """First those that tell the fewest, of these first those of which few could go nowhere at once."""
    fewest: int


class CrowdedSlots:
    """The meetings of over-full slots, as lines between people."""

    def __init__(
        self, there: Mapping[int, Sequence[int]], pairs: Sequence[tuple[int, int]], over: Mapping[int, int]
    ) -> None:
        """Take the meetings of each slot, whose they are, and how many of each slot leave."""
        self._slot = {number: slot for slot in over for number in there[slot]}
        self._pairs, self._over = pairs, over
        self._count = sum(over.values())

    def fewest(self, disturbed: Collection[int], is_stuck: Callable[[int], bool]) -> Leaving:
        """Return meetings that leave where these people are told anyway.

        Deterministic. Time is bounded by the lists; the choices are not always the best there are.
        """
        if not self._count:
            return Leaving(((),), 0)
        ends = {
            number: tuple(_ANYWAY if person in disturbed else person for person in self._pairs[number])
            for number in self._slot
        }
        lines, is_stuck = _Lines(ends, self._slot, self._over), cache(is_stuck)
        if self._count > _MOST_CHOSEN:
            return Leaving((lines.slot_by_slot(is_stuck),), 0)
        unions, is_whole = lines.unions()
        saved = max((lines.saved(union, self._count, has_anyway=bool(disturbed)) for union in unions), default=-1)
        fewest = self._count - saved - bool(disturbed) if is_whole else 0
        unions.sort(key=lambda union: (lines.people(union) - len(union), sorted(union)))
        of_two = lines.of_two(is_stuck)
        if of_two is not None:
            fewest = max(fewest, of_two[0])
            unions.insert(0, frozenset(of_two[1]))
        seeds = [*unions, *(frozenset({number}) for number in sorted(self._slot))]
        grown = {lines.grown(seed, is_stuck) for seed in seeds[: 1 + _MOST_GROWN // lines.width(self._count)]}
        ranked = sorted(grown, key=lambda numbers: (lines.people(numbers), sum(map(is_stuck, numbers)), numbers))
        return Leaving(tuple(ranked), max(0, fewest))


class _Lines:
    """Meetings between people; whoever is told anyway is one."""

    def __init__(self, ends: Mapping[int, tuple[int, ...]], slot: Mapping[int, int], over: Mapping[int, int]) -> None:
        self._ends, self._slot, self._over = ends, slot, over
        self._at: dict[int, list[int]] = {}
        self._steps = 0
        for number, pair in sorted(ends.items()):
            for person in {*pair}:
                self._at.setdefault(person, []).append(number)

    def width(self, count: int) -> int:
        """Return how many meetings are looked at for a choice of so many, about."""
        return count * (4 * count + len(self._at.get(_ANYWAY, ())))

    def people(self, numbers: Collection[int]) -> int:
        """Return how many more are told of these meetings."""
        return len({person for number in numbers for person in self._ends[number]} - {_ANYWAY})

    def _fits(self, numbers: Collection[int]) -> bool:
        counts = Counter(self._slot[number] for number in numbers)
        return all(count <= self._over[slot] for slot, count in counts.items())

    def _other(self, number: int, person: int) -> int:
        first, second = self._ends[number]
        return second if person == first else first

    def _cycles(self) -> tuple[list[frozenset[int]], bool]:
        """Return the cycles for which there is room, and whether they are all."""
        found: dict[frozenset[int], None] = {}
        self._steps = 0
        if sum(self._over.values()) > _LONGEST:
            return [], False
        for root in sorted(self._at):
            for cycle in self._closed(root, root, [], Counter(self._over), self._ways_back(root)):
                found[frozenset(cycle)] = None
                if len(found) > _MOST_CYCLES:
                    return list(found), False
            if self._steps > _MOST_STEPS:
                return list(found), False
        return list(found), True

    def _closed(
        self, root: int, person: int, path: list[int], left: Counter[int], back: Mapping[int, int]
    ) -> Iterator[list[int]]:
        """Yield the ways from a person back to the root, each of whose people comes after it and only once."""
        room = left.total()
        for number in self._at[person]:
            self._steps += 1
            slot, other = self._slot[number], self._other(number, person)
            if not left[slot] or number in path or back.get(other, room) >= room or self._steps > _MOST_STEPS:
                continue
            path.append(number)
            left[slot] -= 1
            if other == root:
                yield path
            elif all(other not in self._ends[before] for before in path[:-1]):
                yield from self._closed(root, other, path, left, back)
            left[slot] += 1
            path.pop()

    def _ways_back(self, root: int) -> dict[int, int]:
        """Return how many meetings lie between the root and each person after it, where they are few."""
        back, ring = {root: 0}, [root]
        for far in range(1, sum(self._over.values())):
            ring = [self._other(number, person) for person in ring for number in self._at[person]]
            ring = [person for person in dict.fromkeys(ring) if person > root and person not in back]
            back |= dict.fromkeys(ring, far)
        return back

    def unions(self) -> tuple[list[frozenset[int]], bool]:
        """Return every union of cycles for which there is room, and whether they are all."""
        cycles, is_whole = self._cycles()
        found: dict[frozenset[int], None] = dict.fromkeys(cycles)
        todo, tried = deque(cycles), 0
        while todo:
            union = todo.popleft()
            for cycle in cycles:
                tried += 1
                if tried > _MOST_UNIONS:
                    return list(found), False
                more = union | cycle
                if more not in found and self._fits(more):
                    found[more] = None
                    todo.append(more)
        return list(found), is_whole

    def of_two(self, is_stuck: Callable[[int], bool]) -> tuple[int, tuple[int, ...]] | None:
        """Return the fewest people of the two slots that most leave, and such meetings; None where it is too much."""
        two = sorted(self._over, key=lambda slot: (-self._over[slot], slot))[:2]
        axis = {number: two.index(slot) for number, slot in self._slot.items() if slot in two}
        leave = (self._over[two[0]], self._over[two[-1]] if len(two) > 1 else 0)
        return fewest_of_two({number: self._ends[number] for number in axis}, axis, leave, _ANYWAY, is_stuck)

    def saved(self, union: frozenset[int], count: int, *, has_anyway: bool) -> int:
        """Return how many people at most are saved where these cycles are among so many meetings.

        Groups are joined by meetings between them: a tree that joins k costs (k / 2) / (k - 1) of the shortest ways
        between them at least (Kou, Markowsky and Berman, "A fast algorithm for Steiner trees", 1981).
        """
        groups = self._groups(union)
        people = sum(map(len, groups))
        if has_anyway and not any(_ANYWAY in group for group in groups):
            groups.append({_ANYWAY})
        # Each group but one of a tree has its own way to another, which is not shorter than that to the nearest.
        ways = sorted(self._far(group, [other for other in groups if other is not group]) for group in groups)
        cycles = len(union) - people + len(self._groups(union))
        joined = 0
        for more in range(1, len(ways)):
            if len(union) + -(-sum(ways[:more]) * (more + 1) // (2 * more)) <= count:
                joined = more
        return cycles - len(groups) + joined

    def _groups(self, numbers: Collection[int]) -> list[set[int]]:
        groups: list[set[int]] = []
        for number in numbers:
            touching = [group for group in groups if not group.isdisjoint(self._ends[number])]
            groups = [group for group in groups if group not in touching]
            groups.append({*self._ends[number]}.union(*touching))
        return groups

    def _far(self, group: Collection[int], others: Collection[Collection[int]]) -> int:
        """Return how many meetings lie between people and the nearest of others at least."""
        aims, reached, far = {person for other in others for person in other}, {*group}, 0
        ring = reached
        while ring and not aims & reached:
            ring = {self._other(number, person) for person in ring for number in self._at.get(person, ())} - reached
            reached, far = reached | ring, far + 1
        return far if aims & reached else len(self._slot) + 1

    def grown(self, seed: Collection[int], is_stuck: Callable[[int], bool]) -> tuple[int, ...]:
        """Return as many meetings of each slot as leave, from some of them on."""
        chosen = {*seed}
        left = Counter(self._over)
        left.subtract(self._slot[number] for number in seed)
        disturbed = {person for number in seed for person in self._ends[number]} | {_ANYWAY}
        while left.total():
            near = self._near(disturbed, chosen, left) or (
                number for number, slot in self._slot.items() if left[slot] and number not in chosen
            )
            number = min(
                near, key=lambda meeting: (len({*self._ends[meeting]} - disturbed), is_stuck(meeting), meeting)
            )
            chosen.add(number)
            left[self._slot[number]] -= 1
            disturbed.update(self._ends[number])
        return tuple(sorted(chosen))

    def slot_by_slot(self, is_stuck: Callable[[int], bool]) -> tuple[int, ...]:
        """Return as many meetings of each slot as leave, slot by slot those that tell the fewest more."""
        chosen, disturbed = list[int](), {_ANYWAY}
        for slot, count in self._over.items():
            mine = [number for number, its in self._slot.items() if its == slot]
            mine.sort(key=lambda meeting: (len({*self._ends[meeting]} - disturbed), is_stuck(meeting), meeting))
            chosen += mine[:count]
            disturbed.update(person for number in mine[:count] for person in self._ends[number])
        return tuple(sorted(chosen))

    def _near(self, disturbed: Collection[int], chosen: Collection[int], left: Mapping[int, int]) -> set[int]:
        return {
            number
            for person in disturbed
            for number in self._at.get(person, ())
            if number not in chosen and left[self._slot[number]]
        }
