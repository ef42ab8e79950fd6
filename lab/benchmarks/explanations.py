"""A thousand explanations of why a wish stays out, each judged: is what it says so? Tight made-up missions.

A line a mission and one last line, as JSON. A false explanation is told with the format, firms and seed of its mission;
`--only stand 4 123` looks at that one again.
"""

from __future__ import annotations

import argparse
import json
import sys

from tearoad_lab.timetable.explained.explaining import row, rows, summary
from tearoad_lab.timetable.missions import Format


def main() -> int:
    """Read the command line and run; 1 when something told is false."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs=3, metavar=("FORMAT", "FIRMS", "SEED"))
    asked = parser.parse_args()
    if asked.only:
        kind, firms, seed = asked.only
        missions = iter((row(Format(kind), int(firms), int(seed)),))
    else:
        missions = rows(asked.cases, asked.seed)
    told = []
    for mission in missions:
        told.append(mission)
        print(json.dumps(mission.as_json()), flush=True)
    last = summary(told)
    print(json.dumps(last))
    return 1 if last["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
