"""Which meetings leave over-full slots, against every choice of them."""

from collections.abc import Iterator, Sequence
from itertools import chain, combinations, product
from random import Random

from tearoad_lab.matchmaking.repair_tables import CrowdedSlots

TWO = 2


def crowd(seed: int) -> tuple[dict[int, list[int]], list[tuple[int, int]], dict[int, int], frozenset[int]]:
    """Some people in pairs in each of two or three slots, how many pairs leave each, and who is told anyway."""
    chance = Random(seed)
    people = chance.randint(4, 9)
    there: dict[int, list[int]] = {}
    pairs: list[tuple[int, int]] = []
    for slot in range(chance.randint(2, 4)):
        order = chance.sample(range(people), people - chance.randint(0, 1))
        mine = [(person, other) for person, other in zip(order[::2], order[1::2], strict=False)]
        there[slot] = [*range(len(pairs), len(pairs) + len(mine))]
        pairs += mine
    over = {slot: chance.randint(1, max(1, len(mine) - 1)) for slot, mine in there.items()}
    return there, pairs, over, frozenset(chance.sample(range(people), chance.choice((0, 0, 1, 3))))


def every_choice(there: dict[int, list[int]], over: dict[int, int]) -> Iterator[tuple[int, ...]]:
    for parts in product(*(combinations(there[slot], count) for slot, count in over.items())):
        yield tuple(chain.from_iterable(parts))


def told_of(numbers: Sequence[int], pairs: Sequence[tuple[int, int]], disturbed: frozenset[int]) -> int:
    return len({person for number in numbers for person in pairs[number]} - disturbed)


def test_no_choice_tells_fewer_than_is_said_and_of_two_slots_the_best_is_found() -> None:
    met = 0
    for seed in range(300):
        there, pairs, over, disturbed = crowd(seed)
        leaving = CrowdedSlots(there, pairs, over).fewest(disturbed, lambda _: False)
        fewest = min(told_of(numbers, pairs, disturbed) for numbers in every_choice(there, over))
        assert leaving.fewest <= fewest, seed
        assert {tuple(sorted(numbers)) for numbers in every_choice(there, over)}.issuperset(leaving.choices), seed
        is_met = told_of(leaving.choices[0], pairs, disturbed) == leaving.fewest
        assert is_met or len(over) > TWO, seed
        met += is_met
    assert met > 280
