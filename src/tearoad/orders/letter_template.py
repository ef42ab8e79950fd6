"""The text of a first letter as an organisation writes it, with placeholders for what was said at the stand.

The program's own text is a template too: who writes starts from it, and it serves each language without another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tearoad.errors import InputError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.values.letters import one_line, seen
from tearoad.words import Words

MOST_SUBJECT, MOST_BODY = 200, 5000
FIELD_OF = {
    "orders.letter_subject_long": "subject",
    "orders.template_subject_unknown": "subject",
    "orders.template_subject_brace": "subject",
    "orders.letter_long": "body",
    "orders.template_body_unknown": "body",
    "orders.template_body_brace": "body",
}
"""At which field a refusal stands."""
_WIDE_BRACES = str.maketrans("｛｝", "{}")
"""Who writes Chinese types these without noticing."""
_PIECE = re.compile(r"\{([^{}\n]*)\}|[{}]")
_GAP = re.compile(r"\n{3,}")


class LetterPlaceholder(StrEnum):
    """What a template may leave open; of the goods and the next step nothing may have been said."""

    GREETING = "greeting"
    PERSON = "person"
    COMPANY = "company"
    FIRM = "firm"
    FAIR = "fair"
    GOODS = "goods"
    NEXT_STEP = "next_step"
    HOUSE = "house"

    @property
    def written(self) -> str:
        """How it stands in a template."""
        return f"{{{self.value}}}"


_BY_NAME = {placeholder.value: placeholder for placeholder in LetterPlaceholder}
LetterValues = Mapping[LetterPlaceholder, str]
"""What each placeholder becomes; empty where nothing was said."""


@dataclass(frozen=True, slots=True)
class DraftLetter:
    """What is proposed to be written."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """Subject and text of a letter with placeholders, each of which is known; `read_template` makes it."""

    subject: str
    body: str

    def filled(self, values: LetterValues) -> DraftLetter:
        """Return the letter. A line in which something was left open and nothing was said is left out."""
        lines = (line for line in self.body.split("\n") if all(values[placeholder] for placeholder in _left_open(line)))
        body = "\n".join(_filled(line, values) for line in lines)
        return DraftLetter(one_line(_filled(self.subject, values)), _GAP.sub("\n\n", body).strip())


def _left_open(line: str) -> list[LetterPlaceholder]:
    return [_BY_NAME[piece[1]] for piece in _PIECE.finditer(line) if piece[1] in _BY_NAME]


def _filled(line: str, values: LetterValues) -> str:
    return _PIECE.sub(lambda piece: values[_BY_NAME[piece[1]]] if piece[1] in _BY_NAME else piece[0], line)


def built_in_template(language: Language) -> LetterTemplate:
    """Return the program's own text in a language."""
    words = Words(language)
    subject, thanks, goods = (words.template(Text(f"orders.letter_{part}")) for part in ("subject", "thanks", "goods"))
    ending = f"{LetterPlaceholder.FIRM.written}\n{LetterPlaceholder.HOUSE.written}"
    opening, promise = LetterPlaceholder.GREETING.written, LetterPlaceholder.NEXT_STEP.written
    body = "\n\n".join((opening, f"{thanks}\n{goods}", promise, ending))
    return LetterTemplate(subject, body)


def judge_length(subject: str, body: str) -> None:
    """Refuse a letter without subject or text, or with too much of it."""
    if not subject or not body:
        raise InputError(Text("orders.letter_length"), Text("orders.letter_length_hint"))
    for said, most, code in ((subject, MOST_SUBJECT, "letter_subject_long"), (body, MOST_BODY, "letter_long")):
        if len(said) > most:
            raise InputError(Text(f"orders.{code}", found=len(said), most=most), Text("orders.letter_long_hint"))


def read_template(subject: str, body: str) -> LetterTemplate:
    """Return what a person wrote as a template, with braces and ends of lines as they are kept.

    Raises:
        InputError: subject or text is missing or too long, or a placeholder is unknown or broken; it says where.

    """
    subject = one_line(subject).translate(_WIDE_BRACES)
    lines = seen(body).replace("\r\n", "\n").replace("\r", "\n").translate(_WIDE_BRACES).split("\n")
    body = _GAP.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()
    judge_length(subject, body)
    return LetterTemplate(_with_known(subject, "template_subject"), _with_known(body, "template_body"))


def _with_known(said: str, field: str) -> str:
    """Return a text with its placeholders as they are kept: `{ Person }` is `{person}`."""
    return "\n".join(
        "".join(_known_pieces(line, field, number)) for number, line in enumerate(said.split("\n"), start=1)
    )


def _known_pieces(line: str, field: str, number: int) -> Iterator[str]:
    end = 0
    for piece in _PIECE.finditer(line):
        yield line[end : piece.start()]
        end = piece.end()
        name = (piece[1] or "").strip().casefold()
        if name not in _BY_NAME:
            place = Text("orders.template_place", line=number, letter=piece.start() + 1)
            code = "brace" if piece[1] is None else "unknown"
            known = ", ".join(placeholder.written for placeholder in LetterPlaceholder)
            found = piece[0] if piece[1] is not None else line[piece.start() : piece.start() + 20]
            raise InputError(
                Text(f"orders.{field}_{code}", found=found, place=place),
                Text("orders.template_hint", known=known),
            )
        yield _BY_NAME[name].written
    yield line[end:]
