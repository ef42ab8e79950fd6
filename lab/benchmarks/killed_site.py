"""Kill web, workers and database of a running site at random moments under a mixed load; is everything kept?

    python -m lab.benchmarks.killed_site [--kills 100] [--database sqlite|postgresql] [--seed 1] [--keep FOLDER]

Prints a line a kill, a table, what was found wrong and, last, a line of JSON. Exit code 1: something was lost, done
twice or left behind, or a restart took longer than 15 seconds. Needs PostgreSQL's programs for `postgresql` only.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from lab.benchmarks.endurance.run import folder_of_its_own, killed, setting

LONGEST_RESTART_S = 15.0


def main() -> int:
    """Read the arguments, kill, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder that stays")
    said = parser.parse_args()
    with folder_of_its_own(said.keep) as folder, setting(folder, said.database, said.seed) as here:
        found = killed(here, said.kills, lambda line: print(line, flush=True))
    print(f"\n{'killed':22}{'times':>6}{'ready: median':>15}{'max':>7}{'whole: median':>15}{'max':>7}")
    for what, one in sorted(found["by_part"].items()):
        ready, whole = (one["ready_median_s"], one["ready_max_s"]), (one["whole_median_s"], one["whole_max_s"])
        print(f"{what:22}{one['kills']:6.0f}{ready[0]:15.1f}{ready[1]:7.1f}{whole[0]:15.1f}{whole[1]:7.1f}")
    for fault in found["faults"]:
        print("FAULT", fault)
    print(
        json.dumps({"database": said.database, "seed": said.seed, "faults": len(found["faults"]), **found["figures"]})
    )
    return int(bool(found["faults"]) or found["figures"]["whole_max_s"] > LONGEST_RESTART_S)


if __name__ == "__main__":
    sys.exit(main())
