"""An index over many names, so that one name is compared with a few and not with all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tearoad.names.compare import compare
from tearoad.names.keys import keys
from tearoad.names.likeness import word_likeness
from tearoad.names.parsed import ParsedName
from tearoad.names.rarity import Rarity
from tearoad.values import Score

_LONGEST_JOIN = 16
_ENOUGH = 0.5
"""A name is looked at when words with so much of our name's weight, and of its own, are in both."""


@dataclass(frozen=True, slots=True)
class SimilarName:
    """A name of the index that is like ours: its place in the sequence the index was built from."""

    place: int
    score: Score


class NameIndex:
    """Names of one kind (persons or firms), findable by like words.

    Building is linear in the words. A search touches the words that share a key with ours and the names these stand
    in; comparing in full is left for the few that have enough weight in common.
    """

    def __init__(self, names: Sequence[ParsedName], rarity: Rarity | None = None) -> None:
        """Index the names in order; words weigh by how rare they are here, unless the rarity is given."""
        self._names = names
        word_sets = [_words(name) for name in names]
        self.rarity = rarity or Rarity.counted(word_sets)
        self._stands_in: dict[str, list[int]] = {}
        self._by_key: dict[str, list[str]] = {}
        for place, words in enumerate(word_sets):
            for word in words:
                self._stands_in.setdefault(word, []).append(place)
        for word in self._stands_in:
            for key in keys(word):
                self._by_key.setdefault(key, []).append(word)
        self._alike: dict[str, tuple[tuple[str, float], ...]] = {}

    def __len__(self) -> int:
        """Return how many names are in the index."""
        return len(self._names)

    def search(self, ours: ParsedName, least: int) -> tuple[SimilarName, ...]:
        """Return the names that score at least so much (0 to 1000) against ours, best first."""
        found = (SimilarName(place, compare(ours, self._names[place], self.rarity)) for place in self._candidates(ours))
        return tuple(
            sorted((hit for hit in found if hit.score.value >= least), key=lambda h: (-h.score.value, h.place))
        )

    def _candidates(self, ours: ParsedName) -> list[int]:
        places: dict[int, None] = {}
        for reading in ours.readings:
            words = _with_joins(reading.words)
            shared: dict[int, float] = {}
            for word in words:
                for place, weight in self._weights(word).items():
                    shared[place] = shared.get(place, 0.0) + weight
            need = _ENOUGH * min(1.0, sum(self.rarity.weight(word) for word in reading.words))
            places |= dict.fromkeys(place for place, weight in shared.items() if weight >= need)
        return sorted(places)

    def _weights(self, word: str) -> dict[int, float]:
        weights: dict[int, float] = {}
        for other, likeness in self._words_like(word):
            weight = likeness * min(self.rarity.weight(word), self.rarity.weight(other))
            for place in self._stands_in[other]:
                weights[place] = max(weights.get(place, 0.0), weight)
        return weights

    def _words_like(self, word: str) -> tuple[tuple[str, float], ...]:
        if word not in self._alike:
            others = dict.fromkeys(other for key in keys(word) for other in self._by_key.get(key, ()))
            rated = ((other, word_likeness(word, other)) for other in others)
            self._alike[word] = tuple((other, likeness) for other, likeness in rated if likeness > 0)
        return self._alike[word]


def _words(name: ParsedName) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for reading in name.readings for word in _with_joins(reading.words)))


def _with_joins(words: tuple[str, ...]) -> tuple[str, ...]:
    """Add two and three neighbours written as one, so that `Abd Allah` is found by `Abdallah`."""
    runs = (words[first : first + count] for count in (2, 3) for first in range(len(words) - count + 1))
    return (*words, *(joined for joined in map("".join, runs) if len(joined) <= _LONGEST_JOIN))
