"""Snapshots of trade figures: each named by the digest of what it holds, never changed, the newest by a pointer.

A load that is killed loses nothing: files that were read stand as parts under their digests and are not read again, and
the pointer moves, in one step, only to a snapshot that stands there whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tearoad.errors import InputError, NotFoundError
from tearoad.market.engine import open_engine
from tearoad.market.trade_data.completeness import COMPLETENESS_FILE, write_completeness
from tearoad.market.trade_data.cubes import write_cubes
from tearoad.market.trade_data.editions import EditionChoice
from tearoad.market.trade_data.formats import FICTIONAL, TradeFileFormat
from tearoad.market.trade_data.joining import write_joined
from tearoad.market.trade_data.reading import TradePart, read_trade_file
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_LAYOUT = "2"
"""Of our own files; another layout gives another digest."""
_ENDINGS = (".csv", ".tsv", ".txt", ".parquet", ".gz", ".json")


@dataclass(frozen=True, slots=True)
class TradeSnapshot:
    """One immutable set of figures and where each file of it came from."""

    id: str
    folder: Path
    loaded_at: datetime
    released_on: date | None
    parts: tuple[TradePart, ...]
    rows: int
    totals_left_out: int
    """Rows of a chapter or heading that the same file also gives by its subheadings."""
    repeated: int
    """Rows that stand in two files, or twice in one, with the same figure."""
    edition: str = ""
    """H0 to H6, where all codes were brought into one edition; else each row keeps its own."""
    converted: int = 0
    """Rows that came from another edition."""
    kept: int = 0
    """Rows that stayed outside the edition."""

    @property
    def trade(self) -> Path:
        """The file of rows."""
        return self.folder / "trade.parquet"

    @property
    def fictional(self) -> bool:
        """Whether some of its figures were made up."""
        return any(part.publisher == FICTIONAL for part in self.parts)


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a load is to go."""

    mapping: TradeFileFormat | None = None
    add: bool = False
    """Keep the files of the current snapshot beside the new ones; made-up figures give way to all others."""
    released_on: date | None = None
    edition: EditionChoice | None = None
    """The edition into which codes are brought; None: each row keeps its own."""


def current_snapshot(store: Path) -> TradeSnapshot:
    """Return the newest snapshot.

    Raises:
        NotFoundError: nothing was loaded yet.

    """
    pointer = store / "current"
    if not pointer.is_file():
        raise NotFoundError(Text("market.nothing_loaded", folder=str(store)), Text("market.nothing_loaded_hint"))
    return read_snapshot(store, pointer.read_text(encoding="ascii").strip())


def read_snapshot(store: Path, snapshot_id: str) -> TradeSnapshot:
    """Return a snapshot by its digest; an old brief opens with its own.

    Raises:
        NotFoundError: there is none of this name.

    """
    folder = store / "snapshots" / snapshot_id
    try:
        said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as missing:
        raise NotFoundError(
            Text("market.snapshot_missing", id=snapshot_id), Text("market.snapshot_missing_hint")
        ) from missing
    released = said["released_on"]
    return TradeSnapshot(
        id=snapshot_id,
        folder=folder,
        loaded_at=datetime.fromisoformat(said["loaded_at"]),
        released_on=date.fromisoformat(released) if released else None,
        parts=tuple(TradePart(**part) for part in said["parts"]),
        rows=said["rows"],
        totals_left_out=said["totals_left_out"],
        repeated=said["repeated"],
        edition=said.get("edition", ""),
        converted=said.get("converted", 0),
        kept=said.get("kept", 0),
    )


