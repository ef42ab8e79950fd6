"""Faults with rows: too many of them, seen by too many, changed by two at once, kept too long."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from checks.mutants.kinds.node import Node, called, text_of, with_parts, without

NARROWING = frozenset({"filter", "exclude", "get"})
"""Methods of a query whose keywords say which rows are meant."""
WEAKER = {
    "ADD_TO_OWN_DOSSIER": "SEE_OWN_DAY", "ANSWER_REQUESTS": "SEE_OWN_DAY", "ANSWER_SURVEY": "SEE_OWN_DAY",
    "CAPTURE": "CARRY_PHONE", "CARRY_PHONE": "SEE_OWN_DAY", "DECIDE_SCREENING": "SEE_SCREENING",
    "EDIT_COSTS": "SEE_COSTS", "EDIT_MISSION": "SEE_MISSIONS", "EDIT_ORDERS": "SEE_ORDERS",
    "ERASE_PERSON": "EDIT_MISSION", "EXPORT_SHEETS": "SEE_MISSIONS", "FREEZE_RESULTS": "SEE_RESULTS",
    "IMPORT_SHEETS": "SEE_MISSIONS", "MAKE_BRIEFS": "SEE_MARKETS", "MAKE_KEYS": "RUN_OFFICE",
    "MANAGE_USERS": "SEE_LEDGER", "PLAN": "SEE_PLAN", "PUBLISH": "SEE_PLAN", "REPORT_ORDERS": "SEE_OWN_DAY",
    "RUN_CALL": "SEE_CALL", "RUN_OFFICE": "SEE_OFFICE", "SCORE_CALL": "RUN_CALL", "SEE_LEDGER": "SIGNED_IN",
    "SEND_LINKS": "SEE_PAPERS", "SIGNED_IN": "SECURE_ACCOUNT", "TELL_OF_DAY": "SEE_OWN_DAY",
}  # fmt: skip
"""By a policy: one that lets more people in, or what the same people need for something else."""
KEYS = re.compile(r"(^|_)(key|keys|digest|etag|mark|version|fingerprint)(_|$)|_key_of$")
LEFT_OUT = re.compile(r"cache_clear|refresh_from_db|invalidate|forget|^touch$|_changed$|^outdate")


def filter_rows(node: Node) -> Iterator[str]:
    """A query, or a loop, that takes rows it should not take."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in NARROWING:
        named = [keyword for keyword in node.keywords if keyword.arg]
        for keyword in named:
            if len(node.keywords) + len(node.args) > 1 or node.func.attr == "get":
                yield text_of(with_parts(node, keywords=without(node.keywords, keyword)))
            else:
                yield f"{text_of(node.func.value)}.all()"
        for argument in node.args if isinstance(node.func.value, ast.Attribute) or len(node.args) > 1 else ():
            if called(argument) == "Q":
                yield text_of(with_parts(node, args=without(node.args, argument)))
    elif called(node) == "Q" and isinstance(node, ast.Call) and len(node.keywords) > 1:
        yield from (text_of(with_parts(node, keywords=without(node.keywords, keyword))) for keyword in node.keywords)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        yield from _unsifted(node)


def policy(node: Node) -> Iterator[str]:
    """A weaker policy, or none."""
    if isinstance(node, ast.Attribute) and text_of(node.value).rpartition(".")[2] == "Policy" and node.attr in WEAKER:
        yield f"{text_of(node.value)}.{WEAKER[node.attr]}"
    elif isinstance(node, ast.Expr) and called(node.value) in {"require", "require_any", "require_own"}:
        yield "pass"


def lock(node: Node) -> Iterator[str]:
    """Rows that two may change at once."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "select_for_update":
        yield f"{text_of(node.func.value)}.all()"


def cache(node: Node) -> Iterator[str]:
    """A part that a key or mark leaves out; what is kept though it is old."""
    if isinstance(node, ast.JoinedStr | ast.Tuple):
        yield from _shorter_key(node)
    elif isinstance(node, ast.Call):
        yield from _fewer_written(node)
    elif isinstance(node, ast.Expr):
        text, name = text_of(node.value), called(node.value)
        if LEFT_OUT.search(name) or (name == "update" and "digest" in text):
            yield "pass"


def _shorter_key(node: ast.JoinedStr | ast.Tuple) -> Iterator[str]:
    """Yield a key with nothing in place of one of its parts."""
    parts = (
        [part for part in node.values if isinstance(part, ast.FormattedValue)]
        if isinstance(node, ast.JoinedStr)
        else node.elts
    )
    if isinstance(getattr(node, "ctx", None), ast.Store) or len(parts) < 2:
        return
    field, every = ("values", node.values) if isinstance(node, ast.JoinedStr) else ("elts", node.elts)
    for part in parts:
        if not isinstance(part, ast.Constant):
            shorter = [ast.Constant("") if one is part else one for one in every]
            yield text_of(with_parts(node, **{field: shorter}))


def _fewer_written(node: ast.Call) -> Iterator[str]:
    """Yield the saving of a row that leaves out one of its fields."""
    for keyword in node.keywords:
        if keyword.arg == "update_fields" and isinstance(keyword.value, ast.List) and len(keyword.value.elts) > 1:
            for field in keyword.value.elts:
                fewer = with_parts(keyword, value=with_parts(keyword.value, elts=without(keyword.value.elts, field)))
                yield text_of(with_parts(node, keywords=[fewer if one is keyword else one for one in node.keywords]))


def is_in_key(name: str) -> bool:
    """Whether a function, or what is assigned, makes a key or a mark, by its name."""
    return bool(KEYS.search(name.rpartition(".")[2]))


def _unsifted(node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Iterator[str]:
    """Yield a comprehension without one of its conditions."""
    for loop in node.generators:
        for condition in loop.ifs:
            if not any(isinstance(part, ast.NamedExpr) for part in ast.walk(condition)):
                fewer = with_parts(loop, ifs=without(loop.ifs, condition))
                yield text_of(with_parts(node, generators=[fewer if one is loop else one for one in node.generators]))
