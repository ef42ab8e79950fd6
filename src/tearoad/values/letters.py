"""Letters that nobody sees, and that turn the direction of what is read: never part of what a person says."""

from __future__ import annotations

import re

UNSEEN = "\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\ufff9-\ufffb"
"""A class of a regular expression; the joiners U+200C and U+200D are among them: no language here needs them."""
_UNSEEN = re.compile(f"[{UNSEEN}\U000e0000-\U000e007f]")


def seen(text: str) -> str:
    """Return a text without letters that cannot be seen or that turn the direction of reading."""
    return _UNSEEN.sub("", text)
