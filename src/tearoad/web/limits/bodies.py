"""How much an address takes in one request: said where the address is declared, held by the front of the site.

The front counts while a body arrives, before any view, session or form is looked at; what is over is refused there
(413). A view that judges single files or fields still does so, by the same constants.
"""

from __future__ import annotations

from dataclasses import dataclass

KEY = "tearoad.refusal"
"""Where the environment of a request says that its body was refused, and why; no header can set it."""
BESIDE_FILES = 1_000_000
"""What the fields and the boundaries of a form may take beside its files."""


@dataclass(frozen=True, slots=True)
class BodyLimit:
    """What the body of a request may be."""

    most_bytes: int
    seconds: float = 900.0
    """After how long it must be there, where nobody knows who sends it. Who is known is waited for longer."""


SHORT = BodyLimit(64_000, 60)
"""A few fields: what a stranger fills in, and every address that declares nothing."""
FORM = BodyLimit(8_000_000)
"""A form without large files. Django keeps no more than 2.5 MB of its text; up to here it is still read to tell which
field is too long."""


def files(most_bytes: int) -> BodyLimit:
    """Return the limit of a form with files that are so large together."""
    return BodyLimit(most_bytes + BESIDE_FILES)


def letter(most_bytes: int) -> BodyLimit:
    """Return the limit of a body that is one letter or file and nothing else."""
    return BodyLimit(most_bytes)


@dataclass(frozen=True, slots=True)
class BodyRefusal:
    """Why a body was not taken, as the page of it says."""

    kind: str
    """`web.<kind>` and `web.<kind>_hint` are its sentences."""
    status: int
    retry_after_s: int = 0
    most_bytes: int = 0
    found_bytes: int = 0
    """What was announced; 0 where nothing was."""


def too_large(most_bytes: int, found_bytes: int = 0) -> BodyRefusal:
    """Say that more was sent than the address takes."""
    return BodyRefusal("body_large", 413, most_bytes=most_bytes, found_bytes=found_bytes)


TOO_SLOW = BodyRefusal("body_slow", 408)
TOO_MANY = BodyRefusal("bodies_many", 429, retry_after_s=30)
"""One sender has too many slow ones open."""
FULL = BodyRefusal("bodies_full", 503, retry_after_s=30)
"""All senders together have."""
DISK_FULL = BodyRefusal("disk_full", 503, retry_after_s=60)
