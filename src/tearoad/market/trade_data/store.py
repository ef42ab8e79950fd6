"""Snapshots of trade figures: each named by the digest of what it holds, never changed, the newest by a pointer.

A load that is killed loses nothing: files that were read stand as parts under their digests and are not read again, and
the pointer moves, in one step, only to a snapshot that stands there whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from tearoad.errors import InputError, NotFoundError
from tearoad.market.engine import open_engine
from tearoad.market.trade_data.completeness import COMPLETENESS_FILE, write_completeness
from tearoad.market.trade_data.country_data import COUNTRY_FILE, write_country_data
from tearoad.market.trade_data.country_tables import is_country_table, read_country_table
from tearoad.market.trade_data.cubes import write_cubes
from tearoad.market.trade_data.editions import EditionChoice
from tearoad.market.trade_data.encoding import refuse_other_encoding
from tearoad.market.trade_data.formats import FICTIONAL, TradeFileFormat
from tearoad.market.trade_data.joining import write_joined
from tearoad.market.trade_data.packed_tables import TABLE_ENDINGS, with_unpacked
from tearoad.market.trade_data.reading import TRADE, TradePart, read_trade_file, refuse_by_look
from tearoad.reference.hs_concordance import EDITIONS
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_LAYOUT = "4"
"""Of our own files; another layout gives another digest."""


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
    editions: tuple[str, ...] = ()
    """Every edition that a row says it is of, H0 to H6."""

    @property
    def trade(self) -> Path:
        """The file of rows."""
        return self.folder / "trade.parquet"

    @property
    def tables(self) -> frozenset[str]:
        """What it tells of: trade, and what tables of countries were loaded."""
        return frozenset(table for part in self.parts for table in part.tables.split(","))

    @property
    def fictional(self) -> bool:
        """Whether some of its figures were made up."""
        return any(part.publisher == FICTIONAL for part in self.parts)


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How a load is to go."""

    mapping: TradeFileFormat | None = None
    add: bool = False
    """Keep the files of the current snapshot beside new ones of the same kind; made-up figures give way to all others.

    Without it a load takes the place of what it brings: trade of trade, a table of countries of the same table.
    """
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
        editions=tuple(said.get("editions", ())),
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
    given = _files(sources)
    (store / "parts").mkdir(parents=True, exist_ok=True)
    (store / "snapshots").mkdir(exist_ok=True)
    with (
        TemporaryDirectory(prefix=".spill-", dir=store) as spill,
        open_engine([store, *{file.parent for file in given}], Path(spill)) as engine,
    ):
        parts = []
        for file in with_unpacked(given, Path(spill) / "unpacked"):
            parts.append(_part_of(engine, file, store, options.mapping, at.year))
            progress(parts[-1])
        former = None
        with suppress(NotFoundError):
            former = current_snapshot(store)
        plan = _planned(former, parts, options)
        snapshot_id = _digest_of([*sorted(part.digest for part in plan.parts), *plan.marks])
        if not (store / "snapshots" / snapshot_id / "manifest.json").is_file():
            _write_snapshot(engine, store, snapshot_id, plan, at)
    _point_to(store, snapshot_id)
    return read_snapshot(store, snapshot_id)


@dataclass(frozen=True, slots=True)
class _SnapshotPlan:
    """What a new snapshot is to be made of."""

    trade: Sequence[TradePart]
    countries: Sequence[TradePart]
    options: LoadOptions
    trade_of: TradeSnapshot | None = None
    """Whose trade it takes as it is: the load brings tables of countries alone."""

    @property
    def parts(self) -> list[TradePart]:
        return [*self.trade, *self.countries]

    @property
    def marks(self) -> list[str]:
        """What else tells it from another snapshot of the same files."""
        if self.trade_of is not None:
            return [self.trade_of.id] if self.trade_of.edition else []
        edition = self.options.edition
        return [edition.edition, edition.digest] if edition else []


def _planned(former: TradeSnapshot | None, new: Sequence[TradePart], options: LoadOptions) -> _SnapshotPlan:
    """Say which files of the former snapshot stay.

    Raises:
        InputError: there is no trade at all, or trade would go back to several editions in silence.

    """
    kept = former.parts if former is not None else ()
    trade = [part for part in new if part.tables == TRADE]
    brought = {table for part in new for table in part.tables.split(",")}
    stays = [
        part for part in kept if part.tables != TRADE and (options.add or brought.isdisjoint(part.tables.split(",")))
    ]
    countries = list({part.digest: part for part in (*stays, *new) if part.tables != TRADE}.values())
    if trade and not options.add:
        return _SnapshotPlan(_published(trade), countries, options)
    former_trade = [part for part in kept if part.tables == TRADE]
    if not trade:
        if not former_trade:
            raise InputError(Text("market.no_trade_yet"), Text("market.no_trade_yet_hint"))
        return _SnapshotPlan(former_trade, countries, options, former)
    if former is not None and former.edition and options.edition is None:
        text = Text("market.edition_wanted", edition=former.edition)
        raise InputError(text, Text("market.edition_wanted_hint", edition=former.edition))
    return _SnapshotPlan(_published([*former_trade, *trade]), countries, options)


