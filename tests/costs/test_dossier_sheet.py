from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from tearoad.costs.dossier_folder import FolderFile, FolderPart, find_contents, paths_of
from tearoad.costs.dossier_sheet import write_dossier
from tearoad.journey.example import example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.paper.sheets.writing import write_csv
from tearoad.values import Language, PartyId

Reader = Callable[..., MissionFiles]
ZONE = example_mission().fair_zone
TEA = PartyId("E1")
ONE, OTHER = b"an invoice, made up", b"another one, made up"
AT = datetime(2027, 2, 15, 10, 0, tzinfo=ZONE)
LATER = datetime(2027, 2, 16, 9, 30, tzinfo=ZONE)
HEAD = "firm,part,file,sha-256,added,added by,confirmed,confirmed by\n"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


INVOICE = FolderFile("invoice.pdf", digest(ONE), AT, "Officer")
SECOND = FolderFile("invoice.pdf", digest(OTHER), LATER, "E1")


@pytest.fixture
def beside(tmp_path: Path) -> None:
    """Two files in the folder of dossiers, under names that nobody asks for."""
    place = tmp_path / "dossier" / "anything"
    place.mkdir(parents=True)
    for number, content in enumerate((ONE, OTHER)):
        (place / f"{number}.pdf").write_bytes(content)


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("part", ["invoices", "Invoices", "发票", "Счета"])
def test_a_file_is_found_by_its_digest_and_a_part_by_its_name(read_sheets: Reader, part: str) -> None:
    rows = f"Example Tea,{part},invoice.pdf,{digest(ONE)},2027-02-15 10:00,Officer,2027-02-16 09:30,Director\n"
    files = read_sheets(dossier=HEAD + rows)
    assert files.problems == ()
    assert files.dossier == (FolderPart(TEA, "invoices", (INVOICE,), "Director", LATER),)
    assert files.contents[digest(ONE)].read_bytes() == ONE


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize(
    ("row", "cell", "problem"),
    [
        (f",invoices,a.pdf,{digest(ONE)},2027-02-15 10:00,,,", "A2", "sheets.cell_missing"),
        (f"E1,,a.pdf,{digest(ONE)},2027-02-15 10:00,,,", "B2", "sheets.cell_missing"),
        (f"E9,invoices,a.pdf,{digest(ONE)},2027-02-15 10:00,,,", "A2", "sheets.unknown_reference"),
        (f"E1,invoices,,{digest(ONE)},2027-02-15 10:00,,,", "C2", "sheets.cell_missing"),
        ("E1,invoices,a.pdf,,2027-02-15 10:00,,,", "D2", "sheets.cell_missing"),
        ("E1,invoices,a.pdf,abc,2027-02-15 10:00,,,", "D2", "sheets.bad_digest"),
        (f"E1,invoices,a.pdf,{digest(ONE)},,,,", "E2", "sheets.cell_missing"),
        (f"E1,invoices,a.pdf,{'0' * 64},2027-02-15 10:00,,,", "C2", "sheets.dossier_file_missing"),
        ("E1,invoices,,,,,2027-02-16 09:30,", "H2", "sheets.cell_missing"),
        ("E1,invoices,,,,,,Director", "G2", "sheets.cell_missing"),
    ],
)
def test_a_wrong_or_empty_cell_is_told_and_its_row_left_out(
    read_sheets: Reader, row: str, cell: str, problem: str
) -> None:
    good = f"E2,contract,b.pdf,{digest(OTHER)},2027-02-15 10:00,,,\n"
    files = read_sheets(dossier=f"{HEAD}{row}\n{good}")
    assert [(cell_problem.cell, cell_problem.text.code) for cell_problem in files.problems] == [(cell, problem)]
    assert [folder_part.id for folder_part in files.dossier] == ["E2/contract"]


@pytest.mark.usefixtures("beside")
def test_a_part_is_not_confirmed_where_one_of_its_files_is_missing(read_sheets: Reader) -> None:
    said = "2027-02-15 10:00,Officer,2027-02-16 09:30,Director\n"
    rows = f"E1,invoices,invoice.pdf,{digest(ONE)},{said}E1,invoices,lost.pdf,{'0' * 64},{said}"
    assert read_sheets(dossier=HEAD + rows).dossier == (FolderPart(TEA, "invoices", (INVOICE,)),)


