"""Faults with time: the edge of a day or month, a clock of another place, the rate of another day."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checks.mutants.kinds.node import (
    Node,
    called,
    edge_moved,
    in_brackets,
    is_one_comparison,
    lookup_moved,
    text_of,
    with_parts,
)

DAYISH = re.compile(
    r"(?<![a-z])(on|at|day|days|date|dates|month|months|year|today|now|until|since|due|deadline|expires?|expired|valid\w*"
    r"|begins?|ends?|began|ended|earliest|latest|last|first|when|moment|start|finish|opens?|closes?)(?![a-z])"
)


def is_of_days(node: ast.AST) -> bool:
    """Whether a piece of source speaks of days or moments, by its names."""
    return bool(DAYISH.search((node.arg or "") if isinstance(node, ast.keyword) else text_of(node)))


def day(node: Node) -> Iterator[str]:
    """A last day that does not count, a day too many, a day as another zone has it, months left out."""
    if is_one_comparison(node) and is_of_days(node):
        yield edge_moved(node)  # type: ignore[arg-type]  # a comparison
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub) and called(node.right) == "timedelta":
        yield in_brackets(node.left)
    elif isinstance(node, ast.Call):
        yield from _called(node)


def rate(node: Node) -> Iterator[str]:
    """What is converted, or priced, at the day of something else: the first of its month, or whenever."""
    if not isinstance(node, ast.Call) or not re.search(r"convert|(^|_)rates?(_|$)|latest", called(node)):
        return
    for argument in node.args:
        if re.search(r"(\b|[._])(on|day|today|at)$", text_of(argument)):
            for other in (f"{text_of(argument)}.replace(day=1)", "None"):
                changed = [ast.parse(other, mode="eval").body if one is argument else one for one in node.args]
                yield text_of(with_parts(node, args=changed))
    for keyword in node.keywords:
        if keyword.arg in {"on", "day", "at"}:
            changed_keyword = with_parts(keyword, value=ast.Constant(None))
            yield text_of(
                with_parts(node, keywords=[changed_keyword if one is keyword else one for one in node.keywords])
            )


def _called(node: ast.Call) -> Iterator[str]:
    yield from (moved for keyword in node.keywords if is_of_days(keyword) and (moved := lookup_moved(node, keyword)))
    months = [keyword for keyword in node.keywords if re.search("month|year", keyword.arg or "")]
    if called(node) in {"filter", "exclude", "get", "Q"} and months:
        yield text_of(with_parts(node, keywords=[keyword for keyword in node.keywords if keyword not in months]))
    if called(node) == "astimezone" and isinstance(node.func, ast.Attribute):
        yield in_brackets(node.func.value)
    if called(node) == "timedelta":
        yield f"({text_of(node)} + {text_of(with_parts(node, args=[ast.Constant(1)], keywords=[]))})"
