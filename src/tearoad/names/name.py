"""A name as its bearer writes it, in Latin letters, and as the host country reads it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FirmName:
    """A firm's name; at least one of the three is filled. `banner` is the name over the door of a chain."""

    native: str = ""
    latin: str = ""
    local: str = ""
    banner: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """Every spelling that is filled, each once, the bearer's own first."""
        return tuple(dict.fromkeys(n for n in (self.native, self.latin, self.local, self.banner) if n))


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name, each spelling whole and in its own script's order.

    `native` keeps the bearer's order (family name first in Chinese); `family` names the family part where known, so
    that a paper can address the person rightly.
    """

    native: str = ""
    latin: str = ""
    local: str = ""
    family: str = ""

    @property
    def written(self) -> tuple[str, ...]:
        """Every spelling that is filled, each once, the bearer's own first."""
        return tuple(dict.fromkeys(n for n in (self.native, self.latin, self.local) if n))
