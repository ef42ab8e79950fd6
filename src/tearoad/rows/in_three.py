"""A text in three languages as columns of a sheet."""

from __future__ import annotations

from collections.abc import Mapping

from tearoad.paper.sheets import LONGEST_LINE, Column, Record, Value, Words3, w3
from tearoad.paper.sheets.written.lists import join_list
from tearoad.values import BY_CODE, Language, LocalLines, LocalText, script_of

_COLUMNS: Mapping[Language, tuple[str, str, str]] = {
    Language.ZH: ("Chinese", "中文", "по-китайски"),
    Language.RU: ("Russian", "俄文", "по-русски"),
    Language.EN: ("English", "英文", "по-английски"),
}
"""The languages in the order of their columns, each in the words of a header."""


def in_three(
    field: str,
    words: Words3,
    about: str,
    example: Words3 | None = None,
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
        for language in _COLUMNS
    )
    return (*own, Column(field, words, about=about, read_only=True, longest=longest))


def _headers(words: Words3, language: Language) -> Words3:
    """Return every word with the language behind it; in Chinese the language may also stand before."""
    en, zh, ru = _COLUMNS[language]
    return w3(
        "|".join(f"{word} ({en})" for word in words.of(Language.EN)),
        "|".join(
            (*(f"{word}（{zh}）" for word in words.of(Language.ZH)), *(f"{zh}{word}" for word in words.of(Language.ZH)))
        ),
        "|".join(f"{word} ({ru})" for word in words.of(Language.RU)),
    )


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
