"""`tearoad try` in a folder that has a mission already: it is planned as it stands, and what is named can be opened."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from tearoad.cli.app import run as tearoad
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import say
from tests.cli.ctrl_c import interrupted_at_once
from tests.journey.folders import example_folder

__all__ = ["interrupted_at_once"]


def test_a_mission_that_stands_there_is_planned_and_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Finds a second `make try` that takes away what somebody changed, and a path that leads nowhere."""
    folder = example_folder(tmp_path / "моя поездка 我的团组")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert tearoad(["try", str(folder)]) == 0
    assert {name: (folder / name).read_bytes() for name in before} == before
    named = [line.strip() for line in capsys.readouterr().out.partition("\n\n")[2].splitlines()[1:]]
    assert named[0] == str(folder / "plan" / "report-internal.html")
    assert [path for path in named if not Path(path).is_file()] == []


@pytest.mark.usefixtures("interrupted_at_once")
def test_ctrl_c_says_what_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Finds a newcomer who does not know whether the mission that was just written is still there."""
    folder = example_folder(tmp_path / "mission")
    assert tearoad(["try", str(folder)]) == 4
    assert capsys.readouterr().err.splitlines()[-1] == say(Text("cli.try_interrupted", path=str(folder)), Language.EN)
    assert not (folder / "plan").exists()


def test_a_full_disk_is_told_before_anything_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Finds a search of half a minute whose papers then have no room."""
    folder = example_folder(tmp_path / "mission")
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=3 * 2**20))
    assert tearoad(["try", str(folder)]) == 2
    path = str(folder / "plan")
    told = say(Text("journey.little_room", path=path, free=3, needed=30), Language.EN)
    assert told in capsys.readouterr().err
    assert not (folder / "plan").exists()


def test_where_a_file_stands_in_the_way_it_is_named_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "taken").write_text("mine", "utf-8")
    assert tearoad(["try", str(tmp_path / "taken")]) == 2
    assert (tmp_path / "taken").read_text("utf-8") == "mine"
    assert "taken" in capsys.readouterr().err
