"""Plant every kind of nonsense in every column of JSON of a furnished demo, and open every page that reads it.

    python lab/benchmarks/attack/stored_nonsense.py build/nonsense

Takes the folder of its data; TEAROAD_DATABASE_URL names an empty PostgreSQL database to plant in instead. Prints the
pages that answered neither as usual nor by saying what cannot be read, and ends with 1 where there is one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
FAIR = datetime(2023, 2, 7, 6, 30, tzinfo=UTC)
"""A morning of the demo's fair."""


def stored_nonsense(folder: Path, kinds: str = "every") -> dict[str, Any]:
    """Make a site in a folder, plant, and return what was found: `faults`, `told`, `opened`, `pages`, `bare`."""
    offset = round((FAIR - datetime.now(UTC)).total_seconds())  # a bench, at the real time
    own = {"TEAROAD_DATA": str(folder), "TEAROAD_DEMO": "1", "TEAROAD_CLOCK_OFFSET_S": str(offset)}
    place = os.environ | own | {"PYTHONPATH": str(ROOT / "src"), "TEAROAD_LOG_LEVEL": "CRITICAL"}
    subprocess.run([sys.executable, "-m", "tearoad", "database"], env=place, check=True, stdout=subprocess.DEVNULL)
    script = ROOT / "tests" / "site" / "planted" / "plant.py"
    done = subprocess.run(
        [sys.executable, str(script), kinds], env=place, check=True, stdout=subprocess.PIPE, text=True
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> int:
    """Plant, print."""
    found = stored_nonsense(Path(sys.argv[1]))
    said = f"{found['opened']} pages opened, {len(found['told'])} said that they need what cannot be read"
    print(*found["faults"], said, sep="\n")
    return 1 if found["faults"] or not found["opened"] else 0


if __name__ == "__main__":
    sys.exit(main())
