from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tearoad.companies import Contact
from tearoad.journey.example import example_files, example_mission
from tearoad.journey.files import MissionFiles
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.matching import Request, Strength
from tearoad.names import FirmName
from tearoad.paper.sheets import Severity
from tearoad.values import Language, PartyId, WishId
from tearoad.words.catalogue import say

Reader = Callable[..., MissionFiles]


def told(files: MissionFiles) -> list[tuple[str, str, str]]:
    return [(problem.file, problem.cell, problem.text.code) for problem in files.problems]


def test_a_folder_without_sheets_says_which_are_needed_and_what_was_found(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_text("ID,Name\nB1,ООО «Пример»\n", encoding="utf-8")
    files = read_folder(tmp_path, example_mission())
    assert [(p.severity, p.sheet, p.text.code, p.text["found"]) for p in files.problems] == [
        (Severity.ERROR, "exporters", "sheets.sheet_missing", "buyers.csv")
    ]
    assert [buyer.id for buyer in files.buyers] == ["B1"]


def test_a_refused_file_is_not_missing_as_well(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_bytes(b"%PDF-1.7")
    (tmp_path / "exporters.csv").write_text("ID,Name\nE1,Example\n", encoding="utf-8")
    assert told(read_folder(tmp_path, example_mission())) == [("buyers.csv", "", "sheets.disguise")]


def test_problems_of_all_sheets_come_at_once_and_in_order(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="id,company name,product,hs code\nE1,Example,tea,77\nE2,Two,sauce,210390\n",
        buyers="id,company name,at the fair,phone\nB1,ООО «Пример»,Sun 10-12,12345\nB2,ООО «Образец»,,\n",
        requests="who asks,whom\nE1,B2\nE2,B1\nE2,Образецс\nE2,B2\n",
    )
    assert told(files) == [
        ("exporters.csv", "D2", "sheets.no_such_hs"),
        ("buyers.csv", "C2", "sheets.no_such_weekday"),
        ("buyers.csv", "D2", "sheets.bad_phone"),
        ("requests.csv", "B4", "sheets.unknown_reference_near"),
    ]
    assert [exporter.id for exporter in files.exporters] == ["E1", "E2"]
    assert [buyer.id for buyer in files.buyers] == ["B1", "B2"]
    assert [(r.asker, r.asked) for r in files.requests] == [("E1", "B2"), ("E2", "B1"), ("E2", "B2")]


@pytest.mark.parametrize("language", Language)
def test_every_problem_of_a_bad_folder_can_be_said(read_sheets: Reader, language: Language) -> None:
    files = read_sheets(
        exporters="id,company name,product,hs code,price,moq,staff,certificates,odd\n"
        "E1,Example,tea,77,cheap,many,x,A | 1 | soon,z\n,,,,,,,,\n,Nameless,tea,0902,,,,,\nE1,Other,,,,,,,\n",
        buyers="id,company name,country,windows,category,languages,people,e-mail,importer of record,desk,do not meet\n"
        "B1,ООО «Пример»,Atlantis,Mon 9 Feb,shop,Elvish,0,at,perhaps,T9,nobody\nE2,x,,,,,,,,,\n",
        delegates="id,name,firm,arrival,departure,rank\nD1,LI,E9,2027-02-09 10:00,2027-02-08 10:00,-1\nD1,,,,,\n",
        programme="date,from,to,kind,must\n31.02.2027,10,9,party,Z\n2027-02-09,10:00,9:00,,\n",
        interpreters="name,pairs,hours,min hours,max hours\nA,zh,Tue,7,3\n",
        requests="who asks,whom,strength,agreed time,window\nB1,B2,maybe,Tue,Tue; Wed\n",
        availability="who,when\nX,never\n",
        decisions="party,entry,ruling\nB9,1,perhaps\n",
        pins="exporter,buyer,start\nE1,B1,noon\n",
    )
    assert len(files.problems) > 30
    for problem in files.problems:
        assert say(problem.text, language)
        assert problem.hint is not None
        assert say(problem.hint, language)
        assert problem.expected is None or say(problem.expected, language)


def test_the_officers_own_headers_are_used(tmp_path: Path) -> None:
    (tmp_path / "exporters.csv").write_text("Kennung,Firma\nE1,Example\n", encoding="utf-8")
    (tmp_path / "buyers.csv").write_text("ID,Name\nB1,x\n", encoding="utf-8")
    mapping = {"exporters": {"Kennung": "id", "Firma": "name"}}
    assert [e.name.latin for e in read_folder(tmp_path, example_mission(), mapping).exporters] == ["Example"]


def test_which_hs_codes_there_are_is_asked_of_the_caller(tmp_path: Path) -> None:
    (tmp_path / "exporters.csv").write_text("ID,Name,Product,HS\nE1,x,tea,090211\n", encoding="utf-8")
    (tmp_path / "buyers.csv").write_text("ID,Name\nB1,x\n", encoding="utf-8")
    files = read_folder(tmp_path, example_mission(), hs_exists=lambda code: code.digits != "090211")
    assert told(files) == [("exporters.csv", "D2", "sheets.no_such_hs")]
    assert [product.hs for product in files.exporters[0].products] == [None]


def test_three_encodings_and_two_header_rows_in_one_folder(tmp_path: Path) -> None:
    (tmp_path / "出口商.csv").write_bytes("编号,公司名称,城市\nE1,示例茶业,贵阳\n".encode("gb18030"))
    russian = "ID;Название;Город\nID;Name;City\nB1;ООО «Пример»;Москва\n"
    (tmp_path / "Закупщики.csv").write_bytes(russian.encode("cp1251"))
    (tmp_path / "requests.csv").write_bytes("Who asks\tWhom\nE1\tООО «ПРИМЕР»\n".encode("utf-16"))
    files = read_folder(tmp_path, example_mission())
    assert (files.exporters[0].name.native, files.exporters[0].city) == ("示例茶业", "贵阳")
    assert (files.buyers[0].name.native, files.buyers[0].city) == ("ООО «Пример»", "Москва")
    assert [(r.asker, r.asked) for r in files.requests] == [("E1", "B1")]
    assert files.problems == ()


def test_cells_of_a_workbook_keep_their_kinds(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "mission.xlsx"), {"default_date_format": "dd.mm.yyyy hh:mm"}) as book:
        book.add_worksheet("Exporters").write_row(0, 0, ["ID", "Name", "HS", "Product"])
        book.get_worksheet_by_name("Exporters").write_row(1, 0, [1, "x", 902.1, "tea"])
        book.add_worksheet("Buyers").write_row(0, 0, ["ID", "Name", "Importer of record"])
        book.get_worksheet_by_name("Buyers").write_row(1, 0, [2, "y", True])
        pins = book.add_worksheet("Pins")
        pins.write_row(0, 0, ["Exporter", "Buyer", "Start"])
        pins.write_row(1, 0, [1, 2, datetime(2027, 2, 9, 10, 30)])  # noqa: DTZ001  # a cell knows no zone
        pins.write_row(2, 0, [1, 2, 46427.4375])
    files = read_folder(tmp_path, example_mission())
    assert (files.exporters[0].id, str(files.exporters[0].products[0].hs)) == ("1", "0902.10")
    assert files.buyers[0].importer_of_record is True
    assert [pin.start_at for pin in files.pins] == [datetime(2027, 2, 9, 10, 30, tzinfo=files.mission.fair_zone)]
    assert told(files) == [
        ("mission.xlsx", "C2", "sheets.hs_zero"),
        ("mission.xlsx", "3", "sheets.pinned_twice"),
    ]


def test_a_usual_mission_is_read_within_a_second(tmp_path: Path) -> None:
    files = example_files(Language.RU)
    exporters = tuple(
        replace(files.exporters[n % 2], id=PartyId(f"E{n}"), name=FirmName(f"企业{n}")) for n in range(18)
    )
    buyers = tuple(
        replace(
            files.buyers[n % 3], id=PartyId(f"B{n}"), name=FirmName(f"ООО {n}"), contact=Contact(phone=f"+7495{n:07d}")
        )
        for n in range(160)
    )
    requests = tuple(
        Request(WishId(f"R{n}"), exporters[n % 18].id, buyers[n // 18].id, Strength.WISH) for n in range(600)
    )
    large = MissionFiles(files.mission, exporters, buyers, (), (), requests, (), (), (), (), ())
    write_folder(large, tmp_path, Language.RU)
    read, work = _counted(lambda: read_folder(tmp_path, files.mission))
    assert replace(read, mission=files.mission, grids=()) == large
    write_folder(replace(large, requests=requests[:300]), tmp_path, Language.RU)
    half, less = _counted(lambda: read_folder(tmp_path, files.mission))
    assert half.requests == requests[:300]
    assert work < 2 * less, "reading twice as many requests costs at most twice as much"


def _counted(read: Callable[[], MissionFiles]) -> tuple[MissionFiles, int]:
    """Read, and count the functions that were called for it."""
    calls = Counter[str]()
    sys.setprofile(lambda _frame, event, _what: calls.update((event,)))
    try:
        found = read()
    finally:
        sys.setprofile(None)
    return found, calls["call"] + calls["c_call"]


NASTY = (
    "", "x", "-", "0", "-1", "1e400", "NaN", "99999-01-01", "2027-13-45", "24:00-24:00", "25:00", "Sun-Sat",
    "день 0", "2027-02-09 10:00 - ", "after", "1.1.1.1", "USD/", "$", "1 USD EUR", "FOB FOB 3", "1万万", "+",
    "доб. 5", "HS", "000000", "²", "٣٤", "zh>", "<>", "zh<>zh<>ru", "互译", ";", '"', "| |", "HACCP № ", "до",
    "\u202e", "31 Dec 9999", "no", "E01", "9999-12-31 24:00", "0001-01-01 00:00-01:00", "=1+1",
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_cell_stops_the_reading(data: st.DataObject) -> None:
    with TemporaryDirectory() as name:
        folder, is_twice = Path(name), False
        for path in write_folder(example_files(Language.EN), folder, Language.EN, "csv"):
            rows = list(csv.reader(StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
            rows.append(data.draw(st.lists(st.sampled_from(NASTY), min_size=len(rows[0]), max_size=len(rows[0]))))
            is_twice |= "E01" in rows[-1][:1]
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(rows)
        files = read_folder(folder, example_mission())
    first = [exporter.id for exporter in files.exporters][:1]
    assert first == ["E01"] or (is_twice and first == ["E02"])
    assert all(say(problem.text, Language.RU) for problem in files.problems)


def test_the_head_of_the_example_delegation_is_first_of_all() -> None:
    assert [(delegate.id, delegate.rank) for delegate in example_files(Language.EN).delegates] == [
        ("D01", 1),
        ("D02", 0),
        ("D03", 0),
    ]
