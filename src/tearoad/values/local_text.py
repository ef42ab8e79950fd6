"""Texts that an organiser writes in one language or several; a reader without one gets the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Generic, Self, TypeVar

from tearoad.values.language import BY_CODE, Language, script_of

_T = TypeVar("_T", bound="str | tuple[str, ...]")
_CODES = tuple(BY_CODE)
_PLACE: Mapping[str, int] = {
    name: place for place, language in enumerate(Language) for name in (language.value, language.code)
}


@dataclass(frozen=True, slots=True, init=False)
class ByLanguage(Generic[_T]):
    """What was written in each language, or nothing in it."""

    each: tuple[_T, ...]
    """In the order of `Language`."""
    _nothing: ClassVar[str | tuple[str, ...]] = ""

    def __init__(self, *written: _T, **by_code: _T) -> None:
        """Keep what is written in the order of `Language`, or by code: `LocalText(zh="茶")`."""
        known = dict(zip(_CODES, written, strict=False)) | by_code
        if len(written) > len(_CODES) or not known.keys() <= BY_CODE.keys():
            msg = f"languages are {', '.join(_CODES)}"
            raise TypeError(msg)
        object.__setattr__(self, "each", tuple(known.get(code, self._nothing) for code in _CODES))

    @classmethod
    def of(cls, written: Callable[[Language], _T]) -> Self:
        """Return what a function gives for each language."""
        return cls(*map(written, Language))

    def __getitem__(self, language: str) -> _T:
        """Return what is written in a language (or by its code), nothing else."""
        return self.each[_PLACE[language]]

    def __bool__(self) -> bool:
        """Whether any language has something."""
        return any(self.each)

    def items(self) -> Iterator[tuple[Language, _T]]:
        """Yield each language with what is written in it."""
        return zip(Language, self.each, strict=True)

    @property
    def by_code(self) -> dict[str, _T]:
        """What is written, by the codes of its languages."""
        return {language.code: text for language, text in self.items() if text}

    def with_language(self, language: Language, written: _T) -> Self:
        """Return it with other words in one language."""
        return type(self)(**(self.by_code | {language.code: written}))

    def in_language(self, language: Language) -> _T:
        """Return what is written in a language, or in the nearest one that has something."""
        return self[language] or next(filter(None, self.each), self[language])


@dataclass(frozen=True, slots=True, init=False)
class LocalText(ByLanguage[str]):
    """A short text in the languages that the organiser wrote it in."""

    @property
    def written(self) -> tuple[str, ...]:
        """Every language that is filled, each text once."""
        return tuple(dict.fromkeys(filter(None, self.each)))

    @classmethod
    def by_letters(cls, written: str) -> Self:
        """Return a text of one spelling, in the language of its letters."""
        return cls(**{script_of(written).code: written})

    @classmethod
    def alike(cls, written: str) -> Self:
        """Return a text that is the same in every language: a number, a name that nobody translates."""
        return cls.of(lambda _language: written)

    def is_alike(self, other: LocalText) -> bool:
        """Whether the two share a spelling; letters small and large are one."""
        own = {text.casefold() for text in self.written}
        return not own.isdisjoint(text.casefold() for text in other.written)

    def as_known(self, known: Iterable[LocalText]) -> LocalText:
        """Return the first of the known texts that shares a spelling, with all of its languages; else this one."""
        return next((text for text in known if self.is_alike(text)), self)


@dataclass(frozen=True, slots=True, init=False)
class LocalLines(ByLanguage["tuple[str, ...]"]):
    """Some lines in the languages that the organiser wrote them in; each language has lines of its own."""

    _nothing: ClassVar[str | tuple[str, ...]] = ()

    @classmethod
    def by_letters(cls, written: tuple[str, ...]) -> Self:
        """Return lines of one language, in that of their letters."""
        return cls(**{script_of(" ".join(written)).code: written})
