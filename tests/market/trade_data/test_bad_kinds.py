"""Each kind of file that a load takes, spoilt in each way: told with file, line and what to do; the snapshot stays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZipFile

import pytest

from tearoad.errors import InputError
from tearoad.market.trade_data.formats import read_mapping
from tearoad.market.trade_data.store import LoadOptions, TradeSnapshot, current_snapshot, load_trade
from tests.market.trade_files import AT, COMTRADE, comtrade, load, write_table

MAPPING = """source = "Customs"
[columns]
year = "year"
partner = "from"
product = "hs"
value = "usd"
netweight = "kg"
[constants]
reporter = "VNM"
flow = "import"
"""


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its heads, a good row, which cell is its code and which its amount."""

    heads: Sequence[str]
    row: Sequence[object]
    amount: int
    code: int = -1
    differs: str = "market.country_tables_differ"
    mapped: bool = False

    def rows(self, *changes: tuple[int, object]) -> list[list[object]]:
        """Return the good row once as it is, and once for each change of one of its cells."""
        return [list(self.row), *([*self.row[:place], cell, *self.row[place + 1 :]] for place, cell in changes)]


KINDS = {
    "comtrade": FileKind(
        COMTRADE, ("A", 2022, "643", "M", "156", 0, "H6", "090210", 6, "C00", 0, "", 10), 12, 7, "market.files_differ"
    ),
    "baci": FileKind("tijkvq", (2020, 699, 757, "90240", 1.5, 0.25), 4, 3, "market.files_differ"),
    "national": FileKind(
        ("year", "from", "hs", "usd", "kg"), (2022, "CHN", "090210", 7, 1), 3, 2, "market.files_differ", mapped=True
    ),
    "population": FileKind(("Country Name", "Country Code", "Year", "Value"), ("A", "RUS", 2022, 144236933), 3),
    "gdp": FileKind(("Country Name", "Country Code", "Year", "Value"), ("A", "RUS", 2022, 2266029240645.5), 3),
    "distances": FileKind(("iso_o", "iso_d", "dist"), ("CHN", "RUS", 5800), 2),
    "tariffs": FileKind(
        ("Reporter", "Partner", "Product", "Tariff Year", "DutyType", "Simple Average"),
        ("643", "156", "090210", 2021, "AHS", 5),
        5,
        2,
    ),
}
Spoiling = Callable[[FileKind, Path], list[Path]]


def cut_parquet(kind: FileKind, folder: Path) -> list[Path]:
    import duckdb  # noqa: PLC0415  # heavy

    path, source = folder / "spoilt.parquet", write_table(folder / "whole.csv", kind.heads, kind.rows() * 500)
    with duckdb.connect() as engine:
        engine.read_csv(str(source), all_varchar=True).write_parquet(str(path))
    path.write_bytes(path.read_bytes()[:-150])
    return [path]


def cut_zip(kind: FileKind, folder: Path) -> list[Path]:
    path = folder / "spoilt.zip"
    with ZipFile(path, "w") as archive:
        archive.write(write_table(folder / "whole.csv", kind.heads, kind.rows()), "whole.csv")
    path.write_bytes(path.read_bytes()[:-30])
    return [path]


def of_another_table(kind: FileKind, folder: Path) -> list[Path]:
    del kind
    return [write_table(folder / "spoilt.csv", ("name", "phone"), [("Li", 1)])]


def with_a_web_page(kind: FileKind, folder: Path) -> list[Path]:
    del kind
    (folder / "spoilt.csv").write_text("\n <HTML><body>503 Service Unavailable</body></HTML>")
    return [folder / "spoilt.csv"]


def with_two_billion_bytes(kind: FileKind, folder: Path) -> list[Path]:
    path = write_table(folder / "spoilt.csv", kind.heads, kind.rows())
    with path.open("ab") as opened:
        opened.truncate(2_000_000_001)
    return [path]


def that_differ(kind: FileKind, folder: Path) -> list[Path]:
    first = write_table(folder / "older.csv", kind.heads, kind.rows())
    row = kind.rows((kind.amount, 2 * float(str(kind.row[kind.amount]))))[1]
    return [first, write_table(folder / "spoilt.csv", kind.heads, [row])]


