from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tearoad.cli.exit_codes import ExitCode
from tearoad.site.backup.manifest import open_backup

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.zip"))


def tearoad(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tearoad", *arguments],
        env={"PYTHONPATH": str(ROOT / "src"), "TEAROAD_DATA": str(data), "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )


def rows_of(path: Path) -> Mapping[str, int]:
    opened = open_backup(path)
    opened.archive.close()
    return {name: table.rows for name, table in opened.manifest.tables.items()}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_what_a_release_left_behind_is_upgraded_whole(sample: Path, tmp_path: Path) -> None:
    done = tearoad(tmp_path / "data", "restore", str(sample))
    assert (done.returncode, done.stderr) == (ExitCode.DONE, "")
    assert "verifies" in done.stdout
    made = tearoad(tmp_path / "data", "backup", str(tmp_path / "now.zip"))
    assert (made.returncode, made.stderr) == (ExitCode.DONE, "")
    before, after = rows_of(sample), rows_of(tmp_path / "now.zip")
    assert {name: after.get(name) for name in before} == before
