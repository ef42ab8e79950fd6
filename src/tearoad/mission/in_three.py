"""A text in three languages as columns of a sheet."""

from __future__ import annotations

from tearoad.companies.party_columns import script_of
from tearoad.mission.mission import LocalText
from tearoad.paper.sheets import Column, Record, Value, Words3, w3
from tearoad.values import Language

_CODES = {Language.EN: "en", Language.ZH: "zh", Language.RU: "ru"}


def in_three(field: str, words: Words3, about: str) -> tuple[Column, ...]:
    """Return a column for each language, and one that is sorted by its letters; the last is read, never written."""
    en, zh, ru = (words.of(language)[0] for language in (Language.EN, Language.ZH, Language.RU))
    return (
        Column(
            f"{field}_zh", w3(f"{en} (Chinese)", f"{zh}（中文）|中文{zh}", f"{ru} (по-китайски)"), about=about, width=28
        ),
        Column(
            f"{field}_ru", w3(f"{en} (Russian)", f"{zh}（俄文）|俄文{zh}", f"{ru} (по-русски)"), about=about, width=28
        ),
        Column(
            f"{field}_en",
            w3(f"{en} (English)", f"{zh}（英文）|英文{zh}", f"{ru} (по-английски)"),
            about=about,
            width=28,
        ),
        Column(field, words, about=about, read_only=True),
    )


def read_local(record: Record, field: str) -> LocalText:
    """Return what the columns of a text say."""
    texts = {language: record.text(f"{field}_{code}") for language, code in _CODES.items()}
    free = record.text(field)
    if free and not texts[script_of(free)]:
        texts[script_of(free)] = free
    return LocalText(texts[Language.EN], texts[Language.ZH], texts[Language.RU])


def local_cells(text: LocalText, field: str) -> dict[str, Value]:
    """Return the cells of a text."""
    return {f"{field}_en": text.en, f"{field}_zh": text.zh, f"{field}_ru": text.ru}


def three_fields(field: str) -> tuple[str, ...]:
    """Return the names of the columns of a text, of which one at least must be there."""
    return (*(f"{field}_{code}" for code in _CODES.values()), field)
