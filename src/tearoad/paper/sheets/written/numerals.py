"""Numbers in signs and words: `两人`, `十一`, `two`, `три`, `１２`."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = {sign: number for number, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_SIGN = "".join(_SIGNS)
_TENS = re.compile(rf"([一二三四五六七八九])?十([一二三四五六七八九])?(?![{_SIGN}十百千万亿])")
_UNIT = re.compile(rf"([{_SIGN}])(?![{_SIGN}十百千万亿])")
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            *("one один одна", "two два две", "three три", "four четыре", "five пять"),
            *("six шесть", "seven семь", "eight восемь", "nine девять", "ten десять"),
        ),
        start=1,
    )
    for word in words.split()
}
_WORD = re.compile(r"[a-zа-я]+\b", re.IGNORECASE)


def in_digits(written: str) -> str:
    """Return a text whose number at the front stands in digits: `两人` is `2人`; any other text as it is."""
    text = unicodedata.normalize("NFKC", written).strip()
    if tens := _TENS.match(text):
        number = 10 * _SIGNS.get(tens[1] or "一", 1) + _SIGNS.get(tens[2] or "零", 0)
        return f"{number}{text[tens.end() :]}"
    if unit := _UNIT.match(text):
        return f"{_SIGNS[unit[1]]}{text[unit.end() :]}"
    word = _WORD.match(text)
    meant = _WORDS.get(word[0].casefold()) if word else None
    return text if word is None or meant is None else f"{meant}{text[word.end() :]}"
