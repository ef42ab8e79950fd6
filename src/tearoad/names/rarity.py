"""How much a word tells: Muhammad and trading little, a rare surname much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

from tearoad.names.word_lists import business_words

_PARTICLES = frozenset(
    [
        "al",
        "el",
        "ul",
        "ad",
        "as",
        "ash",
        "an",
        "ar",
        "at",
        "az",
        "bin",
        "bint",
        "ibn",
        "ben",
        "abu",
        "abou",
        "umm",
        "abd",
        "abdul",
        "abdel",
        "um",
        "uz",
        "i",
        "van",
        "von",
        "der",
        "den",
        "de",
        "da",
        "do",
        "di",
        "dos",
        "la",
        "le",
        "st",
        "san",
        "uulu",
        "kyzy",
        "ogly",
        "oglu",
    ]
)
_PARTICLE_WEIGHT = 0.15
_SHARED_WEIGHT = 0.3
_LEAST = 0.08


@dataclass(frozen=True, slots=True)
class Rarity:
    """Weights between 0 and 1. Without counts every word weighs 1 but particles and words that many firms share.

    With the counts of `total` names a word in n of them weighs log((total + 1) / (n + 1)) / log(total + 1): the
    inverse document frequency, brought to 1 for a word that never occurs.
    """

    counts: dict[str, int] = field(default_factory=dict)
    total: int = 0

    @classmethod
    def counted(cls, names: Iterable[Iterable[str]]) -> Rarity:
        """Count in how many names each word stands."""
        counts: dict[str, int] = {}
        total = 0
        for words in names:
            total += 1
            for word in set(words):
                counts[word] = counts.get(word, 0) + 1
        return cls(counts, total)

    def weight(self, word: str) -> float:
        """Return how much a word tells, above 0 and at most 1."""
        if word in _PARTICLES:
            return _PARTICLE_WEIGHT
        most = _SHARED_WEIGHT if word in business_words().english else 1.0
        if self.total < 2:
            return most
        share = log((self.total + 1) / (self.counts.get(word, 0) + 1)) / log(self.total + 1)
        return max(_LEAST, min(most, share))


EVEN = Rarity()
"""No counts: for two names looked at alone."""
