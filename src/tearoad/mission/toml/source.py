"""The text of a mission.toml: read whole, parsed, and each key's line found again."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from decimal import Decimal
from pathlib import Path

from tearoad.mission.toml.keys import FILE
from tearoad.paper.sheets import CellProblem, Severity
from tearoad.text import Text
from tearoad.values.letters import seen

_ENTRY = re.compile(r"\s*\[\[\s*(?P<name>[^\]]+?)\s*\]\]")
_TABLE = re.compile(r"\s*\[\s*(?P<name>[^\[\]]+?)\s*\]")
_KEY = re.compile(r"""\s*(?P<name>"[^"]*"|'[^']*'|[\w-]+)\s*=""")
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_PRETTY = "“”„«»‘’「」『』＂，＝［］【】"
_MOST_BYTES = 1_000_000


def parse(path: Path) -> tuple[dict[str, object], dict[str, int], CellProblem | None]:
    """Return the tree, the line of each key (`days[2].opens` -> 14), and what stopped the reading, if anything."""
    source, problem = _text_of(path)
    if problem:
        return {}, {}, problem
    try:
        tree = tomllib.loads(source, parse_float=Decimal)
        return {key: _seen(value) for key, value in tree.items()}, _key_lines(source), None
    except tomllib.TOMLDecodeError as broken:
        return {}, {}, _syntax(source, str(broken))
    except RecursionError:
        return {}, {}, _whole(Text("mission.too_deep"), Text("mission.syntax_hint"))


def _seen(value: object) -> object:
    """Return a value without unseen letters, those written as escapes too."""
    if isinstance(value, str):
        return seen(value)
    if isinstance(value, list):
        return [_seen(part) for part in value]
    return {key: _seen(part) for key, part in value.items()} if isinstance(value, dict) else value


def _text_of(path: Path) -> tuple[str, CellProblem | None]:
    if path.exists() and not path.is_file():  # a pipe or device would be waited for
        return "", _whole(Text("mission.not_a_file"), Text("mission.not_a_file_hint"))
    if not path.is_file():
        return "", _whole(Text("mission.no_file", folder=path.parent.name or "."), Text("mission.no_file_hint"))
    if path.stat().st_size > _MOST_BYTES:
        return "", _whole(Text("mission.too_large", count=path.stat().st_size), Text("mission.too_large_hint"))
    try:
        # Windows Notepad puts a byte order mark in front; a Windows line end inside a text is the same line end.
        return seen(path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")), None
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        return "", _whole(Text("mission.not_utf8", line=line), Text("mission.not_utf8_hint"), line)


def _syntax(source: str, said: str) -> CellProblem:
    match = _AT.search(said)
    lines = source.split("\n")
    line = min(int(match[1]), len(lines)) if match else len(lines)
    written = lines[line - 1].strip()
    odd = next((mark for mark in written.partition("#")[0] if mark in _PRETTY), None)
    hint = Text("mission.syntax_hint")
    if odd:
        hint = Text("mission.marks_hint", mark=odd)
    elif "overwrite" in said or "twice" in said:
        hint = Text("mission.key_twice_hint")
    return _whole(Text("mission.syntax", line=line, found=written[:80]), hint, line)


def _whole(text: Text, hint: Text, line: int | None = None) -> CellProblem:
    return CellProblem(Severity.ERROR, text, hint, FILE, row=line)


def _key_lines(source: str) -> dict[str, int]:
    """Find each key's line by reading the way people write: one key a line, headers on lines of their own.

    A key inside a list or a text of several lines may be missed or taken wrongly; then only the line number suffers.
    """
    lines: dict[str, int] = {}
    entries: Counter[str] = Counter()
    section = ""
    for number, line in enumerate(source.split("\n"), start=1):
        if entry := _ENTRY.match(line):
            entries[entry["name"]] += 1
            section = f"{entry['name']}[{entries[entry['name']]}]"
            lines.setdefault(section, number)
        elif table := _TABLE.match(line):
            section = table["name"]
            lines.setdefault(section, number)
        elif key := _KEY.match(line):
            name = key["name"].strip("\"'")
            lines.setdefault(f"{section}.{name}" if section else name, number)
    return lines
