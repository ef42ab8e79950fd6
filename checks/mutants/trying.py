"""A mutant is tried in a copy of the project: one file is changed, tests that enter it run, the file is put back."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from checks.finding import ROOT, files_of
from checks.mutants.sites import Site

PATIENCE_CPU_S, PATIENCE_S = 600, 3600
"""A mutant whose tests do not end is killed too; a run takes some 60 CPU seconds, and on a busy machine its time."""
FAILED = re.compile(r"^(?:FAILED|ERROR) (\S.*?)(?: - .*)?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a mutant."""

    site: Site
    killed: bool
    by: str
    """The test that failed; of a survivor, how many passed."""


class Copy:
    """A copy of the project in which files may be changed."""

    def __init__(self, folder: Path, project: Path = ROOT) -> None:
        self.root = folder
        self._time = 0
        for path in files_of(project):
            made = folder / path.relative_to(project)
            made.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, made)
        (folder / ".venv").symlink_to(ROOT / ".venv")

    @contextmanager
    def changed(self, site: Site) -> Iterator[None]:
        """Change one file as long as the block runs."""
        path = self.root / site.path
        content = path.read_bytes()
        self._write(path, site.applied(content))
        try:
            yield
        finally:
            self._write(path, content)

    def _write(self, path: Path, content: bytes) -> None:
        """Write a file with a time of its own: a compiled module is kept by the second of its source, and its size."""
        self._time += 2
        path.write_bytes(content)
        changed = path.stat().st_mtime + self._time
        os.utime(path, (changed, changed))

    def run(self, tests: Iterable[str], *more: str) -> tuple[int | None, str]:
        """Run tests; return how pytest ended, and what it said. None: it did not end."""
        listed = self.root / "build" / "tests-of-a-mutant"
        listed.parent.mkdir(exist_ok=True)
        listed.write_text("".join(f"{test}\n" for test in tests), encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "pytest",
            "--nomigrations",
            "-p",
            "no:cacheprovider",
            "--tb=line",
            "-rfE",
            *more,
        ]
        with subprocess.Popen(
            [*command, f"@{listed}"],
            cwd=self.root,
            env=os.environ | {"PYTHONPATH": os.pathsep.join((str(self.root / "src"), str(self.root)))},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            preexec_fn=_limit,  # noqa: PLW1509  # no thread runs here
        ) as running:
            try:
                said, _ = running.communicate(timeout=PATIENCE_S)
            except subprocess.TimeoutExpired:
                os.killpg(running.pid, signal.SIGKILL)
                return None, ""
            return (None if running.returncode == -signal.SIGXCPU else running.returncode), said


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE_CPU_S, PATIENCE_CPU_S + 60))


def tried(copy: Copy, site: Site, *turns: list[str]) -> Tried:
    """Try one mutant with tests, nearest first; with those of a later turn only where it survives those before."""
    outcome = Tried(site, killed=False, by="no test reaches it")
    passed: list[str] = []
    for tests in turns:
        wanted = [test for test in tests if test not in passed]
        if wanted and not outcome.killed:
            passed += wanted
            outcome = _tried(copy, site, wanted)
    return outcome if outcome.by else replace(outcome, by=f"{len(passed)} pass")


def _tried(copy: Copy, site: Site, tests: list[str]) -> Tried:
    with copy.changed(site):
        code, said = copy.run(_listed(tests), "-x")
    if code == 0:
        return Tried(site, killed=False, by="")
    if code is None:
        return Tried(site, killed=True, by="its tests do not end")
    failed = FAILED.search(said)
    if failed and "::" in failed[1]:
        return Tried(site, killed=True, by=failed[1])
    code, _ = copy.run(_listed(tests), "--collect-only")
    return Tried(site, killed=code == 0, by="nothing can be imported" if code == 0 else "its tests cannot be found")


def red_without(copy: Copy, outcomes: Iterable[Tried]) -> set[str]:
    """Return the killing tests that fail in the unchanged product too: what they killed proves nothing."""
    tests = sorted({outcome.by for outcome in outcomes if outcome.killed and "::" in outcome.by})
    _, said = copy.run(_listed(tests)) if tests else (0, "")
    return {failed[1] for failed in FAILED.finditer(said)}


def _listed(tests: list[str]) -> list[str]:
    """Name a test without its case where a case cannot be written on a line as it is."""
    return list(
        dict.fromkeys(test if test.isprintable() and "\\" not in test else test.partition("[")[0] for test in tests)
    )
