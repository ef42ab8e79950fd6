"""Flood the public form of a demo that is being served: how many posts it answers, and what is kept.

    tearoad demo --serve --stage called &
    python lab/benchmarks/call_flood.py http://127.0.0.1:8000 --posts 10000

The posts come from one machine, so that the limit of one address ends most of them. What was kept is read from the
demo's database (TEAROAD_DATA, or TEAROAD_DATABASE_URL) after the last post.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

SLUG = "moscow-table-2023"
THREADS = 8
SENT = {
    "name_latin": "Flood Tea Co., Ltd. (fictional)",
    "city": "Lan'an",
    "product_0_latin": "Green tea",
    "q_exports": "yes",
    "q_label": "ready",
    "q_monthly": "2",
    "q_speaks": "yes",
    "consent": "on",
}


def main() -> int:
    """Flood, count, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("--posts", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    run = uuid4().hex[:8]
    host = urlsplit(asked.address).netloc
    started = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        parts = [range(first, asked.posts, THREADS) for first in range(THREADS)]
        answers = [one for part in pool.map(lambda numbers: _posts(host, run, numbers), parts) for one in part]
    took = time.perf_counter() - started
    found = {
        "posts": len(answers),
        "seconds": round(took, 1),
        "a_minute": round(len(answers) / took * 60),
        "codes": dict(Counter(str(code) for code, _ in answers)),
        "without_retry_after": sum(code == 429 and not retry for code, retry in answers),
        **_kept(run),
    }
    print(json.dumps(found) if asked.json else "\n".join(f"{name}: {value}" for name, value in found.items()))
    return 0


def _posts(host: str, run: str, numbers: range) -> list[tuple[int, bool]]:
    """Post as fast as the site answers, each time as another firm, over one connection."""
    connection = HTTPConnection(host, timeout=60)
    found = []
    for number in numbers:
        firm = {"registration_number": f"{run}-{number}", "email": f"{run}-{number}@example.com"}
        body = urlencode(SENT | firm | {"name_latin": f"{SENT['name_latin']} {run} {number}"})
        connection.request("POST", f"/call/{SLUG}/", body, {"Content-Type": "application/x-www-form-urlencoded"})
        answer = connection.getresponse()
        answer.read()
        found.append((answer.status, bool(answer.headers.get("Retry-After"))))
    connection.close()
    return found


def _kept(run: str) -> dict[str, int]:
    """Return what the database holds of this flood."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tearoad.site.settings"
    os.environ.setdefault("TEAROAD_DATA", "tearoad-demo")
    os.environ["TEAROAD_DEMO"] = "1"
    import django  # noqa: PLC0415  # only after the flood

    django.setup()
    from tearoad.call.web import models as rows  # noqa: PLC0415  # only after the flood
    from tearoad.call.web.actions.refusals import POSTS, POSTS_OF_A_CALL  # noqa: PLC0415  # only after the flood

    mine = rows.Application.across_tenants.filter(document__registration_number__startswith=run)
    attacks = list(rows.Refusals.across_tenants.all())
    return {
        "limit": 2 * min(POSTS, POSTS_OF_A_CALL),
        "kept": mine.count(),
        "lines": len(attacks),
        "refused": sum(attack.count for attack in attacks),
    }


if __name__ == "__main__":
    sys.exit(main())
