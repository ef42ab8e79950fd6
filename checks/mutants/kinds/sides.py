"""Faults with whose and in which words: the other side, another language, a name compared as it is written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checks.mutants.kinds.node import Node, called, in_brackets, text_of, with_parts

OTHER_SIDE = {"exporter": "buyer", "buyer": "exporter", "EXPORTER": "BUYER", "BUYER": "EXPORTER", "asker": "asked",
              "asked": "asker", "exporter_answer": "buyer_answer", "buyer_answer": "exporter_answer",
              "exporters": "buyers", "buyers": "exporters"}  # fmt: skip
OTHER_LANGUAGE = {"EN": "RU", "RU": "ZH", "ZH": "EN"}
FOLDS = re.compile(r"^_?(folded\w*|fold|folds|casefold|lower|upper|strip|normal\w*|canonical|squeez\w*|flat|plain)$")
UNFOLDED = {"iexact": "exact", "icontains": "contains", "istartswith": "startswith"}


def side(node: Node) -> Iterator[str]:
    """The exporter's for the buyer's, one's own answer for the other side's."""
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        if node.attr in OTHER_SIDE:
            yield f"{text_of(node.value)}.{OTHER_SIDE[node.attr]}"
        elif node.attr == "other" and "side" in text_of(node.value).lower():
            yield in_brackets(node.value)


def language(node: Node) -> Iterator[str]:
    """Nothing, or English, for who reads something else; a text in one language where another one is meant."""
    if isinstance(node, ast.Attribute) and text_of(node.value).rpartition(".")[2] == "Language":
        if node.attr in OTHER_LANGUAGE:
            yield f"{text_of(node.value)}.{OTHER_LANGUAGE[node.attr]}"
    elif isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or) and _speaks(node):
        yield from (in_brackets(value) for value in node.values[:1])
        yield in_brackets(node.values[-1])
    elif (
        isinstance(node, ast.Call)
        and called(node) == "Words"
        and node.args
        and not isinstance(node.args[0], ast.Constant)
    ):
        yield text_of(with_parts(node, args=[_english(node.args[0]), *node.args[1:]]))
    elif isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load) and text_of(node.slice) in {
        "language", "words.language", "self.language", "reader.language",
    }:  # fmt: skip
        yield text_of(with_parts(node, slice=_english(node.slice)))


def folding(node: Node) -> Iterator[str]:
    """Names that are compared as they are written: large and small letters, marks and blanks count."""
    if not isinstance(node, ast.Call):
        return
    if isinstance(node.func, ast.Attribute) and not node.args and not node.keywords and FOLDS.match(node.func.attr):
        yield in_brackets(node.func.value)
    elif (
        len(node.args) == 1
        and not node.keywords
        and FOLDS.match(called(node))
        and not isinstance(node.args[0], ast.Starred)
    ):
        yield in_brackets(node.args[0])
    for keyword in node.keywords:
        field, _, lookup = (keyword.arg or "").rpartition("__")
        if lookup in UNFOLDED:
            exact = with_parts(keyword, arg=f"{field}__{UNFOLDED[lookup]}")
            yield text_of(with_parts(node, keywords=[exact if one is keyword else one for one in node.keywords]))


def _speaks(node: ast.AST) -> bool:
    return bool(re.search(r"language|(?<![a-z])words(?![a-z])|LocalText|\.in_\(|\.to\(", text_of(node)))


def _english(given: ast.expr) -> ast.expr:
    """Return the English of what gives a language, in terms of it: nothing has to be imported."""
    return ast.parse(f"type({text_of(given)})('en')", mode="eval").body
