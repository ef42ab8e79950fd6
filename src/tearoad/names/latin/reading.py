"""A name in Latin letters for people to read on papers, where nobody stated one: capitals and order are kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tearoad.names.fold import fold, has_cyrillic, has_han, has_hangul
from tearoad.names.latin.transliterate import passport_letter, readings

_HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_WIDE = str.maketrans("（），。·、《》“”「」", '(),. ,""""""')


@lru_cache(maxsize=16384)
def latin_reading(written: str, *, person: bool = False) -> str:
    """Return how a name is read: Cyrillic by the passport table, Chinese in pinyin; empty where it is Latin already.

    A person's Chinese name is family and given name as two words; a firm's is read syllable by syllable.
    """
    if has_han(written):
        said = _HAN_RUN.sub(lambda run: f" {_pinyin(run.group(), person=person)} ", written.translate(_WIDE))
        return _spaced(_cyrillic(said))
    if has_cyrillic(written):
        return _cyrillic(written)
    folded = tuple(fold(written).split())
    if not has_hangul(written) and not any(_is_foreign(char) for char in written):
        return ""
    return " ".join(word.capitalize() for word in readings(folded, person=person)[0].words)


def _is_foreign(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith("LATIN")


def _pinyin(run: str, *, person: bool) -> str:
    if person:
        return " ".join(word.capitalize() for word in readings((run,), person=True)[0].words)
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # only where Chinese characters stand

    return " ".join(str(syllable).capitalize() for syllable in lazy_pinyin(run, v_to_u=True))


def _cyrillic(written: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda word: _cyrillic_word(word.group()), written)


def _cyrillic_word(word: str) -> str:
    shouted = len(word) > 1 and word.isupper()
    letters = []
    for char in word:
        latin = passport_letter(char.casefold())
        letters.append(latin.upper() if shouted else latin.capitalize() if char.isupper() else latin)
    return "".join(letters)


def _spaced(text: str) -> str:
    tight = re.sub(r"\s+([),.;:])", r"\1", re.sub(r"([(])\s+", r"\1", text))
    return " ".join(tight.split())
