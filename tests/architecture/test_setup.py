"""The set-up script chooses an interpreter, or says what to do; it installs nothing here."""

import os
import subprocess
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
