"""One run: a site is filled and served, the phones come back, the photos are painted anew, and all is judged."""

from __future__ import annotations

import asyncio
import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from lab.benchmarks.endurance.cluster import Cluster
from lab.benchmarks.endurance.place import Place, wait_until
from lab.benchmarks.floor.load.phones import Sender, come_back
from lab.benchmarks.floor.load.written import Phone, written

ALL_IN_S = {"postgresql": 90.0, "sqlite": 180.0}
ANSWERED_S = 2.0
"""Of a hundred answers 99 come within so many seconds; SQLite has one writer, and phones wait their turn."""
PATIENCE_S, PAINTED_S = 300.0, 1800.0
OPEN = [f'tearoad_jobs{{state="{one}"}}' for one in ("waiting", "running")]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be tried."""

    phones: int
    reports: int
    within_s: float
    database: str
    processes: int
    seed: int


@dataclass(frozen=True, slots=True)
class Served:
    """A site with the database that stands beside it."""

    place: Place
    told: dict[str, Any]
    cluster: Cluster | None

    def cpu_s(self) -> float:
        """Return the processor seconds of all its living processes, the database's among them."""
        spent = [process.cpu_times() for process in self._processes()]
        return sum(one.user + one.system + one.children_user + one.children_system for one in spent)

    def peak_mb(self) -> int:
        """Return the most memory that its processes had, added up, without the database's."""
        status = [Path(f"/proc/{process.pid}/status").read_text() for process in self.place.processes()]
        peaks = [line.split()[1] for text in status for line in text.splitlines() if line.startswith("VmHWM")]
        return sum(map(int, peaks)) // 1024

    def _processes(self) -> Iterator[psutil.Process]:
        yield from self.place.processes()
        if self.cluster is not None:
            yield from self.cluster.processes()


@dataclass(frozen=True, slots=True)
class Found:
    """What came of it."""

    figures: dict[str, Any]
    faults: tuple[str, ...]
    """What is missing, doubled or changed, and answers that were none."""
    missed: tuple[str, ...]
    """Goals."""
    site: Served
    """Stopped."""
    noted: Path
    """What the phones had, as the judge reads it."""


@contextmanager
def served(asked: Asked, folder: Path) -> Iterator[Served]:
    """Fill a place and serve it until the end of the block."""
    with ExitStack() as stack:
        cluster = stack.enter_context(Cluster()) if asked.database == "postgresql" else None
        url = cluster.create("site") if cluster else ""
        place = Place(folder / "site", database_url=url, web_processes=asked.processes)
        made = place.tearoad("database")
        if made.returncode:
            raise RuntimeError(made.stderr)
        told = place.script("prepare", str(asked.phones), of="floor.load")
        place.start()
        try:
            wait_until(place.whole, 60)
            yield Served(place, told, cluster)
        finally:
            place.stop()
            for process in place.processes():
                process.kill()


@contextmanager
def loaded(asked: Asked, folder: Path, tell: Tell) -> Iterator[Found]:
    """Let the fair come back; yield figures and faults while what is left of the site can still be looked at."""
    with served(asked, folder) as site:
        phones = written(site.told["phones"], asked.reports, asked.seed, folder / "photos")
        tell(
            f"{len(phones)} phones of {site.told['firms']} firms, {site.told['meetings']} meetings: the network is back"
        )
        wait_until(lambda: not _jobs(site.place), 300)
        own_s, cpu_s, began = time.process_time(), site.cpu_s(), time.monotonic()
        senders = asyncio.run(come_back(phones, site.place.port, asked.within_s, asked.seed, PATIENCE_S))
        figures: dict[str, Any] = {"database": asked.database, "phones": len(phones), "reports": asked.reports}
        figures |= {"firms": site.told["firms"], "within_s": asked.within_s}
        figures |= {"processes": asked.processes, "seed": asked.seed}
        figures |= _sent(senders, began) | {"server_cpu_s": round(site.cpu_s() - cpu_s, 1)}
        figures |= {"phones_cpu_s": round(time.process_time() - own_s, 1), "load": round(os.getloadavg()[0], 1)}
        tell(json.dumps(figures))
        figures["jobs_left"] = _jobs(site.place)
        figures["painted_after_s"] = round(wait_until(lambda: not _jobs(site.place), PAINTED_S, 0.5), 1)
        figures |= {"whole_cpu_s": round(site.cpu_s() - cpu_s, 1), "peak_mb": site.peak_mb()}
        site.place.stop()
        noted = folder / "noted.json"
        noted.write_text(json.dumps(_noted(phones)), encoding="utf-8")
        told = [f"{sender.phone.party}: {wrong}" for sender in senders for wrong in sender.wrong]
        faults = (*told[:20], *judged(site, noted))
        yield Found(figures, faults, tuple(_missed(figures, asked.database)), site, noted)


def judged(site: Served, noted: Path) -> list[str]:
    """Return what a stopped site does not hold as the phones had it: the first few."""
    found: list[str] = site.place.script("judge", str(noted), of="floor.load")["faults"]
    return found[:20]


def _jobs(place: Place) -> int:
    figures = place.figures()
    return int(sum(figures.get(name, 0) for name in OPEN)) if figures else 1


def _sent(senders: Sequence[Sender], began: float) -> dict[str, Any]:
    took = [one for sender in senders for one in sender.connection.took]
    done = [sender.done_at for sender in senders]
    figures: dict[str, Any] = {"all_in_s": round(max(done) - began, 1) if all(done) else None}
    figures["statuses"] = {str(status): count for status, count in sorted(Counter(one[1] for one in took).items())}
    for what in ("letter", "file"):
        seconds = sorted(one[2] for one in took if one[0] == what)
        figures[f"{what}s"] = len(seconds)
        figures[f"{what}_s"] = _spread(seconds) if len(seconds) > 1 else {}
    return figures | {"p99_s": _spread([one[2] for one in took])["p99"]}


def _spread(seconds: Sequence[float]) -> dict[str, float]:
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {
        "p50": round(cuts[49], 3),
        "p95": round(cuts[94], 3),
        "p99": round(cuts[98], 3),
        "max": round(max(seconds), 3),
    }


def _noted(phones: Sequence[Phone]) -> dict[str, dict[str, list[Any]]]:
    documents: dict[str, list[Any]] = {}
    photos: dict[str, list[Any]] = {}
    for phone in phones:
        documents.setdefault(phone.party, []).extend(phone.documents)
        photos.setdefault(phone.party, []).extend(photo.digest for photo in phone.photos)
    return {"documents": documents, "photos": photos}


def _missed(figures: dict[str, Any], database: str) -> Iterator[str]:
    if figures["all_in_s"] is None or figures["all_in_s"] > ALL_IN_S[database]:
        yield f"all in after {figures['all_in_s']} s; the goal is {ALL_IN_S[database]:.0f}"
    if database == "postgresql" and figures["p99_s"] > ANSWERED_S:
        yield f"of a hundred answers 99 came within {figures['p99_s']} s; the goal is {ANSWERED_S}"
