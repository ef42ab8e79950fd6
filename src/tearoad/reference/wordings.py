"""How an organisation writes certain countries and places: its own wording goes before the usual one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from tearoad.reference.countries import country_code, usual_country_name
from tearoad.reference.spelling import same
from tearoad.values import CountryCode, Language, LocalText


@dataclass(frozen=True, slots=True)
class Wording:
    """What is to stand where `written` would: a country by its code or any of its names, or a place by its name."""

    written: str
    name: LocalText = LocalText()

    def means(self, wanted: str) -> bool:
        """Whether it is about a place, by its name as `same` writes it."""
        return any(same(text) == wanted for text in (self.written, *self.name.written))

    def in_language(self, language: Language) -> str:
        """Return the wording in a language; empty where there is none, and then the usual one stands."""
        return self.name[language]


def _nobody() -> tuple[Wording, ...]:
    return ()


_house: ContextVar[Callable[[], tuple[Wording, ...]]] = ContextVar("house", default=_nobody)


def house_wordings() -> tuple[Wording, ...]:
    """Return what the organisation on whose behalf we work wants; nothing where there is none."""
    return _house.get()()


@contextmanager
def wordings_of_house(read: Callable[[], tuple[Wording, ...]]) -> Iterator[None]:
    """Let an organisation's wordings hold inside; `read` is asked only where a name is printed."""
    token = _house.set(read)
    try:
        yield
    finally:
        _house.reset(token)


def let_wordings_hold(read: Callable[[], tuple[Wording, ...]]) -> None:
    """Let an organisation's wordings hold from here to the end of the context; only the gate says this."""
    _house.set(read)


def country_name(code: CountryCode, language: Language, first: Iterable[Wording] = ()) -> str:
    """Return a country's name: in the first wording that means it, those of `first` before the house's, else CLDR's.

    Raises:
        NotFoundError: no country has this code.

    """
    found = (
        wording.in_language(language)
        for wording in (*first, *house_wordings())
        if country_code(wording.written) == code
    )
    return next(filter(None, found), "") or usual_country_name(code, language)


def place_name(written: str, language: Language, first: Iterable[Wording] = ()) -> str:
    """Return a place's name: in the first wording that means it, else as written; capitals and blanks do not count.

    A wording means a place by what was written for it and by its name in any language.
    """
    wanted = same(written)
    found = (wording.in_language(language) for wording in (*first, *house_wordings()) if wording.means(wanted))
    return (next(filter(None, found), "") if written else "") or written
