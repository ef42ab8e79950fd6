"""The set-up script chooses an interpreter, or says what to do; it installs nothing here."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = Path(__file__).parents[2] / "requirements/setup.sh"
TOO_OLD = "#!/bin/sh\nexit 1\n"
NO_PIP = '#!/bin/sh\ncase "$*" in *version_info*) exit 0;; *--version*) echo Python 3.11.0;; *) exit 1;; esac\n'


def run(folder: Path, pythons: dict[str, str]) -> subprocess.CompletedProcess[str]:
    tools = folder / "tools"
    tools.mkdir()
    for name, script in pythons.items():
        (tools / name).write_text(script, encoding="utf-8")
        (tools / name).chmod(0o755)
    (tools / "id").write_text("#!/bin/sh\necho 1000\n", encoding="utf-8")
    (tools / "id").chmod(0o755)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    return subprocess.run(
        ["/bin/sh", str(SETUP)],
        cwd=folder,
        env={**environment, "PATH": str(tools)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("pythons", [{}, {"python3": TOO_OLD, "python3.12": TOO_OLD}])
def test_without_a_python_that_is_new_enough_it_says_what_to_do(tmp_path: Path, pythons: dict[str, str]) -> None:
    ended = run(tmp_path, pythons)
    assert ended.returncode == 1
    assert "No Python 3.11 or newer was found" in ended.stderr
    assert "apt-get install python3 python3-venv" in ended.stderr
    assert not (tmp_path / ".venv").exists()


def test_a_python_that_cannot_fill_an_environment_is_named_with_what_to_do(tmp_path: Path) -> None:
    ended = run(tmp_path, {"python3.12": TOO_OLD, "python3.11": NO_PIP})
    assert ended.returncode == 1
    assert f"Making .venv with Python 3.11.0 ({tmp_path}/tools/python3.11)" in ended.stderr
    assert "apt-get install python3-venv (as root)" in ended.stderr


def said(*command: str) -> str:
    root = SETUP.parents[1]
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "COLUMNS"))}
    ended = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=True)
    return ended.stdout


def test_make_alone_says_what_each_command_does() -> None:
    """Finds a command that nobody is told of, and a bare `make` that does something."""
    shown = said("make")
    phony = re.search(r"^\.PHONY: (.*)$", (SETUP.parents[1] / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert phony is not None
    found = re.findall(r"^make (\S+) +\S", shown, re.MULTILINE)
    assert sorted(found) == sorted(phony.group(1).split())
    assert shown == said("make", "help")


def test_the_checks_say_what_they_take_instead_of_running() -> None:
    """Finds where `--help` is not known, or an option has no word on it."""
    assert "--fast" in said(sys.executable, "-m", "checks", "--help")
    mutants = said(sys.executable, "-m", "checks.mutants", "--help")
    assert re.findall(r"--(count|seed|after)[^\n]*\n? +[a-z]", mutants.partition("options:")[2]) == [
        "count",
        "seed",
        "after",
    ]
