"""What a firm may hand in with its application: judged by content, never by name."""

from __future__ import annotations

from enum import StrEnum

from tearoad.office.files.judging import Flaw, flaw_of, refusal
from tearoad.office.files.sniffing import PDF, PICTURES
from tearoad.text import Text


class UploadKind(StrEnum):
    """The kinds of file the form takes."""

    CERTIFICATE = "certificate"
    PHOTO = "photo"


ALLOWED = {UploadKind.CERTIFICATE: PICTURES | {PDF}, UploadKind.PHOTO: PICTURES}
MOST_BYTES = 5_000_000
MOST_FILES = 6
"""Of both kinds together, in one application."""


def refused(kind: UploadKind, name: str, content: bytes) -> Text | None:
    """Return why a file is not taken; None where it is.

    The bytes decide; the ending must agree, so that what somebody saves later opens as what it is.
    """
    if not content:
        return Text("call.file_empty", name=_short(name))
    if len(content) > MOST_BYTES:
        return Text("call.file_large", name=_short(name), most=MOST_BYTES // 1_000_000)
    flaw = flaw_of(name, content, ALLOWED[kind])
    if flaw is Flaw.KIND:
        return Text(f"call.file_kind_{kind.value}", name=_short(name))
    return refusal(flaw, _short(name)) if flaw else None


def _short(name: str) -> str:
    kept = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return kept[:60] or "?"
