"""How a name stands on papers: as in `tearoad.names.spelling`, with a reading for letters that few can read.

Where a name has no Latin spelling and one of its spellings is in letters that the reader may not know, how it is read
in Latin letters stands behind the others. A spelling that somebody stated is never replaced by one that is computed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from tearoad.names import FirmName, PersonName
from tearoad.names import spelling as stated
from tearoad.names.latin.reading import latin_reading
from tearoad.names.spelling import Spelling
from tearoad.values import Language, script_of

__all__ = ["Spelling", "firm", "goods", "person", "script_of"]

goods = stated.firm
"""Goods are called as the sheets call them: their names are words, not read aloud."""


@lru_cache(maxsize=16384)
def firm(name: FirmName, language: Language) -> Spelling:
    """Return a firm's spellings: a chain's banner, or the one in the reader's script, first."""
    return _read(stated.firm(name, language), name.written, language, person=False)


@lru_cache(maxsize=16384)
def person(name: PersonName, language: Language) -> Spelling:
    """Return a person's spellings: the one in the reader's script first, else in Latin letters."""
    return _read(stated.person(name, language), name.written, language, person=True)


def _read(spelled: Spelling, written: tuple[str, ...], language: Language, *, person: bool) -> Spelling:
    scripts = {script_of(text) for text in written}
    if Language.EN in scripts or scripts <= {language}:
        return spelled
    reading = latin_reading(written[0], person=person)
    return replace(spelled, others=(*spelled.others, reading)) if reading else spelled
