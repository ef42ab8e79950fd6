"""Whether every form that sends something says what it does, and carries what keeps it from harm.

A form that changes what is stored carries the mark of what was read (`{% read_version … %}`): a stale page overwrites
nothing. Every form carries the key by which it works once: `{% csrf_token %}` brings it, `{% form_key %}` is the key
alone.
Forms that change no stored value are named in `forms.toml` with what they do.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

LIST = "checks/frontend/forms.toml"
FORM = re.compile(r"<form\b(?P<head>(?:\{%.*?%\}|\{\{.*?\}\}|[^>])*)>(?P<body>.*?)</form>", re.DOTALL)
SENDS = re.compile(r"""\bmethod=["']post["']""", re.IGNORECASE)
ACTION = re.compile(
    r"""\baction=(?P<quote>["'])(?P<to>(?:\{%.*?%\}|\{\{.*?\}\}|(?!(?P=quote)).)*)(?P=quote)""", re.DOTALL
)
NAMED = re.compile(r"""\{%\s*url\s+["']([\w-]+)["']""")
INCLUDED = re.compile(r"""\{%\s*include\s+["']([^"']+)["']""")
MARK, KEY = re.compile(r"\{%\s*read_version\b"), re.compile(r"\{%\s*(?:csrf_token|form_key)\s*%\}")
BY_HAND = re.compile(r"""\bname=["'](?:read_version|form_key|csrfmiddlewaretoken)["']""")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a template that sends something."""

    name: str
    """The template and where it sends to: `people/users.html people-role`; an address of its own is left out."""
    line: int
    body: str


def check(root: Path = ROOT) -> list[Finding]:
    """Return every form without its key, every form that says neither what it changes nor what it does."""
    listed = _listed(root)
    findings: list[Finding] = []
    met: set[str] = set()
    for path in files_of(root):
        if "templates" in path.parts and path.suffix == ".html":
            for form in forms_of(path, root):
                met.add(form.name)
                findings += (Finding(place(path, root, form.line), what) for what in _wrong(form, listed))
    for name in sorted(set(listed) - met):
        findings.append(Finding(LIST, f"names {name!r}, and no template has such a form"))
    return findings


def forms_of(path: Path, root: Path) -> Iterator[Form]:
    """Yield the forms of a template that send something, with the parts that they include."""
    text = path.read_text(encoding="utf-8")
    template = path.parts[path.parts.index("templates") + 1 :]
    for found in FORM.finditer(text):
        if not SENDS.search(found["head"]):
            continue
        action = ACTION.search(found["head"])
        named = NAMED.findall(action["to"]) if action else []
        to = " ".join(named) if named else action["to"] if action else ""
        body = found["body"] + "".join(_included(found["body"], root))
        yield Form(f"{'/'.join(template)} {to}".strip(), text.count("\n", 0, found.start()) + 1, body)


def _included(body: str, root: Path) -> Iterator[str]:
    for name in INCLUDED.findall(body):
        yield from (path.read_text(encoding="utf-8") for path in root.glob(f"src/tearoad/*/**/templates/{name}"))


def _wrong(form: Form, listed: dict[str, str]) -> Iterator[str]:
    if not KEY.search(form.body):
        yield f"the form {form.name!r} lacks {{% csrf_token %}} (or {{% form_key %}}): sent twice, it would work twice"
    if BY_HAND.search(form.body):
        yield f"the form {form.name!r} writes a hidden field of the page kit itself; use its tag"
    has_mark, is_listed = MARK.search(form.body) is not None, form.name in listed
    if not has_mark and not is_listed:
        yield (
            f"the form {form.name!r} lacks {{% read_version … %}}: a stale page would overwrite what somebody saved."
            f" If it changes no stored value, name it in {LIST}"
        )
    if has_mark and is_listed:
        yield f"the form {form.name!r} has its mark; take it out of {LIST}"


def _listed(root: Path) -> dict[str, str]:
    path = root / LIST
    told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return {name: kind for kind, names in told.items() for name in names}