@pytest.mark.usefixtures("beside")
@pytest.mark.parametrize("language", Language)
def test_dossiers_are_written_as_they_are_read(read_sheets: Reader, language: Language) -> None:
    parts = (
        FolderPart(TEA, "invoices", (INVOICE, SECOND), "Director", LATER),
        FolderPart(TEA, "rates", (), "Director", LATER),
        FolderPart(PartyId("E2"), "part-1", (replace(SECOND, added_by=""),)),
    )
    assert read_sheets(dossier=write_csv(write_dossier(parts, ZONE), language)).dossier == parts


def test_files_of_one_name_have_places_of_their_own() -> None:
    found = paths_of((FolderPart(TEA, "invoices", (INVOICE, SECOND)), FolderPart(PartyId("../E/2"), "..", (INVOICE,))))
    assert list(found.values()) == [INVOICE.digest, SECOND.digest, INVOICE.digest]
    assert list(found)[:1] == ["dossier/E1/invoices/invoice.pdf"]
    assert all(".." not in place.split("/") and place.count("/") == 3 for place in found)


def test_a_link_that_leads_out_of_the_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(ONE)
    (tmp_path / "mission" / "dossier").mkdir(parents=True)
    (tmp_path / "mission" / "dossier" / "own.txt").write_bytes(OTHER)
    (tmp_path / "mission" / "dossier" / "link.txt").symlink_to(tmp_path / "secret.txt")
    assert find_contents(tmp_path / "mission").keys() == {digest(OTHER)}


def test_a_folder_without_the_sheet_has_no_dossier(tmp_path: Path, read_sheets: Reader) -> None:
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / "alone.txt").write_bytes(ONE)
    files = read_sheets()
    assert (files.dossier, dict(files.contents), files.problems) == ((), {}, ())
    assert read_folder(tmp_path, example_mission()).dossier == ()


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        (FolderPart(TEA, "invoices", (INVOICE,)), FolderPart(TEA, "invoices", (INVOICE,), "Director", LATER)),
        (FolderPart(TEA, "invoices"), FolderPart(TEA, "invoices", (INVOICE,), "Director", LATER)),
        (FolderPart(TEA, "invoices", (SECOND,), "Forger", AT), FolderPart(TEA, "invoices", (INVOICE, SECOND))),
    ],
)
def test_a_part_that_stands_loses_no_file_and_is_confirmed_by_no_sheet(said: FolderPart, joined: FolderPart) -> None:
    standing = FolderPart(TEA, "invoices", (INVOICE,), "Director", LATER)
    assert said.joined(standing) == joined


def test_what_is_missing_of_a_firm_s_dossier_stands_in_the_sheet() -> None:
    parts = (FolderPart(TEA, "invoices", (INVOICE,), "Director", LATER), FolderPart(TEA, "photos", (SECOND,)))
    table = write_dossier(parts, ZONE)
    said = {str(row.values["part"]): str(row.values["state"]) for row in table.rows}
    assert said == {
        "invoices": "done", "photos": "missing", "approvals": "missing", "contract": "missing", "payment": "missing",
        "travel": "missing", "report": "missing",
    }  # fmt: skip


@pytest.mark.usefixtures("beside")
def test_a_firm_of_which_nothing_is_kept_has_a_row_for_each_missing_part(read_sheets: Reader) -> None:
    parts, other = (FolderPart(TEA, "invoices", (INVOICE, SECOND), "Director", LATER),), PartyId("E2")
    table = write_dossier(parts, ZONE, (TEA, other))
    said = {str(row.values["part"]): str(row.values["state"]) for row in table.rows if row.values["firm"] == other}
    usual = ("approvals", "contract", "invoices", "payment", "photos", "travel", "report")
    assert said == dict.fromkeys(usual, "missing")
    assert read_sheets(dossier=write_csv(table, Language.EN)).dossier == parts
    assert write_dossier((), ZONE, (TEA, other)).rows == ()
