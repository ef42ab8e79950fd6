"""Slots in a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def touched_by_every_run(slots: Sequence[int], length: int) -> Iterator[tuple[int, ...]]:
    """Yield each smallest set of slots of which every `length` in a row hold one.

    So many runs find room in what is free as the least free of these sets has: intervals are a totally unimodular
    matrix, so that packing and covering agree.
    """

    def grown(chosen: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        last, before = chosen[-1], chosen[-2] if len(chosen) > 1 else -1
        if last >= len(slots) - length:
            yield tuple(slots[place] for place in chosen)
            return
        # Nearer to the one before the last, and the last would not be needed.
        for place in range(max(last + 1, before + length + 1), last + length + 1):
            yield from grown((*chosen, place))

    if len(slots) >= length:
        for first in range(length):
            yield from grown((first,))
