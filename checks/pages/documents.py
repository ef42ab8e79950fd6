"""Whether the documents are true: links lead somewhere, quoted commands exist, every room says what it does."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place
from checks.pages.commands import Commands, read_commands

LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
FENCE = re.compile(r"^\s*(```|~~~)")
INLINE = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
OUR_PATH = re.compile(r"(?:src|tests|docs|checks|requirements|lab)/[\w./{},-]*")
"""A path of the project that is named in prose; one with `<` or `…` in it is a pattern and names no file."""
ROOM_SECTIONS = ("question", "in", "out", "method", "limit")
ROOM_LINES = 90
"""What fits on one page."""


def check(root: Path = ROOT, commands: Commands | None = None) -> list[Finding]:
    """Return broken links, commands that do not exist, and rooms without a whole README."""
    commands = commands if commands is not None else read_commands(root)
    findings: list[Finding] = []
    for path in files_of(root):
        if path.suffix == ".md":
            findings += [*_check_links(path, root), *_check_commands(path, root, commands), *_check_paths(path, root)]
    return [*findings, *_check_rooms(root)]


def _check_links(path: Path, root: Path) -> Iterator[Finding]:
    for number, line in _prose(path):
        for match in LINK.finditer(INLINE.sub("", line)):
            target, _, anchor = match["target"].partition("#")
            if "://" in target or target.startswith("mailto:"):
                continue
            aim = (path.parent / target).resolve() if target else path
            if target.startswith("/") or not aim.exists():
                yield Finding(place(path, root, number), f"the link {match['target']} leads nowhere")
            elif anchor and aim.suffix == ".md" and anchor not in _anchors(aim):
                yield Finding(place(path, root, number), f"there is no heading #{anchor} in {aim.name}")


def _anchors(path: Path) -> set[str]:
    headings = (HEADING.match(line) for _, line in _prose(path))
    return {re.sub(r"[^\w\- ]", "", match[1].lower()).replace(" ", "-") for match in headings if match}


def _check_commands(path: Path, root: Path, commands: Commands) -> Iterator[Finding]:
    for number, quoted in _quoted(path):
        for command in re.split(r"&&|\|\||;|\|", quoted):
            words = _words(command)
            if words and (wrong := commands.fault(words)):
                yield Finding(place(path, root, number), f"`{command.strip()}`: {wrong}")


def _check_paths(path: Path, root: Path) -> Iterator[Finding]:
    for number, line in _prose(path):
        for span in filter(OUR_PATH.fullmatch, INLINE.findall(line)):
            for named in _each(span):
                if not (root / named).exists():
                    yield Finding(place(path, root, number), f"there is no {named}")


def _each(span: str) -> list[str]:
    """Return the paths that braces stand for: `a/{b,c}.po` is two."""
    before, brace, rest = span.partition("{")
    inside, _, after = rest.partition("}")
    return [f"{before}{choice}{after}" for choice in inside.split(",")] if brace else [span]


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command.strip().removeprefix("$ "), comments=True)
    except ValueError:
        return []


def _check_rooms(root: Path) -> Iterator[Finding]:
    for package in sorted((root / "src/tearoad").glob("*/__init__.py")):
        readme = package.with_name("README.md")
        if not readme.is_file():
            yield Finding(place(package.parent, root), "has no README.md: question, inputs, outputs, method, limits")
            continue
        lines = readme.read_text(encoding="utf-8").splitlines()
        starts = {re.sub(r"^[#*\-\s|]+", "", line).lower() for line in lines}
        lacking = [section for section in ROOM_SECTIONS if not any(start.startswith(section) for start in starts)]
        if lacking:
            yield Finding(place(readme, root), f"does not name its {', '.join(lacking)}")
        if len(lines) > ROOM_LINES:
            yield Finding(place(readme, root), f"has {len(lines)} lines; one page is at most {ROOM_LINES}")


def _prose(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the numbered lines outside fenced blocks."""
    yield from ((number, line) for number, line, fenced in _lines(path) if not fenced)


def _quoted(path: Path) -> Iterator[tuple[int, str]]:
    """Yield what is quoted as code: lines of fenced blocks, and spans in the prose."""
    for number, line, fenced in _lines(path):
        if fenced:
            yield number, line
        else:
            yield from ((number, span) for span in INLINE.findall(line))


def _lines(path: Path) -> Iterator[tuple[int, str, bool]]:
    fenced = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if FENCE.match(line):
            fenced = not fenced
        else:
            yield number, line, fenced
