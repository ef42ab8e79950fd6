"""Temporary files of killed processes do not stay."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

from tearoad.site.serve.scratch import FOLDER, leave_scratch, use_scratch


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", tempfile.gettempdir())
    monkeypatch.setattr(tempfile, "tempdir", tempfile.gettempdir())


def left_by(data: Path, number: int) -> Path:
    """A sheet that a process of this machine left, or still works with."""
    sheet = data / FOLDER / f"{platform.node()[:40]}-{number}" / "buyers.csv"
    sheet.parent.mkdir(parents=True)
    sheet.touch()
    return sheet


def test_a_process_has_a_folder_of_its_own_until_its_end(tmp_path: Path) -> None:
    mine = use_scratch(tmp_path)
    assert (tempfile.gettempdir(), os.environ["TMPDIR"], mine.is_dir()) == (str(mine), str(mine), True)
    leave_scratch(mine)
    assert list((tmp_path / FOLDER).iterdir()) == []


def test_what_the_dead_left_goes_when_another_one_starts_or_ends(tmp_path: Path) -> None:
    buried = subprocess.Popen([sys.executable, "-c", ""])
    buried.wait()
    sheet, living = left_by(tmp_path, buried.pid), left_by(tmp_path, os.getppid())
    mine = use_scratch(tmp_path)
    assert (sheet.exists(), living.exists()) == (False, True)
    sheet = left_by(tmp_path, buried.pid)
    leave_scratch(mine)
    assert (sheet.exists(), living.exists()) == (False, True)


def test_who_is_dead_and_not_yet_buried_is_dead(tmp_path: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    while psutil.Process(dead.pid).status() != psutil.STATUS_ZOMBIE:
        pass
    sheet = left_by(tmp_path, dead.pid)
    leave_scratch(use_scratch(tmp_path))
    assert not sheet.exists()
    dead.wait()
