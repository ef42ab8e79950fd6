"""Chinese names as Russian writes them, and back: the table of Palladius (Kafarov), built from its rules.

`Гуйчжоу` is `guizhou`, `Ван` is `wang` and `вань` is `wan`: in Russian the soft sign tells n from ng.
"""

from __future__ import annotations

from functools import cache

_INITIALS = {
    "b": "б", "p": "п", "m": "м", "f": "ф", "d": "д", "t": "т", "n": "н", "l": "л", "g": "г", "k": "к", "h": "х",
    "j": "цз", "q": "ц", "x": "с", "zh": "чж", "ch": "ч", "sh": "ш", "r": "ж", "z": "цз", "c": "ц", "s": "с",
}  # fmt: skip
_HARD = {
    "a": "а", "o": "о", "e": "э", "ai": "ай", "ei": "эй", "ao": "ао", "ou": "оу", "an": "ань", "en": "энь",
    "ang": "ан", "eng": "эн", "ong": "ун", "u": "у", "ua": "уа", "uo": "о", "uai": "уай", "ui": "уй", "uan": "уань",
    "un": "унь", "uang": "уан",
}  # fmt: skip
_SOFT = {
    "i": "и", "ia": "я", "ie": "е", "iao": "яо", "iu": "ю", "ian": "янь", "in": "инь", "iang": "ян", "ing": "ин",
    "iong": "юн",
}  # fmt: skip
_ROUND = {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}
_ALONE = {
    "a": "а", "ai": "ай", "an": "ань", "ang": "ан", "ao": "ао", "e": "э", "en": "энь", "er": "эр", "ou": "оу",
    "yi": "и", "ya": "я", "ye": "е", "yao": "яо", "you": "ю", "yan": "янь", "yin": "инь", "yang": "ян", "ying": "ин",
    "yong": "юн", "yu": "юй", "yue": "юэ", "yuan": "юань", "yun": "юнь", "wu": "у", "wa": "ва", "wo": "во",
    "wai": "вай", "wei": "вэй", "wan": "вань", "wen": "вэнь", "wang": "ван", "weng": "вэн", "hui": "хуэй",
    "zi": "цзы", "ci": "цы", "si": "сы", "zhi": "чжи", "chi": "чи", "shi": "ши", "ri": "жи", "lu": "люй", "nu": "нюй",
}  # fmt: skip
_SOFT_ONLY = {"j", "q", "x"}
_SOFT_NEVER = {"zh", "ch", "sh", "r", "z", "c", "s", "f", "g", "k", "h"}
_VARIANTS = {"хуэй": ("хуй", "хой"), "вэй": ("вей",), "вэнь": ("вень",), "дэ": ("де",), "тэ": ("те",)}


@cache
def syllables() -> dict[str, str]:
    """Return each Cyrillic syllable with the pinyin it stands for; where two share one, the commoner is kept."""
    table: dict[str, str] = {}
    for latin, cyrillic in _INITIALS.items():
        finals = {} if latin in _SOFT_ONLY else dict(_HARD)
        if latin not in _SOFT_NEVER:
            finals |= _SOFT
        for final, ending in finals.items():
            table.setdefault(cyrillic + ending, latin + final)
    for latin in _SOFT_ONLY:
        for final, ending in (_SOFT | _ROUND).items():
            table[_INITIALS[latin] + ending] = latin + final
    for pinyin, cyrillic in _ALONE.items():
        table[cyrillic] = pinyin
    for main, others in _VARIANTS.items():
        for other in others:
            table.setdefault(other, table[main])
    return table


def to_pinyin(word: str) -> str | None:
    """Return the pinyin of a folded Cyrillic word that is wholly made of Chinese syllables, joined; None otherwise.

    Where a word can be parted in several ways the parting with the fewest syllables is taken, and of those the first
    with the longest syllable in front.
    """
    table = syllables()
    best: list[tuple[int, str] | None] = [None] * len(word) + [(0, "")]
    for start in range(len(word) - 1, -1, -1):
        for end in range(min(len(word), start + 6), start, -1):
            rest, pinyin = best[end], table.get(word[start:end])
            current = best[start]
            if rest is not None and pinyin is not None and (current is None or rest[0] + 1 < current[0]):
                best[start] = (rest[0] + 1, pinyin + rest[1])
    found = best[0]
    return found[1] if found and word else None
