"""What a firm may hand in with its application: judged by content, never by name."""

from __future__ import annotations

import re
from enum import StrEnum

from tearoad.office.files.sniffing import PICTURES, media_type_of
from tearoad.text import Text

PDF = "application/pdf"


class UploadKind(StrEnum):
    """The kinds of file the form takes."""

    CERTIFICATE = "certificate"
    PHOTO = "photo"


ALLOWED = {UploadKind.CERTIFICATE: PICTURES | {PDF}, UploadKind.PHOTO: PICTURES}
ENDINGS = {
    UploadKind.CERTIFICATE: frozenset({"pdf", "jpg", "jpeg", "png", "webp"}),
    UploadKind.PHOTO: frozenset({"jpg", "jpeg", "png", "webp"}),
}
MOST_BYTES = 5_000_000
MOST_FILES = 6
"""Of both kinds together, in one application."""
_TAIL = 2048
"""A PDF ends with its mark, and hardly anything follows."""
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFile|RichMedia|XFA|SubmitForm|ImportData|Encrypt)(?=[\s/<(\[>]|$)"
)
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name, written as its number: `/J#61vaScript`."""


def refused(kind: UploadKind, name: str, content: bytes) -> Text | None:
    """Return why a file is not taken; None where it is.

    The bytes decide; the ending must agree, so that what somebody saves later opens as what it is.
    """
    if not content:
        return Text("call.file_empty", name=_short(name))
    if len(content) > MOST_BYTES:
        return Text("call.file_large", name=_short(name), most=MOST_BYTES // 1_000_000)
    found = media_type_of(content)
    ending = name.rpartition(".")[2].casefold() if "." in name else ""
    if found not in ALLOWED[kind] or ending not in ENDINGS[kind]:
        return Text(f"call.file_kind_{kind.value}", name=_short(name))
    if (found == PDF) != (ending == "pdf"):
        return Text("call.file_misnamed", name=_short(name))
    if found == PDF and not _plain_pdf(content):
        return Text("call.file_active", name=_short(name))
    return None


def _plain_pdf(content: bytes) -> bool:
    """Whether a PDF ends as one, and does nothing: no script, no program, no file inside, no lock, no archive."""
    if b"%%EOF" not in content[-_TAIL:] or (b"PK\x03\x04" in content and b"PK\x05\x06" in content):
        return False
    spelled = _ESCAPE.sub(lambda found: bytes((int(found[1], 16),)), content)
    return not _ACTIVE.search(content) and not _ACTIVE.search(spelled)


def _short(name: str) -> str:
    kept = "".join(letter for letter in name.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return kept[:60] or "?"
