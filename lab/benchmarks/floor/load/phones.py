"""Phones that come back into the network and send all they hold, as `outbox.js`, `page.js` and `turn.js` do it.

Letters of twenty reports first, with what the phone believes to be received and how far it has read; then the photos,
one by one, each after a rest as long as the site seems to need; then a round now and then. Who is sent away comes
later.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from lab.benchmarks.floor.load.connection import Answer, Connection
from lab.benchmarks.floor.load.written import Phone

LETTER, HELD = 20, 500
EVERY_S, LONGEST_S = 20.0, 300.0
ROOM, LONGEST_ROOM_S = 3, 4.0
AWAY = frozenset({429, 503})
"""What a site answers to whom it sends away."""


@dataclass(slots=True)
class Sender:
    """A phone with its connection; `since` and `era` as its post has them."""

    phone: Phone
    connection: Connection
    since: int = 0
    era: str = ""
    received: list[str] = field(default_factory=list)
    received_files: list[str] = field(default_factory=list)
    done_at: float = 0.0
    """When the last of what it holds was received, by the clock that never turns back."""
    wrong: list[str] = field(default_factory=list)
    """Answers that no phone should get."""

    async def live(self, wait_s: float, random_: random.Random, until: asyncio.Event) -> None:
        """Come back after some seconds and send; then go on as a page that is open, until all phones are done."""
        await asyncio.sleep(wait_s)
        times = 0
        while not until.is_set():
            last = await self.round()
            if self.is_done and not self.done_at:
                self.done_at = time.monotonic()
            times = times + 1 if last.status in AWAY else 0
            await asyncio.sleep(_pause_after(last, times, random_.random()))

    @property
    def is_done(self) -> bool:
        """Whether all is received."""
        all_texts = len(self.received) == len(self.phone.documents)
        return all_texts and len(self.received_files) == len(self.phone.photos)

    async def round(self) -> Answer:
        """Send what waits; return the last answer."""
        held, held_files = list(self.received), list(self.received_files)
        while True:
            waiting = self.phone.documents[len(self.received) :]
            sent = waiting[:LETTER]
            answer = await self._post(
                "letter", "/floor/sync/", "application/json", self._letter(sent, held, held_files)
            )
            if answer.status != 200:
                return answer
            told = json.loads(answer.body)
            self._take_in(sent, told)
            held, held_files = held[HELD:], held_files[HELD:]
            if not (len(waiting) > len(sent) or held or held_files or told["missing"] or told["more"]):
                break
        return await self._files(answer)

    def _letter(self, sent: Sequence[dict[str, Any]], held: Sequence[str], held_files: Sequence[str]) -> bytes:
        phone = self.phone
        letter = {
            "clock": datetime.now(UTC).isoformat(),
            "made": len(phone.documents),
            "waiting": len(phone.documents) - len(self.received),
            "ready": True,
            "revisions": sent,
            "authors": [],
            "held": held[:HELD],
            "held_files": held_files[:HELD],
            "since": self.since,
            "era": self.era,
            "briefing": phone.briefing,
            "plan": phone.plan,
        }
        return json.dumps(letter, separators=(",", ":")).encode()

    def _take_in(self, sent: Sequence[dict[str, Any]], told: dict[str, Any]) -> None:
        kept = [one["kept"] for one in told["answers"]]
        if kept != ["received"] * len(sent):
            self.wrong.append(f"kept as {sorted(set(kept))}")
        for name in ("missing", "missing_files", "hindrances", "briefing"):
            if told.get(name):
                self.wrong.append(f"told of {name}")
        self.received += [one["id"] for one in sent]
        self.since, self.era = told["until"], told["era"]

    async def _files(self, last: Answer) -> Answer:
        for photo in self.phone.photos[len(self.received_files) :]:
            path = f"/floor/files/{photo.digest}/?kind=picture"
            begun = time.monotonic()
            last = await self._post("file", path, "image/jpeg", photo.path.read_bytes())
            if last.status != 200:
                return last
            if json.loads(last.body) != {"kept": photo.digest}:
                self.wrong.append("a photo kept as another")
            self.received_files.append(photo.digest)
            if len(self.received_files) < len(self.phone.photos):
                await asyncio.sleep(min(ROOM * (time.monotonic() - begun), LONGEST_ROOM_S))
        return last

    async def _post(self, what: str, path: str, media_type: str, body: bytes) -> Answer:
        who = f"Authorization: Phone {self.phone.id} {self.phone.secret}\r\n"
        head = f"{who}Accept: application/json\r\nContent-Type: {media_type}\r\n"
        answer = await self.connection.post(what, path, head, body)
        if answer.status != 200 and answer.status not in AWAY:
            self.wrong.append(f"status {answer.status} for a {what}: {answer.body[:200].decode(errors='replace')}")
        return answer


def _pause_after(last: Answer, times: int, chance: float) -> float:
    """Return after how many seconds a phone's next round begins; `times`: how often in succession it was sent away."""
    if not times:
        return EVERY_S * (0.75 + chance / 2)
    least: float = max(last.retry_s, min(EVERY_S * 2 ** (times - 1), LONGEST_S))
    return least * (1 + chance / 2)


async def come_back(phones: Sequence[Phone], port: int, within_s: float, seed: int, patience_s: float) -> list[Sender]:
    """Let all phones come back within some seconds; return them when everything they hold was received, or too late."""
    random_, over = random.Random(seed), asyncio.Event()
    senders = [Sender(phone, Connection(port)) for phone in phones]
    tasks = [
        asyncio.create_task(one.live(random_.uniform(0, within_s), random.Random(f"{seed} {one.phone.id}"), over))
        for one in senders
    ]
    until = time.monotonic() + patience_s
    while time.monotonic() < until and not all(one.is_done for one in senders):  # noqa: ASYNC110  # no phone knows of others
        await asyncio.sleep(0.1)
    over.set()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    for sender in senders:
        sender.connection.close()
    return senders
