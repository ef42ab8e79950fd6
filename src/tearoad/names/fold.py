"""Bring a written name to one form: width, case, accents and punctuation fall away, letters and digits stay."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = str.maketrans(
    {
        "ё": "е",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "ə": "a",
        "&": " and ",
        "№": " no ",
        "+": " plus ",
    }
)
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05c7]")
_SILENT = re.compile("['’‘ʼʻ`´\"“”„«»ʹʺ\u02bf\u02be\u200b-\u200f\u2060\ufeff]")
_NOT_WORD = re.compile(r"[\W_]+", re.UNICODE)
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ]\w)")
# One word in two alphabets is a slip of the keyboard or worse: the Latin letter that looks Cyrillic becomes it.
_LOOK_CYRILLIC = str.maketrans("aceiopxykmtbh", "асеіорхукмтвн")
_MIXED = re.compile(r"\b(?=\w*[a-z])(?=\w*[\u0400-\u052f])\w+\b")
_LATIN_WITH_MARKS = re.compile("[\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff]+")


def _unmarked(match: re.Match[str]) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFD", match.group()))


def fold(written: str) -> str:
    """Return a name in lower case without accents, quotes and punctuation, its words parted by single spaces.

    Full-width letters become plain ones, ё becomes е, accents leave Latin and Greek letters; й, ї and other letters of
    their own stay. `SiemensAG` is two words. Folding twice changes nothing.
    """
    if written.isascii():
        text = _CAMEL.sub(" ", written).lower()
        if text.isalnum():
            return text
    else:
        text = unicodedata.normalize("NFKC", written)
        text = _CAMEL.sub(" ", text).casefold()
        text = _MARKS.sub("", _LATIN_WITH_MARKS.sub(_unmarked, unicodedata.normalize("NFKC", text)))
        text = _MIXED.sub(lambda word: word.group().translate(_LOOK_CYRILLIC), text)
    return _NOT_WORD.sub(" ", _SILENT.sub("", text.translate(_SPECIAL))).strip()


def words(written: str) -> tuple[str, ...]:
    """Return the folded words of a name, in order."""
    return tuple(fold(written).split())


def words_sought(written: str) -> list[str]:
    """Return the words to look for in folded texts; a mark that folds to nothing stays, and stands in none of them."""
    return fold(written).split() or written.split()


def digits_and_letters(number: str) -> str:
    """Return a registration number without spaces, dots and dashes, in capitals; empty where no digit is in it."""
    bare = "".join(char for char in unicodedata.normalize("NFKC", number).upper() if char.isalnum())
    return bare if any(char.isdigit() for char in bare) else ""


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return any("\u3400" <= char <= "\u9fff" or "\uf900" <= char <= "\ufaff" for char in text)


def has_cyrillic(text: str) -> bool:
    """Whether a Cyrillic letter stands in the text."""
    return any("\u0400" <= char <= "\u052f" for char in text)


def has_hangul(text: str) -> bool:
    """Whether a Korean syllable stands in the text."""
    return any("\uac00" <= char <= "\ud7a3" for char in text)
