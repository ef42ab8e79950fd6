from __future__ import annotations

from pathlib import Path

import pytest

from tearoad.errors import InputError, NotFoundError
from tearoad.market.trade_data import store as keeping
from tearoad.market.trade_data.reading import TradePart
from tearoad.market.trade_data.store import LoadOptions, current_snapshot, read_snapshot
from tests.market.trade_files import comtrade, load

TEA = (2022, "643", "M", "156", "090210", 10)
SAUCE = (2022, "643", "M", "156", "210390", 20)


def test_same_files_give_the_same_snapshot(tmp_path: Path) -> None:
    file = comtrade(tmp_path / "a.csv", [TEA])

    assert load(tmp_path / "one", file).id == load(tmp_path / "two", file).id


def test_old_snapshot_stays_readable_after_a_new_one(tmp_path: Path) -> None:
    first = load(tmp_path, comtrade(tmp_path / "a.csv", [TEA]))
    second = load(tmp_path, comtrade(tmp_path / "b.csv", [SAUCE]))

    assert current_snapshot(tmp_path) == second
    assert read_snapshot(tmp_path, first.id) == first


def test_files_can_be_added_to_what_is_there(tmp_path: Path) -> None:
    load(tmp_path, comtrade(tmp_path / "a.csv", [TEA]))
    both = load(tmp_path, comtrade(tmp_path / "b.csv", [SAUCE]), options=LoadOptions(add=True))

    assert (both.rows, [part.file for part in both.parts]) == (2, ["a.csv", "b.csv"])


def test_two_files_that_differ_are_named_and_the_old_snapshot_stays(tmp_path: Path) -> None:
    first = load(tmp_path, comtrade(tmp_path / "a.csv", [TEA]))
    other = comtrade(tmp_path / "b.csv", [SAUCE, (*TEA[:5], 11)])

    with pytest.raises(InputError) as refused:
        load(tmp_path, tmp_path / "a.csv", other)

    text = refused.value.text
    assert (text["file"], text["line"], text["other"], text["other_line"]) == ("a.csv", 2, "b.csv", 3)
    assert current_snapshot(tmp_path) == first


def test_totals_and_repeated_rows_are_counted_once(tmp_path: Path) -> None:
    snapshot = load(tmp_path, comtrade(tmp_path / "a.csv", [TEA, TEA, (2022, "643", "M", "156", "0902", 10), SAUCE]))

    assert (snapshot.rows, snapshot.totals_left_out, snapshot.repeated) == (2, 1, 1)


class KilledHereError(Exception):
    """Stands for a kill at one moment."""


@pytest.mark.parametrize("moment", ["_write_snapshot", "_point_to"])
def test_load_goes_on_where_it_was_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    files = [comtrade(tmp_path / "a.csv", [TEA]), comtrade(tmp_path / "b.csv", [SAUCE])]
    old = load(tmp_path / "store", files[0])

    def killed(*_: object) -> None:
        raise KilledHereError

    with monkeypatch.context() as patch:
        patch.setattr(keeping, moment, killed)
        with pytest.raises(KilledHereError):
            load(tmp_path / "store", *files)
    assert current_snapshot(tmp_path / "store") == old

    def read_again(*_: object, **__: object) -> TradePart:
        raise AssertionError

    monkeypatch.setattr(keeping, "read_trade_file", read_again)
    assert load(tmp_path / "store", *files).rows == 2


def test_empty_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError) as refused:
        current_snapshot(tmp_path)

    assert refused.value.code == "market.nothing_loaded"
