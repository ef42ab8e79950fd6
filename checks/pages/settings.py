"""The page of every setting: its variable, default, what it does. Written by `make pages` from `site/config.py`."""

from __future__ import annotations

import ast
import inspect
from dataclasses import Field, fields
from pathlib import Path

from checks.finding import ROOT, Finding
from checks.sentences.catalogues import LOCALES, english

PAGE = Path("docs/reference/settings.md")
HEAD = """\
# Settings

Nothing has to be set on one machine. Each setting has a variable in the environment and, in small letters without
`TEAROAD_`, a key in a TOML file that `TEAROAD_CONFIG` names; the environment wins over the file, the file over the
default. A secret may stand in a file of its own: `TEAROAD_SECRET_KEY_FILE=/run/secrets/key`. Wrong and unknown settings
stop the start, and all of them are named at once. Written by `make pages` from the sources; `make check` compares.

| variable | default | what it expects | what it does |
|---|---|---|---|
"""


def check(root: Path = ROOT) -> list[Finding]:
    """Return whether the page is out of date."""
    there = (root / PAGE).read_text(encoding="utf-8") if (root / PAGE).is_file() else ""
    return [] if there == page() else [Finding(PAGE.as_posix(), "is out of date: run `make pages`")]


def page() -> str:
    """Return the page."""
    from tearoad.site import config  # noqa: PLC0415  # brings in the site; the other checks do without

    told = _told(inspect.getsource(config.Config))
    messages = english(LOCALES)
    rows = []
    for field in fields(config.Config):
        expected = messages[f"site.expect_{field.metadata['kind']}"].forms[-1]
        does = told[field.name] + (" **Secret.**" if field.metadata["secret"] else "")
        rows.append(f"| `TEAROAD_{field.name.upper()}` | {_default(field)} | {expected} | {does} |\n")
    return HEAD + "".join(rows)


def _told(source: str) -> dict[str, str]:
    """Return the sentence below each field of a class."""
    body = ast.parse(source).body[0]
    assert isinstance(body, ast.ClassDef)  # noqa: S101  # it is the source of a class
    found = {}
    for field, doc in zip(body.body, body.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(doc, ast.Expr):
            found[field.target.id] = " ".join(ast.literal_eval(doc.value).split())
    return found


def _default(one: Field[object]) -> str:
    value = one.default
    if value in ("", False) and not isinstance(value, int):
        return "empty"
    if isinstance(value, bool):
        return f"`{int(value)}`"
    return f"`{','.join(value)}`" if isinstance(value, tuple) else f"`{value}`"


if __name__ == "__main__":
    (ROOT / PAGE).write_text(page(), "utf-8")
