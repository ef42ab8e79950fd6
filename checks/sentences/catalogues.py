"""Whether every sentence is there in English, Chinese and Russian, and says the same with the same parameters."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import polib

from checks.allowed import Allowed, read_allowed
from checks.finding import ROOT, Finding, place
from checks.sentences.counted_words import problem_with_number
from tearoad.values import Language

LOCALES = ROOT / "src/tearoad/words/locale"
OF_LABORATORY = ROOT / "lab/src/tearoad_lab/locale"
FORMS = {language.folder: language.habits.plural_forms for language in Language if not language.habits.is_trial}
"""The folders of languages and how many plural forms each has."""
SCRIPTS = {language.folder: letters for language in Language if (letters := language.habits.letters) is not None}
CODE_SPAN = re.compile(r"`[^`]*`")
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
LETTERS = re.compile(r"[^\W\d_]")
ABBREVIATION = re.compile(r"\b[A-Z]{2,5}\b")
"""PDF, UTC, EXW: written so in every language."""
ENGLISH_RUN = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[ ,]+[A-Za-z][A-Za-z'’]*){2,}")
"""Three Latin words in a row: a product's name has two, a sentence that nobody translated has more."""

STRAIGHT = re.compile(r"[^\W\d_]'|\}'(?=(?:s|d|ll|re|ve)\b)")
"""An apostrophe from the keyboard behind a letter or a name; quotes around a command are not meant."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message in one language."""

    code: str
    plural: bool
    forms: tuple[str, ...]
    where: str

    @property
    def placeholders(self) -> frozenset[str]:
        """The parameters that any form shows."""
        return frozenset().union(*(_placeholders(form) or frozenset() for form in self.forms))


Catalogue = Mapping[str, Entry]


def check(locales: Path | None = None, allowed: Allowed | None = None) -> list[Finding]:
    """Return everything that keeps the translations from being whole: of a folder, else of every one there is."""
    allowed = allowed if allowed is not None else read_allowed()
    if locales is None:
        return [*check(LOCALES, allowed), *check(OF_LABORATORY, allowed)]
    rooms = sorted({path.stem for language in FORMS for path in (locales / language).glob("*.po")})
    findings: list[Finding] = []
    for room in rooms:
        missing = [language for language in FORMS if not (locales / language / f"{room}.po").is_file()]
        findings += [Finding(f"{language}/{room}.po", "is missing; other languages have it") for language in missing]
        if not missing:
            findings += _check_room(locales, room, allowed)
    return sorted(set(findings))


def read(path: Path) -> Catalogue:
    """Read one catalogue; the header is left out.

    Raises:
        OSError: the file is not one.

    """
    file = polib.pofile(str(path), encoding="utf-8")
    return {entry.msgid: _entry(entry, path) for entry in file if not entry.obsolete}


def english(locales: Path = LOCALES) -> dict[str, Entry]:
    """Return every English message of every room."""
    return {code: entry for path in sorted((locales / "en").glob("*.po")) for code, entry in read(path).items()}


def _entry(entry: polib.POEntry, path: Path) -> Entry:
    plural = bool(entry.msgid_plural)
    forms = tuple(entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)) if plural else (entry.msgstr,)
    return Entry(entry.msgid, plural, forms, place(path, path.parents[1], entry.linenum))


def _check_room(locales: Path, room: str, allowed: Allowed) -> Iterator[Finding]:
    try:
        catalogues = {language: read(locales / language / f"{room}.po") for language in FORMS}
    except OSError as problem:
        yield Finding(f"*/{room}.po", str(problem))
        return
    for language, catalogue in catalogues.items():
        yield from _check_file(locales / language / f"{room}.po", language)
        for entry in catalogue.values():
            yield from _check_entry(entry, language, room)
            yield from _check_number(entry, language)
            yield from _check_script(entry, language, catalogues["en"].get(entry.code), allowed)
    yield from _check_twins(catalogues)


