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
_LABIALS = {"b", "p", "m", "f"}
_SOFT_FINALS = _SOFT | _ROUND
_SOFT_ONLY = {"j", "q", "x"}
_SOFT_NEVER = {"zh", "ch", "sh", "r", "z", "c", "s", "f", "g", "k", "h"}
_VARIANTS = {"хуэй": ("хуй", "хой"), "вэй": ("вей",), "вэнь": ("вень",), "дэ": ("де",), "тэ": ("те",)}


@cache
def syllables() -> dict[str, str]:
    """Return each Cyrillic syllable with the pinyin it stands for; where two share one, the commoner is kept."""
    table: dict[str, str] = {}
    for latin, cyrillic in _INITIALS.items():
        for final, ending in _finals(latin).items():
            table.setdefault(cyrillic + ending, latin + final)
    # цз, ц, с before a soft final are j, q, x; elsewhere z, c, s.
    table |= {
        _INITIALS[latin] + ending: latin + final for latin in _SOFT_ONLY for final, ending in _SOFT_FINALS.items()
    }
    table |= {cyrillic: pinyin for pinyin, cyrillic in _ALONE.items()}
    return {other: table[main] for main, others in _VARIANTS.items() for other in others} | table


def _finals(initial: str) -> dict[str, str]:
    # Only b, p, m and f take a plain o; behind the others Russian writes the same letter for uo.
    unused = "uo" if initial in _LABIALS else "o"
    hard = {} if initial in _SOFT_ONLY else {final: ending for final, ending in _HARD.items() if final != unused}
    return hard if initial in _SOFT_NEVER else hard | _SOFT


def to_pinyin(word: str) -> str | None:
    """Return the pinyin of a folded Cyrillic word that is wholly made of Chinese syllables, joined; None otherwise.

    Where a word can be parted in several ways the parting with the fewest syllables is taken, and of those the first
    with the longest syllable in front.
    """
    # The hard sign only parts two syllables.
    parts = [_joined(part) for part in word.split("ъ")]
    return None if None in parts or not word else "".join(part for part in parts if part)


def _joined(word: str) -> str | None:
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
