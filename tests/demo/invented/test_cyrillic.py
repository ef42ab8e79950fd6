"""Names of trading houses and their Latin spelling."""

from __future__ import annotations

from itertools import combinations

from rapidfuzz.distance import Levenshtein

from tearoad.demo.invented.chance import stream
from tearoad.demo.invented.cyrillic import houses, to_latin


def test_cyrillic_is_written_as_in_a_russian_passport() -> None:
    assert to_latin("Щербакова Юлия Мальцева-Цой") == "Shcherbakova Iuliia Maltseva-Tsoi"


def test_no_house_is_called_like_another() -> None:
    words = [house.cyrillic.partition("-")[0] for house in houses(stream(1, "test"), 160)]
    assert len(words) == 160
    assert max(Levenshtein.normalized_similarity(*two) for two in combinations(words, 2)) <= 0.7