def _check_file(path: Path, language: str) -> Iterator[Finding]:
    file = polib.pofile(str(path), encoding="utf-8")
    where = place(path, path.parents[1])
    if file.metadata.get("Language") != language:
        yield Finding(where, f"the header names the language {file.metadata.get('Language')!r}, not {language!r}")
    if not file.metadata.get("Plural-Forms", "").startswith(f"nplurals={FORMS[language]};"):
        yield Finding(where, f"the header must give {FORMS[language]} plural forms")
    twice = [code for code, times in Counter(entry.msgid for entry in file).items() if times > 1]
    for code in twice:
        yield Finding(where, f"{code} stands there twice")
    for entry in file:
        if entry.fuzzy or entry.obsolete:
            yield Finding(place(path, path.parents[1], entry.linenum), f"{entry.msgid} is fuzzy or out of use")
        if entry.msgid_plural and entry.msgid_plural != entry.msgid:
            yield Finding(place(path, path.parents[1], entry.linenum), f"{entry.msgid}: msgid_plural must equal msgid")


def _check_entry(entry: Entry, language: str, room: str) -> Iterator[Finding]:
    if entry.code.partition(".")[0] != room:
        yield Finding(entry.where, f"{entry.code} does not belong to {room}.po")
    if entry.plural and len(entry.forms) != FORMS[language]:
        yield Finding(entry.where, f"{entry.code} has {len(entry.forms)} plural forms, {FORMS[language]} are needed")
    if any(not form.strip() for form in entry.forms):
        yield Finding(entry.where, f"{entry.code} is empty")
    if language == "en" and any(STRAIGHT.search(CODE_SPAN.sub("", form)) for form in entry.forms):
        yield Finding(entry.where, f"{entry.code} has a straight apostrophe; people read the curly one: ’")
    shown = [_placeholders(form) for form in entry.forms]
    if None in shown:
        yield Finding(entry.where, f"{entry.code} has a brace that is no plain {{name}} or {{name!r}}")
    elif len(set(shown)) > 1:
        yield Finding(entry.where, f"{entry.code} shows other parameters in another plural form")
    if entry.plural and "count" not in entry.placeholders:
        yield Finding(entry.where, f"{entry.code} is plural and does not show {{count}}")


def _check_number(entry: Entry, language: str) -> Iterator[Finding]:
    whole = entry.plural and len(entry.forms) == FORMS[language]
    if whole and (wrong := problem_with_number(entry.forms, language)):
        yield Finding(entry.where, f"{entry.code} counts wrongly: {wrong}")


def _check_script(entry: Entry, language: str, twin: Entry | None, allowed: Allowed) -> Iterator[Finding]:
    if entry.code in allowed.scripts:
        return
    for form in entry.forms:
        bare = PLACEHOLDER.sub("", CODE_SPAN.sub("", form))
        if language == "en":
            if any(script.search(bare) for script in SCRIPTS.values()):
                yield Finding(entry.where, f"{entry.code} is not in English")
        elif language in SCRIPTS and LETTERS.search(ABBREVIATION.sub("", bare)) and not SCRIPTS[language].search(bare):
            yield Finding(entry.where, f"{entry.code} has no letter of its language: {form!r}")
        elif twin and form in twin.forms and LETTERS.search(ABBREVIATION.sub("", bare)):
            yield Finding(entry.where, f"{entry.code} is the English text: {form!r}")
        elif language in SCRIPTS and (run := ENGLISH_RUN.search(allowed.without_names(bare))):
            yield Finding(entry.where, f"{entry.code} holds English: {run.group()!r}")


def _check_twins(catalogues: Mapping[str, Catalogue]) -> Iterator[Finding]:
    for code in sorted(set().union(*catalogues.values())):
        entries = {language: catalogue.get(code) for language, catalogue in catalogues.items()}
        there = [entry for entry in entries.values() if entry is not None]
        for language, entry in entries.items():
            if entry is None:
                yield Finding(there[0].where, f"{code} is missing in {language}")
        yield from _check_alike(code, there)


def _check_alike(code: str, entries: Iterable[Entry]) -> Iterator[Finding]:
    first, *others = entries
    for other in others:
        if other.plural != first.plural:
            yield Finding(other.where, f"{code} is plural in one language and not in another")
        if odd := first.placeholders ^ other.placeholders:
            yield Finding(other.where, f"{code} does not show the same parameters: {', '.join(sorted(odd))}")


def _placeholders(form: str) -> frozenset[str] | None:
    """Return the names in braces; None where a brace is not a plain name."""
    try:
        fields = [(name, spec, conversion) for _, name, spec, conversion in string.Formatter().parse(form)]
    except ValueError:
        return None
    named = [field for field in fields if field[0] is not None]
    if any(spec or conversion not in {None, "r"} or not str(name).isidentifier() for name, spec, conversion in named):
        return None
    return frozenset(name for name, _, _ in named if name)