def _published(parts: Sequence[TradePart]) -> list[TradePart]:
    """Return each part once; made-up figures give way to all others."""
    every = list({part.digest: part for part in parts}.values())
    return [part for part in every if part.publisher != FICTIONAL] or every


def _files(sources: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(
                path for path in source.iterdir() if path.is_file() and path.suffix.lower() in TABLE_ENDINGS
            )
            if not inside:
                raise NotFoundError(Text("market.folder_empty", folder=str(source)), Text("market.folder_empty_hint"))
            found += inside
        elif source.is_file():
            found.append(source)
        else:
            raise NotFoundError(Text("market.no_file", file=str(source)), Text("market.no_file_hint"))
    return [path.resolve() for path in found]


def _part_of(
    engine: duckdb.DuckDBPyConnection, file: Path, store: Path, mapping: TradeFileFormat | None, latest_year: int
) -> TradePart:
    """Return what a file gave, read now or by an earlier load that came as far."""
    refuse_by_look(file)
    with file.open("rb") as opened:
        content = hashlib.file_digest(opened, "sha256").hexdigest()
    digest = _digest_of([_LAYOUT, content, repr(mapping)])
    rows, note = store / "parts" / f"{digest}.parquet", store / "parts" / f"{digest}.json"
    if not note.is_file():
        refuse_other_encoding(file)
        staging = rows.with_suffix(f".{os.getpid()}.tmp")
        try:
            if mapping is None and is_country_table(engine, file):
                part = read_country_table(engine, file, digest=digest, out=staging)
            else:
                part = read_trade_file(
                    engine, file, digest=digest, mapping=mapping, out=staging, latest_year=latest_year
                )
            staging.replace(rows)
        finally:
            staging.unlink(missing_ok=True)
        _write_whole(note, json.dumps(asdict(part), ensure_ascii=False))
    return TradePart(**json.loads(note.read_text(encoding="utf-8")))


def _write_snapshot(
    engine: duckdb.DuckDBPyConnection, store: Path, snapshot_id: str, plan: _SnapshotPlan, at: datetime
) -> None:
    """Join the parts, add them up, and write the snapshot's folder whole."""
    staging = store / "snapshots" / f".{snapshot_id}.{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir()
    files = [store / "parts" / f"{part.digest}.parquet" for part in plan.parts]
    trade_files, country_files = files[: len(plan.trade)], files[len(plan.trade) :]
    released = plan.options.released_on
    try:
        write_country_data(engine, country_files, plan.countries, len(plan.trade), staging)
        if plan.trade_of is not None:
            counts = _taken_over(plan.trade_of, staging)
            released = released or plan.trade_of.released_on
        else:
            chosen = plan.options.edition
            joined = write_joined(engine, trade_files, plan.trade, chosen, out=staging / "trade.parquet")
            write_cubes(engine, staging)
            write_completeness(engine, staging / COMPLETENESS_FILE)
            counts = {
                "rows": joined.rows,
                "totals_left_out": joined.totals_left_out,
                "repeated": joined.repeated,
                "edition": chosen.edition if chosen else "",
                "converted": joined.converted.rows,
                "kept": joined.converted.kept,
                "editions": _editions(engine),
            }
        manifest = {
            "loaded_at": at.isoformat(),
            "released_on": released.isoformat() if released else None,
            "parts": [asdict(part) for part in plan.parts],
            **counts,
        }
        _write_whole(staging / "manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
        shutil.rmtree(store / "snapshots" / snapshot_id, ignore_errors=True)
        staging.rename(store / "snapshots" / snapshot_id)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _taken_over(former: TradeSnapshot, folder: Path) -> dict[str, Any]:
    """Take a snapshot's trade, its sums and its fitted ranking as they are; return its counts."""
    for file in former.folder.iterdir():
        if not (folder / file.name).exists() and file.name not in {"manifest.json", COUNTRY_FILE}:
            try:
                (folder / file.name).hardlink_to(file)
            except OSError:
                shutil.copy2(file, folder / file.name)
    names = ("rows", "totals_left_out", "repeated", "edition", "converted", "kept", "editions")
    return {name: getattr(former, name) for name in names}


def _editions(engine: duckdb.DuckDBPyConnection) -> list[str]:
    found = {str(edition) for (edition,) in engine.execute("SELECT DISTINCT edition FROM trade").fetchall()}
    return [edition for edition in EDITIONS if edition in found]


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
