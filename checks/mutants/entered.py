"""Which test enters which function of the product, learnt while mutants are tried and kept between runs.

A test that ran before and did not enter the function of a mutant cannot find it, and is passed by. A test whose file
has changed since is learnt anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from checks.finding import ROOT
from checks.mutants.sites import Site


class Entered:
    """What is known, by test: the functions that it enters, by their number; of a file, what its fixtures enter."""

    def __init__(self, file: Path) -> None:
        """Read what was kept."""
        self._file = file
        kept = (
            json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {"functions": [], "by": {}, "files": {}}
        )
        self._functions: dict[str, int] = {name: number for number, name in enumerate(kept["functions"])}
        same = {name for name, digest in kept["files"].items() if digest == _digest(name)}
        self._by: dict[str, set[int]] = {
            name: set(entered) for name, entered in kept["by"].items() if name.partition("::")[0] in same
        }

    def learn(self, answer: Mapping[str, Any]) -> None:
        """Take what the tests of a mutant entered."""
        numbers = [self._functions.setdefault(name, len(self._functions)) for name in answer.get("functions", ())]
        for name, entered in answer.get("entered", {}).items():
            self._by.setdefault(name, set()).update(numbers[number] for number in entered)

    def passing_by(self, site: Site) -> list[str]:
        """Return the tests that are known not to enter the function of a mutant."""
        inside = site.path.removeprefix("src/")
        name = f"{inside}:{site.function.partition('.<locals>')[0]}"
        wanted = {
            number
            for function, number in self._functions.items()
            if function == name or function.startswith(f"{name}.")
        }
        return list(self._others(wanted)) if site.function else []

    def _others(self, wanted: set[int]) -> Iterator[str]:
        for name, entered in self._by.items():
            file, _, test = name.partition("::")
            if test and not entered & wanted and not self._by.get(file, set()) & wanted and not self._judges(file):
                yield name

    def _judges(self, file: str) -> bool:
        """Whether tests of a file read sources and enter nothing."""
        return file.startswith("tests/architecture/")

    def keep(self) -> None:
        """Keep it for the next run."""
        files = {name: _digest(name) for name in {name.partition("::")[0] for name in self._by}}
        by = {name: sorted(entered) for name, entered in self._by.items()}
        self._file.parent.mkdir(exist_ok=True)
        self._file.write_text(
            json.dumps({"functions": list(self._functions), "by": by, "files": files}), encoding="utf-8"
        )


def _digest(test: str) -> str:
    path = ROOT / test
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""
