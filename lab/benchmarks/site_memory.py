"""What a served site takes of memory: idle, with the demo played in, after a plan and after its papers.

    python lab/benchmarks/site_memory.py [--beside FOLDER] [--limit 1000] [--idle]

Serves an empty place and then the demo from its first start, signs in by the way in that it prints, asks for a plan,
publishes it and waits for its papers. Prints at each point the PSS of every process (`/proc/PID/smaps_rollup`: memory
that several share is divided among them), the largest sum seen a quarter of a second apart, and the seconds until the
site answered. With `--limit` all of it runs in a group of processes that the kernel gives so many megabytes and no swap
(cgroup, as a container has it; needs root): the largest use it counted, page cache included, and how many processes it
killed are printed. With `--beside` another checkout with its own .venv goes first. Exit code 1: something was killed,
or the site did not come so far.
"""

from __future__ import annotations

import argparse
import http.cookiejar
import os
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

import psutil

HERE = Path(__file__).resolve().parents[2]
SETTLED_S, SAMPLE_S, LONGEST_S = 12, 0.25, 1800


@dataclass
class Limit:
    """A group of processes with a limit of memory; version 1 of cgroup, or version 2."""

    folder: Path
    version: int

    @classmethod
    def make(cls, megabytes: int) -> Limit:
        """Make a group below our own."""
        own = dict(line.strip().split(":", 2)[1:] for line in Path("/proc/self/cgroup").read_text().splitlines())
        root = Path("/sys/fs/cgroup")
        version = 1 if (root / "memory/memory.limit_in_bytes").exists() else 2
        above = root / "memory" / own["memory"].lstrip("/") if version == 1 else root / own[""].lstrip("/")
        made = cls(above / f"tearoad-{os.getpid()}", version)
        made.folder.mkdir()
        made._write(("memory.limit_in_bytes", "memory.max"), megabytes * 1_000_000)
        with suppress(OSError):  # a kernel that counts no swap
            made._write(("memory.memsw.limit_in_bytes", "memory.swap.max"), (megabytes * 1_000_000, 0)[version - 1])
        return made

    def _write(self, names: tuple[str, str], value: int) -> None:
        (self.folder / names[self.version - 1]).write_text(str(value))

    def enter(self) -> None:
        """Put this process into it."""
        (self.folder / "cgroup.procs").write_text(str(os.getpid()))

    def told(self) -> tuple[int, int]:
        """Return the most megabytes that were in use, and how many processes were killed."""
        most = (self.folder / ("memory.max_usage_in_bytes", "memory.peak")[self.version - 1]).read_text()
        events = (self.folder / ("memory.oom_control", "memory.events")[self.version - 1]).read_text()
        return int(most) // 1_000_000, int(re.findall(r"oom_kill (\d+)", events)[0])

    def remove(self) -> None:
        """Remove it; whoever is still in it ends first."""
        for _ in range(100):
            with suppress(OSError):
                self.folder.rmdir()
                return
            time.sleep(0.1)


def pss_mb(process: psutil.Process) -> float:
    """Return the PSS of a process; nothing where it is gone."""
    with suppress(OSError, psutil.Error):
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0


def sizes(pid: int) -> list[tuple[str, float]]:
    """Return name and PSS of a process and all below it."""
    with suppress(psutil.Error):
        root = psutil.Process(pid)
        return [(_name(one), pss_mb(one)) for one in [root, *root.children(recursive=True)]]
    return []


def _name(process: psutil.Process) -> str:
    with suppress(psutil.Error):
        words = process.cmdline()
        at = next((number for number, word in enumerate(words) if word.endswith("tearoad")), len(words) - 2)
        return f"{process.name()}: {' '.join(words[at + 1 :])[:50]}"
    return "gone"


@dataclass
class Watch:
    """Looks at all processes again and again, and remembers the largest sum since it was last asked."""

    pid: int
    most: float = 0.0
    ended: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """Look until it is ended."""
        while not self.ended.wait(SAMPLE_S):
            self.most = max(self.most, sum(size for _, size in sizes(self.pid)))

    def tell(self, title: str) -> None:
        """Print a table of now, and the most since the last."""
        most, self.most = self.most, 0.0
        rows = sizes(self.pid)
        print(f"{title}: {sum(size for _, size in rows):.0f} MB; the most until then {most:.0f} MB")
        for name, size in rows:
            print(f"    {size:7.1f}  {name}")
        sys.stdout.flush()


class Form(HTMLParser):
    """Every form of a page: where it leads, and what it would send untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form and its fields."""
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((has.get("action", ""), {}))
        elif not self.forms:
            return
        fields = self.forms[-1][1]
        if tag == "input" and has.get("name") and (has.get("type") not in {"checkbox", "radio"} or "checked" in has):
            fields[has["name"]] = has.get("value", "")
        elif tag == "select":
            self._select = has.get("name", "")
        elif tag == "option" and ("selected" in has or self._select not in fields):
            fields[self._select] = has.get("value", "")


