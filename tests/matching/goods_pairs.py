"""The pairs of `goods_pairs.txt`, read, and their two halves."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from tearoad.companies import Product, Want
from tearoad.names import FirmName
from tearoad.values import HSCode, Language, LocalText, script_of

FILE = Path(__file__).with_name("goods_pairs.txt")


class May(IntEnum):
    """What may be claimed of a pair, the least first."""

    NOTHING = 0
    RELATED = 1
    KIND = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the file."""

    line: str
    may: May
    product: Product
    want: Want

    @property
    def held_out(self) -> bool:
        """Whether it belongs to the half that nothing was tuned on: by the checksum of its wordings."""
        _, product, _, want, _ = self.line.split("|")
        return zlib.crc32(f"{product.strip()}|{want.strip()}".encode()) % 2 == 0


@cache
def pairs() -> tuple[Pair, ...]:
    """Return all pairs, in the order of the file."""
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return tuple(_pair(line) for line in lines if line and not line.startswith("#"))


def _pair(line: str) -> Pair:
    may, product, product_code, want, want_code = (part.strip() for part in line.split("|"))
    name, said = _in_languages(product), _in_languages(want)
    spelled = FirmName(*(name.get(language, "") for language in (Language.ZH, Language.EN, Language.RU)))
    written = want.split(" / ")[0]
    others = LocalText(*(said.get(language, "") for language in (Language.EN, Language.ZH, Language.RU)))
    return Pair(
        line,
        May[may.upper()],
        Product(spelled, HSCode(product_code) if product_code else None),
        Want(written, HSCode(want_code) if want_code else None, said=others if len(said) > 1 else LocalText()),
    )


def _in_languages(wordings: str) -> dict[Language, str]:
    return {script_of(text): text for text in wordings.split(" / ")}
