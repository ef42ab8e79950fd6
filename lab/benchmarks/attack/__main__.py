"""A hostile tester against a real served site of two organisations, bounded in time: what gets through is a line.

    python -m lab.benchmarks.attack --database sqlite

Exit code 1 where anything got through. Nothing but this machine is asked for anything.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

from lab.benchmarks.attack.run import SIZES, attack


def main() -> int:
    """Attack, print what each play took and found, and say whether anything got through."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--size", choices=sorted(SIZES), default="whole")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=(), help="names of plays, such as 'letters'")
    asked = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tearoad-attack-") as folder:
        outcome = attack(
            asked.database, SIZES[asked.size], Path(folder), seed=asked.seed, only=frozenset(asked.only), say=_say
        )
    print(
        json.dumps(
            {
                "database": asked.database,
                "seed": asked.seed,
                "seconds": round(time.monotonic() - began),
                "plays": outcome.seconds,
                "findings": len(outcome.findings),
            }
        )
    )
    return 1 if outcome.findings else 0


def _say(line: str) -> None:
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
