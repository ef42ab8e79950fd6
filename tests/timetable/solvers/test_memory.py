"""What a search frees goes back to the system: else the process keeps the most it ever used."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import sys
from tearoad.timetable.solvers.memory import give_back_memory

def resident():
    with open("/proc/self/status") as status:
        return int(status.read().split("VmRSS:")[1].split()[0]) // 1024

if sys.argv[1] == "with":
    give_back_memory()
large = bytearray(30_000_000)
del large  # glibc now takes all blocks below this size from its heap
before = resident()
blocks = [b"x" * 1_000_000 for _ in range(200)]
pin = b"x" * 100_000  # stands on top of the heap
blocks.clear()
print(resident() - before < 50)
"""


@pytest.mark.parametrize(("setting", "is_given_back"), [("with", "True"), ("without", "False")])
def test_memory_that_is_freed_goes_back(setting: str, is_given_back: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM, setting], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.strip() == is_given_back
