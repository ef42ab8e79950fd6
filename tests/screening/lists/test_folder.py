import os
from pathlib import Path

import pytest

from tearoad.paper.sheets import Severity
from tearoad.screening import EntryKind, GoodsRow, ListEntry, ListSource, read_lists
from tearoad.text import Text
from tearoad.values import HSCode

# Every firm and person here is fictional.
SDN = (
    '101,"ROMASHKOVO TRADING LLC",-0- ,"DEMO] [TEST",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,'
    "\"Tax ID No. 7700000001 (Russia); a.k.a. 'RTL'.\"\r\n"
    '102,"LAVRIKOV, Sergei","individual","DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,"DOB 1970; nationality Russia."\r\n'
    '103,"SEA STAR","vessel","DEMO",-0- ,-0- ,-0- ,-0- ,-0- ,"Panama",-0- ,-0- \r\n\x1a'
)
ALT = '101,1,"aka","ROMASHKOVO TD",-0- \r\n101,2,"fka","ROMASHKA CO.",-0- \r\n999,3,"aka","LONE WOLF LTD",-0- \r\n'
ADD = '101,1,"1 Demo Street","Moscow","Russia",-0- \r\n'
HEADER = "ID,Name,Type,Country,Title,Col_F,Col_G,Col_H,Col_I,Col_J,Col_K,Details\n"
UN = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-01">
 <INDIVIDUALS><INDIVIDUAL>
  <DATAID>1</DATAID><FIRST_NAME>SERGEI</FIRST_NAME><SECOND_NAME>LAVRIKOV</SECOND_NAME>
  <UN_LIST_TYPE>DEMO</UN_LIST_TYPE><REFERENCE_NUMBER>DMi.001</REFERENCE_NUMBER><COMMENTS1>Fictional.</COMMENTS1>
  <NAME_ORIGINAL_SCRIPT>Сергей Лавриков</NAME_ORIGINAL_SCRIPT><NATIONALITY><VALUE>Kazakhstan</VALUE></NATIONALITY>
  <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Serge Lavrikoff</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Seriy</ALIAS_NAME></INDIVIDUAL_ALIAS>
  <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>N1234567</NUMBER></INDIVIDUAL_DOCUMENT>
 </INDIVIDUAL></INDIVIDUALS>
 <ENTITIES><ENTITY>
  <DATAID>2</DATAID><FIRST_NAME>DEMO STAR BANK</FIRST_NAME><UN_LIST_TYPE>DEMO</UN_LIST_TYPE>
  <REFERENCE_NUMBER>DMe.001</REFERENCE_NUMBER><ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>DSB</ALIAS_NAME></ENTITY_ALIAS>
  <ENTITY_ADDRESS><COUNTRY>China</COUNTRY></ENTITY_ADDRESS>
 </ENTITY></ENTITIES>
