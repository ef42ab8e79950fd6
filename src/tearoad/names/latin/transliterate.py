"""Write a name in Latin letters, in each way in which passports, lists and papers do.

Cyrillic by the passport table (ICAO Doc 9303), with Ukrainian readings where Ukrainian letters stand, and by the table
of Palladius where the words are Chinese syllables; Chinese by pinyin with the readings that surnames have; Korean near
the spelling that lists use; all else by `anyascii`. The many other schemes (BGN/PCGN, scientific, French) are not
spelled out: `reduce` in `keys.py` brings them and the passport's to one form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from tearoad.names.fold import fold, has_cyrillic, has_han, has_hangul
from tearoad.names.latin import palladius


class Scheme(StrEnum):
    """How a reading came about."""

    AS_WRITTEN = "as_written"
    PASSPORT = "passport"
    UKRAINIAN = "ukrainian"
    PALLADIUS = "palladius"
    PINYIN = "pinyin"
    KOREAN = "korean"
    SOUND = "sound"


@dataclass(frozen=True, slots=True)
class Reading:
    """A name in Latin words, and by which scheme."""

    words: tuple[str, ...]
    scheme: Scheme


_PASSPORT = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
    "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "iu", "я": "ia",
    "і": "i", "ї": "i", "є": "ie", "ґ": "g", "ў": "u", "ј": "j", "љ": "lj", "њ": "nj", "џ": "dz", "ђ": "dj", "ћ": "c",
    "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "ҳ": "h", "ҷ": "j", "ӣ": "i",
}  # fmt: skip
_UKRAINIAN = _PASSPORT | {"г": "h", "и": "y"}
_UKRAINIAN_LETTERS = frozenset("іїєґ")
_KAZAKH_LETTERS = frozenset("әғқңөұүһ")

_SURNAMES = {
    "单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "朴": "piao", "查": "zha", "区": "ou", "翟": "zhai",
    "盖": "ge", "任": "ren", "覃": "qin", "乐": "yue", "缪": "miao", "召": "shao", "冼": "xian", "折": "she",
    "黑": "he", "员": "yun", "种": "chong", "繁": "po", "祭": "zhai", "秘": "bi", "重": "chong", "洗": "xian",
    "尉迟": "yuchi", "万俟": "moqi", "澹台": "tantai", "长孙": "zhangsun", "單": "shan", "區": "ou", "蓋": "ge",
}  # fmt: skip
_KOREAN_FAMILY = {"i": "ri", "li": "ri", "no": "ro"}
_KOREAN_SOUNDS = (
    ("eo", "o"),
    ("eu", "u"),
    ("^g", "k"),
    ("^d", "t"),
    ("^b", "p"),
    ("(?<!n)g$", "k"),
    ("b$", "p"),
    ("d$", "t"),
)
"""From the romanisation of the year 2000 to the older one, in which the lists' names stand."""
_DOUBLE_SURNAMES = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "上官",
        "诸葛",
        "諸葛",
        "夏侯",
        "皇甫",
        "尉迟",
        "尉遲",
        "公孙",
        "公孫",
        "慕容",
        "司徒",
        "令狐",
        "长孙",
        "長孫",
        "宇文",
        "东方",
        "東方",
        "独孤",
        "南宫",
        "端木",
        "申屠",
        "澹台",
        "万俟",
        "呼延",
        "轩辕",
    ]
)


def passport_letter(char: str) -> str:
    """Return what a small Cyrillic letter is in a passport; any other character stays."""
    return _PASSPORT.get("е" if char == "ё" else char, char)


@lru_cache(maxsize=65536)
def _cyrillic(word: str, scheme: Scheme) -> str:
    table = _UKRAINIAN if scheme is Scheme.UKRAINIAN else _PASSPORT
    return "".join(table.get(char, char) for char in word)


def _sound(word: str) -> str:
    from anyascii import anyascii  # noqa: PLC0415  # only names in rarer scripts pay for its tables

    return fold(str(anyascii(word)))


def _pinyin(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # noqa: PLC0415  # 57 MB and 0.15 s, only where Chinese characters stand

    return tuple(str(syllable).replace("v", "u") for syllable in lazy_pinyin(text))


def _han_person(word: str) -> tuple[str, ...]:
    """Family name and given name as two words; longer strings are no Chinese name and stay one word."""
    if not 2 <= len(word) <= 4:
        return ("".join(_pinyin(word)),)
    cut = 2 if word[:2] in _DOUBLE_SURNAMES and len(word) > 2 else 1
    family = _SURNAMES.get(word[:cut]) or "".join(_pinyin(word[:cut]))
    return (family, "".join(_pinyin(word[cut:])))


def _korean(word: str) -> tuple[str, ...]:
    from anyascii import anyascii  # noqa: PLC0415  # only names in rarer scripts pay for its tables

    parts = fold(str(anyascii(word))).split()
    spoken = [_KOREAN_FAMILY.get(part, part) if place == 0 else part for place, part in enumerate(parts)]
    for romanised, listed in _KOREAN_SOUNDS:
        spoken = [re.sub(romanised, listed, part) for part in spoken]
    return (spoken[0], "".join(spoken[1:])) if 2 <= len(spoken) <= 3 else tuple(spoken)


def _word(word: str, scheme: Scheme, *, person: bool) -> tuple[str, ...]:
    if word.isascii():
        return (word,)
    if has_cyrillic(word):
        latin = palladius.to_pinyin(word) if scheme is Scheme.PALLADIUS else None
        return (latin or _cyrillic(word, scheme),)
    if has_han(word):
        return _han_person(word) if person else ("".join(_pinyin(word)),)
    if has_hangul(word):
        return _korean(word)
    return tuple(_sound(word).split())


def _schemes(folded: tuple[str, ...], *, person: bool) -> tuple[Scheme, ...]:
    text = "".join(folded)
    if text.isascii():
        return (Scheme.AS_WRITTEN,)
    if has_cyrillic(text):
        schemes = [Scheme.PASSPORT]
        letters = set(text)
        if letters & _UKRAINIAN_LETTERS and not letters & _KAZAKH_LETTERS:
            schemes.append(Scheme.UKRAINIAN)
        if _looks_chinese(folded, person=person):
            schemes.append(Scheme.PALLADIUS)
        return tuple(schemes)
    if has_han(text):
        return (Scheme.PINYIN,)
    return (Scheme.KOREAN,) if has_hangul(text) else (Scheme.SOUND,)


def _looks_chinese(folded: tuple[str, ...], *, person: bool) -> bool:
    # A person is Chinese as a whole; in a firm's name one long Chinese word is enough (a place, a maker).
    if person:
        return 2 <= len(folded) <= 3 and all(palladius.to_pinyin(word) for word in folded)
    return any(len(word) >= 5 and palladius.to_pinyin(word) for word in folded)


def readings(folded: tuple[str, ...], *, person: bool) -> tuple[Reading, ...]:
    """Return the ways in which folded words may stand in Latin letters, the likeliest first, each once."""
    found: dict[tuple[str, ...], Reading] = {}
    for scheme in _schemes(folded, person=person):
        latin = tuple(part for word in folded for part in _word(word, scheme, person=person) if part)
        found.setdefault(latin, Reading(latin, scheme))
    return tuple(found.values())


def to_latin(written: str, *, person: bool = False) -> str:
    """Return a name in Latin letters by the likeliest scheme, folded; for looking up, not for printing on papers."""
    words = tuple(fold(written).split())
    return " ".join(readings(words, person=person)[0].words) if words else ""
