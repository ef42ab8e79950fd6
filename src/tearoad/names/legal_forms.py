"""Take the legal form off a firm's name: ООО, LLC, Co., Ltd, 有限公司 say what a firm is, not which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tearoad.names.fold import fold
from tearoad.names.word_lists import HAN_FORMS, LegalForm, legal_forms

_HAN_PLACE = re.compile("(?<=[\u4e00-\u9fff]{2})(?<!超)[市省](?=[\u4e00-\u9fff]{2})")
"""`义乌市` is Yiwu: lists leave out that it is a city."""
_LONGEST = 5
_ANYWHERE_FROM = 3
"""A form of so many words is one wherever it stands; `ао` inside a name is not."""


@dataclass(frozen=True, slots=True)
class FirmParts:
    """A firm's name without its legal form, and the form where one was written."""

    core: tuple[str, ...]
    form: LegalForm | None = None


def split_legal_form(written: str) -> FirmParts:
    """Return the folded words of a firm's name without legal forms, which stand in front or behind.

    A name that is nothing but a legal form is kept whole. `000 Ромашка` is read as `ООО Ромашка`: scanned papers have
    noughts for the letters.
    """
    words = _HAN_PLACE.sub(" ", fold(written)).split()
    rest, form = _without_han_form(words)
    rest, inner = _without_long_forms(rest)
    form = inner or form
    while rest:
        front = _form_length(rest, front=True)
        back = 0 if front else _form_length(rest, front=False)
        taken = rest[:front] if front else rest[len(rest) - back :]
        if not taken or len(taken) == len(rest):
            break
        form = _more_specific(form, legal_forms()[tuple(taken)])
        rest = rest[front:] if front else rest[: len(rest) - back]
    return FirmParts(tuple(rest or words), form)


def _more_specific(first: LegalForm | None, second: LegalForm) -> LegalForm:
    return second if first in {None, LegalForm.COMPANY} else first or second


def _form_length(words: list[str], *, front: bool) -> int:
    forms = legal_forms()
    for length in range(min(_LONGEST, len(words)), 0, -1):
        part = tuple(words[:length] if front else words[-length:])
        if part in forms and not (part == ("000",) and not front):
            return length
    return 0


def _without_long_forms(words: list[str]) -> tuple[list[str], LegalForm | None]:
    forms = legal_forms()
    for length in range(_LONGEST, _ANYWHERE_FROM - 1, -1):
        for start in range(len(words) - length + 1):
            form = forms.get(tuple(words[start : start + length]))
            # Spaced letters (s p a) are a form at the ends only.
            if form is not None and sum(map(len, words[start : start + length])) > 2 * length:
                return words[:start] + words[start + length :], form
    return words, None


def _without_han_form(words: list[str]) -> tuple[list[str], LegalForm | None]:
    for place, word in enumerate(words):
        for ending, form in HAN_FORMS:
            if word.endswith(ending):
                core = [word[: -len(ending)]] if len(word) > len(ending) else []
                return words[:place] + core + words[place + 1 :], form
    return words, None
