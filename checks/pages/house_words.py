"""What no tracked file may hold: paths of one machine, addresses of a package index, words that are not the product's.

A path works on one machine only; an index address would send a user's installer where they did not choose to go.
"""

from __future__ import annotations

import re
from pathlib import Path

from checks.allowed import Allowed, read_allowed
from checks.finding import ROOT, Finding, files_of, place

HOUSE_WORDS: dict[str, re.Pattern[str]] = {
    "a path of one machine": re.compile(
        r"(?<![\w.])/(?:work|tmp|root|opt)/|(?<![\w.])/home/\w|(?<![\w.])/Users/\w|\b[A-Z]:\\\\?Users|\.pyenv/"
    ),
    "the address of a package index": re.compile(r"pypi\.org|pythonhosted|(?<!no-emit-)index-url|PIP_INDEX|UV_INDEX"),
    "a word of somebody's workplace": re.compile(
        r"claude|anthropic|chatgpt|\bcopilot\b|language model|\bLLM\b|worktree|fresh-clone|\bsub-?agent", re.IGNORECASE
    ),
    "another word for stand": re.compile(r"\bbooths?\b", re.IGNORECASE),
}
BINARY = {".png", ".jpg", ".pdf", ".xlsx", ".ods", ".otf", ".ttf", ".zip"}


def check(root: Path = ROOT, allowed: Allowed | None = None) -> list[Finding]:
    """Return every line of a tracked text file that holds such a word."""
    allowed = allowed if allowed is not None else read_allowed()
    findings: list[Finding] = []
    for path in files_of(root):
        if path.suffix in BINARY or place(path, root) in allowed.words:
            continue
        if path.is_symlink():
            findings.append(Finding(place(path, root), "is a link; a checkout must stand on its own"))
            continue
        findings += _check_file(path, root)
    return findings


def _check_file(path: Path, root: Path) -> list[Finding]:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return []
    # What stands in no line of a file is looked for in the file as a whole: of 5,000 files few hold any.
    there = {kind: pattern for kind, pattern in HOUSE_WORDS.items() if pattern.search(text)}
    return [
        Finding(place(path, root, number), f"{found.group()!r} is {kind}")
        for number, line in enumerate(text.splitlines() if there else (), start=1)
        for kind, pattern in there.items()
        if (found := pattern.search(line))
    ]
