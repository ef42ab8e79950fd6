"""Whether every exception from a rule says why: ignored lint rules, `noqa`, `type: ignore`, and what lists let pass.

"The same" and "see above" are no reasons: lines are moved and taken out, and then nobody knows what it was.
"""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

IGNORED_RULE = re.compile(r'^\s*"[A-Z]+[0-9]*",?\s*$')
"""A rule's code on a line of its own in pyproject.toml, with nothing behind it."""
SUPPRESSION = re.compile(
    r"#\s*(?P<what>noqa|type:\s*ignore)(?P<codes>:\s*[A-Z0-9, ]+|\[[\w, -]+\])?(?P<rest>.*)", re.DOTALL
)
REASON = re.compile(r"\s*#\s*\S.{2,}")
THE_SAME = re.compile(
    r"""(?:#|=\s*"|=\s*')\s*(?:(?:the )?same(?: reason)?|(?:see|as) above|ditto)[.'"]*\s*$""", re.IGNORECASE
)


def check(root: Path = ROOT) -> list[Finding]:
    """Return exceptions that name no rule or no reason."""
    findings = list(_check_settings(root / "pyproject.toml", root))
    for path in files_of(root):
        if path.suffix == ".py":
            findings += _check_source(path, root)
        if path.suffix == ".toml":
            findings += _check_list(path, root)
    return findings


def _check_settings(path: Path, root: Path) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if IGNORED_RULE.match(line):
            yield Finding(place(path, root, number), f"{line.strip()} is ignored without a reason")


def _check_list(path: Path, root: Path) -> Iterator[Finding]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if THE_SAME.search(line):
            yield Finding(place(path, root, number), f"{line.strip()} gives no reason: say it again")


def _check_source(path: Path, root: Path) -> Iterator[Finding]:
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type != tokenize.COMMENT or not (found := SUPPRESSION.match(token.string)):
            continue
        where = place(path, root, token.start[0])
        if not found["codes"]:
            yield Finding(where, f"{found['what']} names no rule")
        elif not REASON.match(found["rest"]) or THE_SAME.search(found["rest"]):
            yield Finding(where, f"{token.string!r} gives no reason: write `# {found['what']}…  # reason`")
