"""A product's place in the Harmonised System, with the national digits behind it."""

from __future__ import annotations

from dataclasses import dataclass

from tearoad.errors import InputError
from tearoad.text import Text

_LENGTHS = (2, 4, 6, 8, 9, 10, 11, 12)


@dataclass(frozen=True, slots=True, order=True)
class HSCode:
    """Digits only: 2 (chapter), 4 (heading), 6 (subheading) or 8 to 12 (national)."""

    digits: str

    def __post_init__(self) -> None:
        """Refuse what cannot be a code."""
        if not (self.digits.isascii() and self.digits.isdigit() and len(self.digits) in _LENGTHS):
            raise InputError(Text("values.hs_code", found=self.digits), Text("values.hs_code_hint"))

    @classmethod
    def parse(cls, written: str) -> HSCode:
        """Read a code as people write it: `0902.10`, `0902 10 00 00`.

        Raises:
            InputError: what is left after dots, spaces and dashes is not a code.

        """
        return cls(written.strip().translate({ord(c): None for c in " .-\u00a0\u3000"}))

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.digits[:2]

    @property
    def heading(self) -> str:
        """The first four digits, or fewer where the code is shorter."""
        return self.digits[:4]

    @property
    def hs6(self) -> str:
        """The first six digits, the same all over the world; fewer where the code is shorter."""
        return self.digits[:6]

    def __str__(self) -> str:
        """Return the code as trade papers print it: `0902.10`, `0902.10 0000`."""
        head, tail = self.digits[:6], self.digits[6:]
        shown = head[:4] + ("." + head[4:] if len(head) > 4 else "")
        return f"{shown} {tail}" if tail else shown