</CONSOLIDATED_LIST>"""
BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "boom">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'
OFAC_101 = ListEntry(
    id="OFAC 101",
    source="sdn.csv",
    kind=EntryKind.FIRM,
    names=("ROMASHKOVO TRADING LLC", "ROMASHKOVO TD", "ROMASHKA CO."),
    countries=("Russia",),
    numbers=("7700000001",),
    weak_names=("RTL",),
    programme="DEMO, TEST",
    remark="Tax ID No. 7700000001 (Russia); a.k.a. 'RTL'.",
)


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / name.replace("__", ".")).write_bytes(raw)
    return folder


def test_the_treasury_files_are_joined_by_number(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, sdn__csv=SDN, alt__csv=ALT, add__csv=ADD))
    assert lists.entries[0] == OFAC_101
    assert [(entry.id, entry.kind) for entry in lists.entries] == [
        ("OFAC 101", EntryKind.FIRM),
        ("OFAC 102", EntryKind.PERSON),
        ("OFAC 103", EntryKind.VESSEL),
        ("OFAC 999", EntryKind.UNKNOWN),
    ]
    assert lists.sources == (
        ListSource("add.csv", "ofac_add", 1),
        ListSource("alt.csv", "ofac_alt", 3),
        ListSource("sdn.csv", "ofac_primary", 3),
    )
    assert lists.whole


def test_other_names_without_an_entry_are_compared_and_said(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, sdn__csv=SDN, alt__csv=ALT))
    assert [(problem.severity, problem.text) for problem in lists.problems] == [
        (Severity.WARNING, Text("screening.lone_aliases", file="alt.csv", count=1))
    ]
    assert lists.entries[-1].names == ("LONE WOLF LTD",)


def test_of_two_files_the_one_is_named_whose_names_have_no_entry(tmp_path: Path) -> None:
    known = '101,1,"aka","ROMASHKOVO TD",-0- \r\n102,2,"aka","LAVRIK",-0- \r\n'
    lists = read_lists(write(tmp_path, sdn__csv=SDN, alt_1__csv=known, alt_2__csv=ALT))
    assert [(problem.file, problem.text) for problem in lists.problems] == [
        ("alt_2.csv", Text("screening.lone_aliases", file="alt_2.csv", count=1))
    ]


def test_a_header_row_does_not_matter(tmp_path: Path) -> None:
    (plain := tmp_path / "a").mkdir()
    (headed := tmp_path / "b").mkdir()
    expected = read_lists(write(plain, sdn__csv=SDN)).entries
    assert read_lists(write(headed, sdn__csv=HEADER + SDN)).entries == expected
    assert len(expected) == 3


def test_western_letters_outside_utf8_are_read(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, sdn__csv=SDN.replace("SEA STAR", "PEÑA").encode("latin-1")))
    assert lists.entries[2].names == ("PEÑA",)


def test_the_united_nations_list_is_read_with_all_names(tmp_path: Path) -> None:
    assert read_lists(write(tmp_path, whatever__txt=UN)).entries == (
        ListEntry(
            id="UN DMi.001",
            source="whatever.txt",
            kind=EntryKind.PERSON,
            names=("SERGEI LAVRIKOV", "Сергей Лавриков", "Serge Lavrikoff"),
            countries=("Kazakhstan",),
            numbers=("N1234567",),
            weak_names=("Seriy",),
            programme="DEMO",
            remark="Fictional.",
        ),
        ListEntry(
            id="UN DMe.001",
            source="whatever.txt",
            kind=EntryKind.FIRM,
            names=("DEMO STAR BANK", "DSB"),
            countries=("China",),
            programme="DEMO",
        ),
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("id,kind,name,aliases,country,numbers\nX1,firm,Ромашка,Romashka; 洋甘菊,Россия,7700000001\n", "utf-8-sig"),
        ("编号;类型;名称;别名;国家;号码\nX1;企业;Ромашка;Romashka|洋甘菊;Россия;7700000001\n", "gb18030"),
        ("Номер,Тип,Название,Псевдонимы,Страна,Номера\nX1,фирма,Ромашка,Romashka;洋甘菊,Россия,7700000001\n", "utf-8"),
    ],
)
def test_the_own_list_is_read_in_three_languages(tmp_path: Path, text: str, encoding: str) -> None:
    assert read_lists(write(tmp_path, own__csv=text.encode(encoding))).entries == (
        ListEntry(
            "X1", "own.csv", EntryKind.FIRM, ("Ромашка", "Romashka", "洋甘菊"), ("Россия",), ("7700000001",)
        ),
    )  # fmt: skip


def test_a_goods_list_is_told_from_a_list_of_names(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, goods__csv="hs6,tier,list\n854231,1,Demo goods\n"))
    assert lists.goods == (GoodsRow(HSCode("854231"), "Demo goods", "goods.csv"),)
    assert lists.entries == ()
    assert lists.whole


def test_the_same_entry_in_two_files_is_one(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, a__csv=SDN, b__csv=SDN.replace("ROMASHKOVO TRADING", "ROMASHKOVO NEW")))
    own = "id,kind,name\nUN DMi.001,person,Sergey L.\n"
    both = read_lists(write(tmp_path, c__csv=own, d__xml=UN))
    assert [entry.names for entry in lists.entries] == [
        ("ROMASHKOVO TRADING LLC", "ROMASHKOVO NEW LLC"),
        ("LAVRIKOV, Sergei",),
        ("SEA STAR",),
    ]
    assert [(entry.id, entry.names) for entry in both.entries if "DMi.001" in entry.id] == [
        ("UN DMi.001", ("SERGEI LAVRIKOV", "Сергей Лавриков", "Serge Lavrikoff")),
        ("c.csv UN DMi.001", ("Sergey L.",)),
    ]


def test_ids_belong_to_their_own_table(tmp_path: Path) -> None:
    one = "id,kind,name\n1,firm,Vymysel Torg LLC\n2,firm,Second LLC\n2,person,Second Person\n"
    other = "id,kind,name\n1,person,Pyotr Vymyshlennikov\n3,vessel,SEA STAR\n3,vessel,SEA STAR II\n"
    lists = read_lists(write(tmp_path, a__csv=one, b__csv=other))
    assert [(entry.id, entry.source, entry.kind.value, entry.names) for entry in lists.entries] == [
        ("a.csv 1", "a.csv", "firm", ("Vymysel Torg LLC",)),
        ("a.csv 2 firm", "a.csv", "firm", ("Second LLC",)),
        ("a.csv 2 person", "a.csv", "person", ("Second Person",)),
        ("b.csv 1", "b.csv", "person", ("Pyotr Vymyshlennikov",)),
        ("3", "b.csv", "vessel", ("SEA STAR", "SEA STAR II")),
    ]


@pytest.mark.parametrize(
    ("content", "code", "params"),
    [
        (b"", "list_empty", {}),
        (b" \r\n\x1a", "list_empty", {}),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "list_is_web_page", {}),
        (b"\n\n<html lang=en><head></head></html>", "list_is_web_page", {}),
        (UN.encode()[:900], "list_xml_broken", {"line": 12}),
        (BOMB.encode(), "list_xml_unsafe", {}),
        (b"<rss><channel/></rss>", "list_other_xml", {"tag": "rss"}),
        (b"<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>", "list_without_entries", {}),
        (b"id,kind,name\n", "list_without_entries", {}),
        (b"firm,city\nRomashka,Moscow\n", "list_other_table", {"found": "firm, city"}),
        (b'id,kind,name\n1,firm,"Romashka\n', "list_csv_broken", {"line": 2}),
        (b"PK\x03\x04rest of a workbook", "list_binary", {}),
        (b'{"error": "login"}', "list_other_table", {"found": '{"error": "login"}'}),
    ],
)
def test_what_is_no_list_is_an_error_that_names_it(
    tmp_path: Path, content: bytes, code: str, params: dict[str, str | int]
) -> None:
    lists = read_lists(write(tmp_path, sdn__csv=SDN, x__csv=content))
    assert [(problem.severity, problem.file, problem.text, problem.hint) for problem in lists.problems] == [
        (Severity.ERROR, "x.csv", Text(f"screening.{code}", file="x.csv", **params), Text(f"screening.{code}_hint"))
    ]
    assert not lists.whole
    assert len(lists.entries) == 3


def test_a_cut_off_row_is_an_error(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, sdn__csv=SDN.replace("\x1a", '104,"CUT')))
    assert not lists.whole
    rows = SDN.replace("\x1a", "104,CUT,-0-\r\n")
    short = read_lists(write(tmp_path, sdn__csv=rows * 20))
    assert not short.whole


def test_a_bad_row_is_named_by_its_number(tmp_path: Path) -> None:
    lists = read_lists(write(tmp_path, own__csv="id,kind,name\nX1,firm,Romashka\n\nX2,firm,\n"))
    assert [(problem.row, problem.text) for problem in lists.problems] == [
        (4, Text("screening.list_row", file="own.csv", row=4))
    ]
    assert not lists.whole


def test_a_folder_among_the_lists_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "old").mkdir()
    assert [problem.text for problem in read_lists(tmp_path).problems] == [Text("screening.list_is_folder", file="old")]


def test_a_pipe_among_the_lists_is_an_error_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "sdn.csv")
    lists = read_lists(tmp_path)
    assert [problem.text for problem in lists.problems] == [Text("screening.list_not_a_file", file="sdn.csv")]
    assert not lists.whole


def test_a_link_out_of_the_lists_is_an_error_and_nothing_of_it_is_quoted(tmp_path: Path) -> None:
    inside = tmp_path / "lists"
    inside.mkdir()
    write(tmp_path, other__csv="word,hunter2\nroot,toor\n", sdn__csv=SDN)
    (inside / "a.csv").symlink_to(tmp_path / "other.csv")
    (inside / "b.csv").symlink_to(tmp_path / "sdn.csv")
    (inside / "c.csv").symlink_to(tmp_path / "nothing.csv")
    lists = read_lists(inside)
    assert [(problem.severity, problem.text) for problem in lists.problems] == [
        (Severity.ERROR, Text("screening.list_link_outside", file="a.csv")),
        (Severity.ERROR, Text("screening.list_link_outside", file="b.csv")),
        (Severity.ERROR, Text("screening.list_unreadable", file="c.csv")),
    ]
    assert lists.entries == ()


def test_a_link_within_the_lists_and_a_linked_folder_of_lists_are_read(tmp_path: Path) -> None:
    real = tmp_path / "office"
    real.mkdir()
    (real / ".sdn.csv").write_bytes(SDN.encode())
    (real / "sdn.csv").symlink_to(real / ".sdn.csv")
    (tmp_path / "lists").symlink_to(real)
    lists = read_lists(tmp_path / "lists")
    assert (lists.problems, [source.file for source in lists.sources]) == ((), ["sdn.csv"])


def test_without_a_folder_there_are_no_lists_and_nothing_is_wrong(tmp_path: Path) -> None:
    lists = read_lists(tmp_path / "lists")
    assert (lists.entries, lists.problems, lists.whole) == ((), (), True)


def test_files_that_systems_leave_behind_are_passed_over(tmp_path: Path) -> None:
    assert read_lists(write(tmp_path, Thumbs__db=b"\x00", __DS_Store=b"\x00")).problems == ()
