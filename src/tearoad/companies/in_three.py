"""A text in three languages as columns of a sheet."""

from __future__ import annotations

from tearoad.paper.sheets import Column, Record, Value, Words3, w3
from tearoad.paper.sheets.written.lists import join_list
from tearoad.values import Language, LocalLines, LocalText, script_of

_CODES = {Language.EN: "en", Language.ZH: "zh", Language.RU: "ru"}


def in_three(
    field: str, words: Words3, about: str, example: Words3 | None = None, width: int = 28
) -> tuple[Column, ...]:
    """Return a column for each language, and one that is sorted by its letters; the last is read, never written."""
    en, zh, ru = (words.of(language)[0] for language in (Language.EN, Language.ZH, Language.RU))
    headers = {
        Language.ZH: w3(f"{en} (Chinese)", f"{zh}（中文）|中文{zh}", f"{ru} (по-китайски)"),
        Language.RU: w3(f"{en} (Russian)", f"{zh}（俄文）|俄文{zh}", f"{ru} (по-русски)"),
        Language.EN: w3(f"{en} (English)", f"{zh}（英文）|英文{zh}", f"{ru} (по-английски)"),
    }
    own = (
        Column(
            f"{field}_{_CODES[language]}",
            header,
            example.of(language)[0] if example else "",
            about=about,
            width=width,
        )
        for language, header in headers.items()
    )
    return (*own, Column(field, words, about=about, read_only=True))


def read_local(record: Record, field: str) -> LocalText:
    """Return what the columns of a text say."""
    texts = {language: record.text(f"{field}_{code}") for language, code in _CODES.items()}
    free = record.text(field)
    if free and not texts[script_of(free)]:
        texts[script_of(free)] = free
    return LocalText(texts[Language.EN], texts[Language.ZH], texts[Language.RU])


def read_local_lines(record: Record, field: str) -> LocalLines:
    """Return what the columns of a list say; what stands in the one column is of one language."""
    lines = {language: record.list(f"{field}_{code}") for language, code in _CODES.items()}
    free = record.list(field)
    if free and not lines[script_of(" ".join(free))]:
        lines[script_of(" ".join(free))] = free
    return LocalLines(lines[Language.EN], lines[Language.ZH], lines[Language.RU])


def local_line_cells(lines: LocalLines, field: str) -> dict[str, Value]:
    """Return the cells of a list."""
    return {
        f"{field}_en": join_list(lines.en),
        f"{field}_zh": join_list(lines.zh),
        f"{field}_ru": join_list(lines.ru),
    }


def local_cells(text: LocalText, field: str) -> dict[str, Value]:
    """Return the cells of a text."""
    return {f"{field}_en": text.en, f"{field}_zh": text.zh, f"{field}_ru": text.ru}


def three_fields(field: str) -> tuple[str, ...]:
    """Return the names of the columns of a text, of which one at least must be there."""
    return (*(f"{field}_{code}" for code in _CODES.values()), field)
