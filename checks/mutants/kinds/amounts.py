"""Faults with amounts: a sign turned round, a unit for another, a factor left out, a half rounded down."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checks.mutants.kinds.node import Node, called, in_brackets, is_number, is_text, text_of, with_parts

OTHER_UNIT = {7: 5, 12: 10, 24: 12, 60: 100, 100: 1000, 1000: 1024, 1024: 1000, 3600: 60, 1_000_000: 1000, 10: 100}
OTHER_SPAN = {"days": "hours", "hours": "minutes", "minutes": "seconds", "seconds": "minutes", "weeks": "days"}
ROUNDED = {"ROUND_HALF_UP": "ROUND_DOWN", "ROUND_HALF_EVEN": "ROUND_DOWN", "ROUND_UP": "ROUND_HALF_UP"}


def sign(node: Node) -> Iterator[str]:
    """What is taken away is added, what is last comes first."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
        yield in_brackets(with_parts(node, op=ast.Add()))
    elif (
        isinstance(node, ast.BinOp)
        and isinstance(node.op, ast.Add)
        and not is_text(node.left)
        and not is_text(node.right)
    ):
        yield in_brackets(with_parts(node, op=ast.Sub()))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield in_brackets(node.operand)
    elif isinstance(node, ast.Call):
        yield from _turned_order(node)


def unit(node: Node) -> Iterator[str]:
    """Minutes taken for hours, thousands for millions; a factor left out."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult | ast.Div | ast.FloorDiv | ast.Mod):
        yield from _reckoned(node)
    elif called(node) == "timedelta" and isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg in OTHER_SPAN:
                other = with_parts(keyword, arg=OTHER_SPAN[keyword.arg])
                yield text_of(with_parts(node, keywords=[other if one is keyword else one for one in node.keywords]))


def _reckoned(node: ast.BinOp) -> Iterator[str]:
    if is_text(node.left) or re.search(r"(?i)path|folder|root|build|locales", text_of(node.left)):
        return
    known = {
        name: OTHER_UNIT[value] for name in ("left", "right") if (value := _number(getattr(node, name))) in OTHER_UNIT
    }
    for name, other in known.items():
        yield in_brackets(with_parts(node, **{name: ast.Constant(other)}))
    if isinstance(node.op, ast.Mult | ast.Div) and not is_number(node.left) and not is_number(node.right):
        yield in_brackets(node.left)


def _number(node: ast.expr) -> int:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int) else 0


def rounding(node: Node) -> Iterator[str]:
    """A half that is rounded down, a part that is cut off, a place too few."""
    if isinstance(node, ast.Name) and node.id in ROUNDED:
        yield f'"{ROUNDED[node.id]}"'  # what the names of decimal stand for: nothing has to be imported
    elif isinstance(node, ast.Call):
        yield from _rounded(node)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and _is_whole_part(node.operand):
        below: ast.BinOp = node.operand  # type: ignore[assignment]  # a division
        if isinstance(below.left, ast.UnaryOp):
            yield in_brackets(with_parts(below, left=below.left.operand))
    elif isinstance(node, ast.BinOp) and _is_whole_part(node) and not isinstance(node.left, ast.UnaryOp):
        yield f"(-(-{in_brackets(node.left)} // {in_brackets(node.right)}))"


def _is_whole_part(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, ast.FloorDiv)


def _rounded(node: ast.Call) -> Iterator[str]:
    name = called(node)
    if name == "round" and len(node.args) == 1 and isinstance(node.func, ast.Name):
        yield f"int({text_of(node.args[0])})"
    elif name == "round" and len(node.args) == 2 and isinstance(node.func, ast.Name):
        yield f"round({text_of(node.args[0])}, {text_of(node.args[1])} - 1)"
    elif name in {"ceil", "floor"} and len(node.args) == 1:
        yield f"{'int' if name == 'ceil' else 'round'}({text_of(node.args[0])})"
    elif name == "quantize" and isinstance(node.func, ast.Attribute) and len(node.args) > 1:
        yield in_brackets(node.func.value)


def _turned_order(node: ast.Call) -> Iterator[str]:
    if called(node) == "order_by":
        for argument in node.args:
            if isinstance(argument, ast.Constant) and str(argument.value).startswith("-"):
                turned = ast.Constant(str(argument.value)[1:])
                yield text_of(with_parts(node, args=[turned if one is argument else one for one in node.args]))
    for keyword in node.keywords:
        if keyword.arg == "reverse" and isinstance(keyword.value, ast.Constant):
            yield text_of(with_parts(node, keywords=[one for one in node.keywords if one is not keyword]))
