"""Letters that nobody sees, and that turn the direction of what is read: never part of what a person says."""

from __future__ import annotations

import re
import unicodedata

UNSEEN = "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
"""A class of a regular expression; the joiners U+200C and U+200D are among them: no language here needs them."""
CONTROLS = "\x01-\x08\x0b\x0c\x0e-\x1f\x7f"
"""What a keyboard does not write: without tab and line ends, and without NUL, which is refused and not taken out."""
_UNSEEN = re.compile(f"[{UNSEEN}{CONTROLS}\U000e0000-\U000e007f]")


def one_line(text: str) -> str:
    """Return a name as it is kept and written into a sentence: seen letters only, on one line."""
    return " ".join(seen(text.replace("\0", "")).split())


def seen(text: str) -> str:
    """Return a text without letters that cannot be seen or that turn the direction of reading, marks composed (NFC)."""
    return unicodedata.normalize("NFC", _UNSEEN.sub("", text))
