"""From a `Text` to a sentence, by the standard library's gettext.

A catalogue is `locale/<language>/<room>.po`; the message id is the code, the English catalogue holds the English
sentence. A room's catalogue is compiled in memory when the first sentence of that room is asked for (about 3 ms).
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations
from pathlib import Path

from tearoad.errors import NotFoundError
from tearoad.text import Param, PriceInText, Ref, Term, Text
from tearoad.values import Language
from tearoad.words.amounts import price

LOCALES = Path(__file__).parent / "locale"
_FOLDERS = [LOCALES]
_NO_NAMES: Mapping[str, str] = {}
_SENTENCE = re.compile(r"(?:[^a-zа-я{].*|.* .*(?:\w{4}|[^\w.]))[.。]", re.DOTALL)
"""Not `{amount} pcs.`: what begins with a capital, or ends with more than an abbreviation."""


def add_catalogues(folder: Path) -> None:
    """Say the texts of a program that stands upon this one too: `folder` holds its catalogues."""
    _FOLDERS.append(folder)
    _rooms.cache_clear()


@cache
def _rooms() -> Mapping[str, Path]:
    """Return the rooms that have a catalogue, with the folder of each."""
    return {path.stem: folder for folder in _FOLDERS for path in (folder / Language.EN.folder).glob("*.po")}


@cache
def _room(language: Language, room: str) -> GNUTranslations:
    import polib  # noqa: PLC0415  # only a process that speaks pays for it

    if room not in _rooms():  # it may come from a stored text: anything at all
        raise NotFoundError(Text("words.no_catalogue", room=room[:80], language=language.value))
    path = _rooms()[room] / language.folder / f"{room}.po"
    if language.habits.is_trial and not path.is_file():
        return _room(Language.EN, room)
    gnutranslations = GNUTranslations(io.BytesIO(polib.pofile(str(path)).to_binary()))
    if language.habits.is_trial:
        gnutranslations.add_fallback(_room(Language.EN, room))
    return gnutranslations


def say(text: Text, language: Language, names: Mapping[str, str] = _NO_NAMES, clock: tzinfo | None = None) -> str:
    """Return the sentence in a language; `names` turns ids (`Ref`) into names the reader knows.

    A plural message is chosen by the parameter `count`. `clock` is whose time the reader is told: a moment that is
    kept in UTC is told on it, with its city; a moment that stands on a clock of its own stays there.

    Raises:
        NotFoundError: the room has no catalogue, or the code is not in it.

    """
    shown = {name: _param_in_words(param, language, names, clock) for name, param in text.params}
    pattern = template(text, language)
    said = pattern.format_map(shown)
    # A firm's name may end with a full stop of its own: "Tea Co., Ltd."
    return said[:-1] if pattern.endswith("}.") and said.endswith("..") else said


def template(text: Text, language: Language) -> str:
    """Return the sentence with its placeholders still open.

    Raises:
        NotFoundError: the room has no catalogue, or the code is not in it.

    """
    room = _room(language, text.code.partition(".")[0])
    count = dict(text.params).get("count")
    found = room.ngettext(text.code, text.code, count) if isinstance(count, int) else text.code
    if found == text.code:
        found = room.gettext(text.code)
    if found == text.code:
        raise NotFoundError(Text("words.no_message", missing=text.code, language=language.value))
    return found


def messages(room: str, language: Language) -> dict[str, str | list[str]]:
    """Return every message of a room with its placeholders open, its plural forms in the catalogue's order.

    For a page that has to speak where no server is.
    """
    import polib  # noqa: PLC0415  # only a process that speaks pays for it

    path = LOCALES / language.folder / f"{room}.po"
    is_trial = language.habits.is_trial
    found = polib.pofile(str(path)) if path.is_file() or not is_trial else ()
    return (messages(room, Language.EN) if is_trial else {}) | {
        poentry.msgid: [poentry.msgstr_plural[form] for form in sorted(poentry.msgstr_plural)]
        if poentry.msgid_plural
        else poentry.msgstr
        for poentry in found
    }


def has(code: str) -> bool:
    """Whether there is such a message."""
    room = code.partition(".")[0]
    return _room(Language.EN, room).gettext(code) != code


def _param_in_words(param: Param, language: Language, names: Mapping[str, str], clock: tzinfo | None) -> str:  # noqa: PLR0911  # one line a type
    if isinstance(param, Text):
        return say(param, language, names, clock)
    if isinstance(param, Ref):
        return names.get(param.id, param.id)
    if isinstance(param, Term):
        return dict(zip(Language, param.each, strict=False)).get(language, param.each[0])
    if isinstance(param, tuple):
        return _listed(param, language, [_param_in_words(part, language, names, clock) for part in param])
    if isinstance(param, datetime):
        return moment(param, language) if clock is None or param.tzinfo is not UTC else on_clock(param, clock, language)
    if isinstance(param, date):
        return day(param, language)
    return _figure_in_words(param, language) if isinstance(param, Decimal | PriceInText) else str(param)


def _listed(parts: tuple[Text | Ref | Term, ...], language: Language, said: list[str]) -> str:
    """Return several as one list; sentences of their own follow each other without commas."""
    if all(isinstance(part, Text) and _SENTENCE.fullmatch(template(part, language)) for part in parts):
        return (" " if language.habits.comma.endswith(" ") else "").join(said)
    return language.listed(said)


def _figure_in_words(figure: Decimal | PriceInText, language: Language) -> str:
    if isinstance(figure, Decimal):
        return f"{figure.normalize():f}"
    return f"{price(figure.amount, language)}\N{NO-BREAK SPACE}{figure.currency}"


def moment(at: datetime, language: Language) -> str:
    """Return a day and a time as a day sheet shows them: `Tue 7 Feb 14:00`, `2月7日周二 14:00`, `вт 7 февр. 14:00`."""
    return f"{day(at, language)} {at:%H:%M}"


def moment_from(at: datetime, now: datetime, language: Language) -> str:
    """Return the same as read at another moment: with its year where that is another one."""
    return moment(at, language) if at.year == now.year else f"{day_of_year(at.date(), language)} {at:%H:%M}"


def on_clock(at: datetime, clock: tzinfo, language: Language) -> str:
    """Return a day and a time as a clock shows them, with the clock's city: `Tue 7 Feb 14:00 (Moscow)`."""
    here = moment(at.astimezone(clock), language)
    return say(Text("web.at_zone", at=here, city=city(clock, language)), language)


