"""How much a word tells, worked out by hand."""

from __future__ import annotations

from math import log

import pytest

from tearoad.names.rarity import EVEN, Rarity


@pytest.mark.parametrize(("word", "weight"), [("romashkovo", 1.0), ("trading", 0.3), ("bin", 0.15), ("", 1.0)])
def test_without_counts_only_particles_and_words_of_many_firms_tell_little(word: str, weight: float) -> None:
    assert EVEN.weight(word) == weight


def test_one_name_is_no_count() -> None:
    assert Rarity.counted([["romashkovo"]]).weight("romashkovo") == 1.0


def test_with_counts_a_word_tells_less_the_more_names_it_stands_in() -> None:
    names = [["petrov", "ivan"], ["petrov", "oleg"], ["petrov", "petrov"], *([f"name{n}"] for n in range(6))]
    rarity = Rarity.counted(names)
    assert (rarity.total, rarity.counts["petrov"], rarity.counts["oleg"]) == (9, 3, 1)
    assert rarity.weight("unheard") == 1.0
    assert rarity.weight("oleg") == pytest.approx(log(10 / 2) / log(10))
    assert rarity.weight("petrov") == pytest.approx(log(10 / 4) / log(10))


def test_a_word_of_many_firms_never_tells_more_than_that_however_rare_it_is() -> None:
    rarity = Rarity.counted([["trading"], *([f"name{n}"] for n in range(9))])
    assert (rarity.weight("trading"), rarity.weight("bin")) == (0.3, 0.15)


def test_a_word_in_every_name_still_tells_a_little() -> None:
    assert Rarity.counted([["petrov"]] * 50).weight("petrov") == 0.08
