"""Faults that fit everywhere: a comparison turned round, a call left out, nothing returned."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator

from checks.mutants.kinds.node import Node
from checks.mutants.kinds.rows import NARROWING

COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
"""What is written in place of an operator."""
JOINED: dict[type[ast.boolop], type[ast.boolop]] = {ast.And: ast.Or, ast.Or: ast.And}
RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
SAME_WITHOUT = frozenset({"cast", "iter", "list", "tuple", "frozenset", "str"})
"""Functions around one value that mostly makes no difference to whoever reads it."""


def plain(node: Node) -> Iterator[str]:
    """Whatever fits: see CHANGES."""
    for kind, change in CHANGES.items():
        if isinstance(node, kind):
            yield from change(node)


def _compared(node: ast.Compare) -> Iterator[str]:
    if len(node.ops) == 1:
        yield f"({ast.unparse(ast.Compare(node.left, [COMPARED[type(node.ops[0])]()], node.comparators))})"
        if ast.unparse(node.comparators[0]) == "None" and isinstance(node.ops[0], ast.Is | ast.IsNot):
            yield f"({'not ' if isinstance(node.ops[0], ast.Is) else ''}({ast.unparse(node.left)}))"


def _joined(node: ast.BoolOp) -> Iterator[str]:
    yield f"({ast.unparse(ast.BoolOp(JOINED[type(node.op)](), node.values))})"


def _reckoned(node: ast.BinOp) -> Iterator[str]:
    if type(node.op) in RECKONED:
        yield f"({ast.unparse(ast.BinOp(node.left, RECKONED[type(node.op)](), node.right))})"


def _negated(node: ast.UnaryOp) -> Iterator[str]:
    if isinstance(node.op, ast.Not):
        yield f"({ast.unparse(node.operand)})"


def _chosen(node: ast.IfExp) -> Iterator[str]:
    yield f"({ast.unparse(ast.IfExp(node.test, node.orelse, node.body))})"


def _constant(node: ast.Constant) -> Iterator[str]:
    if isinstance(node.value, bool):
        yield str(not node.value)
    elif isinstance(node.value, int | float):
        yield repr(node.value + 1)


def _returned(node: ast.Return) -> Iterator[str]:
    if node.value is not None and ast.unparse(node.value) != "None":
        yield "return None"


def _called(node: ast.Call) -> Iterator[str]:
    yield from turned_round(node)
    if isinstance(node.func, ast.Attribute):
        yield from _less_narrow(node, node.func)
    elif isinstance(node.func, ast.Name) and len(node.args) == 1 and not node.keywords:
        name, given = node.func.id, node.args[0]
        if not isinstance(given, ast.Starred) and name.lstrip("_")[:1].islower() and name not in SAME_WITHOUT:
            yield f"({ast.unparse(given)})"


def _less_narrow(node: ast.Call, method: ast.Attribute) -> Iterator[str]:
    """Yield a query that finds more rows than it should, or does not lock them."""
    if method.attr in NARROWING:
        for dropped in node.keywords:
            if dropped.arg is not None:
                left = [keyword for keyword in node.keywords if keyword is not dropped]
                yield ast.unparse(ast.Call(method, node.args, left))
    elif method.attr == "select_for_update":
        yield f"{ast.unparse(method.value)}.all()"


def turned_round(node: ast.Call) -> Iterator[str]:
    """Yield a call whose first two arguments have changed places."""
    if len(node.args) >= 2 and not any(isinstance(given, ast.Starred) for given in node.args[:2]):
        first, second, *others = node.args
        if ast.unparse(first) != ast.unparse(second):
            yield ast.unparse(ast.Call(node.func, [second, first, *others], node.keywords))


def _done(node: ast.Expr) -> Iterator[str]:
    if isinstance(node.value, ast.Call):
        yield "pass"


def _raised(_node: ast.Raise) -> Iterator[str]:
    yield "pass"


def _decided(node: ast.If) -> Iterator[str]:
    if isinstance(node.test, ast.Name | ast.Attribute | ast.Call | ast.NamedExpr):
        yield f"not ({ast.unparse(node.test)})"


CHANGES: dict[type[ast.AST], Callable[..., Iterator[str]]] = {
    ast.Compare: _compared,
    ast.BoolOp: _joined,
    ast.BinOp: _reckoned,
    ast.UnaryOp: _negated,
    ast.IfExp: _chosen,
    ast.Constant: _constant,
    ast.Return: _returned,
    ast.Call: _called,
    ast.Expr: _done,
    ast.Raise: _raised,
    ast.If: _decided,
}
