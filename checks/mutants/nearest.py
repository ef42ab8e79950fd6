"""Which tests can notice a mutant: those near it by imports, names and folders, as they are chosen for a change."""

from __future__ import annotations

from dataclasses import replace

from checks.changed.choosing import House, choose
from checks.mutants.sites import Site

TOO_SLOW = "_browser.py"
"""Tests in a browser walk through everything and are too slow to be run for a mutant."""
JUDGES = {
    "boundary": ("tests/architecture/test_guards.py",),
    "filter": ("tests/architecture/test_guards.py",),
    "lock": ("tests/architecture/test_guards.py", "tests/architecture/test_locked_rows.py"),
    "pages": ("tests/architecture/test_guards.py",),
    "policy": ("tests/architecture/test_guards.py", "tests/architecture/test_actions_ask.py"),
}
"""Tests of the whole house that judge a kind of fault, before all others."""


def near(site: Site, here: House) -> list[str]:
    """Return the files of tests for a mutant, nearest first."""
    chosen = choose([site.path], replace(here, always=())).chosen
    tests = [one.test for one in chosen if not one.test.endswith(TOO_SLOW)]
    return [*(test for test in JUDGES.get(site.kind, ()) if test in here.tests), *tests]
