from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tearoad.companies import Certificate, FirmSize
from tearoad.journey.files import MissionFiles
from tearoad.paper.sheets import Severity
from tearoad.text import Text
from tearoad.values import HSCode

Reader = Callable[..., MissionFiles]


def told(files: MissionFiles) -> list[tuple[str, str]]:
    return [(problem.cell, problem.text.code) for problem in files.problems]


def test_rows_with_the_same_or_no_name_continue_the_company(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="id,company name,product,hs code\nE1,Example Tea,Green tea,090210\n"
        "E1,,Black tea,090230\nE1,EXAMPLE TEA,White tea,090210\n,,Puer,090230\nE2,Two,Rice,100630\n"
    )
    assert [(e.id, [p.name.latin for p in e.products]) for e in files.exporters] == [
        ("E1", ["Green tea", "Black tea", "White tea", "Puer"]),
        ("E2", ["Rice"]),
    ]
    assert files.problems == ()


def test_the_same_id_with_another_name_holds_both_rows_back(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="id,company name,product,hs code\nE1,One,tea,090210\nE2,Two,rice,100630\n"
        "E1,Three,salt,250100\n,,pepper,090411\n"
    )
    assert [exporter.id for exporter in files.exporters] == ["E2"]
    assert told(files) == [("A2", "sheets.ids_clash"), ("A4", "sheets.ids_clash"), ("5", "sheets.continues_held")]
    assert [problem.text["other"] for problem in files.problems[:2]] == ["exporters.csv:4", "exporters.csv:2"]