def with_rows_that_differ(kind: FileKind, folder: Path) -> list[Path]:
    change = (kind.amount, 2 * float(str(kind.row[kind.amount])))
    return [write_table(folder / "spoilt.csv", kind.heads, kind.rows(change))]


def with_short_codes(kind: FileKind, folder: Path) -> list[Path]:
    rows = kind.rows(*[(kind.code, "09021")] * 2)[1:]
    return [write_table(folder / "spoilt.csv", kind.heads, rows)]


def with_words_for_amounts(kind: FileKind, folder: Path) -> list[Path]:
    return [write_table(folder / "spoilt.csv", kind.heads, kind.rows((kind.amount, "5 kg"))[1:])]


def with_a_tariff_too_high(kind: FileKind, folder: Path) -> list[Path]:
    return [write_table(folder / "spoilt.csv", kind.heads, kind.rows((kind.amount, "1000.5"), (2, "090240")))]


EVERY = tuple(KINDS)
SPOILT: tuple[tuple[Spoiling, tuple[str, ...], str, str, int | None], ...] = (
    (cut_parquet, EVERY, "market.file_unreadable", "market.file_unreadable_hint", None),
    (cut_zip, EVERY, "market.file_unreadable", "market.file_unreadable_hint", None),
    (of_another_table, EVERY, "", "", None),
    (with_a_web_page, EVERY, "market.file_is_web_page", "market.file_is_web_page_hint", None),
    (with_two_billion_bytes, EVERY, "market.file_too_large", "market.file_too_large_hint", None),
    (that_differ, EVERY, "differs", "market.files_differ_hint", 2),
    (with_rows_that_differ, EVERY, "differs", "market.rows_differ_hint", 2),
    (with_short_codes, ("comtrade", "national", "tariffs"), "market.no_rows", "market.code_cut_hint", 2),
    (with_words_for_amounts, EVERY, "market.no_rows", "market.no_rows_hint", 2),
    (with_a_tariff_too_high, ("tariffs",), "market.tariff_too_high", "market.tariff_too_high_hint", 3),
)
CASES = [(name, *case[:1], *case[2:]) for case in SPOILT for name in case[1]]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, TradeSnapshot]:
    """A store with a snapshot in use; nothing here may change it."""
    folder = tmp_path_factory.mktemp("store")
    return folder, load(
        folder, comtrade(tmp_path_factory.mktemp("old") / "old.csv", [(2021, "643", "M", "156", "2103", 5)])
    )


@pytest.mark.parametrize(
    ("kind", "spoil", "code", "hint", "line"), CASES, ids=[f"{case[0]}-{case[1].__name__}" for case in CASES]
)
def test_each_kind_of_file_is_refused_however_it_is_spoilt(
    tmp_path: Path,
    store: tuple[Path, TradeSnapshot],
    kind: str,
    spoil: Spoiling,
    code: str,
    hint: str,
    line: int | None,
) -> None:
    file_kind, (folder, before) = KINDS[kind], store
    (tmp_path / "map.toml").write_text(MAPPING)
    options = LoadOptions(mapping=read_mapping(tmp_path / "map.toml") if file_kind.mapped else None)
    if spoil is of_another_table:
        code = "market.mapping_misses" if file_kind.mapped else "market.other_table"
        hint = "market.mapping_hint" if file_kind.mapped else "market.other_table_hint"

    with pytest.raises(InputError) as refused:
        load_trade(spoil(file_kind, tmp_path), folder, at=AT, options=options)

    error = refused.value
    assert error.hint is not None
    assert (error.code, error.hint.code) == (file_kind.differs if code == "differs" else code, hint)
    names = [value for name, value in error.text.params if name in {"file", "other"}]
    assert any(str(value).startswith("spoilt.") for value in names)
    if line is not None:
        assert error.text["line"] == line
    if code == "differs":
        assert error.text["other_line"] == (3 if spoil is with_rows_that_differ else 2)
    assert current_snapshot(folder) == before
    assert not [path for path in folder.iterdir() if path.name.startswith(".spill")]
