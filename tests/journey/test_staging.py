import json
import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tearoad.errors import InputError, SetupError
from tearoad.journey import staging
from tearoad.journey.staging import CONTENTS, whole_file, whole_folder
from tearoad.text import Text


def write(target: Path, **files: str) -> None:
    with whole_folder(target) as folder:
        for name, content in files.items():
            (folder / name).write_text(content)


def fail(target: Path, **files: str) -> None:
    with whole_folder(target) as folder:
        for name, content in files.items():
            (folder / name).write_text(content)
        raise ZeroDivisionError


def read(target: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in sorted(target.iterdir()) if path.name != CONTENTS}


def test_a_folder_appears_with_everything_in_it(tmp_path: Path) -> None:
    write(tmp_path / "plan", a="1", b="2")
    assert read(tmp_path / "plan") == {"a": "1", "b": "2"}
    assert sorted(json.loads((tmp_path / "plan" / CONTENTS).read_text())) == ["a", "b"]


def test_what_an_earlier_run_wrote_and_this_one_did_not_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "plan", a="1", b="2")
    write(tmp_path / "plan", a="3")
    assert read(tmp_path / "plan") == {"a": "3"}


def test_what_people_put_there_or_edited_stays(tmp_path: Path) -> None:
    write(tmp_path / "plan", timetable="1")
    (tmp_path / "plan" / "timetable").write_text("edited")
    (tmp_path / "plan" / "minutes").write_text("theirs")
    write(tmp_path / "plan", timetable="2")
    assert read(tmp_path / "plan") == {"timetable": "2", "timetable.edited-1": "edited", "minutes": "theirs"}


def test_what_a_run_that_ended_early_left_is_gone(tmp_path: Path) -> None:
    write(tmp_path / "plan", a="1")
    (tmp_path / "plan" / "problems").write_text("stale")
    with whole_folder(tmp_path / "plan", stale=frozenset({"problems"})) as folder:
        (folder / "a").write_text("2")
    assert read(tmp_path / "plan") == {"a": "2"}


def test_a_failure_inside_leaves_the_old_folder_alone(tmp_path: Path) -> None:
    write(tmp_path / "plan", a="1")
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "plan", a="2")
    assert read(tmp_path / "plan") == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_without_the_kernels_exchange_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "_exchange", lambda *_: False)
    write(tmp_path / "plan", a="1")
    write(tmp_path / "plan", a="2")
    assert read(tmp_path / "plan") == {"a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]


def test_a_death_between_two_renames_is_healed(tmp_path: Path) -> None:
    write(tmp_path / "plan", a="1")
    (tmp_path / "plan").rename(tmp_path / ".plan.old-999999999")
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "plan")
    assert read(tmp_path / "plan") == {"a": "1"}


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("mine")
    with pytest.raises(InputError) as refused:
        write(tmp_path / "plan", a="1")
    assert refused.value.text == Text("journey.out_is_file", path=str(tmp_path / "plan"))


def test_one_file_is_replaced_whole(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        with whole_file(tmp_path / "deep" / "problems.xlsx") as staging:
            staging.write_bytes(content)
    assert (tmp_path / "deep" / "problems.xlsx").read_bytes() == b"2"
    assert len(list((tmp_path / "deep").iterdir())) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
from tearoad.journey.staging import whole_folder
target, left = Path(sys.argv[1]), int(sys.argv[2])

def count(event, given):
    # Die before a step that touches the disk: so many are left.
    global left
    if str(target.parent) in str(given) or event.startswith("ctypes.call"):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
with whole_folder(target) as folder:
    for name in "abc":
        (folder / name).write_text("2")
"""


def test_killed_at_any_step_the_folder_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "plan"
    versions = []
    for step in count(1):
        write(target, a="1", b="1", c="1")
        assert [path.name for path in tmp_path.iterdir()] == ["plan"]
        command = [sys.executable, "-c", KILLED, str(target), str(step)]
        ended = subprocess.run(command, env={**os.environ, "PYTHONPATH": "src"}, check=False).returncode
        found = read(target)
        assert (sorted(found), len(set(found.values()))) == (["a", "b", "c"], 1)
        versions.append(found["a"])
        if ended == 0:
            break
        assert ended == -signal.SIGKILL
    assert versions == sorted(versions)
    assert (versions[0], versions[-2], versions[-1]) == ("1", "2", "2"), "killed before and after the change"


@pytest.mark.parametrize("below", ["problems.xlsx", "deeper/problems.xlsx"])
def test_one_file_below_a_file_is_refused(below: str, tmp_path: Path) -> None:
    (tmp_path / "plan").write_text("mine")
    with pytest.raises((InputError, SetupError)), whole_file(tmp_path / "plan" / below):
        pass
    assert (tmp_path / "plan").read_text() == "mine"
