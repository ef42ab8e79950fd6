"""The pairs of `meeting_pairs.txt`, read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from tearoad.companies import Buyer, Certificate, Exporter, Product, Quantity, Standing, Want
from tearoad.matching import Request, Strength
from tearoad.matching.hard_conditions import ALL_RULES, HardConditions
from tearoad.mission import Interpreter, LanguagePair
from tearoad.names import FirmName, PersonName
from tearoad.values import (
    CountryCode,
    HSCode,
    InterpreterId,
    Language,
    LanguageCode,
    LocalText,
    PartyId,
    WishId,
    script_of,
)

FILE = Path(__file__).with_name("meeting_pairs.txt")
FIRM, BUYER = PartyId("E1"), PartyId("B1")
FAIR = date(2027, 2, 9)
_Party = TypeVar("_Party", Exporter, Buyer)
_STRENGTHS = {"no": Strength.NO, "must": Strength.MUST, "wish": Strength.WISH}


@dataclass(frozen=True, slots=True)
class MeetingPair:
    """One line of the file, as the sheets would say it."""

    number: int
    line: str
    expected: str
    exporter: Exporter
    buyer: Buyer
    requests: tuple[Request, ...]
    conditions: HardConditions


def meeting_pairs() -> Iterator[MeetingPair]:
    """Yield all pairs, in the order of the file."""
    interpreters: tuple[Interpreter, ...] = ()
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("# interpreters:"):
            interpreters = _interpreters(line.partition(":")[2].strip())
        elif line and not line.startswith("#"):
            yield _read_pair(number, line, interpreters)


def _interpreters(written: str) -> tuple[Interpreter, ...]:
    if written == "none":
        return ()
    pairs = [LanguagePair(*map(LanguageCode, text.split("-"))) for text in written.split(", ")]
    return (Interpreter(InterpreterId("I1"), PersonName(latin="Interpreter (made up)"), frozenset(pairs)),)


def _read_pair(number: int, line: str, interpreters: tuple[Interpreter, ...]) -> MeetingPair:
    cells = ["" if cell.strip() == "-" else cell.strip() for cell in line.split("|")]
    expected, speaks, papers, goods, codes, least, country, spoken, wants, want_codes, volumes, said = cells
    exporter = Exporter(
        FIRM,
        FirmName(latin="Songquan Works"),
        products=tuple(_products(goods, codes, least)),
        certificates=tuple(map(_certificate, papers.split(", "))) if papers else (),
        languages=tuple(map(LanguageCode, speaks.split())),
    )
    buyer = Buyer(
        BUYER,
        FirmName(latin="Three Barrels House"),
        country=CountryCode(country),
        languages=tuple(map(LanguageCode, spoken.split())),
        wants=tuple(_wants(wants, want_codes, volumes)),
    )
    requests: list[Request] = []
    must_not: set[tuple[PartyId, PartyId]] = set()
    for text in filter(None, (part.strip() for part in said.split(";"))):
        who, _, what = text.partition(" ")
        if who == "office":
            must_not.add((FIRM, BUYER))
        elif what in _STRENGTHS:
            asker, asked = (FIRM, BUYER) if who == "firm" else (BUYER, FIRM)
            requests.append(Request(WishId(f"R{len(requests)}"), asker, asked, _STRENGTHS[what]))
        elif who == "firm":
            exporter = _with_said(exporter, what, buyer.name.latin)
        else:
            buyer = _with_said(buyer, what, exporter.name.latin)
    conditions = HardConditions(ALL_RULES, frozenset(must_not), interpreters)
    return MeetingPair(number, line, expected, exporter, buyer, tuple(requests), conditions)


def _with_said(party: _Party, what: str, other: str) -> _Party:
    return replace(party, do_not_meet=(other,)) if what == "avoids" else replace(party, standing=Standing(what))


def _products(goods: str, codes: str, least: str) -> Iterator[Product]:
    names = goods.split("; ")
    for name, code, order in zip(names, _as_many(codes, names), _as_many(least, names), strict=True):
        said = {script_of(text): text for text in name.split(" / ")}
        spelled = FirmName(*(said.get(language, "") for language in (Language.ZH, Language.EN, Language.RU)))
        yield Product(spelled, _code(code), minimum_order=_quantity(order))


def _wants(wants: str, codes: str, volumes: str) -> Iterator[Want]:
    names = wants.split("; ") if wants else []
    for name, code, volume in zip(names, _as_many(codes, names), _as_many(volumes, names), strict=True):
        written = name.split(" / ")
        said = {script_of(text): text for text in written} if len(written) > 1 else {}
        others = LocalText(*(said.get(language, "") for language in (Language.EN, Language.ZH, Language.RU)))
        yield Want(written[0], _code(code), volume=_quantity(volume), said=others)


def _as_many(written: str, names: list[str]) -> list[str]:
    return written.split("; ") if written else [""] * len(names)


def _code(written: str) -> HSCode | None:
    return HSCode(written) if written else None


def _quantity(written: str) -> Quantity | None:
    amount, _, unit = written.partition(" ")
    return Quantity(Decimal(amount), unit) if written else None


def _certificate(written: str) -> Certificate:
    kind, _, until = written.partition(" until ")
    return Certificate(kind, expires_on=date.fromisoformat(until) if until else None)
