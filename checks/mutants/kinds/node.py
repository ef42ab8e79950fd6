"""What the kinds of faults share: how a piece of source is read and written."""

from __future__ import annotations

import ast
import copy
from typing import Any, TypeVar

Node = ast.expr | ast.stmt
Some = TypeVar("Some", bound=ast.AST)

STRICTER: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
}  # fmt: skip
"""What takes or leaves the edge, in place of what leaves or takes it."""
LOOKUPS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt"}
"""The same at the end of a query's keyword."""


def text_of(node: ast.AST) -> str:
    """Return the source of a node, on one line."""
    return ast.unparse(node)


def in_brackets(node: ast.AST) -> str:
    """Return the source of a node as it can stand in any place."""
    return f"({ast.unparse(node)})"


def with_parts(node: Some, **parts: Any) -> Some:  # noqa: ANN401  # whatever stands in a field of the syntax tree
    """Return a copy of a node with other parts."""
    changed = copy.copy(node)
    for name, part in parts.items():
        setattr(changed, name, part)
    return changed


def without(parts: list[Some], left_out: ast.AST) -> list[Some]:
    """Return a list of nodes without one of them."""
    return [part for part in parts if part is not left_out]


def called(node: ast.AST) -> str:
    """Return the last name of what a call calls; nothing where it is no call of a name."""
    if not isinstance(node, ast.Call):
        return ""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def is_number(node: ast.AST) -> bool:
    """Whether a node is a number as it is written, not a truth."""
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


def is_text(node: ast.AST) -> bool:
    """Whether a node is a text or a list as it is written: `+` joins it."""
    return isinstance(node, ast.JoinedStr | ast.List | ast.Tuple | ast.ListComp) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )


def is_one_comparison(node: ast.AST) -> bool:
    """Whether a node compares two things by order."""
    return isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in STRICTER


def edge_moved(node: ast.Compare) -> str:
    """Return the comparison that takes its edge where it left it, or leaves it where it took it."""
    return in_brackets(with_parts(node, ops=[STRICTER[type(node.ops[0])]()]))


def lookup_moved(node: ast.Call, keyword: ast.keyword) -> str:
    """Return a query whose keyword takes or leaves its edge; nothing where the keyword does not compare by order."""
    field, _, lookup = (keyword.arg or "").rpartition("__")
    if lookup not in LOOKUPS:
        return ""
    moved = [with_parts(one, arg=f"{field}__{LOOKUPS[lookup]}") if one is keyword else one for one in node.keywords]
    return text_of(with_parts(node, keywords=moved))
