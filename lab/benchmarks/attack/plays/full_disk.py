"""The disk of the data folder is full: clear answers, nothing acknowledged is lost, and afterwards all goes on."""

from __future__ import annotations

import hashlib
import io
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from PIL import Image

from lab.benchmarks.attack.browser import Answer, Browser
from lab.benchmarks.attack.plays.letters import letter, revision
from lab.benchmarks.attack.site import OURS, Finding, Site
from lab.benchmarks.endurance.place import wait_until

PLAY = "full disk"
CLEAR = frozenset({503, 507})
_OK = 200


def play(site: Site, rounds: int) -> Iterator[Finding]:
    """Fill the disk to its last byte, send letters, photos and forms, make room again, and count."""
    phones, filler, full = site.houses[OURS]["phones"], site.place.data / "filler", Answer(0)
    for number in range(rounds):
        _fill(filler)
        for phone in phones[:3]:
            head = {"Authorization": f"Phone {phone['id']} {phone['secret']}", "Accept": "application/json"}
            browser = Browser(site.port)
            yield from _letter(site, browser, head, number)
            yield from _photo(site, browser, head)
        full = Browser(site.port).get("/readyz")
        page = site.browser(OURS, "officer").get(f"/missions/{site.houses[OURS]['mission']}/")
        if page.status not in {_OK, *CLEAR}:
            yield Finding(PLAY, f"a page that only reads answers {page.status}")
        filler.unlink(missing_ok=True)
        wait_until(lambda: Browser(site.port).get("/readyz").status == _OK, 60)
    if full.status not in CLEAR or "disk" not in full.text:
        yield Finding(PLAY, f"/readyz answered {full.status} and does not name the disk: {full.text[:200]}")
    phone = phones[0]
    head = {"Authorization": f"Phone {phone['id']} {phone['secret']}", "Accept": "application/json"}
    answer = Browser(site.port).ask("POST", "/floor/sync/", json.dumps(letter([revision(1)], 1)).encode(), _json(head))
    if answer.status != _OK:
        yield Finding(PLAY, f"with room again a letter is answered {answer.status}")


def _letter(site: Site, browser: Browser, head: dict[str, str], number: int) -> Iterator[Finding]:
    sent = [revision(number + 1) for _ in range(5)]
    answer = browser.ask("POST", "/floor/sync/", json.dumps(letter(sent, 5)).encode(), _json(head))
    if answer.status == _OK:
        kept = [load.get("kept") for load in json.loads(answer.body)["answers"]]
        site.acknowledged["receipts"] |= {one["id"] for one, how in zip(sent, kept, strict=True) if how == "received"}
    elif answer.status not in CLEAR or not answer.headers.get("Retry-After"):
        yield Finding(PLAY, f"a letter is answered {answer.status}, or without when to come again")


def _photo(site: Site, browser: Browser, head: dict[str, str]) -> Iterator[Finding]:
    kept = io.BytesIO()
    Image.frombytes("RGB", (300, 300), os.urandom(270_000)).save(kept, "JPEG", quality=95)
    digest = hashlib.sha256(kept.getvalue()).hexdigest()
    path = f"/floor/files/{digest}/?kind=picture"
    answer = browser.ask("POST", path, kept.getvalue(), head | {"Content-Type": "image/jpeg", "Cookie": ""})
    if answer.status == _OK:
        site.acknowledged["files"].add(digest)
    elif answer.status not in CLEAR or not answer.headers.get("Retry-After"):
        yield Finding(PLAY, f"a photo is answered {answer.status}, or without when to come again")


def _json(head: dict[str, str]) -> dict[str, str]:
    return head | {"Content-Type": "application/json", "Cookie": ""}


def _fill(path: Path) -> None:
    """Take every byte that is left of the small disk, and never those of another one."""
    if not path.parent.is_mount():
        raise RuntimeError(path)
    with suppress(OSError), path.open("wb") as file:  # full already, or at its end
        for size in (1_000_000, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
                    file.flush()
            except OSError:
                continue
