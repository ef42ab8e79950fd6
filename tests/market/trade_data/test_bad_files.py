"""What cannot be loaded is told with file, row and what to do, in three languages; the old snapshot stays in use."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from tearoad.cli.app import run
from tearoad.cli.exit_codes import ExitCode
from tearoad.market.trade_data.store import current_snapshot
from tearoad.text import Text
from tearoad.values import Language
from tearoad.words import Words
from tests.market.trade_files import COMTRADE, comtrade, load, write_table

ROW = (2022, "643", "M", "156", "090210", 5)
TARIFF = ("reporter", "partner", "product", "year", "dutytype", "tariff")
GOOD = ("A", 2022, "643", "M", "156", 0, "H6", "090210", 6, "C00", 0, "", 10)


def row_with(**cells: object) -> list[object]:
    return [cells.get(name, value) for name, value in zip(COMTRADE, GOOD, strict=True)]


def cut_parquet(path: Path) -> list[Path]:
    import duckdb  # noqa: PLC0415  # heavy

    whole = path.with_name("whole.parquet")
    with duckdb.connect() as engine:
        engine.table_function("range", [5000]).write_parquet(str(whole))
    path.write_bytes(whole.read_bytes()[:-700])
    return [path]


def huge(path: Path) -> list[Path]:
    with path.open("wb") as opened:
        opened.truncate(2_000_000_001)
    return [path]


def written(content: bytes) -> Callable[[Path], list[Path]]:
    def write(path: Path) -> list[Path]:
        path.write_bytes(content)
        return [path]

    return write


def table(*rows: list[object]) -> Callable[[Path], list[Path]]:
    return lambda path: [write_table(path, COMTRADE, rows)]


def two_that_differ(path: Path) -> list[Path]:
    return [comtrade(path, [ROW]), comtrade(path.with_name("second.csv"), [(*ROW[:5], 6)])]


def tariffs(*rates: object) -> Callable[[Path], list[Path]]:
    return lambda path: [
        write_table(path, TARIFF, [("643", "156", f"09021{n}", 2022, "AHS", rate) for n, rate in enumerate(rates)])
    ]


REFUSED = [
    ("cut.parquet", cut_parquet, "market.file_unreadable", None),
    ("other.csv", written(b"name,phone\nLi,1\n"), "market.other_table", None),
    ("five.csv", table(row_with(cmdCode="09021")), "market.no_rows", 2),
    ("differ.csv", two_that_differ, "market.files_differ", 2),
    ("tariff.csv", tariffs(5, "1000.01"), "market.tariff_too_high", 3),
    (
        "page.csv",
        written(b"\xef\xbb\xbf<!DOCTYPE html><html><body>Sign in</body></html>"),
        "market.file_is_web_page",
        None,
    ),
    ("page.parquet", written(b"<head><title>503</title></head>"), "market.file_is_web_page", None),
    ("huge.csv", huge, "market.file_too_large", None),
    ("empty.csv", written(b""), "market.file_empty", None),
    ("none.csv", written(",".join(COMTRADE).encode()), "market.no_rows", 1),
    ("answer.json", written(b'{"data": [], "count": 0}'), "market.answer_empty", None),
    ("cut.gz", written(b"\x1f\x8b\x08\x00cut"), "market.file_unreadable", None),
    ("utf16.csv", written("\ufeffrefYear;cmdCode\n2022;090210\n".encode("utf-16-le")), "market.not_utf8", 1),
    ("bare16.txt", written("refYear\tcmdCode\n2022\t090210\n".encode("utf-16-le")), "market.not_utf8", 1),
    (
        "latin1.csv",
        written(b"Country Code,Country Name,2022\nRUS,Russia,5\nCIV,C\xf4te d'Ivoire,7\n"),
        "market.not_utf8",
        3,
    ),
    ("latin1.gz", written(gzip.compress(b"reporterISO,refYear\nDEU,M\xfcll\n")), "market.not_utf8", 2),
    ("world.csv", table(row_with(partnerCode=0)), "market.world_only", None),
    ("service.csv", table(row_with(classificationCode="EB", cmdCode="SC")), "market.no_rows", 2),
    (
        "either.csv",
        table(row_with(primaryValue="1,234"), row_with(primaryValue="5,678")),
        "market.numbers_ambiguous",
        2,
    ),
    ("text.csv", table(*(row_with(primaryValue="5 USD"),) * 2, row_with()), "market.most_values_bad", 2),
    ("atlantis.csv", table(row_with(), row_with(partnerCode="998")), "market.area_unknown", 3),
]

HINTS = {"five.csv": "market.code_cut_hint"}
"""Where something else than the code's own hint helps."""


@pytest.mark.parametrize(("name", "write", "code", "line"), REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_that_cannot_be_used_is_refused(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    write: Callable[[Path], list[Path]],
    code: str,
    line: int | None,
) -> None:
    store = tmp_path / "store"
    before = load(store, comtrade(tmp_path / "old.csv", [(*ROW[:5], 1)]))
    files = write(tmp_path / name)

    for language in Language:
        done = run(["--language", language.value[:2], "market", "load", *map(str, files), "--store", str(store)])
        printed = capsys.readouterr().err

        assert done == ExitCode.UNUSABLE
        assert name in printed
        assert line is None or str(line) in printed
        assert Words(language)(Text(HINTS.get(name, f"{code}_hint"))) in printed
        assert "Traceback" not in printed
        assert current_snapshot(store) == before
    assert not [path for path in (store / "parts").iterdir() if path.suffix in {".tmp", ".judged"}]


def test_rows_that_cannot_be_used_are_told_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row_with(), row_with(cmdCode="09021"), row_with(partnerCode="276", netWgt="12 kg")]
    file = write_table(tmp_path / "mixed.csv", COMTRADE, rows)

    for language in Language:
        words = Words(language)
        done = run(["--language", language.value[:2], "market", "load", str(file), "--store", str(tmp_path / "store")])
        printed = capsys.readouterr().out

        assert done == ExitCode.HELD_BACK
        for reason, line in (("product", 3), ("weight", 4)):
            why = Text("market.rows_left_out", why=Text(f"market.bad_{reason}"), count=1, line=line)
            assert words(why) in printed
        assert words(Text("market.bad_rows_hint", file="mixed.csv")) in printed
        assert words(Text("market.code_cut_hint")) in printed
