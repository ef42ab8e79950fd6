"""Made-up names of buyers: words that mean nothing, in Cyrillic and in Latin letters."""

from __future__ import annotations

import random
from dataclasses import dataclass
from itertools import product

_FIRST = (
    *("Бор", "Вел", "Дар", "Зар", "Кам", "Лад", "Мир", "Нор", "Ост", "Рад", "Сол", "Тал", "Уст", "Хвал", "Чер"),
    *("Яр", "Гор", "Жем", "Исл", "Кел", "Лим", "Мел", "Нев", "Пал", "Рут", "Сев", "Тор", "Унж", "Фел", "Шар"),
)
_MIDDLE = ("ан", "ел", "ири", "ос", "уми", "ав", "енг", "оле", "ер", "альто", "инде", "оскра")
_LAST = ("вика", "нега", "тея", "дана", "рум", "мола", "сита", "ганж", "лора", "пиус", "декс", "бург", "хост", "фия")
_LIKE_AT_MOST = 0.7
_TRADES = ("Продукт", "Трейд", "Фуд", "Опт", "Импорт", "Маркет", "Снаб", "Дистрибуция")
_LATIN_TRADES = ("Foods", "Trading", "Imports", "Distribution", "Group", "Provisions")
_ALPHABET = "абвгдеёжзийклмнопрстуфхцчшщъыэюя"
_PASSPORT = "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y e iu ia"
_LETTERS = dict(zip(_ALPHABET, _PASSPORT.split(" "), strict=True))
_LETTERS["ь"] = ""


@dataclass(frozen=True, slots=True)
class House:
    """A buyer's name without its legal form: in Cyrillic and in Latin letters."""

    cyrillic: str
    latin: str


def to_latin(written: str) -> str:
    """Write Cyrillic in Latin letters as Russian passports do."""
    return "".join(_letter(letter) for letter in written)


def _letter(letter: str) -> str:
    latin = _LETTERS.get(letter.lower(), letter)
    return latin.capitalize() if letter.isupper() else latin


def houses(random_: random.Random, count: int) -> tuple[House, ...]:
    """Make up names of trading houses; none is like another, so that only a planted twin is one."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  # only for who makes a demo

    words = ["".join(parts) for parts in product(_FIRST, _MIDDLE, _LAST)]
    random_.shuffle(words)
    made: dict[str, House] = {}
    for word in words:
        if len(made) == count:
            break
        if all(Levenshtein.normalized_similarity(word, other) <= _LIKE_AT_MOST for other in made):
            trade = random_.choice(_TRADES)
            made[word] = House(f"{word}-{trade}", f"{to_latin(word)} {random_.choice(_LATIN_TRADES)}")
    return tuple(made.values())
