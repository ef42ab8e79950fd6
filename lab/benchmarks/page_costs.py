"""What the pages of the demo's mission cost: queries and processor milliseconds, beside another checkout in one run.

    python lab/benchmarks/page_costs.py [--beside FOLDER] [--visits 7] [--firms 4] [--save FILE]

Plays the published demo (18 firms, 160 buyers) into a folder of its own, follows the site's links as the manager, and
visits the first page of each address once to count its queries and then `--visits` times for its processor time. With
`--beside` the same is done by another checkout with its own .venv, and pages are compared by the pattern of their
address. Prints a line for each page and, last, a line of JSON. Names what asks more queries than beside; exit code 0.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from zipfile import ZipFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.test import Client

LINK = re.compile(r'(?:href|hx-get)="([^"#?]+)["?#]')
MISSION = "missions/<uuid:mission_id>/"
MOST_TRIES = 3
"""Addresses of one pattern that are tried until one of them is a page."""


@dataclass(frozen=True, slots=True)
class PageCost:
    """What one page costs."""

    queries: int
    cpu_ms: float
    bytes: int


def start(firms: int | None) -> str:
    """Start the site of TEAROAD_DATA, with the published demo in it; return who its manager is."""
    from tearoad.demo.make import SEED, make_mission  # noqa: PLC0415  # after the environment
    from tearoad.site.play.place import clock_offset  # noqa: PLC0415  # after the environment

    offset = clock_offset(make_mission(SEED).mission, None, datetime.now(UTC))
    settings = {"TEAROAD_DEMO": "1", "TEAROAD_CLOCK_OFFSET_S": str(round(offset.total_seconds()))}
    os.environ.update(settings, TEAROAD_LOG_LEVEL="ERROR")
    from tearoad.site import manage  # noqa: PLC0415  # after the environment

    manage.start()
    from tearoad.people import Role  # noqa: PLC0415  # after the set-up
    from tearoad.people.web.models import User  # noqa: PLC0415  # after the set-up
    from tearoad.site.play import organisation  # noqa: PLC0415  # after the set-up
    from tearoad.site.serve.preparing import collect_static_once, prepare  # noqa: PLC0415  # after the set-up

    prepare()
    collect_static_once()
    if not User.objects.exists():
        play_demo(firms)
    return str(organisation.ADDRESSES[Role.MANAGER])


def play_demo(firms: int | None) -> None:
    """Play the demo, or so many firms of it, until its plan is published, without papers."""
    from tearoad.demo.make import SEED, make_demo  # noqa: PLC0415  # after the environment
    from tearoad.site.play import organisation  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.place import Stage  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.playing import play_stages  # noqa: PLC0415  # after the set-up

    in_use = "found_organisation" if hasattr(organisation, "found_organisation") else "found"  # its earlier name
    officer = getattr(organisation, in_use)(organisation.FIRST)
    demo = make_demo(SEED)
    if firms:
        from tests.journey.small_demo import small_demo  # noqa: PLC0415  # where it is asked for

        demo = replace(demo, files=small_demo(SEED, firms))
    play_stages(officer, demo, Stage.PUBLISHED, lambda _text: None, papers=False)


def pages(client: Client, start: str) -> Iterator[tuple[str, str]]:
    """Follow links from a page; give for each pattern of an address the first page that is one."""
    from django.urls import Resolver404, resolve  # noqa: PLC0415  # after the set-up

    tries: dict[str, int] = {}
    waiting, seen = [start], {start}
    while waiting:
        path = waiting.pop(0)
        try:
            pattern = resolve(path).route
        except Resolver404:
            continue
        if tries.get(pattern, 0) >= MOST_TRIES or "sign-out" in path:
            continue
        tries[pattern] = tries.get(pattern, 0) + 1
        answer = client.get(path, follow=True)
        if answer.status_code != 200 or not answer.get("Content-Type", "").startswith("text/html"):
            continue
        if not answer.redirect_chain:
            tries[pattern] = MOST_TRIES
            yield pattern, path
        for link in LINK.findall(answer.content.decode()):
            target = urlsplit(urljoin(path, link))
            if not target.netloc and target.path not in seen:
                seen.add(target.path)
                waiting.append(target.path)


def preview_of_export(client: Client, mission: str) -> str:
    """Hand the mission's own export in as an import; return the address of its preview."""
    from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415  # after the set-up

    from tearoad.office.web.tasks.worker import run_waiting  # noqa: PLC0415  # after the set-up

    with ZipFile(io.BytesIO(b"".join(client.get(f"{mission}export/mission.zip")))) as exported:
        sheets = [
            SimpleUploadedFile(Path(name).name, exported.read(name))
            for name in exported.namelist()
            if name.endswith((".csv", ".xlsx"))
        ]
    location = client.post(f"{mission}imports/", {"files": sheets})["Location"]
    run_waiting()
    return str(location)


