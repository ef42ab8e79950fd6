"""How long the server takes for a table of many rows: first view, sort, search, a pasted block of 500 cells.

    python -m lab.benchmarks.tables.speed [--rows 20000] [--rounds 5]

Makes a site in a folder of its own (or in the database that TEAROAD_DATABASE_URL names, which must be empty) with one
mission of so many buyers and one of so many requests, and asks for their pages in this process, one after the other.
Prints a line for each kind of question and, last, a line of JSON with milliseconds, processor milliseconds and queries.
Everything runs on one thread, so processor milliseconds are what a quiet machine takes. Exit code 1: 95 of 100 views,
sorts or searches took more of them than 300, or a block more than 1,000.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from tearoad.mission.web.models import Mission

MOST_VIEW_MS, MOST_BLOCK_MS = 300.0, 1000.0
SORTS = {
    "buyers": ("name_native", "-city", "phone", "category", "country", "want", "id"),
    "requests": ("asker", "-asked", "strength", "product", "id"),
}
SEARCHES = {
    "buyers": ("Москва", "москва 19", "tea", "чай", "+7 495 000-19-99", "buyer777@", "no such word", "B0199", "茶"),
    "requests": ("Москва", "must", "R0199", "no such word", "чай", "茶"),
}
BLOCK_ROWS, BLOCK_FIELDS = 100, ("city", "phone", "email", "note", "address")


@dataclass(slots=True)
class AskedOften:
    """What one kind of question took, each time it was asked."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)

    def figures(self) -> dict[str, Any]:
        """Return medians and what 95 of 100 stay below."""
        return {
            "times": len(self.wall_ms),
            "median_ms": round(median(self.wall_ms), 1),
            "p95_ms": round(_p95(self.wall_ms), 1),
            "cpu_p95_ms": round(_p95(self.cpu_ms), 1),
            "queries": max(self.queries),
        }


def _p95(found: list[float]) -> float:
    return quantiles(found, n=20, method="inclusive")[-1] if len(found) > 1 else found[0]


class TableQuestions:
    """Asks a site's tables, and keeps what it took."""

    def __init__(self, client: Client) -> None:
        """Begin with nothing."""
        self.client = client
        self.taken: dict[str, AskedOften] = {}

    def ask(self, kind: str, path: str, sent: dict[str, Any] | None = None) -> None:
        """Ask once; a page that is not found or refused ends the run."""
        from django.db import connection  # noqa: PLC0415  # settings are named first
        from django.test.utils import CaptureQueriesContext  # noqa: PLC0415  # settings are named first

        with CaptureQueriesContext(connection) as asked:
            wall, cpu = time.perf_counter(), time.process_time()
            answer = self.client.post(path, sent) if sent is not None else self.client.get(path)
            took = (time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000
        if answer.status_code != 200 or (sent is not None and answer.json()["faults"]):
            sys.exit(f"{answer.status_code} {path} {answer.content[:300]!r}")
        often = self.taken.setdefault(kind, AskedOften())
        often.wall_ms.append(took[0])
        often.cpu_ms.append(took[1])
        often.queries.add(len(asked))


def ask_all(questions: TableQuestions, missions: dict[str, Mission], rounds: int) -> None:
    """Ask for everything that is measured; the first view and the first block come into a cold process."""
    buyers = missions["buyers"]
    questions.ask("first page of the process", _address(buyers, "buyers"))
    questions.ask("block of 500 cells, cold", _address(buyers, "buyers", "cells/"), _block(buyers, "cold"))
    for number in range(rounds):
        questions.ask("block of 500 cells", _address(buyers, "buyers", "cells/"), _block(buyers, str(number)))
        for table, mission in missions.items():
            here = _address(mission, table)
            questions.ask(f"{table}: first view", here)
            questions.ask(f"{table}: last page", f"{here}?page=99999")
            for sort in SORTS[table]:
                questions.ask(f"{table}: sort", f"{here}?sort={sort}")
            for words in SEARCHES[table]:
                questions.ask(f"{table}: search", f"{here}?q={_quoted(words)}")
            questions.ask(f"{table}: search and sort", f"{here}?q={_quoted('Москва')}&sort={SORTS[table][0]}")


def _address(mission: Mission, table: str, more: str = "") -> str:
    return f"/missions/{mission.id}/tables/{table}/{more}"


def _quoted(words: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415  # for this line

    return quote(words)


def _block(mission: Mission, mark: str) -> dict[str, str]:
    """Return a block of 500 cells that all are to be changed."""
    from tearoad.mission.web.models import Participation  # noqa: PLC0415  # settings are named first

    rows = Participation.objects.filter(mission=mission, code__startswith="B").values_list("pk", flat=True)[:BLOCK_ROWS]
    said = {"phone": "+7 495 11{at:05d}", "email": "row{at}.{mark}@example.org", "city": "Город {mark}{at}"}
    cells = [
        {
            "row": str(pk),
            "line": 0,
            "field": name,
            "text": said.get(name, "{mark} {at} (fictional)").format(at=at, mark=mark),
        }
        for at, pk in enumerate(rows)
        for name in BLOCK_FIELDS
    ]
    return {"changes": json.dumps(cells)}


def verdicts(figures: dict[str, dict[str, Any]], slower: float) -> Iterable[str]:
    """Name what took longer than it may on a machine that is so many times slower."""
    for kind, one in figures.items():
        most = slower * (MOST_BLOCK_MS if kind.startswith("block") else MOST_VIEW_MS)
        if one["cpu_p95_ms"] > most and not kind.startswith("first page"):
            yield f"{kind}: {one['cpu_p95_ms']} ms, at most {most:.0f} ms"


def main() -> int:
    """Make the rows, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--slower", type=float, default=1.0, help="so many times as long is allowed")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TEAROAD_DATA"] = folder
        figures = _measured(said.rows, said.rounds)
    for kind, one in figures.items():
        print(f"{kind:28}" + "".join(f" {name} {value:>8}" for name, value in one.items()))
    slow = list(verdicts(figures, said.slower))
    for verdict in slow:
        print("TOO SLOW", verdict)
    print(json.dumps({"rows": said.rows, "rounds": said.rounds, "too_slow": len(slow), "figures": figures}))
    return int(bool(slow))


def _measured(rows: int, rounds: int) -> dict[str, dict[str, Any]]:
    from tearoad.site import manage  # noqa: PLC0415  # after the environment

    manage.start()
    from django.test import Client  # noqa: PLC0415  # after the set-up

    from lab.benchmarks.tables.rows import mission_with_buyers, mission_with_requests  # noqa: PLC0415  # after the set-up
    from tearoad.people import Role  # noqa: PLC0415  # after the set-up
    from tearoad.people.web.models import User, acting_for  # noqa: PLC0415  # after the set-up
    from tearoad.site.play.organisation import ADDRESSES, FIRST, found_organisation  # noqa: PLC0415  # after the set-up
    from tearoad.site.serve.preparing import collect_static_once, prepare  # noqa: PLC0415  # after the set-up

    prepare()
    collect_static_once()
    officer = found_organisation(FIRST)
    with acting_for(officer.tenant):
        missions = {"buyers": mission_with_buyers(officer, rows), "requests": mission_with_requests(officer, rows)}
        client = Client(HTTP_HOST="localhost")
        client.force_login(User.objects.get(email=ADDRESSES[Role.OFFICER]))
        questions = TableQuestions(client)
        ask_all(questions, missions, rounds)
    return {kind: often.figures() for kind, often in questions.taken.items()}


if __name__ == "__main__":
    sys.exit(main())
