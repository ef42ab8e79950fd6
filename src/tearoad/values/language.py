"""Languages: those the program speaks, and those people speak."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

LanguageCode = NewType("LanguageCode", str)
"""ISO 639-1, lower case: a language that a person speaks, such as `kk`."""


class Language(StrEnum):
    """A language that Tea Road itself speaks; the values are BCP 47 tags."""

    EN = "en"
    ZH = "zh-Hans"
    RU = "ru"
