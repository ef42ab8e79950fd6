"""Seeded choices: the same seed makes the same mission, and each part draws from a stream of its own."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from faker import Faker


def stream(seed: int, part: str) -> random.Random:
    """Return the choices of one part, so that a change in one part leaves the others as they were."""
    return random.Random(f"tea road {seed} {part}")  # noqa: S311  # made-up data, not a secret


def russian_faker(seed: int) -> Faker:
    """Return a source of Russian people and streets, seeded for itself."""
    from faker import Faker  # noqa: PLC0415  # 0.3 s, only for who makes a demo

    faker = Faker("ru_RU")
    faker.seed_instance(seed)
    return faker


def tax_number(random_: random.Random) -> str:
    """Return a Russian tax number with a right check digit, in region 00, which was never given to anybody."""
    digits = [0, 0, *(random_.randrange(10) for _ in range(7))]
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    check = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 % 10
    return "".join(map(str, (*digits, check)))


_PHONES = {
    "CN": "+86851000",
    "RU": "+7495000",
    "KZ": "+7495000",
    "BY": "+37517000",
    "AM": "+37410000",
    "UZ": "+99871000",
    "TR": "+90212000",
}


def phone(country: str, number: int) -> str:
    """Return a number that rings nowhere, for no local number begins with three zeros; numbering plans allow it.

    Buyers of Kazakhstan, whose plan leaves no such gap, are given a Moscow number.
    """
    start = _PHONES[country]
    width = {"AM": 3, "CN": 5}.get(country, 4)
    return f"{start}{number:0{width}d}"
