"""Languages: those the program speaks, and those people speak."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

LanguageCode = NewType("LanguageCode", str)
"""ISO 639-1, lower case: a language that a person speaks, such as `kk`."""


class Language(StrEnum):
    """A language that Tea Road itself speaks; the values are BCP 47 tags.

    One more is a member here, its row in `LANGUAGES`, and its catalogues.
    """

    EN = "en"
    ZH = "zh-Hans"
    RU = "ru"

    @property
    def code(self) -> LanguageCode:
        """ISO 639-1: how it stands in mission.toml, in columns and on the command line."""
        return LanguageCode(self.value.partition("-")[0])

    @property
    def folder(self) -> str:
        """Where its catalogues lie below `words/locale`."""
        return self.value.replace("-", "_")

    @property
    def habits(self) -> LanguageHabits:
        """How it is written."""
        return LANGUAGES[self]

    @property
    def own_name(self) -> str:
        """How it calls itself, whatever the reader's language."""
        return LANGUAGES[self].own_name

    @property
    def script(self) -> Language:
        """The language that `script_of` finds in its letters: English for all that are written in Latin ones."""
        return self if LANGUAGES[self].letters else Language.EN

    def listed(self, parts: Iterable[str]) -> str:
        """Return several as one list: `a, b`, `甲、乙`."""
        return LANGUAGES[self].comma.join(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageHabits:
    """How a language is written."""

    own_name: str
    locale: str
    """Whose names, dates and numbers are Babel's."""
    letters: re.Pattern[str] | None = None
    """A letter by which a text is known to be in it; None where its letters are Latin."""
    plural_forms: int
    is_trial: bool = False
    """Whether it is still being translated: what its catalogues lack is said in English, and no check asks for it."""
    comma: str = ", "
    semicolon: str = "; "
    colon: str = ": "
    space: str = " "
    """Between two sentences."""
    breaks_words: bool = False
    """Whether a line may end between any two letters."""
    ordered_by_sound: bool = False
    """Whether people are listed by how their names sound, as the letters have no order of their own."""
    day: str = "EEE d MMM"
    full_day: str = "EEEE d MMMM"
    full_date: str = "EEEE d MMMM y"


LANGUAGES: Mapping[Language, LanguageHabits] = {
    Language.EN: LanguageHabits(own_name="English", locale="en_GB", plural_forms=2),
    Language.ZH: LanguageHabits(
        own_name="中文",
        locale="zh_Hans",
        letters=re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"),
        plural_forms=1,
        comma="、",
        semicolon="；",
        colon="：",
        space="",
        breaks_words=True,
        ordered_by_sound=True,
        day="M月d日EEE",
        full_day="M月d日 EEEE",
        full_date="y年M月d日 EEEE",
    ),
    Language.RU: LanguageHabits(
        own_name="Русский",
        locale="ru",
        letters=re.compile(r"[\u0400-\u052f]"),
        plural_forms=3,
        full_day="EEEE, d MMMM",
        full_date="EEEE, d MMMM y 'г'.",
    ),
}
"""All that is said of a language outside its catalogues."""

BY_CODE: Mapping[str, Language] = {language.code: language for language in Language}
IN_COLUMNS = (*(language for language in Language if language is not Language.EN), Language.EN)
"""The languages in the order of columns and fields: English, which is needed least, last."""


def script_of(text: str) -> Language:
    """Return the language whose letters a text holds: Han is Chinese, Cyrillic is Russian, all else English."""
    known = ((language, habits.letters) for language, habits in LANGUAGES.items() if habits.letters is not None)
    return next((language for language, letters in known if letters.search(text)), Language.EN)
