"""What destroys is confirmed by typing its name."""

from __future__ import annotations

import unicodedata

from tearoad.errors import InputError
from tearoad.text import Text


def require_name(typed: str, name: str) -> None:
    """Refuse unless the name was typed; spaces, capitals and ways to encode a letter do not matter.

    Raises:
        InputError: something else was typed.

    """
    if _bare(typed) != _bare(name):
        raise InputError(Text("web.confirm_differs", typed=typed, name=name), Text("web.confirm_differs_hint"))


def _bare(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
