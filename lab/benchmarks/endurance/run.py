"""One run: a place is filled, put under load, killed again and again, left in peace, stopped and judged."""

from __future__ import annotations

import json
import random
import statistics
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab.benchmarks.endurance.browser import Browser
from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.kills import Kill, Killer
from lab.benchmarks.endurance.load.running import working
from lab.benchmarks.endurance.load.world import World
from lab.benchmarks.endurance.mailbox import Mailbox
from lab.benchmarks.endurance.notes import Notes
from lab.benchmarks.endurance.place import Place, wait_until
from lab.benchmarks.endurance.sent import note_sent

SETTLES_WITHIN_S = 240.0
OPEN = [*(f'tearoad_jobs{{state="{one}"}}' for one in ("waiting", "running"))]
OPEN += [*(f'tearoad_messages{{state="{one}"}}' for one in ("waiting", "sending"))]
Tell = Callable[[str], None]


@dataclass
class Setting:
    """A filled place that is being served, and what stands around it."""

    place: Place
    world: World
    mailbox: Mailbox
    seed: int
    cluster: Cluster | None = None
    seen_sent: dict[str, float] = field(default_factory=dict)


@contextmanager
def setting(folder: Path, database: str, seed: int) -> Iterator[Setting]:
    """Fill a place and serve it until the end of the block."""
    with ExitStack() as stack:
        mailbox = stack.enter_context(Mailbox(seed))
        cluster = stack.enter_context(Cluster()) if database == "postgresql" else None
        place = Place(folder / "site", mailbox.url, cluster.create("site") if cluster else "")
        made = place.tearoad("database")
        if made.returncode:
            raise RuntimeError(made.stderr)
        told = place.script("prepare")
        place.start()
        try:
            wait_until(place.whole, 60)
            yield Setting(place, World(place.port, told, Notes()), mailbox, seed, cluster)
        finally:
            place.stop()
            for process in place.processes():
                process.kill()


def killed(here: Setting, kills: int, tell: Tell) -> dict[str, Any]:
    """Kill so many times under load; return figures and faults."""
    killer = Killer(here.place, random.Random(here.seed), here.cluster)
    watching = threading.Event()
    watch = threading.Thread(target=_watch, args=(here, watching), daemon=True)
    watch.start()
    began = time.monotonic()
    with working(here.world, here.seed):
        for number in range(kills):
            kill = killer.kill_one()
            tell(f"{number + 1:4} {kill.what:20} ready {kill.ready_s:5.1f} s, whole {kill.whole_s:5.1f} s")
        time.sleep(2)
    loaded_s = time.monotonic() - began
    settled_s = settle(here)
    watching.set()
    watch.join()
    faults = list(opened(here))
    here.place.stop()
    faults += [f"an orphan process: {process.pid}" for process in here.place.processes()]
    left = [path for folder in ("tmp", "data/tmp") for path in (here.place.folder / folder).rglob("*")]
    faults += [f"left in the temporary folder: {path.name}" for path in left if path.is_file()]
    judged = judge(here)
    figures: dict[str, Any] = {
        "kills": kills,
        "loaded_s": round(loaded_s),
        "settled_s": round(settled_s, 1),
        **spread(killer.kills),
    }
    notes = here.world.notes
    figures |= {"acknowledged": notes.acknowledged.total(), "unknown": notes.unknown.total()}
    figures |= {"acknowledged_by_kind": dict(sorted(notes.acknowledged.items()))}
    figures |= {"answers": dict(sorted(notes.answers.items())), **judged["figures"]}
    return {"figures": figures, "faults": [*faults, *judged["faults"]], "by_part": by_part(killer.kills)}


def _watch(here: Setting, stop: threading.Event) -> None:
    while not stop.wait(1):
        note_sent(here.place, here.seen_sent)


def settle(here: Setting) -> float:
    """Wait until every job has ended and every letter is sent."""

    def quiet() -> bool:
        figures = here.place.figures()
        return bool(figures) and not any(figures.get(name, 0) for name in OPEN)

    try:
        return wait_until(quiet, SETTLES_WITHIN_S, 0.5)
    except TimeoutError:
        return SETTLES_WITHIN_S  # the judge says what is still open


def opened(here: Setting) -> Iterator[str]:
    """Open every link that was shown to an officer and not replaced since."""
    visitor = Browser(here.place.port)
    for key, values in here.world.notes.document()["states"].get("link", {}).items():
        if len(values) == 1 and values[0] and visitor.get(values[0]).status != 200:
            yield f"link of {key}: shown to an officer, does not open"


def judge(here: Setting) -> dict[str, Any]:
    """Judge a stopped site."""
    noted = here.place.folder / "notes.json"
    noted.write_text(json.dumps(here.world.notes.document() | {"told": dict(here.world.told)}), encoding="utf-8")
    letters = here.place.folder / "letters.json"
    post = {"taken": here.mailbox.taken, "seen_sent": here.seen_sent}
    letters.write_text(json.dumps(post), encoding="utf-8")
    verified = here.place.tearoad("ledger", "verify")
    found: dict[str, Any] = here.place.script("judge", str(noted), str(letters))
    if verified.returncode:
        found["faults"].append(f"tearoad ledger verify: {verified.stdout}{verified.stderr}")
    return found


def spread(kills: list[Kill]) -> dict[str, float]:
    """Return the median and the longest restart."""
    ready, whole = [kill.ready_s for kill in kills], [kill.whole_s for kill in kills]
    return {
        "ready_median_s": round(statistics.median(ready), 1),
        "ready_max_s": round(max(ready), 1),
        "whole_median_s": round(statistics.median(whole), 1),
        "whole_max_s": round(max(whole), 1),
    }


def by_part(kills: list[Kill]) -> dict[str, dict[str, float]]:
    """Return the same for everything that was killed."""
    counts = Counter(kill.what for kill in kills)
    return {
        what: {"kills": count, **spread([kill for kill in kills if kill.what == what])}
        for what, count in counts.items()
    }


@contextmanager
def folder_of_its_own(keep: Path | None = None) -> Iterator[Path]:
    """Give a folder that is removed at the end, or the one that is to be kept."""
    if keep is not None:
        keep.mkdir(parents=True)
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="tearoad-endurance-") as name:
        yield Path(name)
