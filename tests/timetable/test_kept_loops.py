"""Compiled loops on disk: whole, cut, read-only, of another processor, made twice at once; and no compiler at all.

A loop of three lines stands for those of the engine: it takes the same ways, in a second instead of half a minute.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

LOOP = """
import numpy as np
from typing import NamedTuple
from tearoad.timetable import compiled

class Sums(NamedTuple):
    a: np.ndarray
    b: np.ndarray

@compiled.compiled_part
def half(sums: Sums) -> int:
    return sums.a[0] // 2

@compiled.compiled
def loop(sums: Sums) -> int:
    return half(sums) + sums.b[0]
"""
USE = """
import numpy as np
from tearoad.timetable import compiled
from loops import Sums, loop

compilations = []
with compiled.each_compilation(lambda: compilations.append(1)):
    print(loop(Sums(np.array([8]), np.array([1]))), len(compilations))
"""
KEPT, MADE = "5 0\n", "5 2\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "loops.py").write_text(LOOP, encoding="utf-8")
    (tmp_path / "use.py").write_text(USE, encoding="utf-8")
    return tmp_path


def command(place: Path, **more: str) -> subprocess.Popen[str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    # Two changes within a second have one time stamp: Python's own kept bytecode would be that of the first.
    environment = {**given, "PYTHONDONTWRITEBYTECODE": "1", "NUMBA_CACHE_DIR": str(place / "kept"), **more}
    return subprocess.Popen(
        [sys.executable, "-W", "error", str(place / "use.py")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def use(place: Path, **more: str) -> str:
    out, err = command(place, **more).communicate()
    assert err == ""
    return out


def test_what_was_compiled_is_kept_and_made_anew_where_source_or_fields_change(place: Path) -> None:
    """Finds a loop that is kept although it, or the order of what it is given, has changed."""
    assert [use(place), use(place)] == [MADE, KEPT]
    source = place / "loops.py"
    source.write_text(LOOP.replace("// 2", "// 4"), encoding="utf-8")
    assert use(place) == "3 2\n"
    source.write_text(
        LOOP.replace("    a: np.ndarray\n    b: np.ndarray", "    b: np.ndarray\n    a: np.ndarray"), "utf-8"
    )
    assert use(place) == "8 2\n"
    assert len(list((place / "kept").iterdir())) == 3


@pytest.mark.parametrize("left", [400, -1])
def test_a_cut_or_changed_file_is_made_anew_and_mended(place: Path, left: int) -> None:
    """Finds a damaged file that ends the plan, or is run."""
    assert use(place) == MADE
    (path,) = (place / "kept").iterdir()
    content = path.read_bytes()
    path.write_bytes(content[:left] if left >= 0 else content[:-40] + b"x" * 40)
    assert [use(place), use(place)] == [MADE, KEPT]


@pytest.mark.skipif(os.geteuid() == 0 and not Path("/usr/bin/setpriv").exists(), reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_read_and_without_one_the_loop_runs(place: Path) -> None:
    """Finds an installation of root's whose users compile anew at each start, or cannot start."""
    assert use(place) == MADE
    kept = place / "kept"
    for path in (kept, *kept.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    empty = place / "empty"
    empty.mkdir(mode=0o555)
    try:
        assert [as_anybody(place, kept), as_anybody(place, empty)] == [KEPT, MADE]
        assert list(empty.iterdir()) == []
    finally:
        kept.chmod(0o755)


def as_anybody(place: Path, kept: Path) -> str:
    # Root without its right to write everywhere: another user may not reach where the project lies.
    without_rights = (
        ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if os.geteuid() == 0 else []
    )
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(kept), "HOME": str(place / "no home")}
    done = subprocess.run(
        [*without_rights, sys.executable, str(place / "use.py")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_what_was_compiled_for_another_processor_is_not_run(place: Path) -> None:
    """Finds machine code of a newer processor that would end an older one's plan at an illegal instruction."""
    other = {"NUMBA_CPU_NAME": "generic", "NUMBA_CPU_FEATURES": ""}
    assert [use(place), use(place, **other), use(place, **other), use(place)] == [MADE, MADE, KEPT, KEPT]


def test_two_first_runs_at_once_leave_one_whole_file(place: Path) -> None:
    both = [command(place), command(place)]
    assert {process.communicate()[0] for process in both} <= {MADE, KEPT}
    assert [path.suffix for path in (place / "kept").iterdir()] == [".loop"]
    assert use(place) == KEPT


def test_without_a_compiler_the_loop_runs_as_it_is(place: Path) -> None:
    """Finds a machine for whose processor there is no wheel, and one on which LLVM does not load."""
    for error in ("ImportError", "OSError"):
        (place / "numba.py").write_text(f"raise {error}('not here')", encoding="utf-8")
        assert use(place) == "5 0\n"