def cost_of(client: Client, path: str, visits: int) -> PageCost:
    """Visit a page: once for its queries, then so often for its time."""
    from django.db import connection  # noqa: PLC0415  # after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # after the set-up

    with CaptureQueriesContext(connection) as asked:
        size = len(client.get(path).content)
    queries, times = len(asked), list[float]()  # read now: the next request forgets them
    for _ in range(visits):
        begun = time.process_time()
        client.get(path)
        times.append((time.process_time() - begun) * 1000)
    return PageCost(queries, round(median(times), 1), size)


def measure(visits: int, firms: int | None) -> dict[str, PageCost]:
    """Return what each page of the demo costs its manager."""
    manager = start(firms)
    from django.test import Client  # noqa: PLC0415  # after the set-up

    from tearoad.people.web.models import User  # noqa: PLC0415  # after the set-up

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(email=manager))
    met = dict(pages(client, "/"))
    met[f"{MISSION}imports/<uuid:import_id>/"] = preview_of_export(client, met[MISSION])
    return {pattern: cost_of(client, path, visits) for pattern, path in met.items()}


def measured_by(checkout: Path, visits: int, firms: int | None) -> dict[str, PageCost]:
    """Let a checkout measure itself, in a process and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "costs.json"
        python = checkout / ".venv/bin/python"
        command = [str(python), str(Path(__file__).resolve()), "--visits", str(visits), "--save", str(found)]
        command += ["--firms", str(firms)] if firms else []
        environment = {**os.environ, "TEAROAD_DATA": str(Path(folder) / "data"), "PYTHONPATH": str(checkout)}
        subprocess.run(command, cwd=checkout, check=True, env=environment, stdout=subprocess.DEVNULL)
        return {pattern: PageCost(**cost) for pattern, cost in json.loads(found.read_text("utf-8")).items()}


def compare(here: Mapping[str, PageCost], beside: Mapping[str, PageCost]) -> Iterator[str]:
    """Give a line for each page that both have, then those that one of them alone has."""
    both = sorted(here.keys() & beside.keys())
    for pattern in both:
        now, then = here[pattern], beside[pattern]
        worse = "  MORE QUERIES" if now.queries > then.queries else ""
        yield (
            f"{then.queries:4} -> {now.queries:4} queries {then.cpu_ms:7.1f} -> {now.cpu_ms:7.1f} ms "
            f"{then.bytes // 1024:5} -> {now.bytes // 1024:5} KiB  {pattern}{worse}"
        )
    for name, costs in (("here", here), ("beside", beside)):
        for pattern in sorted(costs.keys() - set(both)):
            cost = costs[pattern]
            yield f"{name} alone: {cost.queries:4} queries {cost.cpu_ms:7.1f} ms {cost.bytes // 1024:5} KiB  {pattern}"


def main() -> int:
    """Measure here, and beside where a checkout is named; print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout, with its .venv")
    parser.add_argument("--visits", type=int, default=7)
    parser.add_argument("--firms", type=int, help="so many firms of the demo, not all")
    parser.add_argument("--save", type=Path, metavar="FILE", help="measure in TEAROAD_DATA, and write JSON here")
    options = parser.parse_args()
    if options.save:
        costs = {pattern: asdict(cost) for pattern, cost in measure(options.visits, options.firms).items()}
        options.save.write_text(json.dumps(costs), encoding="utf-8")
        return 0
    here = measured_by(Path(__file__).resolve().parents[2], options.visits, options.firms)
    beside = measured_by(options.beside.resolve(), options.visits, options.firms) if options.beside else {}
    for line in compare(here, beside):
        print(line)
    both = here.keys() & beside.keys()
    summary = {
        "pages": len(here),
        "in_both": len(both),
        "more_queries": sum(here[text].queries > beside[text].queries for text in both),
        "fewer_queries": sum(here[text].queries < beside[text].queries for text in both),
        "cpu_ms_here": round(sum(here[text].cpu_ms for text in both), 1),
        "cpu_ms_beside": round(sum(beside[text].cpu_ms for text in both), 1),
    }
    print(json.dumps(summary))
    return 0


if __name__ == "__main__":
    sys.exit(main())
