"""Chinese names in three scripts."""

from __future__ import annotations

import pytest

from tearoad.demo.invented.chance import stream
from tearoad.demo.invented.chinese import Spelling, brands, persons


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (Spelling("清", "Qing", "Цин"), Spelling("源", "yuan", "юань"), Spelling("清源", "Qingyuan", "Цинъюань")),
        (Spelling("云", "Yun", "Юнь"), Spelling("源", "yuan", "юань"), Spelling("云源", "Yunyuan", "Юньюань")),
        (Spelling("翠", "Cui", "Цуй"), Spelling("泉", "quan", "цюань"), Spelling("翠泉", "Cuiquan", "Цуйцюань")),
    ],
)
def test_syllables_join_as_the_palladius_system_wants(first: Spelling, second: Spelling, joined: Spelling) -> None:
    assert first.followed_by(second) == joined


def test_names_are_unique_and_the_family_name_stands_first() -> None:
    people = persons(stream(1, "test"), 60)
    assert len({person.native for person in people}) == 60
    assert all(person.native.startswith(person.family) for person in people)
    assert all(len(person.latin.split()) == len(person.local.split()) == 2 for person in people)


def test_no_two_firms_share_a_brand() -> None:
    made = brands(stream(1, "test"), 18)
    assert len({brand.han for brand in made}) == len({brand.latin for brand in made}) == 18