@dataclass
class Visitor:
    """Somebody who signed in."""

    address: str
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
    )

    def get(self, path: str) -> str:
        """Read a page."""
        with self.opener.open(urllib.parse.urljoin(self.address, path), timeout=120) as answer:
            return str(answer.read().decode())

    def send(self, path: str, wanted: Callable[[str, dict[str, str]], bool], **chosen: str) -> None:
        """Send a form of a page as it stands, by the button that is chosen."""
        page = Form()
        page.feed(self.get(path))
        action, fields = next(form for form in page.forms if wanted(*form))
        where = urllib.parse.urljoin(urllib.parse.urljoin(self.address, path), action)
        sent = urllib.request.Request(  # noqa: S310  # our own site
            where, urllib.parse.urlencode(fields | chosen).encode(), {"Referer": where}
        )
        with self.opener.open(sent, timeout=120) as answer:
            answer.read()


@contextmanager
def served(checkout: Path, data: Path, command: list[str], limit: Limit | None) -> Iterator[tuple[Watch, list[str]]]:
    """Serve until the end of the block; give the watch, and the lines printed until the site answered."""
    environment = {**os.environ, "TEAROAD_DATA": str(data), "PYTHONUNBUFFERED": "1"}
    begun = time.monotonic()
    with subprocess.Popen(  # our own command
        [str(checkout / ".venv/bin/tearoad"), *command],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=limit.enter if limit else None,  # noqa: PLW1509  # no thread is there yet
    ) as site:
        watch = Watch(site.pid)
        looking = threading.Thread(target=watch.look)
        looking.start()
        try:
            lines = []
            for line in site.stdout or ():
                lines.append(line.strip())
                if "Ctrl-C" in line:
                    break
            print(f"ready after {time.monotonic() - begun:.1f} s: tearoad {' '.join(command)}")
            yield watch, lines
        finally:
            site.send_signal(signal.SIGTERM)
            site.wait(60)
            watch.ended.set()
            looking.join()


def wait_for_job(data: Path, kind: str, before: int) -> None:
    """Wait until one more job of a kind is done.

    Raises:
        TimeoutError: it is not.

    """
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        if done_jobs(data, kind) > before:
            return
        time.sleep(0.5)
    raise TimeoutError(kind)


def done_jobs(data: Path, kind: str) -> int:
    """Return how many jobs of a kind are done."""
    with closing(sqlite3.connect(f"file:{data}/tearoad.sqlite3?mode=ro", uri=True)) as database:
        return int(
            database.execute("select count(*) from office_job where kind=? and state='done'", [kind]).fetchone()[0]
        )


def measure(checkout: Path, folder: Path, limit: Limit | None, *, idle: bool) -> None:
    """Serve an empty place, then, but for `idle`, the demo through a plan and its papers; print what each takes."""
    with served(checkout, folder / "empty", ["serve"], limit) as (watch, _):
        time.sleep(SETTLED_S)
        watch.tell("idle, an empty place")
    if idle:
        return
    data = folder / "demo"
    with served(checkout, data, ["demo", "--serve"], limit) as (watch, lines):
        time.sleep(SETTLED_S)
        watch.tell("idle, the demo played in")
        way = next((line.rpartition(" ")[2] for line in lines if "/sign-in/demo/" in line), "")
        if not way:
            print("the demo ended before it could be opened")
            return
        visitor = Visitor(way)
        visitor.send(way, lambda action, _: not action, role="officer")
        found = re.search(r"/missions/[0-9a-f-]{36}/", visitor.get("/"))
        mission = found.group() if found else ""
        plans, papers = done_jobs(data, "timetable.plan"), done_jobs(data, "timetable.papers")
        visitor.send(f"{mission}plan/", lambda action, _: action.endswith("/plan/make/"))
        wait_for_job(data, "timetable.plan", plans)
        time.sleep(SETTLED_S)
        watch.tell("after a plan")
        drafts = [int(number) for number in re.findall(r"/drafts/(\d+)/", visitor.get(f"{mission}plan/"))]
        visitor.send(f"{mission}drafts/{max(drafts)}/difference/", lambda _, fields: "read_version" in fields)
        wait_for_job(data, "timetable.papers", papers)
        time.sleep(SETTLED_S)
        watch.tell("after its papers")


def main() -> int:
    """Measure here, and beside where a checkout is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--beside", type=Path, metavar="FOLDER", help="another checkout, with its .venv")
    parser.add_argument("--limit", type=int, metavar="MB", help="give all processes so much memory, and no more")
    parser.add_argument("--idle", action="store_true", help="an empty place alone")
    options = parser.parse_args()
    killed = 0  # here; the other checkout may be killed, it is only looked at
    for checkout in (*([options.beside.resolve()] if options.beside else ()), HERE):
        print(f"== {checkout.name}")
        limit = Limit.make(options.limit) if options.limit else None
        try:
            with tempfile.TemporaryDirectory() as folder:
                measure(checkout, Path(folder), limit, idle=options.idle)
        finally:
            if limit:
                most, dead = limit.told()
                killed += dead if checkout == HERE else 0
                print(f"within {options.limit} MB: the most in use {most} MB, page cache included; killed {dead}")
                limit.remove()
    return 1 if killed else 0


if __name__ == "__main__":
    sys.exit(main())
