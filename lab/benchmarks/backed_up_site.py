"""Back a site up while everybody works, restore it elsewhere, compare rows, files and what was acknowledged.

    python -m lab.benchmarks.backed_up_site [--times 3] [--database sqlite|postgresql] [--seed 1]

Each backup is restored into an empty SQLite and into an empty PostgreSQL, so its programs are needed. Prints a line a
restored place and, last, a line of JSON. Exit code 1: something differs, is missing or is half written.
"""

from __future__ import annotations

import argparse
import json
import sys

from lab.benchmarks.endurance.backing_up import compare_all, take
from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.run import folder_of_its_own, setting


def main() -> int:
    """Read the arguments, back up, restore, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    with folder_of_its_own() as folder:
        with setting(folder, said.database, said.seed) as here:
            taken = take(here, said.times)
        with Cluster() as cluster:
            found = compare_all(taken, folder, cluster, lambda line: print(line, flush=True))
    faults = [
        f"{compared.backup.name} into {compared.into}: {fault}" for compared in found for fault in compared.faults
    ]
    for fault in faults:
        print("FAULT", fault)
    figures = {
        "database": said.database,
        "backups": len(taken),
        "restored": len(found),
        "faults": len(faults),
        "rows": [compared.rows for compared in found],
        "files": [compared.files for compared in found],
        "acknowledged_before": [one.acknowledged for one in taken],
        "acknowledged_during": [one.during for one in taken],
        "backup_max_s": round(max(one.took_s for one in taken), 1),
        "restore_max_s": round(max(compared.restored_s for compared in found), 1),
    }
    print(json.dumps(figures))
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
