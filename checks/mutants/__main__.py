"""Plant seeded faults in the product, one at a time, and see whether the tests near them find them.

Faults are of the kinds in `checks/mutants/kinds`. They are planted in a copy; nothing here is changed. Needs Python
3.12, which tells at no cost what runs while modules are read.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from checks.changed.house import house
from checks.finding import ROOT
from checks.mutants.choosing import chosen, room_of
from checks.mutants.entered import Entered
from checks.mutants.kinds import EVERY, KINDS
from checks.mutants.nearest import near
from checks.mutants.sites import Site
from checks.mutants.survivors import drafted, key, known
from checks.mutants.trying import Copy, Resident, Tried, red_without, tried

ENTERED = ROOT / "build" / "entered.json"
LEAST = 0.88
"""The share of mutants that must be killed; those that make no difference do not count."""
MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own below it


def main() -> int:
    """Try the mutants that the command line asks for."""
    asked = _arguments()
    sites = chosen(asked.count, asked.seed, asked.within, asked.kinds or tuple(KINDS))[asked.after :]
    if asked.list:
        print("\n".join(_named(number, site) for number, site in enumerate(sites, asked.after + 1)))
        return 0
    here, outcomes, entered = house(), [], Entered(ENTERED)
    tests = {site: near(site, here) for site in sites}
    with tempfile.TemporaryDirectory(prefix="tearoad-mutants-", dir=MEMORY if MEMORY.is_dir() else None) as folder:
        copy = Copy(Path(folder))
        with Resident(copy, list(dict.fromkeys(test for some in tests.values() for test in some))) as ready:
            if not ready.is_ready:
                print(ready.said())
                return 1
            for number, site in enumerate(sites, asked.after + 1):
                outcome = tried(copy, ready, site, tests[site], entered)
                outcomes.append(outcome)
                verdict = "killed" if outcome.killed else "LIVES "
                print(f"{verdict} {outcome.cpu:5.1f} s {_named(number, site)}  [{outcome.by[-110:]}]", flush=True)
            red = red_without(ready, outcomes)
    entered.keep()
    return _judged(outcomes, red)


def _arguments() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m checks.mutants", description=__doc__)
    asked.add_argument("within", nargs="*", help="rooms (names, people/web) or files; all where none is named")
    asked.add_argument("--count", type=int, default=150, help="how many faults are planted; 150 where nothing is said")
    asked.add_argument("--seed", type=int, default=1, help="which faults: the same for the same number; 1 at first")
    asked.add_argument("--after", type=int, default=0, help="go on after this number of them")
    asked.add_argument("--kinds", action="append", choices=sorted(EVERY), help="only this kind; may be said again")
    asked.add_argument("--list", action="store_true", help="only say what would be planted")
    return asked.parse_args()


def _named(number: int, site: Site) -> str:
    return f"{number:>4} {site.kind:<9} {site.path}:{site.line} {site.change[:110]}"


def _judged(outcomes: list[Tried], red: set[str]) -> int:
    """Print the tables of kinds and rooms and the survivors that nobody has judged yet; 1 where too few were killed."""
    listed = known()
    equal = [
        outcome
        for outcome in outcomes
        if not outcome.killed and key(outcome.site) in listed and listed[key(outcome.site)].equivalent
    ]
    counted = [outcome for outcome in outcomes if outcome not in equal]
    killed = [one for one in counted if one.killed and one.by not in red]
    print("\n".join(_table("kind", counted, killed, lambda site: site.kind)))
    print("\n".join(_table("room", counted, killed, lambda site: room_of(site.path))))
    print(drafted(one.site for one in counted if not one.killed and key(one.site) not in listed))
    for test in sorted(red):
        print(f"fails in the unchanged product: {test}")
    share = len(killed) / max(1, len(counted))
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(one.ru_utime + one.ru_stime for one in used)
    print(f"{len(killed)} of {len(counted)} killed ({share:.0%}), {len(equal)} more make no difference")
    print(f"{seconds:.0f} CPU s")
    return 0 if share >= LEAST else 1


def _table(title: str, counted: list[Tried], killed: list[Tried], group: Callable[[Site], str]) -> Iterator[str]:
    every, dead = (Counter(group(one.site) for one in some) for some in (counted, killed))
    yield f"{title:<20}{'mutants':>8}{'killed':>8}"
    for name, number in sorted(every.items()):
        yield f"{name:<20}{number:>8}{dead[name]:>8}"


if __name__ == "__main__":
    sys.exit(main())
