"""Kill `tearoad plan` at random moments and look whether its folder is whole or untouched.

    python lab/benchmarks/killed_runs.py FOLDER --runs 50 --seed 1

FOLDER is a mission folder. Prints a line a run and, last, a line of JSON: runs, whole, untouched, broken, left_behind.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CONTENTS = "contents.json"


def snapshot(out: Path) -> dict[str, str]:
    """Return every file below a folder with its digest."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def whole(found: dict[str, str], out: Path) -> bool:
    """Whether a folder holds exactly what its own list of contents says."""
    if CONTENTS not in found:
        return False
    listed = json.loads((out / CONTENTS).read_text(encoding="utf-8"))
    return bool(listed == {name: digest for name, digest in found.items() if name != CONTENTS})


def plan(folder: Path, out: Path, seed: int) -> subprocess.Popen[bytes]:
    """Start a run."""
    command = [sys.executable, "-m", "tearoad", "plan", str(folder), "--out", str(out), "--seed", str(seed)]
    return subprocess.Popen([*command, "--time-limit", "1"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kill_at(folder: Path, out: Path, seed: int, share: float, seconds: float) -> str:
    """Kill one run after a share of the seconds a run takes; return what became of the folder."""
    before = snapshot(out) if out.exists() else {}
    with plan(folder, out, seed) as run:
        time.sleep(share * seconds)
        run.send_signal(signal.SIGKILL)
    after = snapshot(out) if out.exists() else {}
    if after == before:
        return "untouched"
    return "whole" if whole(after, out) else "broken"


def killed_runs(folder: Path, runs: int, seed: int) -> dict[str, int]:
    """Kill so many runs, the first ones before any output exists; count what became of the folder."""
    dice = random.Random(seed)
    counts = dict.fromkeys(("runs", "whole", "untouched", "broken", "left_behind"), 0)
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "plan"
        began = time.monotonic()
        plan(folder, Path(place) / "measure", 0).wait()
        seconds = time.monotonic() - began
        for number in range(runs):
            # Most moments fall late, while files are written and the folders change places.
            became = kill_at(folder, out, number + 1, 1.05 * dice.random() ** 0.4, seconds)
            counts["runs"] += 1
            counts[became] += 1
            print(number + 1, became, flush=True)
        plan(folder, out, 0).wait()
        counts["left_behind"] = sum(path.name.startswith(".") for path in Path(place).iterdir())
        counts["broken"] += not whole(snapshot(out), out)
    return counts


def main() -> None:
    """Read the arguments, kill, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args()
    print(json.dumps(killed_runs(said.folder, said.runs, said.seed)))


if __name__ == "__main__":
    main()
