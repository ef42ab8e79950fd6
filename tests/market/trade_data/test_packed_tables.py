"""Tables that come packed: SDMX-JSON in each of its versions, and zip files as the World Bank hands them out."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from tearoad.errors import InputError
from tearoad.market.trade_data.store import current_snapshot
from tests.market.trade_data.test_country_tables import country_rows, wide_table
from tests.market.trade_files import comtrade, load


@pytest.fixture
def store(tmp_path: Path) -> Path:
    load(tmp_path / "store", comtrade(tmp_path / "trade.csv", [(2022, "643", "M", "156", "090210", 5)]))
    return tmp_path / "store"


def sdmx_json(form: str, rate: object) -> dict[str, object]:
    """Return one tariff in a form of SDMX-JSON."""
    keys = [("REPORTER", "643"), ("PARTNER", "000"), ("PRODUCTCODE", "090210")]
    series = [{"id": name, "values": [{"id": "other"}, {"id": value}]} for name, value in keys]
    times = [{"id": "TIME_PERIOD", "values": [{"id": "2020"}, {"id": "2021"}]}]
    kinds = {"observation": [{"id": "TARIFFTYPE", "values": [{"id": "AHS"}, {"id": "MFN"}]}]}
    if form == "flat":
        structure = {"dimensions": {"observation": [*series, *times]}, "attributes": kinds}
        return {"dataSets": [{"observations": {"1:1:1:1": [rate, 1]}}], "structure": structure}
    structure = {"dimensions": {"series": series, "observation": times}, "attributes": kinds}
    data_sets = [{"series": {"1:1:1": {"attributes": [], "observations": {"1": [rate, 1]}}}}]
    if form == "1.0":
        return {"header": {"id": "A"}, "dataSets": data_sets, "structure": structure}
    return {"meta": {}, "data": {"dataSets": [data_sets[0] | {"structure": 0}], "structures": [structure]}}


@pytest.mark.parametrize("form", ["1.0", "2.0", "flat"])
def test_sdmx_json_is_read(store: Path, tmp_path: Path, form: str) -> None:
    file = tmp_path / "tariffs.json"
    file.write_text(json.dumps(sdmx_json(form, 5.5)))

    assert country_rows(load(store, file)) == [("tariff", 2021, "RUS", "WLD", "090210", 5.5)]


def test_a_zip_file_of_the_world_bank_is_read_without_its_notes(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "API_SP.POP.TOTL_DS2_en_csv_v2_1.zip"
    with ZipFile(file, "w") as archive:
        archive.writestr(
            "Metadata_Indicator_API_SP.POP.TOTL_DS2.csv", '"INDICATOR_CODE","SOURCE_NOTE"\n"SP.POP.TOTL",""\n'
        )
        archive.write(wide_table(tmp_path / "API_SP.POP.TOTL_DS2.csv"), "API_SP.POP.TOTL_DS2.csv")
        archive.writestr("__MACOSX/API_SP.POP.TOTL_DS2.csv", "x")
    before = sorted(path.name for path in store.iterdir())
    snapshot = load(store, file)

    assert country_rows(snapshot) == [("population", 2022, "RUS", "", "", 144236933.0)]
    assert snapshot.parts[-1].file == "API_SP.POP.TOTL_DS2.csv"
    assert sorted(path.name for path in store.iterdir()) == before


def of_lost_places(path: Path) -> None:
    path.write_text(json.dumps(sdmx_json("1.0", 5)).replace('"1:1:1"', '"1:7:1"'))


def with_a_rate_too_high(path: Path) -> None:
    path.write_text(json.dumps(sdmx_json("2.0", 1500)))


def without_a_table(path: Path) -> None:
    with ZipFile(path, "w") as archive:
        archive.writestr("read me.md", "no table")


def locked(path: Path) -> None:
    """Write a zip file as a password marks it: bit 0 of a member's flags, at the member and in the directory."""
    with ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "a,b")
    content = bytearray(path.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "write", "code"),
    [
        ("tariffs.json", of_lost_places, "market.file_unreadable"),
        ("tariffs.json", with_a_rate_too_high, "market.tariff_too_high"),
        ("tables.zip", without_a_table, "market.zip_tables"),
        ("tables.zip", locked, "market.zip_locked"),
    ],
)
def test_what_cannot_be_unpacked_is_named_and_the_old_snapshot_stays(
    store: Path, tmp_path: Path, name: str, write: Callable[[Path], None], code: str
) -> None:
    before = current_snapshot(store)
    write(tmp_path / name)

    with pytest.raises(InputError) as refused:
        load(store, tmp_path / name)

    assert (refused.value.code, refused.value.text["file"]) == (code, name)
    assert refused.value.hint is not None
    assert current_snapshot(store) == before
