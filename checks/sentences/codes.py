"""Whether the codes in the sources and the messages in the catalogues are the same set, with the same parameters.

A code counts as used where it stands as a string anywhere in the sources, also in a table or behind a helper; where it
is put together (`Text(f"mission.{kind}")`), every message that fits the fixed parts counts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from checks.allowed import Allowed, read_allowed
from checks.finding import ROOT, Finding, files_of, place, tree_of
from checks.sentences.catalogues import LOCALES, OF_LABORATORY, Entry, english

CODE = re.compile(r"([a-z][a-z_]*)(\.[a-z0-9][a-z0-9_]*)+")
FILE_NAMES = {"toml", "json", "xlsx", "csv", "ods", "html", "pdf", "typ", "po", "md", "py", "xml", "txt", "ics", "zip"}
"""What follows the last dot of a file's name: `mission.toml` is no message."""
LEDGER_ARGUMENTS = 3
"""Who, what, to which kind of thing; the fourth is to which one. A list's append has one."""
TEXT_SOURCES = {".typ", ".toml", ".html", ".csv", ".js"}


@dataclass(frozen=True, slots=True)
class Use:
    """A code in a source file; `params` is None where they cannot be read off."""

    code: str
    where: str
    params: frozenset[str] | None = None
    instead: str = ""
    """Another message that does as well: of what the ledger is told, the code itself."""


def check(root: Path = ROOT, locales: Path | None = None, allowed: Allowed | None = None) -> list[Finding]:
    """Return codes without a message, messages without a use, and calls whose parameters do not fit."""
    allowed = allowed if allowed is not None else read_allowed()
    if locales is not None:
        return _check(root / "src", root, english(locales), {}, allowed)
    product, laboratory = english(LOCALES), english(OF_LABORATORY)
    return [
        *_check(root / "src", root, product, {}, allowed),
        *_check(root / "lab/src", root, laboratory, product, allowed),
    ]


def _check(
    folder: Path, root: Path, own: Mapping[str, Entry], others: Mapping[str, Entry], allowed: Allowed
) -> list[Finding]:
    """Return what is wrong with the codes below a folder: each of its `own` messages is used there, others may be."""
    messages = {**others, **own}
    rooms = {code.partition(".")[0] for code in messages}
    used: set[str] = set(allowed.unused)
    findings: list[Finding] = []
    sources = (path for path in files_of(root) if folder in path.parents)
    for path in (path for path in sources if path.parent.name != "migrations"):  # these name models, not sentences
        if path.suffix == ".py":
            tree = tree_of(path.read_text(encoding="utf-8"))
            uses = list(_uses(tree, path, root))
            used |= {code for use in uses for code in (use.code, use.instead)} | _put_together(
                tree, messages, path.relative_to(folder).parts[1]
            )
            findings += [found for use in uses for found in _judge(use, messages, rooms)]
        elif path.suffix in TEXT_SOURCES:
            used |= {match.group() for match in CODE.finditer(path.read_text(encoding="utf-8"))}
    findings += [Finding(own[code].where, f"{code} is used nowhere") for code in sorted(set(own) - used)]
    return sorted(set(findings))


def _judge(use: Use, messages: Mapping[str, Entry], rooms: set[str]) -> Iterator[Finding]:
    if use.code not in messages and use.instead in messages:
        return
    room, _, rest = use.code.partition(".")
    message = messages.get(use.code)
    if message is None:
        if use.params is not None or (room in rooms and rest.rpartition(".")[2] not in FILE_NAMES):
            yield Finding(use.where, f"{use.code} has no message")
        return
    if use.params is None:
        return
    if lacking := message.placeholders - use.params:
        yield Finding(use.where, f"{use.code} is not given {', '.join(sorted(lacking))}")
    if idle := use.params - message.placeholders:
        yield Finding(use.where, f"{use.code} is given {', '.join(sorted(idle))}, which its message does not show")


def _uses(tree: ast.Module, path: Path, root: Path) -> Iterator[Use]:
    nodes = tuple(ast.walk(tree))
    calls = {id(node.args[0]): node for node in nodes if _is_text_call(node) and node.args}
    passed_over = _no_codes(nodes)
    done = _done(nodes)
    for node in nodes:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in passed_over:
            continue
        call = calls.get(id(node))
        if id(node) in done:
            stage, _, verb = node.value.partition(".")
            done_as = f"{stage}.done_{verb.replace('.', '_')}"
            yield Use(done_as, place(path, root, node.lineno), frozenset(), node.value)
        elif call is not None:
            yield Use(node.value, place(path, root, node.lineno), _params(call))
        elif CODE.fullmatch(node.value):
            yield Use(node.value, place(path, root, node.lineno))


def _done(nodes: Iterable[ast.AST]) -> set[int]:
    """Return the strings that say to the ledger what was done: `ledger.append(by, "plan.published", ...)`.

    The sentence stands in the stage's catalogue, as `plan.done_published` or `plan.published`, and has no parameters.
    """
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    appends = (call for call in calls if len(call.args) > LEDGER_ARGUMENTS and _name(call) == "append")
    # `Changed("plan.published", ...)` names the entries by which a change is known.
    named = (call.args[0] for call in calls if call.args and _name(call) == "Changed")
    told = (*(call.args[1] for call in appends), *named)
    said = (node for place_of in told for node in ast.walk(place_of) if isinstance(node, ast.Constant))
    return {id(node) for node in said if isinstance(node.value, str) and CODE.fullmatch(node.value)}


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _no_codes(nodes: Iterable[ast.AST]) -> set[int]:
    """Return the strings that are no whole code: docstrings, and pieces of strings that are put together."""
    found = set[int]()
    for node in nodes:
        if isinstance(node, ast.Expr):
            found.add(id(node.value))
        elif isinstance(node, ast.JoinedStr):
            found |= {id(piece) for piece in node.values}
        elif isinstance(node, ast.BinOp):
            found |= {id(node.left), id(node.right)}
    return found


def _is_text_call(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"


def _params(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _put_together(tree: ast.Module, messages: Mapping[str, Entry], room: str) -> set[str]:
    """Return every message that fits a code written with `{}` in it or joined with `+`.

    Where the room itself is put together, as in `Text(f"{path}.help")`, only messages of the file's own room fit.
    """
    texts = {id(node.args[0]) for node in ast.walk(tree) if _is_text_call(node) and node.args}
    used: set[str] = set()
    for node in ast.walk(tree):
        parts = _parts(node)
        if parts and (CODE.match(parts[0] + "x") or id(node) in texts):
            pattern = re.compile("".join(re.escape(part) or r"[a-z0-9_.]+" for part in parts))
            fits = {code for code in messages if pattern.fullmatch(code)}
            used |= {code for code in fits if parts[0] or code.partition(".")[0] == room}
    return used


def _parts(node: ast.AST) -> list[str]:
    """Return the pieces of a string that is put together, the unknown ones empty; nothing of anything else."""
    if isinstance(node, ast.JoinedStr):
        pieces = node.values
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        pieces = [node.left, node.right]
    else:
        return []
    return [str(piece.value) if isinstance(piece, ast.Constant) else "" for piece in pieces]
