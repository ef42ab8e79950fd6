"""`tearoad-lab capture`: rehearsals told as they run, and one last line of JSON."""

from __future__ import annotations

import json

import click

from tearoad.text import Text
from tearoad.words import Words
from tearoad_lab.capture import Failure, rehearse

EVERY = 100
"""After so many runs it is told how many are done."""


def run_rehearsals(words: Words, runs: int, seed: int, events: int, workers: int) -> int:
    """Return 0 where nothing was lost in any run, 1 else; a failing run is repeated by its seed alone."""

    def heard(done: int, failure: Failure | None) -> None:
        if failure is not None:
            again = f"tearoad-lab capture --runs 1 --seed {failure.seed} --events {events}"
            text = words(Text("bench.capture_failed", seed=failure.seed, again=again))
            click.echo("\n  ".join((text, *failure.faults, *failure.events)))
        elif done % EVERY == 0:
            click.echo(words(Text("bench.capture_done", count=done, runs=runs)), err=True)

    seen = rehearse(runs, seed, events=events, workers=workers, heard=heard)
    summary = {
        "runs": seen.runs,
        "violations": sum(len(failure.faults) for failure in seen.failures),
        "seeds_failed": [failure.seed for failure in seen.failures],
        "seconds": seen.seconds,
    }
    click.echo(json.dumps(summary))
    return 1 if seen.failures else 0
