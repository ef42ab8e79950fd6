"""Commands that are run by a fork of a process that has read the cores: as if each had a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.suite.places import at, run
from tests.suite.ready import Command, ready
from tests.suite.ready import run as run_command
from tests.waiting import wait_for

ENDS = """
import atexit, os, sys
atexit.register(print, "at the end")
print(sys.argv[1:], os.environ["OWN"], "TEAROAD_LANGUAGE" in os.environ, sys.stdin.read() == "")
print("wrong", file=sys.stderr)
sys.exit(7)
"""


@pytest.mark.parametrize("arguments", [("--version",), ("nope",), ("backup", "one.zip", "two.zip")], ids=" ".join)
def test_a_command_answers_as_in_a_process_of_its_own(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    place = at(tmp_path / "place", "", "")
    own = subprocess.run(
        [sys.executable, "-m", "tearoad", *arguments], env=place, capture_output=True, text=True, check=False
    )
    forked = run(place, *arguments)
    assert (forked.returncode, forked.stdout, forked.stderr) == (own.returncode, own.stdout, own.stderr)
    assert own.stdout + own.stderr


def test_a_script_has_its_own_environment_output_end_and_code(tmp_path: Path) -> None:
    (tmp_path / "ends.py").write_text(ENDS)
    done = run_command(Command(("a", "б"), {"OWN": "茶"}, str(tmp_path / "ends.py")), 60)
    assert done.stdout.splitlines() == ["['a', 'б'] 茶 False True", "at the end"]
    assert (done.returncode, done.stderr) == (7, "wrong\n")


def test_a_command_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    (tmp_path / "stays.py").write_text("import signal; signal.pause()")
    with pytest.raises(subprocess.TimeoutExpired):
        run_command(Command((), {}, str(tmp_path / "stays.py")), 0.1)
    forks = psutil.Process(ready().process.pid)
    wait_for(lambda: {child.status() for child in forks.children(recursive=True)} <= {psutil.STATUS_ZOMBIE})
