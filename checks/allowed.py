"""What the checks let pass, each with its reason: read from `allowed.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ALLOWED = Path(__file__).with_name("allowed.toml")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Exceptions and their reasons."""

    scripts: Mapping[str, str] = field(default_factory=dict)
    """Message codes that need no letter of their language."""
    names: tuple[str, ...] = ()
    """Proper names of three Latin words and more that stay as they are in every language."""
    unused: Mapping[str, str] = field(default_factory=dict)
    """Message codes that no source names literally."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Files that may hold words which tracked files must not hold."""

    def without_names(self, text: str) -> str:
        """Return the text without the proper names."""
        for name in self.names:
            text = text.replace(name, "")
        return text


def read_allowed(path: Path = ALLOWED) -> Allowed:
    """Read the exceptions of this project."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Allowed(
        scripts=table["scripts"], names=tuple(table["names"]["stay"]), unused=table["unused"], words=table["words"]
    )
