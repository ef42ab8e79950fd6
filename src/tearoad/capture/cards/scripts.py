"""Which script letters are of, and how they are spaced."""

from __future__ import annotations

import re
import unicodedata

from tearoad.names.fold import has_cyrillic, has_han

_BETWEEN_HAN = re.compile("(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff])")


def close_han(text: str) -> str:
    """Return text without the spaces between Chinese characters, and with plain instead of full-width letters."""
    return _BETWEEN_HAN.sub("", unicodedata.normalize("NFKC", text)).strip()


def script_of(text: str) -> str:
    """Return `zh`, `ru` or `en`: the script that is written natively where several are."""
    if has_han(text):
        return "zh"
    return "ru" if has_cyrillic(text) else "en"
