"""Texts that an organiser writes in up to three languages; a reader without one gets the nearest."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tearoad.values.language import Language

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def script_of(text: str) -> Language:
    """Return the language whose script a text is in: Han is Chinese, Cyrillic is Russian, all else English."""
    if _HAN.search(text):
        return Language.ZH
    return Language.RU if _CYRILLIC.search(text) else Language.EN


@dataclass(frozen=True, slots=True)
class LocalText:
    """A short text that the organiser wrote in up to three languages."""

    en: str = ""
    zh: str = ""
    ru: str = ""

    def __bool__(self) -> bool:
        """Whether it is written in any language."""
        return bool(self.en or self.zh or self.ru)

    @property
    def written(self) -> tuple[str, ...]:
        """Every language that is filled, each text once."""
        return tuple(dict.fromkeys(text for text in (self.en, self.zh, self.ru) if text))

    @classmethod
    def by_letters(cls, written: str) -> LocalText:
        """Return a text of one spelling, in the language of its letters."""
        return cls(**{script_of(written).value[:2]: written})

    def is_alike(self, other: LocalText) -> bool:
        """Whether the two share a spelling; letters small and large are one."""
        own = {text.casefold() for text in self.written}
        return not own.isdisjoint(text.casefold() for text in other.written)

    def as_known(self, known: Iterable[LocalText]) -> LocalText:
        """Return the first of the known texts that shares a spelling, with all of its languages; else this one."""
        return next((one for one in known if self.is_alike(one)), self)

    def in_language(self, language: Language) -> str:
        """Return the text in a language, or the nearest one that is filled."""
        wanted = {Language.EN: self.en, Language.ZH: self.zh, Language.RU: self.ru}[language]
        return wanted or self.en or self.zh or self.ru


@dataclass(frozen=True, slots=True)
class LocalLines:
    """Some lines that the organiser wrote in up to three languages; each language has lines of its own."""

    en: tuple[str, ...] = ()
    zh: tuple[str, ...] = ()
    ru: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether any language has a line."""
        return bool(self.en or self.zh or self.ru)

    @classmethod
    def by_letters(cls, written: tuple[str, ...]) -> LocalLines:
        """Return lines of one language, in that of their letters."""
        return cls(**{script_of(" ".join(written)).value[:2]: written})

    def in_language(self, language: Language) -> tuple[str, ...]:
        """Return the lines in a language, or in the nearest one that has any."""
        wanted = {Language.EN: self.en, Language.ZH: self.zh, Language.RU: self.ru}[language]
        return wanted or self.en or self.zh or self.ru
