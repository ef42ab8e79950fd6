"""What a principal takes to a call: who sits opposite, what they asked for, what we offer, what is to be said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tearoad.values import LocalLines, LocalText


class VoicePlace(StrEnum):
    """Where the interpreter sits in two-row talks; the receiving side decides."""

    BESIDE = "beside"
    """At the right hand of the principal; the second of the side then sits at the left."""
    BEHIND = "behind"
    """Behind the principal, so that the row holds the side's own people alone."""


@dataclass(frozen=True, slots=True)
class Talk:
    """The officer's own notes on an item of the programme; only the delegation's papers carry them."""

    they: LocalLines = LocalLines()
    """The other side by rank, each `name, post`; empty takes the counterparts of our people."""
    asks: LocalText = LocalText()
    """What they asked for; empty takes what a buyer who receives us is looking for."""
    offers: LocalText = LocalText()
    """What we offer; empty takes the goods of the firms that come."""
    points: LocalLines = LocalLines()
    """What is to be said, the first first."""
    we_host: bool = False
    """Whether our side receives: then theirs faces the door."""
    voices: VoicePlace = VoicePlace.BESIDE
