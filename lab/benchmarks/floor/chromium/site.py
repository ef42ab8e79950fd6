"""The site that the phones speak to, by a cable, and what it holds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from lab.benchmarks.endurance.place import Place, wait_until
from lab.benchmarks.floor.chromium.cable import Cable


@dataclass
class Site:
    """The site, the cable to it and what it holds."""

    place: Place
    cable: Cable
    photo: Path

    @property
    def address(self) -> str:
        """Where phones find it."""
        return f"https://localhost:{self.cable.port}"

    def die(self) -> None:
        """Kill every process of it, and start it again."""
        for process in self.place.processes():
            process.kill()
        self.place.start()
        wait_until(self.place.ready, 60)

    def notes(self, tag: str) -> list[tuple[str, str, list[str]]]:
        """Return firm, notes and digests of the files of every change that names a run."""
        with sqlite3.connect(f"file:{self.place.data / 'tearoad.sqlite3'}?mode=ro", uri=True, timeout=30) as rows:
            found = rows.execute(
                "SELECT party, document FROM capture_sentrevision WHERE document LIKE ?", (f"%{tag} %",)
            ).fetchall()
        told = []
        for party, written in found:
            document = json.loads(written)
            files = [one["digest"] for one in document.get("files", [])]
            told.append((party, document["values"].get("notes", ""), files))
        return told

    def files(self) -> set[str]:
        """Return the digests of all photos that are there."""
        with sqlite3.connect(f"file:{self.place.data / 'tearoad.sqlite3'}?mode=ro", uri=True, timeout=30) as rows:
            return {digest for (digest,) in rows.execute("SELECT digest FROM capture_sentfile")}


@contextmanager
def served(folder: Path, missions: int) -> Iterator[tuple[Site, list[Mapping[str, str]]]]:
    """Serve a site of some missions of two firms; yield it and each mission's links."""
    place = Place(folder / "site")
    done = place.tearoad("database")
    if done.returncode:
        raise RuntimeError(done.stderr)
    links = place.script("fair", str(missions), of="floor.chromium")
    card = folder / "card.jpg"
    Image.effect_noise((640, 400), 40).save(card)
    place.start()
    cable = Cable(place.port)
    try:
        wait_until(place.ready, 60)
        yield Site(place, cable, card), links
    finally:
        place.stop()
        cable.close()
