"""Whether the locked requirements are those that pyproject.toml asks for, every one with its hashes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from checks.finding import ROOT, Finding

PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
Pins = dict[str, str]
APART = "engines"
"""The extra that has a lock of its own: nobody who develops or runs the rest has to fetch it."""


def check(root: Path = ROOT) -> list[Finding]:
    """Return requirements that are not locked, pins without a hash, and locks that disagree."""
    asked = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    groups = asked.get("dependency-groups", {})
    extras = asked["project"].get("optional-dependencies", {})
    apart = extras.get(APART, [])
    run = [*asked["project"]["dependencies"], *(extra for name in extras if name != APART for extra in extras[name])]
    wanted = {
        "tearoad.lock": run,
        "dev.lock": [*run, *_group(groups, "dev")],
        "bootstrap.lock": list(_group(groups, "bootstrap")),
        **({f"{APART}.lock": [*apart]} if apart else {}),
    }
    pins = {name: read_pins(root / "requirements" / name) for name in wanted}
    findings = [found for name, asks in wanted.items() for found in _check_lock(root, name, asks, pins[name])]
    for name in wanted:
        known = pins["dev.lock"]
        odd = sorted(
            package
            for package, version in pins[name].items()
            if known.get(package, version if name == f"{APART}.lock" else None) != version
        )
        findings += [Finding(f"requirements/{name}", f"{package} is pinned otherwise in dev.lock") for package in odd]
    return findings


def read_pins(path: Path) -> Pins:
    """Return the pinned version of every package of a lock."""
    return {match["name"]: match["version"] for match in PINNED.finditer(path.read_text(encoding="utf-8"))}


def _group(groups: dict[str, list[Any]], name: str) -> Iterator[str]:
    for item in groups.get(name, []):
        if isinstance(item, str):
            yield item
        else:
            yield from _group(groups, item["include-group"])


def _check_lock(root: Path, name: str, asks: Iterable[str], pins: Pins) -> Iterator[Finding]:
    where = f"requirements/{name}"
    for asked in asks:
        requirement = Requirement(asked)
        version = pins.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield Finding(where, f"{asked} is not locked (found {version}): run `make lock`")
    blocks = re.split(r"^(?=[\w.-]+==)", (root / where).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for block in blocks:
        if "--hash=sha256:" not in block:
            yield Finding(where, f"{block.partition('=')[0]} has no hash")
