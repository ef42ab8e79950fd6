from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest

from tearoad.paper.press import pdfs
from tearoad.paper.typeset import PACKAGE, pdf
from tests.waiting import wait_for

STAMP = datetime(2023, 2, 6, tzinfo=UTC)
HOUSE = PACKAGE / "paper" / "typst" / "house.typ"


@dataclass(frozen=True, slots=True)
class Numbered:
    number: int


@pytest.mark.parametrize("count", [3, 30])
def test_many_documents_are_the_same_as_one_by_one(count: int) -> None:
    pages = [Numbered(number) for number in range(count)]
    assert list(pdfs(HOUSE, pages, STAMP)) == [pdf(HOUSE, page, STAMP) for page in pages]


ENDLESS = """
from datetime import UTC, datetime
from tests.paper.test_press import HOUSE, Numbered
from tearoad.paper.press import pdfs
if __name__ == "__main__":
    while True:
        for _ in pdfs(HOUSE, [Numbered(n) for n in range(500)], datetime(2023, 2, 6, tzinfo=UTC)):
            print("set", flush=True)
"""


def test_a_killed_run_leaves_no_press_behind(tmp_path: Path) -> None:
    script = tmp_path / "endless.py"
    script.write_text(ENDLESS)
    root = Path(__file__).parents[2]
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), str(root / "src")))}
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, env=paths) as run:
        assert run.stdout is not None
        assert run.stdout.readline() == b"set\n"
        presses = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGKILL)
    assert presses
    wait_for(lambda: not any(_alive(press) for press in presses))


def _alive(process: psutil.Process) -> bool:
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