def load_trade(
    sources: Sequence[Path],
    store: Path,
    *,
    at: datetime,
    options: LoadOptions,
    progress: Callable[[TradePart], None] = lambda _part: None,
) -> TradeSnapshot:
    """Read files or folders of files into a new snapshot and make it the current one.

    Raises:
        NotFoundError: a file is missing.
        InputError: a file cannot be used, or two files contradict each other; the old snapshot stays.
        SetupError: the engine is not installed.

    """
    files = _files(sources)
    (store / "parts").mkdir(parents=True, exist_ok=True)
    (store / "snapshots").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix=".spill-", dir=store) as spill,
        open_engine([store, *{file.parent for file in files}], Path(spill)) as engine,
    ):
        parts = []
        for file in files:
            parts.append(_part_of(engine, file, store, options.mapping))
            progress(parts[-1])
        if options.add:
            with suppress(NotFoundError):
                parts = _beside(_same_edition(current_snapshot(store), options.edition).parts, parts)
        chosen = [options.edition.edition, options.edition.digest] if options.edition else []
        snapshot_id = _digest_of([*sorted(part.digest for part in parts), *chosen])
        if not (store / "snapshots" / snapshot_id / "manifest.json").is_file():
            said = {"at": at, "released_on": options.released_on, "edition": options.edition}
            _write_snapshot(engine, store, snapshot_id, parts, said)
    _point_to(store, snapshot_id)
    return read_snapshot(store, snapshot_id)


def _same_edition(former: TradeSnapshot, chosen: EditionChoice | None) -> TradeSnapshot:
    """Refuse to go back to several editions in silence."""
    if former.edition and chosen is None:
        text = Text("market.edition_wanted", edition=former.edition)
        raise InputError(text, Text("market.edition_wanted_hint", edition=former.edition))
    return former


def _beside(former: Sequence[TradePart], new: Sequence[TradePart]) -> list[TradePart]:
    """Return the parts that are kept and the new ones, each once."""
    every = {part.digest: part for part in (*former, *new)}.values()
    published = [part for part in every if part.publisher != FICTIONAL]
    return published or list(every)


def _files(sources: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(path for path in source.iterdir() if path.is_file() and path.suffix.lower() in _ENDINGS)
            if not inside:
                raise NotFoundError(Text("market.folder_empty", folder=str(source)), Text("market.folder_empty_hint"))
            found += inside
        elif source.is_file():
            found.append(source)
        else:
            raise NotFoundError(Text("market.no_file", file=str(source)), Text("market.no_file_hint"))
    return [path.resolve() for path in found]


def _part_of(engine: duckdb.DuckDBPyConnection, file: Path, store: Path, mapping: TradeFileFormat | None) -> TradePart:
    """Return what a file gave, read now or by an earlier load that came as far."""
    with file.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    digest = _digest_of([_LAYOUT, content, repr(mapping)])
    rows, note = store / "parts" / f"{digest}.parquet", store / "parts" / f"{digest}.json"
    if not note.is_file():
        staging = rows.with_suffix(f".{os.getpid()}.tmp")
        try:
            part = read_trade_file(engine, file, digest=digest, mapping=mapping, out=staging)
            staging.replace(rows)
        finally:
            staging.unlink(missing_ok=True)
        _write_whole(note, json.dumps(asdict(part), ensure_ascii=False))
    return TradePart(**json.loads(note.read_text(encoding="utf-8")))


def _write_snapshot(
    engine: duckdb.DuckDBPyConnection,
    store: Path,
    snapshot_id: str,
    parts: Sequence[TradePart],
    said: Mapping[str, Any],
) -> None:
    """Join the parts, add them up, and write the snapshot's folder whole."""
    staging = store / "snapshots" / f".{snapshot_id}.{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    chosen = said["edition"]
    files = [store / "parts" / f"{part.digest}.parquet" for part in parts]
    try:
        joined = write_joined(engine, files, parts, chosen, out=staging / "trade.parquet")
        write_cubes(engine, staging)
        write_completeness(engine, staging / COMPLETENESS_FILE)
        manifest = {
            "loaded_at": said["at"].isoformat(),
            "released_on": said["released_on"].isoformat() if said["released_on"] else None,
            "parts": [asdict(part) for part in parts],
            "rows": joined.rows,
            "totals_left_out": joined.totals_left_out,
            "repeated": joined.repeated,
            "edition": chosen.edition if chosen else "",
            "converted": joined.converted.rows,
            "kept": joined.converted.kept,
        }
        _write_whole(staging / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        shutil.rmtree(store / "snapshots" / snapshot_id, ignore_errors=True)
        staging.rename(store / "snapshots" / snapshot_id)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _point_to(store: Path, snapshot_id: str) -> None:
    _write_whole(store / "current", snapshot_id)


def _write_whole(path: Path, content: str) -> None:
    """Write a file under another name, bring it to the disk, then rename it."""
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    with staging.open("w", encoding="utf-8") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    staging.replace(path)


def _digest_of(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]
