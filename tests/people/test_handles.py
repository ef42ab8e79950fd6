"""Whether somebody is found however they write their mail, telephone or messenger, and nobody else with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import pytest

from tearoad.people.handles import read_handle


@dataclass(frozen=True)
class Person:
    """A made-up person: by what they are kept."""

    phone: str
    mail: str
    messenger: str


def people(count: int) -> tuple[Person, ...]:
    chance = Random(7)
    codes = ("7495", "7812", "8613", "7701", "4930", "9715")
    digits = [
        f"{code}{number:0{11 - len(code)}d}"
        for code, number in zip(codes * count, range(1_000_003, 10**9, 7_919), strict=False)
    ]
    names = ("anna", "wang.li", "oleg", "li-na", "dmitri_k")
    return tuple(
        Person(
            f"+{digits[at]}",
            f"{names[at % 5]}{at}@example.{chance.choice(('org', 'com'))}",
            f"Telegram: @{names[at % 5]}_{at}",
        )
        for at in range(count)
    )


def phones(kept: str) -> Iterator[str]:
    digits = kept[1:]
    country = next(code for code in ("7", "86", "49", "971") if digits.startswith(code))
    own = digits.removeprefix(country)
    yield from (
        kept,
        f"+{country} {own[:3]} {own[3:6]}-{own[6:8]}-{own[8:]}",
        f"+{country} ({own[:3]}) {own[3:]}",
        f"00{digits}",
    )
    yield from (
        f"tel:{kept}",
        f"Тел.: {kept}",
        f"电话：{kept}",
        f"{kept} ext. 12",
        f"{kept}, доб. 5",
        f"{kept} 分机 8",
        digits,
    )
    yield from (
        kept.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "+0123456789"}),
        f"WhatsApp: {kept}",
        f"https://wa.me/{digits}",
    )
    if country == "7":
        yield from (f"8 ({own[:3]}) {own[3:6]}-{own[6:8]}-{own[8:]}", f"8{own}")
    yield from (own, f"{own[:3]}-{own[3:]}")


def mails(kept: str) -> Iterator[str]:
    yield from (
        kept,
        kept.upper(),
        f" {kept} ",
        f"mailto:{kept}",
        f"Anna <{kept}>",
        f"<{kept}>",
        kept.replace("@", "＠"),
    )


def messengers(kept: str) -> Iterator[str]:
    name = kept.partition("@")[2]
    yield from (kept, f"@{name}", f"t.me/{name}", f"https://t.me/{name.upper()}", f"telegram.me/{name}", f"tg: {name}")
    yield from (f"Телеграм @{name}", f"TELEGRAM：@{name}", f"tg://resolve?domain={name}")


@pytest.mark.parametrize(("kept_as", "spell"), [("phone", phones), ("mail", mails), ("messenger", messengers)])
def test_two_hundred_people_are_found_by_every_spelling_and_no_other_with_them(kept_as: str, spell: object) -> None:
    everybody = [getattr(person, kept_as) for person in people(200)]
    kept = [read_handle(handle) for handle in everybody]
    assert callable(spell)
    wrong = [
        (spelling, [everybody[at] for at in hits])
        for number, handle in enumerate(everybody)
        for spelling in spell(handle)
        if (hits := [at for at, other in enumerate(kept) if other.matches(read_handle(spelling))]) != [number]
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("anna@example.org", "anna+fair@example.org"),
        ("a.nna@example.org", "anna@example.org"),
        ("Telegram: @anna_tea", "WeChat: anna_tea"),
        ("+7 495 000-01-39", "+86 495 000 0139"),
    ],
)
def test_what_is_only_alike_is_offered_and_not_taken(first: str, second: str) -> None:
    ours, theirs = read_handle(first), read_handle(second)
    assert (ours.matches(theirs), ours.is_like(theirs), theirs.is_like(ours)) == (False, True, True)


@pytest.mark.parametrize("text", ["", "Anna", "王小明", "12345", "1 kg", "@", "see card"])
def test_what_reaches_nobody_matches_nothing(text: str) -> None:
    handle = read_handle(text)
    assert (handle.kind, handle.matches(handle)) == ("", False)
