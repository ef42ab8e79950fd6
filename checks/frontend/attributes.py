"""Whether what a script looks for in its page stands there: `data-` attributes and ids, room by room.

A name that a script reads has to be written by a template of its room, by a widget or by a script; a `data-` attribute
of a template has to be read by a script or matched by a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place
from checks.frontend.doors import in_braces

SOURCES = Path("src/tearoad")
SHARED = SOURCES / "web"
"""The room whose scripts and styles every page has."""
NOT_FOR_SCRIPTS = {"label", "theme", "reading"}
"""Shown by a style sheet, or waited for by tests."""
IN_TEMPLATE = re.compile(r"\bdata-([a-z][\w-]*)")
READ = re.compile(r"\bdataset\.(\w+)|\[data-([\w-]+)|\"(\w+)\" in (?:\w+\.)*dataset")
TAKEN = re.compile(r"(\{[^{}]*\}) = [\w.]*dataset\b")
MADE = re.compile(r"\bdataset\.(\w+) = |\"data-([\w-]+)\"")
ID_READ = re.compile(r"""getElementById\("([\w-]+)"\)|(?<=["'` ])#([a-z][\w-]*)(?=[\["'` :>])""")


def check(root: Path = ROOT) -> list[Finding]:
    """Return what one side calls otherwise than the other."""
    rooms = sorted(path.parent.parent for path in (root / SOURCES).glob("*/web/static"))
    return [finding for room in rooms for finding in _room(room, root)]


def _room(room: Path, root: Path) -> Iterator[Finding]:
    scripts, templates = _text(room, root, ".js"), _text(room, root, ".html")
    read, where = _read(scripts), place(room, root)
    in_templates = {*IN_TEMPLATE.findall(templates)}
    written = in_templates | {*IN_TEMPLATE.findall(_text(room, root, ".py"))} | {*_dashed(MADE.findall(scripts))}
    for name in sorted(read - written):
        yield Finding(where, f"a script reads `data-{name}`, and no page has it")
    styles = _text(room, root, ".css") + _text(root / SHARED, root, ".css")
    known = read | _read(_text(root / SHARED, root, ".js")) | _read(styles) | NOT_FOR_SCRIPTS
    for name in sorted(in_templates - known):
        yield Finding(where, f"a template has `data-{name}`, and no script reads it")
    for name in sorted({first or second for first, second in ID_READ.findall(scripts)}):
        if not re.search(rf"""\bid(?:=|: |": )["']{name}["']""", templates + scripts):
            yield Finding(where, f"a script looks for the id {name!r}, and no page has it")


def _read(text: str) -> set[str]:
    taken = (name for braces in TAKEN.findall(text) for name in in_braces(braces))
    return {*_dashed(READ.findall(text)), *map(_in_page, taken)}


@cache
def _text(folder: Path, root: Path, suffix: str) -> str:
    of_kind = (path for path in files_of(root) if path.suffix == suffix and "vendor" not in path.parts)
    return "\n".join(path.read_text(encoding="utf-8") for path in of_kind if path.is_relative_to(folder))


def _dashed(found: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for names in found:
        yield _in_page("".join(names))


def _in_page(name: str) -> str:
    """Return how an attribute is called in a page: `beforeTable` is `before-table` there."""
    return re.sub(r"[A-Z]", lambda letter: f"-{letter[0].lower()}", name)
