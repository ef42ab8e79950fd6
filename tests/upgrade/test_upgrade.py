from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tearoad.cli.exit_codes import ExitCode
from tearoad.site.backup.manifest import UNSEALED, check_code, open_backup

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
    opened = open_backup(sample)
    opened.archive.close()
    sealed = opened.manifest.format != UNSEALED
    refused = tearoad(tmp_path / "data", "restore", str(sample))
    assert (refused.returncode, (tmp_path / "data").exists()) == (ExitCode.UNUSABLE, False)
    # A sample brings its key along: its code stands for what was noted down, where its release had one.
    how = ("--code", check_code(opened.written)) if sealed else ("--unverified",)
    done = tearoad(tmp_path / "data", "restore", str(sample), *how)
    assert (done.returncode, "Not verified" in done.stderr) == (ExitCode.DONE, not sealed)
    assert "verifies" in done.stdout
    made = tearoad(tmp_path / "data", "backup", str(tmp_path / "now.zip"))
    assert (made.returncode, made.stderr) == (ExitCode.DONE, "")
    before, after = rows_of(sample), rows_of(tmp_path / "now.zip")
    noted = {} if sealed else {"people.LedgerEntry": before["people.LedgerEntry"] + before["people.Organisation"]}
    assert {name: after.get(name) for name in before} == {**before, **noted}
