"""Whether the codes in the sources and the messages in the catalogues are the same set, with the same parameters.

A code counts as used where it stands as a string anywhere in the sources, also in a table or behind a helper; where it
is put together (`Text(f"mission.{kind}")`), every message that fits the fixed parts counts.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.allowed import Allowed, read_allowed
from checks.catalogues import LOCALES, Entry, english
from checks.finding import ROOT, Finding, files_of, place

CODE = re.compile(r"([a-z][a-z_]*)(\.[a-z0-9][a-z0-9_]*)+")
FILE_NAMES = {"toml", "json", "xlsx", "csv", "ods", "html", "pdf", "typ", "po", "md", "py", "xml", "txt", "ics", "zip"}
"""What follows the last dot of a file's name: `mission.toml` is no message."""
TEXT_SOURCES = {".typ", ".toml", ".html", ".csv"}


@dataclass(frozen=True, slots=True)
class Use:
    """A code in a source file; `params` is None where they cannot be read off."""

    code: str
    where: str
    params: frozenset[str] | None = None


def check(root: Path = ROOT, locales: Path = LOCALES, allowed: Allowed | None = None) -> list[Finding]:
    """Return codes without a message, messages without a use, and calls whose parameters do not fit."""
    allowed = allowed if allowed is not None else read_allowed()
    messages = english(locales)
    rooms = {code.partition(".")[0] for code in messages}
    used: set[str] = set(allowed.unused)
    findings: list[Finding] = []
    for path in (path for path in files_of(root) if (root / "src") in path.parents):
        if path.suffix == ".py":
            tree = ast.parse(path.read_text(encoding="utf-8"))
            uses = list(_uses(tree, path, root))
            used |= {use.code for use in uses} | _put_together(tree, messages)
            findings += [found for use in uses for found in _judge(use, messages, rooms)]
        elif path.suffix in TEXT_SOURCES:
            used |= {match.group() for match in CODE.finditer(path.read_text(encoding="utf-8"))}
    findings += [Finding(messages[code].where, f"{code} is used nowhere") for code in sorted(set(messages) - used)]
    return sorted(set(findings))


def _judge(use: Use, messages: Mapping[str, Entry], rooms: set[str]) -> Iterator[Finding]:
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
    calls = {id(node.args[0]): node for node in ast.walk(tree) if _is_text_call(node) and node.args}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in docstrings:
            continue
        where = place(path, root, node.lineno)
        call = calls.get(id(node))
        if call is not None:
            yield Use(node.value, where, _params(call))
        elif CODE.fullmatch(node.value):
            yield Use(node.value, where)


def _is_text_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Text"


def _params(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _put_together(tree: ast.Module, messages: Mapping[str, Entry]) -> set[str]:
    """Return every message that fits a code written with `{}` in it or joined with `+`."""
    used: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[a-z0-9_.]+" for p in node.values]
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            ends = (node.left, node.right)
            parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else r"[a-z0-9_.]+" for p in ends]
        else:
            continue
        if CODE.match(parts[0].replace("\\", "") + "x"):
            pattern = re.compile("".join(parts))
            used |= {code for code in messages if pattern.fullmatch(code)}
    return used
