"""E-mail addresses as people write them: `Wang <wang@example.com>`, `wang @example.com`, `a@example.com; b@…`."""

from __future__ import annotations

import re
import unicodedata

from tearoad.errors import InputError
from tearoad.paper.sheets.written.numbers import read_as
from tearoad.paper.sheets.written.understood import Understood
from tearoad.text import Text

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_AT = re.compile(r"\s*(?:[(\[]\s*(?:at|собака)\s*[)\]]|@)\s*", re.IGNORECASE)
_BETWEEN = re.compile(r"[;,:、<>\s]|/(?=\S*@)")


def read_email(written: str) -> Understood[str]:
    """Return the address in a cell; of several the first, with a doubt, as where it had to be put right.

    Raises:
        InputError: there is none.

    """
    text = unicodedata.normalize("NFKC", written).strip()
    if _ADDRESS.fullmatch(text) and not _BETWEEN.search(text):
        return Understood(text)
    parts = (part.strip(".()[]\"'") for part in _BETWEEN.split(_AT.sub("@", text)))
    found = [part for part in parts if _ADDRESS.fullmatch(part)]
    if not found:
        raise InputError(Text("sheets.bad_email", found=written), Text("sheets.expect_email"))
    return Understood(found[0], (read_as(written, found[0]),))