def two_times(at: datetime, fair: tzinfo, home: tzinfo, language: Language) -> str:
    """Return a moment at the fair with the time at home: `Tue 7 Feb 14:00 (Moscow; 19:00 Shanghai)`."""
    there, here = at.astimezone(fair), at.astimezone(home)
    if there.utcoffset() == here.utcoffset():
        return on_clock(at, fair, language)
    beside = Text("web.home_time", time=home_clock(there, here, language), city=city(home, language))
    text = Text("web.at_two", at=moment(there, language), fair=city(fair, language), beside=beside)
    return say(text, language)


def home_clock(there: datetime, here: datetime, language: Language) -> str:
    """Return the time at home, with its day where that is another one than at the fair."""
    return f"{here:%H:%M}" if there.date() == here.date() else moment(here, language)


@lru_cache(maxsize=256)
def city(clock: tzinfo, language: Language) -> str:
    """Return whose clock it is: the city after which a time zone is called, `Moscow`, `莫斯科`, `Москва`."""
    from babel.dates import get_timezone_location  # noqa: PLC0415  # 0.1 s, not for `--help`

    if "/" not in str(clock):
        return str(clock)
    return str(get_timezone_location(clock, locale=language.habits.locale, return_city=True))


def day(on: date, language: Language) -> str:
    """Return a day with its weekday, short; of a moment, the day of its own clock."""
    # Moments of two clocks are equal where they are one instant, so that only their days may be kept.
    return _day(on.year, on.month, on.day, language)


def day_of_year(on: date, language: Language) -> str:
    """Return a day with its weekday and its year."""
    from babel.dates import format_skeleton  # noqa: PLC0415  # 0.1 s, not for `--help`

    return format_skeleton("yMMMEd", on, locale=language.habits.locale)


@lru_cache(maxsize=4096)
def _day(year: int, month: int, of_month: int, language: Language) -> str:
    from babel.dates import format_date  # noqa: PLC0415  # 0.1 s, not for `--help`

    habits = language.habits
    return format_date(date(year, month, of_month), habits.day, locale=habits.locale)


class Words:
    """A voice in one language with the names its reader knows."""

    def __init__(self, language: Language, names: Mapping[str, str] = _NO_NAMES, clock: tzinfo | None = None) -> None:
        """Keep the language, the names, and whose time is told."""
        self.language = language
        self.names = names
        self.clock = clock

    def __call__(self, text: Text) -> str:
        """Say a text."""
        return say(text, self.language, self.names, self.clock)

    def template(self, text: Text) -> str:
        """Return a sentence with its placeholders still open, for a library that fills them itself."""
        return template(text, self.language)
