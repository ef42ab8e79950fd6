"""Plan demo missions and made-up missions as a user would, and have the second judge look at each plan.

    python -m lab.benchmarks.second_judge --seeds 50 --missions 100
    python -m lab.benchmarks.second_judge --seeds 3 --missions 0 --truth
    python -m lab.benchmarks.second_judge --folder my-mission --plan my-mission/plan/plan.json

A line a mission: what it is, meetings, value, processor seconds, and every violation below it. The last line is JSON:
`missions`, `meetings`, `violations`, `rules` (how many of each) and `cpu_s`. With `--truth` each demo is also planned
as if every delegate spoke what the firm's row says and nobody paused, and with more interpreters of Russian, one at a
time, until it holds as many meetings as that. Ends with 1 where a
rule is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lab.benchmarks.second_judge.judge import judge, read_scene
from lab.benchmarks.second_judge.missions import FORMATS, MadeUp
from lab.benchmarks.second_judge.truth import with_interpreters, without_the_truth

FIRST = 2023
TEAROAD = [sys.executable, "-m", "tearoad"]
MOST_INTERPRETERS = 4
PLANNED = (0, 1, 3)
"""Exit codes of a run that wrote a plan."""


@dataclass
class Tally:
    """What all missions gave together."""

    missions: int = 0
    meetings: int = 0
    cpu_s: float = 0.0
    rules: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Planned:
    """What one run said of itself."""

    meetings: int
    value: int
    cpu_s: float


def plan(folder: Path, more: list[str]) -> Planned:
    """Plan a folder in a process of its own."""
    run = subprocess.Popen([*TEAROAD, "plan", str(folder), "--json", "--quiet", *more], stdout=subprocess.PIPE)
    said = run.stdout.read() if run.stdout else b""
    _, status, used = os.wait4(run.pid, 0)
    run.returncode = os.waitstatus_to_exitcode(status)
    if run.returncode not in PLANNED or not (folder / "plan" / "plan.json").is_file():
        sys.exit(f"{folder.name} was not planned: exit {run.returncode}")
    told: Mapping[str, int] = json.loads(said.splitlines()[-1])
    return Planned(told["meetings"], told["value"], used.ru_utime + used.ru_stime)


def looked_at(name: str, folder: Path, more: list[str], tally: Tally) -> Planned:
    """Plan a folder, judge it, and print both."""
    planned = plan(folder, more)
    found = judge(read_scene(folder, folder / "plan" / "plan.json"))
    tally.missions += 1
    tally.meetings += planned.meetings
    tally.cpu_s += planned.cpu_s
    tally.rules.update(one.rule for one in found)
    print(f"{name}: {planned.meetings} meetings, value {planned.value}, {planned.cpu_s:.1f} s", flush=True)
    for violation in found:
        print(f"    {violation}", flush=True)
    return planned


def demo(folder: Path, seed: int) -> Path:
    """Write the demo of a seed."""
    subprocess.run([*TEAROAD, "demo", "--files", str(folder), "--seed", str(seed)], check=True, capture_output=True)
    return folder


def truth(seed: int, place: Path, as_it_is: Planned, more: list[str], tally: Tally) -> Iterator[dict[str, object]]:
    """Yield what languages and pauses of the people who are there cost, and what interpreters buy back."""
    off = looked_at(f"demo {seed}, off", without_the_truth(demo(place / "off", seed)), more, Tally())
    yield {"seed": seed, "interpreters": 0, "meetings": as_it_is.meetings, "value": as_it_is.value}
    yield {"seed": seed, "off": True, "meetings": off.meetings, "value": off.value}
    for number in range(1, MOST_INTERPRETERS + 1):
        folder = with_interpreters(demo(place / f"more{number}", seed), number)
        planned = looked_at(f"demo {seed}, {number} more", folder, more, tally)
        yield {"seed": seed, "interpreters": number, "meetings": planned.meetings, "value": planned.value}
        if planned.meetings >= off.meetings:
            return


def main() -> int:
    """Read the arguments, plan, judge, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=50, help="demo missions, from seed 2023 on")
    parser.add_argument("--missions", type=int, default=100, help="made-up missions, the four formats in turn")
    parser.add_argument("--first", type=int, default=1, help="the seed of the first made-up mission")
    parser.add_argument("--truth", action="store_true", help="also what the truth costs")
    parser.add_argument("--time-limit", help="seconds of search, passed on")
    parser.add_argument("--effort", help="how much is searched, passed on")
    parser.add_argument("--folder", type=Path, help="judge this mission only")
    parser.add_argument("--plan", type=Path, help="the plan.json of it")
    said = parser.parse_args()
    if said.folder:
        found = judge(read_scene(said.folder, said.plan or said.folder / "plan" / "plan.json"))
        print("\n".join(map(str, found)) or "Every rule holds.")
        return int(bool(found))
    more = [
        part for name in ("time_limit", "effort") if (value := getattr(said, name)) for part in (_flag(name), value)
    ]
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="second-judge-") as name:
        _run(said, Path(name), more, tally)
    violations = sum(tally.rules.values())
    figures = {"missions": tally.missions, "meetings": tally.meetings, "violations": violations}
    print(json.dumps({**figures, "rules": dict(tally.rules), "cpu_s": round(tally.cpu_s, 1)}))
    return int(violations > 0)


def _run(said: argparse.Namespace, place: Path, more: list[str], tally: Tally) -> None:
    for number in range(said.missions):
        made = MadeUp(said.first + number // len(FORMATS), FORMATS[number % len(FORMATS)])
        looked_at(f"{made.format} {made.seed}", made.write(place / f"{made.format}{made.seed}"), more, tally)
    for seed in range(FIRST, FIRST + said.seeds):
        planned = looked_at(f"demo {seed}", demo(place / f"demo{seed}", seed), more, tally)
        for line in truth(seed, place / f"truth{seed}", planned, more, tally) if said.truth else ():
            print(json.dumps(line), flush=True)


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


if __name__ == "__main__":
    sys.exit(main())
