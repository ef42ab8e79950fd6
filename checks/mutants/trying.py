"""A mutant is tried in a copy of the project: one file is changed, tests near it run, the file is put back."""

from __future__ import annotations

import json
import os
import shutil
import socket  # noqa: TID251  # between two processes of ours
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checks.finding import ROOT, files_of
from checks.mutants import resident
from checks.mutants.entered import Entered
from checks.mutants.sites import Site

SECONDS = 20.0
"""CPU seconds of tests for one mutant."""
TO_READ_S = 1200
"""How long tests may take to be read, by the clock."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of a mutant."""

    site: Site
    killed: bool
    by: str
    """The test that failed; of a survivor, how many passed."""
    cpu: float = 0.0


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
        if (project / "build" / "furnished").is_dir():
            shutil.copytree(project / "build" / "furnished", folder / "build" / "furnished")

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


class Resident:
    """A process that has read tests of a copy and runs some of them for each mutant, in a fork."""

    def __init__(self, copy: Copy, tests: Collection[str]) -> None:
        """Start it; it has read nothing where a test cannot be read."""
        self.root = copy.root
        here, there = socket.socketpair()
        self._data = tempfile.TemporaryDirectory(prefix="data-", dir=copy.root)
        self._log = tempfile.TemporaryFile("w+", dir=copy.root)  # noqa: SIM115  # closed at the end of the block
        listed = Path(self._data.name) / "tests"
        listed.write_text("".join(f"{test}\n" for test in tests), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-p", "checks.mutants.resident", "-p", "no:cacheprovider"]
        paths = os.pathsep.join(map(str, (self.root / "src", self.root, ROOT)))
        with there:
            self._process = subprocess.Popen(
                [*command, "--nomigrations", "--tb=no", f"@{listed}"],
                cwd=self.root,
                env=os.environ
                | {"PYTHONPATH": paths, resident.DOOR: str(there.fileno())}
                | {"TEAROAD_DATA": str(Path(self._data.name) / "site")},
                stdin=subprocess.DEVNULL,
                stdout=self._log,
                stderr=subprocess.STDOUT,
                pass_fds=[there.fileno()],
                start_new_session=True,
            )
        here.settimeout(TO_READ_S)
        self._door = here
        self._lines = here.makefile("rw")
        self.is_ready = bool(self._lines.readline())

    def ask(
        self, tests: Sequence[str], site: Site | None = None, without: Collection[str] = (), *, whole: bool = False
    ) -> dict[str, Any]:
        """Run tests in a fork, with the code of a changed function put in place; `whole`: go on where one fails."""
        asked = {
            "tests": list(tests),
            "without": list(without),
            "product": f"{self.root}/src/",
            "path": str(self.root / site.path) if site else "",
            "function": site.function if site else "",
            "seconds": SECONDS,
            "all": whole,
            "folder": str(self.root / "build" / "temporary"),
        }
        self._lines.write(json.dumps(asked) + "\n")
        self._lines.flush()
        answer: dict[str, Any] = json.loads(self._lines.readline())
        return answer

    def said(self) -> str:
        """Return what it printed."""
        self._log.seek(0)
        return self._log.read()

    def __enter__(self) -> Self:
        """Use it as a block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End it."""
        self._lines.close()
        self._door.close()
        self._process.wait()
        self._log.close()
        self._data.cleanup()


def tried(copy: Copy, ready: Resident, site: Site, tests: Sequence[str], entered: Entered) -> Tried:
    """Try one mutant with tests, in their order until one fails."""
    if not tests:
        return Tried(site, killed=False, by="no test is near it")
    with copy.changed(site):
        answer = ready.ask(tests, site, entered.passing_by(site))
        if answer["end"] == resident.NOT_HERE:
            with Resident(copy, tests) as anew:
                if not anew.is_ready:
                    return Tried(site, killed=True, by="nothing can be imported")
                answer = anew.ask(tests)
    entered.learn(answer)
    killed = answer["end"] == resident.FAILED
    by = (
        answer["by"]
        if killed
        else f"{answer['ran']} pass{' in the time there is' * (answer['end'] == resident.TOO_LATE)}"
    )
    return Tried(site, killed, by, answer["cpu"])


def red_without(ready: Resident, outcomes: Collection[Tried]) -> set[str]:
    """Return the killing tests that fail in the unchanged product too: what they killed proves nothing."""
    tests = sorted({outcome.by for outcome in outcomes if outcome.killed and "::" in outcome.by})
    red: set[str] = set()
    for start in range(0, len(tests), 20):
        red.update(ready.ask(tests[start : start + 20], whole=True).get("failed", ()))
    return red
