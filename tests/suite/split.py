"""Which tests belong together: three suites, each with its command; every test is in one.

`fast` (`make test`) finds faults in the code as it is written, without a browser and without a served site; `site`
(`make test-site`) has these, and whatever asks every page or every address of the house; `nightly` is what costs most
and is asked for in turns (`night.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Container, Iterable
from pathlib import Path, PurePosixPath

import pytest

HERE = Path(__file__).parent
SUITES = ("fast", "site", "nightly")
OF_SITES = {"browsers", "new_place", "new_prepared_place"}
"""Fixtures of tests that look through a browser, or have a site of their own, with its processes."""
BENCHES = "benches"
"""The part of `nightly.toml` that holds commands."""


def reasons(name: str) -> dict[str, str]:
    """Return a list of tests, each with its reason."""
    parts = tomllib.loads((HERE / name).read_text("utf-8"))
    return {test: why for title, part in parts.items() if title != BENCHES for test, why in part.items()}


def is_named(test: str, names: Container[str]) -> bool:
    """Whether a test is one of those named: itself, without its parameters, its file or one of its folders."""
    file = test.partition("::")[0]
    return any(name in names for name in (test, test.partition("[")[0], file, *map(str, PurePosixPath(file).parents)))


def split(items: Iterable[pytest.Item]) -> dict[str, list[pytest.Item]]:
    """Return the tests of each suite."""
    nightly, site = reasons("nightly.toml"), reasons("site.toml")
    found: dict[str, list[pytest.Item]] = {suite: [] for suite in SUITES}
    for item in items:
        found[_suite(item, nightly, site)].append(item)
    return found


def _suite(item: pytest.Item, nightly: Container[str], site: Container[str]) -> str:
    if is_named(item.nodeid, nightly):
        return "nightly"
    looks = item.path.name.endswith("_browser.py") or OF_SITES & set(getattr(item, "fixturenames", ()))
    return "site" if looks or is_named(item.nodeid, site) else "fast"
