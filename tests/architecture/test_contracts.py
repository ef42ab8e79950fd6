"""Every import contract finds the fault that is planted for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
}

TOP = "{line}\n"
TYPE_CHECKING = "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    {line}\n"
IN_A_FUNCTION = "def planted() -> None:\n    {line}\n"
FORMS = {"at the top": TOP, "under TYPE_CHECKING": TYPE_CHECKING, "in a function": IN_A_FUNCTION}


@dataclass(frozen=True, slots=True)
class Fault:
    """A forbidden import: the file it stands in, the line, and what must be there for it to be possible."""

    contract: str
    file: str
    line: str
    beside: tuple[tuple[str, str], ...] = ()


FAULTS = (
    Fault("journey", "values/planted.py", "from tearoad.mission import Mission"),
    Fault("laboratory", "mission/planted.py", "import tearoad_lab.matchmaking"),
    Fault("laboratory", "mission/planted.py", "from lab.benchmarks import sizes"),
    Fault("django", "mission/planted.py", "import django.db"),
    Fault("django", "mission/planted.py", "from ninja import Router"),
    Fault(
        "web",
        "mission/planted.py",
        "from tearoad.companies.web import queries",
    ),
    Fault("web", "mission/planted.py", "from tearoad.web import registry"),
    Fault("inside-web", "companies/web/models.py", "from tearoad.companies.web import queries"),
    Fault("inside-web", "companies/web/queries/register.py", "from tearoad.companies.web import actions"),
    Fault("inside-web", "companies/web/planted.py", "import json"),  # a file without a place in the order
    Fault(
        "siblings",
        "values/planted.py",
        "from tearoad.values import planted_too",
        beside=(("values/planted_too.py", "from tearoad.values import planted\n"),),
    ),
    Fault("judge", "timetable/check.py", "from tearoad.timetable import solve"),
    Fault("judge", "timetable/check.py", "from tearoad.timetable import planted", (("timetable/planted.py", ""),)),
    Fault(
        "judge-apart",
        "timetable/rules/planted.py",
        "from tearoad.timetable import planted",
        beside=(("timetable/planted.py", "import tearoad.timetable.solvers\n"),),
    ),
    Fault("solvers-apart", "timetable/solvers/planted.py", "from tearoad.timetable import rules"),
    Fault("solvers-apart", "timetable/solvers/planted.py", "from tearoad.timetable.check import check"),
)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contracts over a copy of the house."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-logo", "--no-cache", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def plant(folder: Path, file: str, code: str) -> None:
    """Add code to a file of the copy."""
    path = folder / "src/tearoad" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as open_file:
        open_file.write(code)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "locale"))
    return tmp_path


def test_the_house_keeps_every_contract(house: Path) -> None:
    run = lint(house)
    assert (run.returncode, f"{len(CONTRACTS)} kept, 0 broken" in run.stdout) == (0, True), run.stdout + run.stderr


def why_broken(report: str, contract: str) -> str:
    """Return what a report says below the heading of one broken contract: another's fault does not stand there."""
    told = report.partition(f"\n{contract}\n{'-' * len(contract)}\n")[2]
    return re.split(r"\n[^\n]+\n-{4,}\n", told)[0]


def faults_at_once() -> Iterator[list[Fault]]:
    """Yield the faults in lists of which each holds one for a contract at most: a run that finds it names it."""
    by_contract: dict[str, list[Fault]] = {}
    for fault in FAULTS:
        by_contract.setdefault(fault.contract, []).append(fault)
    for row in zip_longest(*by_contract.values()):
        yield [fault for fault in row if fault is not None]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("faults", tuple(faults_at_once()), ids=["first", "second", "third"])
def test_planted_imports_break_their_contracts(house: Path, faults: list[Fault], form: str) -> None:
    for fault in faults:
        for file, code in fault.beside:
            plant(house, file, code)
        plant(house, fault.file, FORMS[form].format(line=fault.line))
    run = lint(house)
    assert run.returncode == 1, run.stdout + run.stderr
    for fault in faults:
        assert f"{CONTRACTS[fault.contract]} BROKEN" in run.stdout
        assert Path(fault.file).stem in why_broken(run.stdout, CONTRACTS[fault.contract])


def test_a_folder_without_a_place_in_the_journey_is_found(house: Path) -> None:
    plant(house, "extras/__init__.py", "")
    run = lint(house)
    assert run.returncode == 1
    assert f"{CONTRACTS['journey']} BROKEN" in run.stdout


def test_pages_may_use_django_and_other_pages(house: Path) -> None:
    plant(house, "mission/web/queries.py", "\nimport ninja\nfrom tearoad.companies.web import queries as planted\n")
    run = lint(house)
    assert run.returncode == 0, run.stdout


def test_no_contract_is_without_a_planted_fault() -> None:
    assert {fault.contract for fault in FAULTS} == set(CONTRACTS)
