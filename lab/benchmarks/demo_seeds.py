"""Plan the demo mission of several seeds as a user would and measure each run from outside.

    python lab/benchmarks/demo_seeds.py --seeds 11 --time-limit 10 [--lists DIR] [--firms 4]

Prints a line of JSON a seed (seed, wall seconds, peak MB of the largest process, exit code, meetings, unplaced,
violations, gap) and, last, the largest of each. `--lists` puts the watch lists of a folder into each mission; `--firms`
plans so many firms of each demo alone.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.journey.small_demo import small_demo, write

FIRST = 2023
BUYERS_A_FIRM = 5


def planned(seed: int, limit: float, lists: Path | None, firms: int | None) -> dict[str, object]:
    """Write a demo mission, plan it in a process of its own, and return its figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "mission"
        tearoad = [sys.executable, "-m", "tearoad"]
        if firms:
            write(small_demo(seed, firms, BUYERS_A_FIRM * firms), folder)
        else:
            written = [*tearoad, "demo", "--files", str(folder), "--seed", str(seed)]
            subprocess.run(written, check=True, capture_output=True)
        for path in sorted(lists.iterdir()) if lists else ():
            shutil.copy(path, folder / "lists" / path.name)
        command = [*tearoad, "plan", str(folder), "--json", "--time-limit", str(limit)]
        began = time.monotonic()
        run = subprocess.Popen(command, stdout=subprocess.PIPE)
        said = run.stdout.read() if run.stdout else b""
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.monotonic() - began
    told = json.loads(said.splitlines()[-1])
    kept = ("meetings", "unplaced", "held_back", "violations", "value", "bound", "gap")
    return {
        "seed": seed,
        "seconds": round(seconds, 1),
        "peak_mb": round(used.ru_maxrss / 1024),
        "exit": run.returncode,
        **{name: told[name] for name in kept},
    }


def main() -> None:
    """Read the arguments, plan, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=11)
    parser.add_argument("--time-limit", type=float, default=10.0)
    parser.add_argument("--lists", type=Path)
    parser.add_argument("--firms", type=int, help="so many firms of each demo, not all")
    said = parser.parse_args()
    rows = []
    for seed in range(FIRST, FIRST + said.seeds):
        rows.append(planned(seed, said.time_limit, said.lists, said.firms))
        print(json.dumps(rows[-1]), flush=True)
    print(json.dumps({name: max(float(str(row[name])) for row in rows) for name in ("seconds", "peak_mb", "gap")}))


if __name__ == "__main__":
    main()
