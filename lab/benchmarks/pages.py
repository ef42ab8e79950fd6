"""How long the server takes for the pages of a running site, kind by kind, and beside a peer in the same run.

    python lab/benchmarks/pages.py SIGN_IN [--rounds 15] [--visitor ADDRESS] [--peer ADDRESS PATH PATH PATH]

SIGN_IN is the one-time address that `make demo` prints; the manager signs in there. Starts at the page behind it,
follows the site's own links (and those of a visitor's page, where one is given), takes up to `--each` addresses of
every kind of page, and asks for each of them, one request at a time over one connection. Time runs from sending the
request to the last byte of the answer. The peer's pages (schedule, list, person) are asked for turn by turn with ours.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

LINK = re.compile(r'(?:href|hx-get)="([^"#]+)"')
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SECRET = re.compile(r"/(v|feeds)/[^/.]+")
NUMBER = re.compile(r"/\d+(?=/|$)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FEWEST = 10
NEVER = ("/sign-out", "/static/", "/sign-in/")


@dataclass(slots=True)
class Browser:
    """One connection that keeps its cookies."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def get(self, path: str, form: Mapping[str, str] | None = None) -> tuple[int, str, bytes, float]:
        """Return status, where it sends on to, body and milliseconds; a form is sent where one is given."""
        self.connection = self.connection or http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies, "Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"}
        begun = time.perf_counter()
        self.connection.request("POST" if form else "GET", path, urlencode(form) if form else None, headers)
        answer = self.connection.getresponse()
        body = answer.read()
        took = (time.perf_counter() - begun) * 1000
        for text in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = text.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.headers.get("Connection", "").lower() == "close":
            self.connection.close()
            self.connection = None
        return answer.status, answer.headers.get("Location", ""), body, took

    def open(self, path: str) -> tuple[int, str, bytes]:
        """Return status, final path and body, following where it is sent on to."""
        for _ in range(5):
            status, sent_to, body, _took = self.get(path)
            if status not in {301, 302, 303, 307, 308}:
                return status, path, body
            path = _path(urljoin(self.address + path, sent_to))
        return status, path, body

    def sign_in(self, path: str) -> str:
        """Use up a demo's one-time address as the manager; return where it leads."""
        body = self.get(path)[2].decode()
        token = TOKEN.search(body)
        form = {"csrfmiddlewaretoken": token[1] if token else "", "role": "manager"}
        return _path(urljoin(self.address + path, self.get(path, form)[1]))


def _path(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(path: str) -> str:
    """Return the kind of page: its path with ids, numbers and secrets taken out, and which questions it is asked."""
    parts = urlsplit(path)
    asked = ",".join(sorted(part.partition("=")[0] for part in parts.query.split("&") if part))
    named = NUMBER.sub("/#", SECRET.sub(r"/\1/*", UUID.sub("*", parts.path)))
    return named + (f"?{asked}" if asked else "")


def crawl(browser: Browser, start: str, each: int, most: int = 4000) -> dict[str, list[str]]:
    """Return addresses by kind of page, found by following links."""
    found: dict[str, list[str]] = defaultdict(list)
    waiting, seen = [start], {start}
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        kind = kind_of(path)
        if len(found[kind]) >= each:
            continue
        status, _final, body = browser.open(path)
        if status != 200:
            print(f"{status} {path}", file=sys.stderr)
            continue
        if not body.lstrip()[:15].lower().startswith(b"<!doctype html"):
            continue
        found[kind].append(path)
        for link in LINK.findall(body.decode("utf-8", "replace")):
            target = urljoin(browser.address + path, link.replace("&amp;", "&"))
            ours = target.startswith(browser.address + "/") and not _path(target).startswith(NEVER)
            if ours and _path(target) not in seen:
                seen.add(_path(target))
                waiting.append(_path(target))
    return {kind: paths for kind, paths in found.items() if paths}


def measure(browser: Browser, paths: Iterable[str], rounds: int) -> list[float]:
    """Return the milliseconds of every request after one that does not count."""
    times: list[float] = []
    for path in paths:
        browser.get(path)
        times.extend(browser.get(path)[3] for _ in range(rounds))
    return times


def p95(times: list[float]) -> float:
    """Return the 95th percentile, nearest rank."""
    return sorted(times)[max(0, -(-95 * len(times) // 100) - 1)]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sign_in")
    parser.add_argument("--visitor", metavar="ADDRESS")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--peer", nargs="+", metavar="ADDRESS PATH", default=[])
    options = parser.parse_args()
    browser = Browser("://".join(urlsplit(options.sign_in)[:2]))
    start = browser.sign_in(_path(options.sign_in))
    found = crawl(browser, start, options.each)
    if options.visitor:
        found |= crawl(browser, _path(options.visitor), options.each)
    if len(found) < FEWEST:
        print(f"only {len(found)} kinds of page were found: is the sign-in used up?", file=sys.stderr)
        return 2
    everything: list[float] = []
    for kind, paths in sorted(found.items()):
        times = measure(browser, paths, options.rounds)
        everything += times
        print(f"{statistics.median(times):7.1f} ms median {p95(times):7.1f} ms p95  {kind}")
    figures = {
        "kinds": len(found),
        "requests": len(everything),
        "median_ms": round(statistics.median(everything), 1),
        "p95_ms": round(p95(everything), 1),
    }
    if options.peer:
        peer = Browser(options.peer[0].rstrip("/"))
        for path in options.peer[1:]:
            times = measure(peer, [path], options.rounds)
            print(f"{statistics.median(times):7.1f} ms median {p95(times):7.1f} ms p95  peer {path}")
            figures[f"peer {path}"] = round(statistics.median(times), 1)
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
