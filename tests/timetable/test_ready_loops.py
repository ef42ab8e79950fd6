from __future__ import annotations

import subprocess
import sys

SEARCH = """
from tearoad.timetable import compiled
from tearoad.timetable.ready_loops import ready_loops
assert ready_loops(lambda done, total: None)
from tearoad_lab.timetable.missions import Format, mission
from tearoad.timetable.solve import solve
compilations = []
with compiled.each_compilation(lambda: compilations.append(1)):
    made = solve(mission(Format.STAND, 6, 1), work=0.05)
print(len(made.meetings) > 0, compilations)
"""


def test_a_search_has_nothing_left_to_compile_once_loops_are_ready() -> None:
    """Finds a loop, or a kind of arguments, that set-up does not compile, so that the first plan waits unannounced."""
    done = subprocess.run([sys.executable, "-c", SEARCH], capture_output=True, text=True, check=True)
    assert done.stdout == "True []\n"
