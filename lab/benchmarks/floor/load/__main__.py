"""Every phone of a fair sends all it holds within a minute of the network's return: is all in, soon, and once?

    python -m lab.benchmarks.floor.load [--phones 500] [--reports 40] [--within 60] [--database sqlite|postgresql]
        [--processes 2] [--seed 1]

A site as `tearoad serve` runs it, with a plan in force and five phones a firm, all behind one address as in a hall.
Each phone comes back at a moment of its own within so many seconds of the network's return, sends letters of twenty
reports, then its photos (150 kB, one in five reports), one by one. The phones share the machine with the site. Prints
what was found wrong and, last, a line of JSON. Exit code 1: something is missing, doubled or changed, an answer was a
fault, or a goal was missed: all in within 90 seconds and of a hundred answers 99 within two; on SQLite all in within
180 seconds.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from lab.benchmarks.endurance.run import folder_of_its_own
from lab.benchmarks.floor.load.run import Asked, loaded


def main() -> int:
    """Read the arguments, run, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--phones", type=int, default=500)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--within", type=float, default=60.0, help="seconds in which all phones come back")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--processes", type=int, default=2, help="that answer requests: TEAROAD_WEB_PROCESSES")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a new folder that stays")
    said = parser.parse_args()
    asked = Asked(said.phones, said.reports, said.within, said.database, said.processes, said.seed)
    with (
        folder_of_its_own(said.keep) as folder,
        loaded(asked, folder, lambda line: print(line, flush=True)) as found,
    ):
        faults = [*found.faults, *found.missed]
    for fault in faults:
        print("FAULT", fault)
    print(json.dumps(found.figures | {"faults": len(faults)}))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
