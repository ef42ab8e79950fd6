"""Where the product can be changed by one small fault, and how.

Only what runs is changed: no text, no annotation, no decorator, nothing for type checkers, no migration. What a model
declares in its class is judged by the test of migrations.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.mutants.kinds import EVERY, PLAIN
from checks.mutants.kinds.node import Node
from checks.mutants.kinds.plain import turned_round
from checks.mutants.kinds.rows import is_in_key


@dataclass(frozen=True, slots=True)
class Site:
    """One place and its fault: the bytes from `start` to `end` of a file, and what is written there instead."""

    path: str
    function: str
    """Its qualified name, as the interpreter gives it; empty outside all functions."""
    line: int
    start: int
    end: int
    before: str
    after: str
    kind: str = PLAIN

    @property
    def change(self) -> str:
        """What was written and what is written instead, on one line."""
        return f"{' '.join(self.before.split())} -> {' '.join(self.after.split())}"

    def applied(self, content: bytes) -> bytes:
        """Return the content of the file with the fault."""
        return content[: self.start] + self.after.encode() + content[self.end :]


def sites_of(path: Path, shown: str, kinds: Collection[str] = (PLAIN,)) -> Iterator[Site]:
    """Yield every place of a file for faults of these kinds."""
    content = path.read_bytes()
    lines = [0]
    for line in content.splitlines(keepends=True):
        lines.append(lines[-1] + len(line))
    alone: set[int] = set()
    for node, function in _running(ast.parse(content), "", models="models" in shown):
        if isinstance(node, ast.Expr):
            alone.add(id(node.value))  # it is left out whole: that its value is nobody's changes nothing
        for kind, after in _faults(node, function, kinds, is_alone=id(node) in alone):
            place = node.test if isinstance(node, ast.If) else node
            start = lines[place.lineno - 1] + place.col_offset
            end = lines[(place.end_lineno or place.lineno) - 1] + (place.end_col_offset or 0)
            yield Site(shown, function, place.lineno, start, end, content[start:end].decode(), after, kind)


def _faults(node: Node, function: str, kinds: Collection[str], *, is_alone: bool) -> Iterator[tuple[str, str]]:
    for kind in kinds:
        if kind == "cache" and isinstance(node, ast.JoinedStr | ast.Tuple) and not is_in_key(function):
            continue
        if isinstance(node, ast.JoinedStr) and kind != "cache":
            continue
        faults = turned_round if kind == PLAIN and is_alone and isinstance(node, ast.Call) else EVERY[kind]
        yield from ((kind, after) for after in faults(node))  # type: ignore[arg-type]  # a call is what it takes


def _running(tree: ast.AST, function: str, *, models: bool) -> Iterator[tuple[Node, str]]:
    """Yield what runs below a node, with the function that holds it."""
    for name, value in ast.iter_fields(tree):
        if name in {"annotation", "returns", "decorator_list", "type_params"}:
            continue
        for node in value if isinstance(value, list) else [value]:
            if not isinstance(node, ast.AST) or _spared(node, tree, models=models):
                continue
            if isinstance(node, ast.expr | ast.stmt):
                yield node, function
            if not isinstance(node, ast.JoinedStr):
                yield from _running(node, _named(node, tree, function), models=models)


def _named(node: ast.AST, above: ast.AST, function: str) -> str:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        inside = isinstance(above, ast.FunctionDef | ast.AsyncFunctionDef)
        return f"{function}{'.<locals>.' if inside else '.' if function else ''}{node.name}"
    return function


def _spared(node: ast.AST, above: ast.AST, *, models: bool) -> bool:
    """Whether nothing below a node is a place: it does not run, or is no decision of the product."""
    if isinstance(node, ast.Import | ast.ImportFrom | ast.Slice):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "__name__ == '__main__'"}:
        return True
    return models and isinstance(above, ast.ClassDef) and not isinstance(node, ast.FunctionDef | ast.ClassDef)