def test_an_id_on_both_sides_holds_both_companies_back(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name\nX1,One\nE2,Two\n", buyers="id,name\nX1,Three\nB2,Four\n")
    assert ([e.id for e in files.exporters], [b.id for b in files.buyers]) == (["E2"], ["B2"])
    assert [(p.file, p.cell, p.text.code) for p in files.problems] == [
        ("exporters.csv", "A2", "sheets.id_on_both_sides"),
        ("buyers.csv", "A2", "sheets.id_on_both_sides"),
    ]


def test_missing_ids_are_made_from_the_place_in_the_sheet(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name\n,One\nE02,Two\n,Three\n", buyers="name\nFour\nFive\nFour\n")
    assert [e.id for e in files.exporters] == ["E01", "E02", "E03"]
    assert [b.id for b in files.buyers] == ["B01", "B02"]
    assert {(p.severity, p.text.code) for p in files.problems} == {(Severity.WARNING, "sheets.id_made_up")}


def test_a_made_up_id_never_takes_a_written_one(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name\n,One\nE01,Two\n")
    assert [e.id for e in files.exporters] == ["E02", "E01"]


def test_a_missing_hs_code_and_a_wrong_one_keep_their_product(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="id,name,product,hs code\nE1,One,tea,\nE1,,rice,abc\nE2,Two,salt,771200\nE3,Three,nuts,0802\n"
    )
    assert [(e.id, [p.hs for p in e.products]) for e in files.exporters] == [
        ("E1", [None, None]),
        ("E2", [None]),
        ("E3", [HSCode("0802")]),
    ]
    assert [(p.severity, p.cell, p.text.code) for p in files.problems] == [
        (Severity.WARNING, "D2", "sheets.hs_missing"),
        (Severity.WARNING, "D3", "sheets.bad_hs"),
        (Severity.WARNING, "D4", "sheets.no_such_hs"),
        (Severity.WARNING, "D5", "sheets.hs_short"),
    ]


def test_a_company_that_contradicts_itself_is_told_and_its_first_row_counts(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name,city,stand,certificates\nE1,One,Guiyang,,HACCP\nE1,,Zunyi,A-1,ISO 22000\n")
    (exporter,) = files.exporters
    assert (exporter.city, exporter.stand) == ("Guiyang", "A-1")
    assert exporter.certificates == (Certificate("HACCP"), Certificate("ISO 22000"))
    assert told(files) == [("C3", "sheets.differs_above")]


def test_a_name_column_is_placed_by_its_script(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="id,name\nE1,示例茶业\nE2,Example\nE3,Пример\n", buyers="id,name\nB1,Пример\nB2,示例\n"
    )
    assert [(e.name.native, e.name.latin, e.name.local) for e in files.exporters] == [
        ("示例茶业", "", ""),
        ("", "Example", ""),
        ("", "", "Пример"),
    ]
    assert files.buyers[0].name.native == "Пример"
    assert files.buyers[1].name.written == ("示例",)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HACCP", Certificate("HACCP")),
        ("HACCP | 00123 | 2027-05-01", Certificate("HACCP", "00123", date(2027, 5, 1))),
        ("HACCP｜00123｜2027-05-01", Certificate("HACCP", "00123", date(2027, 5, 1))),
        ("ISO 22000 № 55 (until 1 May 2027)", Certificate("ISO 22000", "55", date(2027, 5, 1))),
        ("ISO 22000 № 55 до 01.05.2027", Certificate("ISO 22000", "55", date(2027, 5, 1))),
        ("有机认证 编号：A7 有效期至2027年5月1日", Certificate("有机认证", "A7", date(2027, 5, 1))),
    ],
)
def test_certificates_as_people_write_them(read_sheets: Reader, written: str, expected: Certificate) -> None:
    files = read_sheets(exporters=f"id,name,certificates\nE1,One,{written}\n")
    assert files.exporters[0].certificates == (expected,)


@pytest.mark.parametrize("written", ["A | 1 | 2027-01-01 | B", "| 2", "|||"])
def test_what_is_no_certificate_is_told_and_left_out(read_sheets: Reader, written: str) -> None:
    files = read_sheets(exporters=f"id,name,certificates\nE1,One,{written}\n")
    assert files.exporters[0].certificates == ()
    assert [problem.text for problem in files.problems if problem.file == "exporters.csv"] == [
        Text("sheets.bad_certificate", found=written)
    ]


@pytest.mark.parametrize(("written", "expected"), [("2", (2,)), ("2; 2; 1", (2, 2, 1)), ("2/2/1", (2, 2, 1))])
def test_staff_is_one_number_or_one_a_day(read_sheets: Reader, written: str, expected: tuple[int, ...]) -> None:
    assert read_sheets(exporters=f"id,name,staff\nE1,One,{written}\n").exporters[0].staff_per_day == expected


def test_staff_for_some_days_only_is_left_aside(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name,staff\nE1,One,2; 2\n")
    assert (files.exporters[0].staff_per_day, told(files)) == ((1,), [("C2", "sheets.bad_staff")])


def test_a_do_not_meet_that_names_nobody_stops_the_run_and_is_kept(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name,do not meet\nE1,One,B1; B7\n")
    assert files.exporters[0].do_not_meet == ("B1", "B7")
    assert [(p.stops, p.cell, p.text["found"]) for p in files.problems] == [(True, "C2", "B7")]


def test_running_numbers_on_both_sides_are_nobodys_ids(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="№,name,product,hs code\n1,One,tea,090210\n,,rice,100630\n2,Two,salt,250100\n,,,\n3,,,\n",
        buyers="序号,公司名称\n1,三\n2,四\n合计,2\n",
        delegates="Name,Firm\n王伟,2\n",
        requests="Who asks,Whom,Strength\n1,三,must\nE02,B02,wish\n",
    )
    assert [(e.id, len(e.products)) for e in files.exporters] == [("E01", 2), ("E02", 1)]
    assert [b.id for b in files.buyers] == ["B01", "B02"]
    assert [d.firm for d in files.delegates] == ["E02"]
    assert [(r.asker, r.asked) for r in files.requests] == [("E01", "B01"), ("E02", "B02")]
    assert [(p.file, p.cell, p.text.code) for p in files.problems if p.text.code != "sheets.id_made_up"] == [
        ("exporters.csv", "A1", "sheets.column_numbers"),
        ("buyers.csv", "A1", "sheets.column_numbers"),
        ("buyers.csv", "A4", "sheets.total_row"),
    ]


@pytest.mark.parametrize(
    ("requests", "pairs"),
    [
        ("Экспортёр,Покупатель\n2,1\n1,2\n", [("E02", "B01"), ("E01", "B02")]),
        ("买家,参展商\n2,1\n", [("E01", "B02")]),
        ("Who asks,Whom\nB02,1\n1,Two\n", [("B02", "E01"), ("B01", "E02")]),
        ("Supplier,Wants to meet\n1,1\n", [("E01", "B01")]),
        ("Who asks,Whom\n1,2\n", []),
    ],
)
def test_a_number_means_the_row_of_the_sheet_of_which_its_column_speaks(
    read_sheets: Reader, requests: str, pairs: list[tuple[str, str]]
) -> None:
    files = read_sheets(
        exporters="№,name,product,hs code\n1,One,tea,090210\n2,Two,salt,250100\n",
        buyers="序号,公司名称\n1,三\n2,四\n",
        requests=requests,
    )
    assert [(request.asker, request.asked) for request in files.requests] == pairs
    ambiguous = [problem for problem in files.problems if problem.text.code == "sheets.ambiguous"]
    assert len(ambiguous) == (0 if pairs else 2)


@pytest.mark.parametrize("codes", [("1001", "1002"), ("A1", "2"), ("1", "1"), ("1", "9")])
def test_numbers_that_are_codes_stay_ids(read_sheets: Reader, codes: tuple[str, str]) -> None:
    files = read_sheets(exporters=f"No.,name\n{codes[0]},One\n{codes[1]},Two\n")
    assert [problem.text.code for problem in files.problems if problem.text.code == "sheets.column_numbers"] == []
    assert {e.id for e in files.exporters} == (set(codes) if len(set(codes)) > 1 else set())


def test_running_numbers_stand_beside_ids(read_sheets: Reader) -> None:
    files = read_sheets(exporters="序号,编号,企业名称\n1,E7,One\n2,E8,Two\n")
    assert ([e.id for e in files.exporters], files.problems) == (["E7", "E8"], ())


def test_a_numbered_row_without_a_name_is_no_further_product(read_sheets: Reader) -> None:
    files = read_sheets(
        exporters="No.,name,product,hs code\n1,One,tea,090210\n,,rice,100630\n2,,salt,250100\n,,pepper,090411\n"
    )
    assert [(e.id, len(e.products)) for e in files.exporters] == [("E01", 2)]
    assert told(files) == [
        ("A1", "sheets.column_numbers"),
        ("B4", "sheets.cell_missing"),
        ("5", "sheets.continues_held"),
    ]


@pytest.mark.parametrize(
    ("written", "size", "problems"),
    [
        ("micro", FirmSize.MICRO, 0),
        ("小型企业", FirmSize.SMALL, 0),
        ("Среднее предприятие", FirmSize.MEDIUM, 0),
        ("large", FirmSize.LARGE, 0),
        ("", FirmSize.UNKNOWN, 0),
        ("enormous", FirmSize.UNKNOWN, 1),
    ],
)
def test_the_size_of_a_firm_is_read(read_sheets: Reader, written: str, size: FirmSize, problems: int) -> None:
    files = read_sheets(exporters=f"ID,Company name,Product,HS code,Firm size\nE01,Example Tea,Tea,090210,{written}\n")
    found = [problem.text for problem in files.problems if "enormous" in str(problem.text)]
    assert ([firm.size for firm in files.exporters], len(found)) == ([size], problems)


def test_an_officer_may_say_that_the_numbers_are_ids(read_sheets: Reader) -> None:
    files = read_sheets(exporters="id,name\n1,One\n2,Two\n")
    assert ([e.id for e in files.exporters], files.problems) == (["1", "2"], ())
