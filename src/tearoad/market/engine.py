"""The engine that reads trade files: DuckDB in memory, without extensions from outside and without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tearoad.errors import SetupError
from tearoad.text import Text

if TYPE_CHECKING:
    import duckdb

_SETTINGS: dict[str, str] = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "1500MB",
    # Sums of decimal fractions differ when they are added in another order: with one thread a figure comes out of
    # the same rows always to the last digit, on whatever machine and however busy it is.
    "threads": "1",
}


def engine_installed() -> bool:
    """Whether the extra `market` is installed."""
    from importlib.util import find_spec  # noqa: PLC0415  # asked by pages and by two commands only

    return find_spec("duckdb") is not None


def connected_engine(folders: Sequence[Path], spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return an engine that may read and write in these folders and nowhere else; whoever asked for it closes it.

    What does not fit into its memory goes into the folder `spill`; without one such a statement fails.

    Raises:
        SetupError: the extra `market` is not installed.

    """
    if not engine_installed():
        raise SetupError(Text("market.engine_missing"), Text("market.engine_missing_hint"))
    import duckdb  # noqa: PLC0415  # 60 MB, only for who looks at trade figures

    settings = _SETTINGS | {"temp_directory": str(spill.resolve()) if spill else ""}
    engine = duckdb.connect(":memory:", config=dict(settings))
    quoted = ", ".join("'" + str(folder.resolve()).replace("'", "''") + "/'" for folder in folders)
    engine.execute(f"SET allowed_directories = [{quoted}]")
    engine.execute("SET enable_progress_bar = false")
    engine.execute("SET GLOBAL parquet_metadata_cache = true")  # for cursors as well, through which questions are asked
    engine.execute("SET enable_external_access = false")
    engine.execute("SET lock_configuration = true")
    return engine


@contextmanager
def open_engine(folders: Sequence[Path], spill: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Lend an engine of these folders (`connected_engine`) and close it."""
    with connected_engine(folders, spill) as engine:
        yield engine
