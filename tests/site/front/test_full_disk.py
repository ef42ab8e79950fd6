"""A site on a disk that fills up: clear answers, nothing acknowledged lost, and it goes on once there is room."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
import pytest
from uuid_utils.compat import uuid7

from tests.capture.pictures import photo
from tests.machine import missing
from tests.site.front.conftest import Phone, Site, served_by
from tests.site.front.wire import Answer, Wire
from tests.site.serve.test_serve import free_port
from tests.waiting import PATIENCE_S, wait_for

MB = 1_000_000
MADE_AT = datetime.now(UTC).isoformat()  # noqa: TID251  # the phone's clock is right
FREE_MB = 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of 120 MB, in memory."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=120m", "tmpfs", str(folder)]
    done = subprocess.run(mount, check=False)  # the system's
    if done.returncode:
        missing("a disk of its own", "only root may mount one")
    yield folder
    subprocess.run(("umount", "-l", str(folder)), check=True)  # noqa: S607  # the system's


@pytest.fixture
def on_it(
    small_disk: Path, new_prepared_place: Callable[[], dict[str, str]], script: Callable[..., str], tmp_path: Path
) -> Iterator[tuple[Site, Phone]]:
    """A site with its workers, all of whose data are on that disk, and a phone."""
    made = new_prepared_place()
    if "TEAROAD_DATABASE_URL" in made:
        pytest.skip("its database is elsewhere")
    phone = Phone(**json.loads(script(made, "front/phones.py")))
    shutil.copytree(made["TEAROAD_DATA"], small_disk / "data")
    port = free_port()
    place = made | {"TEAROAD_DATA": str(small_disk / "data"), "TEAROAD_LEAST_FREE_MB": str(FREE_MB)}
    with served_by([sys.executable, "-m", "tearoad", "serve", "--port", str(port)], port, place, tmp_path / "log") as s:
        yield s, phone


def test_a_full_disk_is_told_and_loses_nothing(on_it: tuple[Site, Phone], small_disk: Path) -> None:
    site, phone = on_it
    wait_for(lambda: site.get("/readyz").status == 200)
    kept = [_accepted(site, phone, 1)]
    content = photo("before")
    assert _photo(site, phone, content).status == 200
    servers = _pids(site)

    _fill(small_disk, down_to=FREE_MB * MB - 8 * MB)
    ready = site.get("/readyz")
    assert (ready.status, json.loads(ready.body)["disk"]) == (503, False)
    large = _post(site, "/call/nowhere/", b"x" * 5 * MB, "Accept: text/html")
    assert (large.status, large.headers["retry-after"]) == (503, "60")
    assert "The disk of the site is full" in large.body
    kept.append(_accepted(site, phone, 2))  # small things are kept as long as they can

    _fill(small_disk, down_to=0)
    number, answer = 3, Answer(200, {}, "")
    while answer.status == 200:  # what the database has room for already goes on for a while
        document = _document(number)
        answer = _letter(site, phone, document)
        if answer.status == 200:
            kept.append(document["id"])
            number += 1
    assert (answer.status, json.loads(answer.body)["code"]) == (503, "web.disk_full")
    assert answer.headers["retry-after"] == "60"
    assert _photo(site, phone, photo("at the worst time")).status == 503
    assert [site.get(path).status for path in ("/healthz", "/sign-in/", "/readyz", "/nowhere/")] == [200, 200, 503, 404]
    wait_for(lambda: "the disk is full; jobs and mail wait" in site.log.read_text())

    (small_disk / "filler").unlink()
    wait_for(lambda: site.get("/readyz").status == 200)
    kept.append(_accepted(site, phone, number))
    assert _photo(site, phone, photo("at the worst time")).status == 200
    assert _pids(site) == servers
    wait_for(lambda: _rows(site, "SELECT count(*) FROM office_job WHERE state IN ('waiting', 'running')") == [(0,)])
    assert _rows(site, "SELECT count(*) FROM office_job WHERE state = 'failed'") == [(0,)]
    assert _rows(site, "PRAGMA integrity_check") == [("ok",)]
    there = {json.loads(document)["id"] for (document,) in _rows(site, "SELECT document FROM capture_sentrevision")}
    assert there == set(kept)
    assert _rows(site, "SELECT state FROM capture_sentfile") == [("ready",)] * 2


def _fill(disk: Path, *, down_to: int) -> None:
    """Leave so many bytes free."""
    with (disk / "filler").open("ab", buffering=0) as file:
        try:
            while (left := shutil.disk_usage(disk).free - down_to) > 0:
                file.write(b"x" * min(left, MB))
        except OSError:
            assert down_to == 0


def _accepted(site: Site, phone: Phone, number: int) -> str:
    document = _document(number)
    answer = _letter(site, phone, document)
    assert (answer.status, json.loads(answer.body)["answers"]) == (200, [{"kept": "received", "reasons": []}])
    return str(document["id"])


def _document(number: int) -> dict[str, Any]:
    revision = {"id": str(uuid7()), "report": str(uuid7()), "number": number, "made_at": MADE_AT}
    return revision | {"schema": 1, "meeting": "", "values": {"notes": "n" * 1500}, "replaces": {}}


def _letter(site: Site, phone: Phone, document: dict[str, Any]) -> Answer:
    letter = {"clock": MADE_AT, "made": 1, "waiting": 1, "ready": True, "authors": []}
    letter |= {"revisions": [document], "held": [], "held_files": [], "since": 0, "era": "", "briefing": "", "plan": 0}
    return _post(site, "/floor/sync/", json.dumps(letter).encode(), phone.header, "Accept: application/json")


def _photo(site: Site, phone: Phone, content: bytes) -> Answer:
    path = f"/floor/files/{hashlib.sha256(content).hexdigest()}/?kind=picture"
    return _post(site, path, content, phone.header, "Accept: application/json")


def _post(site: Site, path: str, body: bytes, *headers: str) -> Answer:
    wire = Wire(site.port)
    wire.post(path, len(body), *headers)
    try:
        wire.say(body)
        return wire.answer()
    finally:
        wire.close()


def _pids(site: Site) -> set[int]:
    """Return which processes serve and work."""
    return {child.pid for child in psutil.Process(site.process.pid).children(recursive=True)}


def _rows(site: Site, query: str) -> list[Any]:
    with closing(sqlite3.connect(site.data / "tearoad.sqlite3", timeout=PATIENCE_S)) as database:
        return database.execute(query).fetchall()
