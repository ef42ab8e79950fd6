"""Lay the words of two names side by side, whatever their order, joined or parted."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.names.likeness import word_likeness
from tearoad.names.rarity import Rarity

_JOINED = 0.85
"""Joined words must be this alike."""
_INITIAL_WEIGHT = 0.4
"""What an initial tells of a name."""


@dataclass(frozen=True, slots=True)
class WordPair:
    """Words of one name that answer to words of the other; one of the sides may be one word written in parts."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    likeness: float
    weight: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs, and the weight of what was left over on each side."""

    pairs: tuple[WordPair, ...]
    left_ours: tuple[int, ...]
    left_theirs: tuple[int, ...]


def align(ours: tuple[str, ...], theirs: tuple[str, ...], rarity: Rarity) -> Alignment:
    """Pair the words of two names greedily, the most telling and most alike pair first.

    Greedy, not optimal: names are short and a word rarely has two rivals. Time O(n m) for n and m words, and equal
    input gives equal output.
    """
    pairs: list[WordPair] = []
    used_ours: set[int] = set()
    used_theirs: set[int] = set()
    for pair in sorted(_edges(ours, theirs, rarity), key=_rank):
        if used_ours.isdisjoint(pair.ours) and used_theirs.isdisjoint(pair.theirs):
            pairs.append(pair)
            used_ours.update(pair.ours)
            used_theirs.update(pair.theirs)
    return Alignment(
        tuple(pairs),
        tuple(place for place in range(len(ours)) if place not in used_ours),
        tuple(place for place in range(len(theirs)) if place not in used_theirs),
    )


def _rank(pair: WordPair) -> tuple[float, float, tuple[int, ...], tuple[int, ...]]:
    return (-pair.likeness * pair.weight, -pair.likeness, pair.ours, pair.theirs)


def _edges(ours: tuple[str, ...], theirs: tuple[str, ...], rarity: Rarity) -> list[WordPair]:
    edges: list[WordPair] = []
    for here, word in enumerate(ours):
        for there, other in enumerate(theirs):
            likeness = word_likeness(word, other)
            if likeness > 0:
                weight = min(rarity.weight(word), rarity.weight(other))
                weight *= _INITIAL_WEIGHT if min(len(word), len(other)) == 1 else 1
                edges.append(WordPair((here,), (there,), likeness, weight))
    edges += [WordPair(p.theirs, p.ours, p.likeness, p.weight) for p in _joined(theirs, ours, rarity)]
    return edges + _joined(ours, theirs, rarity)


def _joined(whole: tuple[str, ...], parted: tuple[str, ...], rarity: Rarity) -> list[WordPair]:
    """Two or three running words of one side that are one word on the other: `abd allah` and `abdallah`."""
    found: list[WordPair] = []
    for first, last in ((n, n + count) for count in (2, 3) for n in range(len(parted) - count + 1)):
        joined = "".join(parted[first:last])
        for here, word in enumerate(whole):
            if abs(len(word) - len(joined)) <= 2 and len(word) >= 4 and word[0] == joined[0]:
                likeness = word_likeness(word, joined)
                if likeness >= _JOINED:
                    weight = max(rarity.weight(word), *(rarity.weight(part) for part in parted[first:last]))
                    found.append(WordPair((here,), tuple(range(first, last)), likeness, weight))
    return found
