"""What a check found, and which files it looks at."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend: where it stands and what is wrong."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return one line, as compilers write it."""
        return f"{self.where}: {self.what}"


@cache
def tree_of(source: str) -> ast.Module:
    """Return a source parsed, once for all checks that look at it; nobody changes the tree."""
    return ast.parse(source)


def files_of(root: Path) -> tuple[Path, ...]:
    """Return every file that is or would be tracked, sorted; outside a repository, every file."""
    if not (root / ".git").exists():
        return tuple(sorted(path for path in root.rglob("*") if path.is_file()))
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607  # git is asked for
        cwd=root,
        capture_output=True,
        check=True,
    ).stdout
    paths = {root / name for name in listed.decode("utf-8").split("\0") if name}
    return tuple(sorted(path for path in paths if path.is_file()))


def place(path: Path, root: Path, line: int | None = None) -> str:
    """Return where something stands, seen from the root of the project."""
    shown = path.relative_to(root).as_posix()
    return shown if line is None else f"{shown}:{line}"
