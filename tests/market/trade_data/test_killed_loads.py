"""A load that is killed at any of twenty moments leaves the old snapshot in use, and goes on when it is begun again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tearoad.market.trade_data.query import open_trade
from tearoad.market.trade_data.store import TradeSnapshot, current_snapshot
from tests.market.trade_files import Trade, comtrade, load

MOMENTS, NEVER = 20, -1
_CHILD = """
import os, signal, sys
from pathlib import Path
from tearoad.market.trade_data.store import LoadOptions, load_trade
from tests.market.trade_files import AT

store, moment, *files = sys.argv[1:]
lines = 0

def count(frame, event, argument):
    global lines
    if "market/trade_data/" not in frame.f_code.co_filename:
        return None
    lines += event == "line"
    if lines == int(moment):
        os.kill(os.getpid(), signal.SIGKILL)
    return count

sys.settrace(count)
load_trade([Path(one) for one in files], Path(store), at=AT, options=LoadOptions())
sys.settrace(None)
print(lines)
"""


def trade(first: int, count: int) -> list[Trade]:
    return [(2022, "643", "M", "156", f"{first + number:06}", 10 + number) for number in range(count)]


def load_in_child(store: Path, files: list[Path], moment: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _CHILD, str(store), str(moment), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": "."})


def sums_in(snapshot: TradeSnapshot) -> tuple[int, float]:
    """Return what the file of a snapshot holds: rows, and the sum of their values."""
    with open_trade(snapshot) as found:
        ((rows, value),) = found.rows("SELECT count(*), sum(value) FROM trade")
    return rows, value


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("files")
    return [comtrade(folder / f"{name}.csv", trade(first, 40)) for name, first in (("a", 90000), ("b", 200000))]


def test_a_load_killed_at_any_moment_leaves_the_pointer_on_a_whole_snapshot(tmp_path: Path, files: list[Path]) -> None:
    old = load(tmp_path / "kept", files[0])
    shutil.copytree(tmp_path / "kept", tmp_path / "whole")
    lines = int(load_in_child(tmp_path / "whole", files, NEVER).stdout)
    assert lines >= MOMENTS
    first, both = sums_in(old), sums_in(current_snapshot(tmp_path / "whole"))
    assert (first[0], both[0]) == (40, 80)

    for number in range(MOMENTS):
        store = tmp_path / f"store{number}"
        shutil.copytree(tmp_path / "kept", store)
        killed = load_in_child(store, files, 1 + number * (lines - 1) // (MOMENTS - 1))
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        now = current_snapshot(store)
        assert sums_in(now) == (first if now.id == old.id else both), number
        assert sums_in(load(store, *files)) == both
