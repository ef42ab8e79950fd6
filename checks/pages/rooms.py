"""The table of rooms on the page of the architecture: from the contract of imports, each in the words of its docstring.

`make pages` writes it.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from checks.finding import ROOT, Finding

PAGE = Path("docs/architecture/README.md")
BEGIN, END = "<!-- rooms: written by `make pages` -->\n", "<!-- end of rooms -->\n"
PACKAGE = Path("src/tearoad")


def check(root: Path = ROOT) -> list[Finding]:
    """Return whether the table is out of date."""
    there = (root / PAGE).read_text(encoding="utf-8")
    return [] if there == page(root) else [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]


def page(root: Path = ROOT) -> str:
    """Return the page with the table as it is to be."""
    before, _, rest = (root / PAGE).read_text(encoding="utf-8").partition(BEGIN)
    return before + BEGIN + "".join(_table(root)) + END + rest.partition(END)[2]


def _table(root: Path) -> Iterator[str]:
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (layers,) = (contract["layers"] for contract in contracts if contract["id"] == "journey")
    yield "\n| room | what it is |\n|---|---|\n"
    for layer in reversed(layers):
        room = layer.strip("()")
        yield f"| `{room}` | {'planned' if room != layer else _first_line(root, room)} |\n"
    yield "\n"


def _first_line(root: Path, room: str) -> str:
    folder = root / PACKAGE / room
    source = (folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")).read_text(encoding="utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0].replace("|", "\\|")


if __name__ == "__main__":
    (ROOT / PAGE).write_text(page(), "utf-8")
