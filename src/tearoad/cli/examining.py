"""What `tearoad doctor` tries: every part that a mission needs, by using it once."""

from __future__ import annotations

import json
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tearoad.errors import Interrupted, SetupError, TearoadError
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words, say

_NEEDED_MB = 600
_TRIAL = "绿茶 · Зелёный чай · Green tea"


@dataclass(frozen=True, slots=True)
class _Blank:
    """A page that says nothing."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part of the machine: what it is, whether it works, what was found."""

    part: Text
    well: bool
    found: Text
    hint: Text | None = None


def examine() -> tuple[Finding, ...]:
    """Try every part, one after the other; a part that fails stops none of the others."""
    from tearoad.site.examine import PARTS  # noqa: PLC0415  # the site's own, without Django

    parts: dict[str, Callable[[], str | Text]] = {
        "python": _python,
        "solver": _solver,
        "loops": _loops,
        "paper": _paper,
        "sheets": _sheets,
        "zones": _zones,
        "words": _words,
        "memory": _memory,
        "disk": _disk,
        **{f"site_{name}": part for name, part in PARTS.items()},
    }
    return tuple(_try(name, part) for name, part in parts.items())


def report(findings: Sequence[Finding], words: Words, *, as_json: bool) -> str:
    """Return the findings as lines for a person, or as one line of JSON."""
    if as_json:
        rows = [{"part": f.part.code, "well": f.well, "found": words(f.found)} for f in findings]
        return json.dumps({"well": all(f.well for f in findings), "parts": rows}, ensure_ascii=False)
    lines = []
    for finding in findings:
        lines.append(f"{'✓' if finding.well else '✗'} {words(finding.part)}: {words(finding.found)}")
        if finding.hint is not None:
            lines.append(f"  {words(finding.hint)}")
    return "\n".join(lines)


def _try(name: str, part: Callable[[], str | Text]) -> Finding:
    named = Text(f"cli.doctor_part_{name}")
    try:
        text = part()
        return Finding(named, well=True, found=text if isinstance(text, Text) else Text("cli.doctor_found", what=text))
    except TearoadError as error:
        return Finding(named, well=False, found=error.text, hint=error.hint)
    except Exception as failed:  # noqa: BLE001  # whatever a part dies of is what the doctor is here to report
        wrong = Text("cli.doctor_failed", why=f"{type(failed).__name__}: {failed}")
        return Finding(named, well=False, found=wrong, hint=Text("cli.doctor_hint"))


def _python() -> str:
    return f"{platform.python_version()} ({sys.executable})"


def _solver() -> str:
    from ortools.sat.python import cp_model  # noqa: PLC0415  # tried here

    model = cp_model.CpModel()
    var = model.new_bool_var("one")
    model.maximize(var)
    solver = cp_model.CpSolver()
    if solver.solve(model) != cp_model.OPTIMAL:
        raise RuntimeError(solver.status_name())
    return f"OR-Tools {version('ortools')}"


def _loops() -> Text:
    """Load what is kept of the search's compiled loops; what is not the first plan compiles."""
    from tearoad.timetable.ready_loops import COMPILING_S, ready_loops  # noqa: PLC0415  # tried here

    def leave(_done: int, _total: int) -> None:
        raise Interrupted(Text("journey.interrupted"))

    try:
        if not ready_loops(leave):
            raise SetupError(Text("journey.no_compiler"), Text("cli.doctor_no_compiler_hint"))
    except Interrupted:
        from tearoad.timetable.loop_cache import expect_to_keep  # noqa: PLC0415  # there is a compiler

        expect_to_keep()
        return Text("cli.doctor_loops_to_compile", seconds=COMPILING_S)
    return Text("cli.doctor_loops_ready")


def _paper() -> str:
    from tearoad.paper import fonts, typeset  # noqa: PLC0415  # tried here

    missing = [letter for letter in _TRIAL if not fonts.covered(letter)]
    if missing:
        raise RuntimeError(missing)
    size = len(
        typeset.pdf(typeset.PACKAGE / "paper" / "typst" / "house.typ", _Blank(), datetime(2023, 2, 6, tzinfo=UTC))
    )
    return f"{_TRIAL}, {size} B"


def _sheets() -> str:
    import python_calamine  # noqa: PLC0415  # tried here
    import xlsxwriter  # noqa: PLC0415  # tried here

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trial.xlsx"
        with xlsxwriter.Workbook(path) as book:
            book.add_worksheet("trial").write_string(0, 0, "茶")
        read = python_calamine.load_workbook(path).get_sheet_by_index(0).to_python()
    if read != [["茶"]]:
        raise RuntimeError(read)
    return f"XlsxWriter {version('xlsxwriter')}"


def _zones() -> str:
    zones = ("Asia/Shanghai", "Europe/Moscow")
    missing = []
    for name in zones:
        try:
            ZoneInfo(name)
        except ZoneInfoNotFoundError:
            missing.append(name)
    if missing:
        raise RuntimeError(", ".join(missing))
    return ", ".join(zones)


def _words() -> str:
    return ", ".join(say(Text("cli.language_name"), language) for language in Language)


def _memory() -> str:
    import psutil  # noqa: PLC0415  # tried here

    free = psutil.virtual_memory().available // 2**20
    if free < _NEEDED_MB:
        raise MemoryError(free)
    return f"{free} MB"


def _disk() -> str:
    return f"{shutil.disk_usage(Path.cwd()).free // 2**20} MB"
