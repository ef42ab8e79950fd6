"""Numbers as forms and addresses bring them."""

from __future__ import annotations

LONGEST = 9
"""Digits; what is longer is no count of anything, and a database could not keep it."""


def whole(written: str) -> int | None:
    """Return a whole number from zero; None for whatever else somebody sent."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= LONGEST else None
