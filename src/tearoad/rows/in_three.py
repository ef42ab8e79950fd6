"""A text in every language as columns of a sheet."""

from __future__ import annotations

from tearoad.paper.sheets import LONGEST_LINE, Choices, Column, ComposedWords, Record, SheetWords, Value
from tearoad.paper.sheets.written.lists import join_list
from tearoad.values import BY_CODE, IN_COLUMNS, Language, LocalLines, LocalText, script_of

_IN_LANGUAGE = SheetWords("sheet_words.in_language")
LANGUAGE_CHOICES = Choices({language: SheetWords(f"sheet_words.language_{language.code}") for language in Language})
"""The languages of the program, as a cell names them."""


def in_three(
    field: str,
    words: SheetWords,
    about: str,
    example: SheetWords | None = None,
    width: int = 28,
    *,
    longest: int = LONGEST_LINE,
) -> tuple[Column, ...]:
    """Return a column for each language, and one that is sorted by its letters; the last is read, never written.

    Each of the words is understood with the language behind it: "Post (Chinese)" as "Role (Chinese)".
    """
    own = (
        Column(
            f"{field}_{language.code}",
            _headers(words, language),
            example.of(language)[0] if example else "",
            about=about,
            width=width,
            longest=longest,
        )
        for language in IN_COLUMNS
    )
    return (*own, Column(field, words, about=about, read_only=True, longest=longest))


def _headers(words: SheetWords, of: Language) -> SheetWords:
    """Return every word with the language behind it; in Chinese the language may also stand before."""
    named = SheetWords(f"sheet_words.in_{of.code}")

    def compose(language: Language) -> tuple[str, ...]:
        (name,) = named.of(language)
        patterns = _IN_LANGUAGE.of(language)
        return tuple(pattern.format(word=word, language=name) for pattern in patterns for word in words.of(language))

    return ComposedWords(words.code, compose)


def read_local(record: Record, field: str) -> LocalText:
    """Return what the columns of a text say."""
    texts = {language: record.text(f"{field}_{language.code}") for language in Language}
    free = record.text(field)
    if free and not texts[script_of(free)]:
        texts[script_of(free)] = free
    return LocalText.of(texts.__getitem__)


def read_local_lines(record: Record, field: str) -> LocalLines:
    """Return what the columns of a list say; what stands in the one column is of one language."""
    lines = {language: record.list(f"{field}_{language.code}") for language in Language}
    free = record.list(field)
    if free and not lines[script_of(" ".join(free))]:
        lines[script_of(" ".join(free))] = free
    return LocalLines.of(lines.__getitem__)


def local_line_cells(lines: LocalLines, field: str) -> dict[str, Value]:
    """Return the cells of a list."""
    return {f"{field}_{language.code}": join_list(of) for language, of in lines.items()}


def local_cells(text: LocalText, field: str) -> dict[str, Value]:
    """Return the cells of a text."""
    return {f"{field}_{language.code}": of for language, of in text.items()}


def three_fields(field: str) -> tuple[str, ...]:
    """Return the names of the columns of a text, of which one at least must be there."""
    return (*(f"{field}_{code}" for code in BY_CODE), field)
