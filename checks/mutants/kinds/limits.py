"""Faults at limits: an edge taken or left, one row or page too many, a clamp left out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checks.mutants.kinds.days import is_of_days
from checks.mutants.kinds.node import (
    Node,
    called,
    edge_moved,
    in_brackets,
    is_number,
    is_one_comparison,
    lookup_moved,
    text_of,
    with_parts,
)

ONE_PAGE = re.compile(r"(?<![a-z])pages?(?![a-z])|paginat|per_page|_PAGE\b|PAGE_", re.IGNORECASE)


def boundary(node: Node) -> Iterator[str]:
    """`<` for `<=`, one row more than there may be."""
    if is_one_comparison(node) and not is_of_days(node) and not ONE_PAGE.search(text_of(node)):
        yield edge_moved(node)  # type: ignore[arg-type]  # a comparison
    elif isinstance(node, ast.Call):
        yield from (
            moved for keyword in node.keywords if not is_of_days(keyword) and (moved := lookup_moved(node, keyword))
        )
        if called(node) == "range":
            yield text_of(with_parts(node, args=[*node.args[:-1], _one_more(node.args[-1])]))
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice) and not ONE_PAGE.search(text_of(node)):
        yield from _longer(node, node.slice)
    elif isinstance(node, ast.Assign) and _is_limit(node.targets[0]) and is_number(node.value):
        yield text_of(with_parts(node, value=_one_more(node.value), lineno=0))


def pages(node: Node) -> Iterator[str]:
    """One page more than there is, a page that is a row too long."""
    if not isinstance(node, ast.Compare | ast.BinOp | ast.Subscript | ast.Call) or not ONE_PAGE.search(text_of(node)):
        return
    if is_one_comparison(node):
        yield edge_moved(node)  # type: ignore[arg-type]  # a comparison
    elif isinstance(node, ast.BinOp):
        if isinstance(node.op, ast.FloorDiv):
            yield f"({text_of(node)} + 1)"
        elif isinstance(node.op, ast.Add | ast.Sub) and is_number(node.right):
            yield in_brackets(node.left)
    elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice):
        yield from _longer(node, node.slice)
    elif isinstance(node, ast.Call):
        yield from _more_pages(node)


def _more_pages(node: ast.Call) -> Iterator[str]:
    if called(node) in {"max", "min"}:
        yield from map(in_brackets, node.args)
    elif called(node) == "ceil":
        yield f"({text_of(node)} + 1)"
    elif called(node) == "Paginator" and len(node.args) > 1:
        yield text_of(with_parts(node, args=[node.args[0], _one_more(node.args[1])]))


def bound(node: Node) -> Iterator[str]:
    """A clamp left out: what may fall below nothing, or rise above all."""
    if called(node) in {"max", "min", "Greatest", "Least"} and isinstance(node, ast.Call) and len(node.args) == 2:
        if not any(isinstance(argument, ast.Starred) for argument in node.args) and not node.keywords:
            kept = [argument for argument in node.args if not isinstance(argument, ast.Constant)]
            yield from map(in_brackets, kept)
    elif called(node) in {"clip", "maximum", "minimum"} and isinstance(node, ast.Call) and node.args:
        yield in_brackets(node.args[0])


def _longer(node: ast.Subscript, part: ast.Slice) -> Iterator[str]:
    """Yield the part of a sequence that is one longer."""
    if part.upper is not None and not isinstance(part.upper, ast.UnaryOp):
        yield text_of(with_parts(node, slice=with_parts(part, upper=_one_more(part.upper))))


def _one_more(number: ast.expr) -> ast.expr:
    if isinstance(number, ast.Constant) and is_number(number):
        return ast.Constant(number.value + 1)  # type: ignore[operator]  # a number
    return ast.BinOp(number, ast.Add(), ast.Constant(1))


def _is_limit(target: ast.expr) -> bool:
    name = getattr(target, "id", "")
    return bool(name.isupper() and re.search(r"MOST|LIMIT|LEAST|MAX|MIN|LONGEST|SHOWN|ROWS|EACH|TIMES", name))
