"""The page of every error and warning: its code, what it says, what to do. Written by `make pages`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, tree_of
from checks.sentences.catalogues import LOCALES, Entry, english

PAGE = Path("docs/reference/errors.md")
HEAD = """\
# Errors and warnings

Every problem has a code that does not change, says what was found and where, and says what to do. Written by
`make pages` from the sources and the English catalogue; `make check` compares.
"""
CELL_PROBLEM = "CellProblem"


def check(root: Path = ROOT, locales: Path = LOCALES) -> list[Finding]:
    """Return whether the page is out of date."""
    there = (root / PAGE).read_text(encoding="utf-8") if (root / PAGE).is_file() else ""
    return [] if there == page(root, locales) else [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]


def page(root: Path = ROOT, locales: Path = LOCALES) -> str:
    """Return the page."""
    messages = english(locales)
    blocks = [HEAD]
    room = ""
    for code in sorted(error_codes(root) & set(messages)):
        if code.partition(".")[0] != room:
            room = code.partition(".")[0]
            blocks.append(f"\n## {room}\n")
        blocks.append(f"\n**`{code}`** {_shown(messages[code])}\n")
        if hint := messages.get(f"{code}_hint"):
            blocks.append(f": {_shown(hint)}\n")
    return "".join(blocks)


def error_codes(root: Path = ROOT) -> set[str]:
    """Return the codes that are raised, or put on a sheet as a problem; hints are left to their errors."""
    trees = [
        tree_of(path.read_text("utf-8")) for path in files_of(root) if path.suffix == ".py" and _in_src(path, root)
    ]
    raising = _exceptions(trees) | {CELL_PROBLEM}
    codes = {code for tree in trees for node in ast.walk(tree) for code in _codes_in(node, raising)}
    return {code for code in codes if not code.endswith("_hint")}


def _in_src(path: Path, root: Path) -> bool:
    return (root / "src") in path.parents


def _exceptions(trees: list[ast.Module]) -> set[str]:
    """Return the names of TearoadError and everything below it."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    found = {"TearoadError"}
    for _ in classes:
        found |= {c.name for c in classes if any(isinstance(b, ast.Name) and b.id in found for b in c.bases)}
    return found


def _codes_in(node: ast.AST, raising: set[str]) -> Iterator[str]:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in raising):
        return
    for part in [*node.args, *(keyword.value for keyword in node.keywords)]:
        if isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "Text" and part.args:
            code = part.args[0]
            if isinstance(code, ast.Constant) and isinstance(code.value, str):
                yield code.value


def _shown(entry: Entry) -> str:
    return entry.forms[-1].replace("\n", " ")


if __name__ == "__main__":
    (ROOT / PAGE).parent.mkdir(parents=True, exist_ok=True)
    (ROOT / PAGE).write_text(page(), "utf-8")
