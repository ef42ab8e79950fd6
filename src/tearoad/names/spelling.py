"""Which spelling of a name a reader meets first. No spelling that is known is ever left out.

A spelling in the reader's script leads; without one, Latin letters, which most can read; else the bearer's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tearoad.names.name import FirmName, PersonName
from tearoad.values import Language, script_of


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name for a reader: the spelling to read first, then the others."""

    main: str
    others: tuple[str, ...] = ()

    def in_line(self, language: Language) -> str:
        """Return the name for a sentence: the first spelling, with its Latin one in brackets where few can read it."""
        latin = next((other for other in self.others if script_of(other) is Language.EN), "")
        known = not latin or script_of(self.main) in {language, Language.EN}
        return self.main if known else f"{self.main} ({latin})"


def firm(name: FirmName, language: Language) -> Spelling:
    """Return a firm's spellings: a chain's banner, or the one in the reader's script, first."""
    return _ordered((name.banner, name.native, name.local, name.latin), language)


def person(name: PersonName, language: Language) -> Spelling:
    """Return a person's spellings: the one in the reader's script first, else in Latin letters."""
    return _ordered((name.native, name.local, name.latin), language)


@lru_cache(maxsize=16384)
def _ordered(spellings: tuple[str, ...], language: Language) -> Spelling:
    filled = tuple(dict.fromkeys(spelling for spelling in spellings if spelling))
    if not filled:
        return Spelling("")
    by_script = {script_of(spelling): spelling for spelling in reversed(filled)}
    main = by_script.get(language) or by_script.get(Language.EN) or filled[0]
    return Spelling(main, tuple(spelling for spelling in filled if spelling != main))
