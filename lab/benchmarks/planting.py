"""Faults that somebody could make, planted in a copy of the code, to see whether the tests find them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Planted:
    """A fault that somebody could make: what is written instead of what."""

    name: str
    file: str
    was: str
    becomes: str

    def plant(self, package: Path) -> None:
        """Write it into a copy of the package.

        Raises:
            LookupError: the code has changed, so that what is replaced does not stand there once.

        """
        path = package / self.file
        written = path.read_text(encoding="utf-8")
        if written.count(self.was) != 1:
            raise LookupError(self.name, self.file)
        path.write_text(written.replace(self.was, self.becomes), encoding="utf-8")
