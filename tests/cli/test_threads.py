from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import sys
from tearoad.cli import main
sys.argv = ["tearoad", "--version"]
try:
    main()
except SystemExit:
    pass
import numpy
numpy.ones((600, 600)) @ numpy.ones((600, 600))
print(sum(1 for _ in __import__("pathlib").Path("/proc/self/task").iterdir()))
"""


@pytest.mark.skipif(not Path("/proc/self/task").is_dir() or (os.cpu_count() or 1) < 2, reason="one thread is all")
@pytest.mark.parametrize(("chosen", "threads"), [(None, 1), ("2", 2)])
def test_small_matrices_keep_to_one_thread_unless_somebody_chose(chosen: str | None, threads: int) -> None:
    name = "OPENBLAS_NUM_THREADS"
    environment = {key: value for key, value in os.environ.items() if key != name} | ({name: chosen} if chosen else {})

    done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True)

    assert int(done.stdout.splitlines()[-1]) == threads
