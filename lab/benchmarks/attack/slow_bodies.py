"""Bodies that dribble: two hundred connections send a byte a second, fifty of them phones with a photo.

    python -m lab.benchmarks.attack.slow_bodies [--connections 200] [--phones 50] [--seconds 300] [--quiet 30]

Strangers post to the sign-in page and come back when they are cut. The phones are known; after the last second their
network is well again, and they send what is left of their photo, or all of it again where they were cut. Meanwhile an
officer reads pages, and `/healthz` is asked once a second. All of it comes from one address, and shares the machine
with the site. Prints JSON. Exit code 1: a page took longer than twice its quiet time (of a hundred 95 come within),
`/healthz` longer than a second, or a photo did not arrive.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lab.benchmarks.endurance.run import folder_of_its_own
from lab.benchmarks.floor.load.connection import Connection
from lab.benchmarks.floor.load.run import Asked, served
from lab.benchmarks.floor.load.written import Phone, Photo, written

PAGES = ("/", "/account/", "/companies/", "/office/")
ALIVE_S, SLOWER = 1.0, 2.0
"""The goals: `/healthz` within so many seconds, pages no slower than so many times."""
ARRIVES_S = 120.0
"""How long the phones may take once their network is well."""
_READERS, _PAUSE_S = 2, 0.1


@dataclass(slots=True)
class Readers:
    """An officer who reads pages, and a machine that asks whether the site is alive."""

    port: int
    session: str
    pages: list[float] = field(default_factory=list)
    alive: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    async def read(self, seconds: float) -> None:
        """Read for so long."""
        until = time.monotonic() + seconds
        await asyncio.gather(self._healthz(until), *(self._officer(until) for _ in range(_READERS)))

    async def _officer(self, until: float) -> None:
        while time.monotonic() < until:
            for page in PAGES:
                self.pages.append(await self._get(page))
                await asyncio.sleep(_PAUSE_S)

    async def _healthz(self, until: float) -> None:
        while time.monotonic() < until:
            self.alive.append(await self._get("/healthz"))
            await asyncio.sleep(1)

    async def _get(self, path: str) -> float:
        began = time.monotonic()
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            cookie = f"Cookie: session={self.session}\r\n"
            writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{cookie}Connection: close\r\n\r\n".encode())
            told = await asyncio.wait_for(reader.read(), 60)
            writer.close()
        except (OSError, TimeoutError) as error:
            self.wrong[type(error).__name__] += 1
        else:
            if b" 200 " not in told[:20]:
                self.wrong[f"{path} {told[9:12].decode()}"] += 1
        return time.monotonic() - began


async def _dribble(writer: asyncio.StreamWriter, reader: asyncio.StreamReader, body: bytes, until: float) -> int:
    """Send a byte a second; return how many were sent until then, or until somebody answers."""
    sent = 0
    answered = asyncio.ensure_future(reader.read(1))
    while sent < len(body) - 1 and time.monotonic() < until and not answered.done():
        writer.write(body[sent : sent + 1])
        sent += 1
        await asyncio.wait((answered,), timeout=1)
    if answered.done():
        return -1
    answered.cancel()
    await asyncio.wait((answered,))
    return sent


async def _stranger(port: int, until: float, cuts: Counter[str]) -> None:
    while time.monotonic() < until:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50000\r\n\r\n")
            if await _dribble(writer, reader, b"x" * 50_000, until) < 0:
                cuts[(await reader.read(20))[8:11].decode()] += 1
            writer.close()
        except OSError:
            cuts["broken"] += 1
        await asyncio.sleep(1)


async def _phone(port: int, phone: Phone, photo: Photo, until: float) -> float:
    """Send a photo; return how many seconds after the network was well it had arrived."""
    content, who = photo.path.read_bytes(), f"Authorization: Phone {phone.id} {phone.secret}\r\n"
    path, head = f"/floor/files/{photo.digest}/?kind=picture", f"{who}Accept: application/json\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    first = f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{head}Content-Length: {len(content)}\r\n\r\n"
    writer.write(first.encode())
    sent = await _dribble(writer, reader, content, until)
    if sent >= 0:
        writer.write(content[sent:])
        if b'"kept"' in await asyncio.wait_for(reader.readuntil(b"}"), ARRIVES_S):
            return time.monotonic() - until
    await asyncio.sleep(max(0.0, until - time.monotonic()))
    again = Connection(port)
    while time.monotonic() < until + ARRIVES_S:
        answer = await again.post("file", path, head, content)
        if answer.status == 200:  # HTTP's own
            return time.monotonic() - until
        await asyncio.sleep(max(1.0, answer.retry_s))
    return -1.0


async def run(
    port: int, session: str, phones: Sequence[Phone], *, connections: int, seconds: float, quiet_s: float
) -> dict[str, Any]:
    """Measure in peace, then under attack; return figures."""
    await Readers(port, session).read(5)  # what is made once is made
    quiet, attacked, cuts = Readers(port, session), Readers(port, session), Counter[str]()
    await quiet.read(quiet_s)
    until = time.monotonic() + seconds
    attack = asyncio.gather(*(_stranger(port, until, cuts) for _ in range(connections - len(phones))))
    sending = asyncio.gather(*(_phone(port, phone, phone.photos[0], until) for phone in phones), return_exceptions=True)
    await attacked.read(seconds)
    await attack
    sent = await sending
    arrived = [base_exception for base_exception in sent if isinstance(base_exception, float) and base_exception >= 0]
    attacked.wrong.update(repr(exception) for exception in sent if isinstance(exception, BaseException))
    return {
        "connections": connections,
        "seconds": seconds,
        "quiet_p95_s": _p95(quiet.pages),
        "attacked_p95_s": _p95(attacked.pages),
        "pages": [len(quiet.pages), len(attacked.pages)],
        "quiet_healthz_s": round(max(quiet.alive), 3),
        "attacked_healthz_s": round(max(attacked.alive), 3),
        "strangers_cut": dict(cuts),
        "wrong": dict(quiet.wrong + attacked.wrong),
        "photos": len(phones),
        "arrived": len(arrived),
        "last_arrived_after_s": round(max(arrived, default=-1.0), 1),
    }


def missed(figures: dict[str, Any]) -> list[str]:
    """Return which goals were missed."""
    goals = {
        "a page took too long": figures["attacked_p95_s"] <= SLOWER * figures["quiet_p95_s"],
        "/healthz took too long": figures["attacked_healthz_s"] <= ALIVE_S,
        "a photo did not arrive": figures["arrived"] == figures["photos"],
        "a page was not answered well": not figures["wrong"],
    }
    return [name for name, is_met in goals.items() if not is_met]


def _p95(seconds: Sequence[float]) -> float:
    return round(statistics.quantiles(seconds, n=20, method="inclusive")[18], 4)


def main() -> int:
    """Read the arguments, fill a site, attack it, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", type=int, default=200)
    parser.add_argument("--phones", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=300.0)
    parser.add_argument("--quiet", type=float, default=30.0)
    parser.add_argument("--processes", type=int, default=1, help="that answer requests: TEAROAD_WEB_PROCESSES")
    parser.add_argument("--keep", type=Path, help="a new folder that stays")
    said = parser.parse_args()
    asked = Asked(said.phones, 1, 0, "sqlite", said.processes, 1)
    with folder_of_its_own(said.keep) as folder, served(asked, folder) as site:
        phones = written(site.told["phones"], 1, 1, folder / "photos")
        session = site.place.script("officer", of="attack")["session"]
        figures = asyncio.run(
            run(
                site.place.port,
                session,
                phones,
                connections=said.connections,
                seconds=said.seconds,
                quiet_s=said.quiet,
            )
        )
    print(json.dumps(figures))
    for goal in missed(figures):
        print("MISSED", goal)
    return int(bool(missed(figures)))


if __name__ == "__main__":
    sys.exit(main())
