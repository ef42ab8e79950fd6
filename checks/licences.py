"""Whether everything that is installed with Tea Road may be, and the page that says so: `THIRD_PARTY.md`.

The names and versions come from `requirements/tearoad.lock`, the licences from the metadata that each package carries.
`python -m checks.licences` writes the page.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from checks.finding import ROOT, Finding
from checks.frontend.vendor import Vendored, read_list

PINNED = re.compile(r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[^\s;\\]+)")
VIA = re.compile(r"\s+#\s+(?:via\s+)?(?P<name>[a-z0-9][a-z0-9._-]*)$")
POLICY = Path(__file__).with_name("licences.toml")
CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL Open Font License 1.1 (OFL-1.1)": "OFL-1.1",
}
"""Only those that name one licence: `BSD License` may be several."""
HEAD = """\
# What Tea Road stands on

Installed with Tea Road, unmodified, as their authors published them. Written by `make pages`; `make check` compares.
LGPL packages are dependencies that anyone may replace by another version; nothing of them is copied into Tea Road.

| package | version | licence | what for |
|---|---|---|---|
"""
VENDORED_HEAD = """
## Files in the repository

Held unmodified, each with its licence: in `src/tearoad/web/static/vendor`, so that a browser asks nobody else, and in
`tests/vendor`, for the tests alone.

| package | version | licence | what for |
|---|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Policy:
    """What `licences.toml` says."""

    allowed: frozenset[str]
    unmodified: Mapping[str, str]
    stated: Mapping[str, str]
    uses: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A package of the lock, and which packages ask for it."""

    name: str
    version: str
    asked_by: tuple[str, ...]


def read_policy(path: Path = POLICY) -> Policy:
    """Read which licences may stand under the project."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return Policy(frozenset(table["allowed"]), table["unmodified"], table["stated"], table["uses"])


def read_lock(path: Path) -> tuple[Pinned, ...]:
    """Read the names and versions of a lock, with the packages that ask for each."""
    found: list[Pinned] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if pinned := PINNED.match(line):
            found.append(Pinned(pinned["name"], pinned["version"], ()))
        elif found and (via := VIA.match(line)) and via["name"] not in {"via", "tearoad"}:
            last = found.pop()
            found.append(Pinned(last.name, last.version, (*last.asked_by, via["name"])))
    return tuple(found)


def licence_of(name: str, policy: Policy) -> str:
    """Return a package's licence as SPDX; empty where nobody names it."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return policy.stated.get(name, "")
    if expressions := about.get_all("License-Expression"):
        return str(expressions[0])
    classes = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier") or [] if line.startswith("License")]
    named = {CLASSIFIERS[name] for name in classes if name in CLASSIFIERS}
    return named.pop() if len(named) == 1 else policy.stated.get(name, "")


def may_stand(name: str, expression: str, policy: Policy) -> bool:
    """Whether a licence is allowed: one of the alternatives, and every part of it."""
    return any(
        all(_part_may_stand(name, part.strip(" ()"), policy) for part in re.split(r"\bAND\b", alternative))
        for alternative in re.split(r"\bOR\b", expression)
    )


def check(root: Path = ROOT, policy: Policy | None = None) -> list[Finding]:
    """Return licences that may not stand, uses and reasons that nobody wrote, and a page that is out of date."""
    policy = policy or read_policy()
    pinned = read_lock(root / "requirements/tearoad.lock")
    findings = [found for package in pinned for found in _judge(package, policy)]
    findings += [
        Finding(f"static/vendor/{vendored.folder}", f"{vendored.licence} may not stand under this project")
        for vendored in read_list(root)
        if not may_stand(vendored.source, vendored.licence, policy)
    ]
    names = {package.name for package in pinned}
    for section in (policy.unmodified, policy.stated, policy.uses):
        findings += [Finding("checks/licences.toml", f"{name} is not locked") for name in sorted(set(section) - names)]
    third_party = root / "THIRD_PARTY.md"
    if not third_party.is_file() or third_party.read_text(encoding="utf-8") != page(pinned, policy, read_list(root)):
        findings.append(Finding("THIRD_PARTY.md", "is out of date: run `make pages`"))
    return findings


def page(pinned: Iterable[Pinned], policy: Policy, vendored: Iterable[Vendored] = ()) -> str:
    """Return THIRD_PARTY.md."""
    installed = "".join(
        f"| {package.name} | {package.version} | {licence_of(package.name, policy)} | {_use(package, policy)} |\n"
        for package in pinned
    )
    held = "".join(f"| {one.source} | {one.version} | {one.licence} | {one.use} |\n" for one in vendored)
    return HEAD + installed + (VENDORED_HEAD + held if held else "")


def _use(package: Pinned, policy: Policy) -> str:
    return policy.uses.get(package.name) or f"needed by {', '.join(package.asked_by)}"


def _judge(package: Pinned, policy: Policy) -> Iterator[Finding]:
    where = f"requirements/tearoad.lock: {package.name}"
    expression = licence_of(package.name, policy)
    if not expression:
        yield Finding(where, "names no licence; read its licence file and state it in checks/licences.toml")
    elif not may_stand(package.name, expression, policy):
        yield Finding(where, f"{expression} may not stand under this project")
    if not package.asked_by and package.name not in policy.uses:
        yield Finding(where, "is a direct dependency; say in checks/licences.toml what it is for")


def _part_may_stand(name: str, part: str, policy: Policy) -> bool:
    return part in policy.allowed or (part.startswith("LGPL-") and bool(policy.unmodified.get(name)))


if __name__ == "__main__":
    written = page(read_lock(ROOT / "requirements/tearoad.lock"), read_policy(), read_list(ROOT))
    (ROOT / "THIRD_PARTY.md").write_text(written, "utf-8")
