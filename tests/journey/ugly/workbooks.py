"""Forms of workbooks and files that offices of all three countries send. All names are fictional."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.journey.ugly import chinese
from tests.journey.ugly.folder import STOP, Rows, Ugly, path
from tests.journey.ugly.german import BOTH, HOW, WHO, WHOM


def ugly(name: str, files: dict[str, Rows], *remarks: tuple[str, ...], **read: str) -> Ugly:
    """Return a folder in UTF-8 with commas."""
    return Ugly(name, BOTH | files, remarks, {path(what): value for what, value in read.items()})


def of_office(name: str, files: dict[str, Rows], *remarks: tuple[str, ...], **read: str) -> Ugly:
    """Return a folder of a Chinese office in UTF-8."""
    return Ugly(name, chinese.BOTH | files, remarks, {path(what): value for what, value in read.items()})


def book(name: str, sheet: str, fill: Callable[[Worksheet], None]) -> Callable[[Path], None]:
    """Return what writes a workbook of one sheet."""

    def write(folder: Path) -> None:
        with xlsxwriter.Workbook(str(folder / name), {"remove_timezone": True}) as workbook:
            fill(workbook.add_worksheet(sheet))

    return write


def merged(page: Worksheet) -> None:
    """Two goods of one firm, whose own cells are merged over both rows."""
    page.write_row(0, 0, ("ID", "Company", "City", "Product", "HS code"))
    for column, cell in enumerate(("E1", "Eins GmbH (fictional)", "Köln")):
        page.merge_range(1, column, 2, column, cell)
    page.write_row(1, 3, ("Green tea", "090210"))
    page.write_row(2, 3, ("Chili sauce", "210390"))
    page.write_row(3, 0, ("E2", "Zwei GmbH (fictional)", "Bonn", "Rice", "100630"))


def numbers(page: Worksheet) -> None:
    """Ids, telephones and customs codes that a spreadsheet made numbers of."""
    page.write_row(0, 0, ("ID", "Company", "Phone", "Product", "HS code", "Staff per day"))
    page.write_row(1, 0, (1.0, "Eins GmbH (fictional)", 4915100000001.0, "Green tea", 90210.0, 2.0))
    page.write_row(2, 0, (2.0, "Zwei GmbH (fictional)", 86.1350000001e9, "Chili sauce", 210390.0, 1.0))


def clocks(page: Worksheet) -> None:
    """Days and times as a spreadsheet keeps them: a day as a date, a time as a part of a day."""
    with_zone = datetime(2027, 2, 9, tzinfo=UTC)
    page.write_row(0, 0, ("ID", "Kind", "Date", "From", "To", "Title", "Must attend"))
    page.write_row(1, 0, ("P1", "other"))
    page.write_datetime(1, 2, with_zone)
    page.write_row(1, 3, (0.4375, 0.5, "Talks (fictional)", "E1"))


def filtered(page: Worksheet) -> None:
    """A list with a filter set: its second row is hidden, and says no."""
    page.write_row(0, 0, (WHO, WHOM, HOW))
    page.write_row(1, 0, ("E1", "B1", "wish"))
    page.write_row(2, 0, ("B2", "E2", "no"))
    page.autofilter(0, 0, 2, 2)
    page.filter_column(2, "x == wish")
    page.set_row(2, options={"hidden": True})


def hidden_requests(folder: Path) -> None:
    """A workbook in whose hidden sheet somebody kept older requests, with a no."""
    with xlsxwriter.Workbook(str(folder / "requests.xlsx")) as workbook:
        page = workbook.add_worksheet("Requests")
        page.write_row(0, 0, (WHO, WHOM, HOW))
        page.write_row(1, 0, ("E1", "B1", "wish"))
        old = workbook.add_worksheet("Wishes")
        old.write_row(0, 0, (WHO, WHOM, HOW))
        old.write_row(1, 0, ("B2", "E2", "no"))
        old.hide()


def utf_16(folder: Path) -> None:
    """What a spreadsheet calls Unicode text: UTF-16 with tabs."""
    lines = (f"{WHO}\t{WHOM}\t{HOW}", "B1\tE1\tнет", "B2\tE2\t必须")
    (folder / "Requests.csv").write_bytes("\r\n".join(lines).encode("utf-16"))


WORKBOOKS = (
    Ugly(
        "merged_cells_in_the_table",
        {"Buyers.csv": BOTH["Buyers.csv"]},
        (),
        {
            "exporters E1 products.0.name.latin": "Green tea",
            "exporters E1 products.1.name.latin": "Chili sauce",
            "exporters E2 city": "Bonn",
        },
        made=book("Exporters.xlsx", "Exporters", merged),
    ),
    Ugly(
        "numbers_where_text_should_stand",
        {
            "Buyers.csv": BOTH["Buyers.csv"],
            "Requests.csv": ((WHO, WHOM, HOW), ("1", "B1", "no"), ("B2", "002", "wish")),
        },
        (
            ("Exporters.xlsx › E2", "sheets.hs_zero"),
            ("Exporters.xlsx › C3", "sheets.bad_phone"),
            ("Requests.csv › B3", "sheets.unknown_reference"),
        ),
        {"requests 1-B1 strength": "no"},
        made=book("Exporters.xlsx", "Exporters", numbers),
    ),
    Ugly(
        "telephones_and_codes_that_became_numbers",
        {"Buyers.csv": BOTH["Buyers.csv"]},
        (("Exporters.xlsx › E2", "sheets.hs_zero"), ("Exporters.xlsx › C3", "sheets.bad_phone")),
        {
            "exporters 1 contact.phone": "+4915100000001",
            "exporters 1 products.0.hs": "0902.10",
            "exporters 2 products.0.hs": "2103.90",
            "exporters 1 staff_per_day": "2",
        },
        made=book("Exporters.xlsx", "Exporters", numbers),
    ),
    Ugly(
        "days_and_times_of_a_spreadsheet",
        BOTH,
        (),
        {"programme P1 window": "9 10:30-12:00", "programme P1 must": "E1"},
        made=book("Programme.xlsx", "Programme", clocks),
    ),
    Ugly(
        "a_no_in_a_row_that_a_filter_hides",
        BOTH,
        (),
        {"requests E1-B1 strength": "wish", "requests B2-E2 strength": "no"},
        made=book("Requests.xlsx", "Requests", filtered),
    ),
    Ugly(
        "a_no_in_a_hidden_sheet",
        BOTH,
        (("requests.xlsx › Wishes", "sheets.sheet_hidden"),),
        {"requests E1-B1 strength": "wish", "requests B2-E2 strength": "gone"},
        made=hidden_requests,
    ),
    Ugly(
        "unicode_text_with_tabs",
        BOTH,
        (),
        {"requests B1-E1 strength": "no", "requests B2-E2 strength": "must"},
        made=utf_16,
    ),
    ugly(
        "a_telephone_in_scientific_notation",
        {
            "Buyers.csv": (
                ("ID", "Company", "Phone", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "4,9151E+12", "tea", "090210"),
                ("B2", "Zwei GmbH (fictional)", "+49 151 0000-0001", "sauce", "210390"),
            )
        },
        ("Buyers.csv › C2", "sheets.bad_phone"),
        **{"buyers B2 contact.phone": "+4915100000001"},
    ),
    ugly(
        "footnotes_under_the_table",
        {
            "Buyers.csv": (
                ("ID", "Company", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "tea", "090210"),
                ("B2", "Zwei GmbH (fictional)", "sauce", "210390"),
                ("", "", "", ""),
                ("* Alle Angaben ohne Gewähr", "", "", ""),
                ("Stand: 03.01.2027", "", "", ""),
            )
        },
        ("Buyers.csv › A5", "sheets.around_list"),
        ("Buyers.csv › A6", "sheets.around_list"),
        buyers__B1__wants_0_product="tea",
        buyers__B2__wants_0_product="sauce",
    ),
    ugly(
        "a_total_at_the_end",
        {
            "Buyers.csv": (
                ("ID", "Company", "Wants", "HS code", "Volume"),
                ("B1", "Eins GmbH (fictional)", "tea", "090210", "20 t"),
                ("B2", "Zwei GmbH (fictional)", "sauce", "210390", "5 t"),
                ("Summe", "", "", "", "25 t"),
            )
        },
        ("Buyers.csv › A4", "sheets.total_row"),
        buyers__B2__wants_0_volume="5 t",
    ),
    of_office(
        "totals_in_russian_and_chinese",
        {
            "出口商.csv": (
                ("编号", "公司名称", "Product", "HS code", "Staff per day"),
                ("E1", "Пример (вымышлено)", "Green tea", "090210", "2"),
                ("", "ИТОГО:", "", "", "2"),
            ),
            "采购商.csv": (
                ("编号", "公司名称", "采购意向", "HS编码"),
                ("B1", "示例（虚构）", "绿茶", "090210"),
                ("合计", "1家", "", ""),
            ),
        },
        ("出口商.csv › B3", "sheets.total_row"),
        ("采购商.csv › A3", "sheets.total_row"),
    ),
    ugly(
        "times_with_dots_and_days_without_a_year",
        {
            "Buyers.csv": (
                ("ID", "Company", "At the fair", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "9.2. 14.30-16.00 Uhr", "tea", "090210"),
                ("B2", "Zwei GmbH (fictional)", "10.2.", "sauce", "210390"),
            ),
            "Programme.csv": (
                ("ID", "Date", "From", "To", "Title", "Must attend"),
                ("P1", "10.2.", "9.30", "10.00 Uhr", "Frühstück (fictional)", "E1"),
            ),
        },
        buyers__B1__windows="9 14:30-16:00",
        buyers__B2__windows="10 10:00-18:00",
        programme__P1__window="10 09:30-10:00",
    ),
    of_office(
        "full_width_digits_and_marks",
        {
            "采购商.csv": (
                ("编号", "公司名称", "到会时间", "采购意向", "HS编码", "数量"),
                ("Ｂ１", "示例（虚构）", "２月９日１４：００－１７：００", "绿茶", "０９０２１０", "５００公斤"),
                ("B2", "示例二（虚构）", "", "辣椒酱", "210390", ""),
            ),
            "会面请求.csv": (("请求方", "对方", "意愿"), ("B1", "Ｅ１", "不见")),
        },
        **{
            "buyers__Ｂ１__windows": "9 14:00-17:00",
            "buyers__Ｂ１__wants_0_volume": "500 公斤",
            "requests__Ｂ１-E1__strength": "no",
        },
    ),
    ugly(
        "exporter_and_buyer_in_swapped_columns",
        {
            "Pins.csv": (("Exporter", "Buyer", "Start"), ("B1", "E1", "9.2.2027 10:00")),
            "Requests.csv": (("Exporter", "Buyer", HOW), ("B2", "E2", "no")),
        },
        ("Pins.csv › A2", "sheets.unknown_reference"),
        ("Pins.csv › B2", "sheets.unknown_reference"),
        **{"requests__B2-E2__strength": "no"},
    ),
    of_office(
        "names_in_swapped_columns",
        {
            "出口商.csv": (
                ("编号", "英文名称", "公司全称", "产品", "HS编码"),
                ("E1", "示例茶业有限公司（虚构）", "Example Tea Co., Ltd. (fictional)", "绿茶", "090210"),
            )
        },
        ("出口商.csv › B2", "sheets.read_as"),
        exporters__E1__name_native="示例茶业有限公司（虚构）",
        exporters__E1__name_latin="Example Tea Co., Ltd. (fictional)",
    ),
    ugly(
        "units_of_three_countries",
        {
            "Buyers.csv": (
                ("ID", "Company", "Wants", "HS code", "Volume", "Target price"),
                ("B1", "Eins GmbH (fictional)", "tea", "090210", "2吨", "25元/公斤"),
                ("B2", "Zwei GmbH (fictional)", "sauce", "210390", "3 тонны", "150 руб./кг"),
                ("B3", "Drei GmbH (fictional)", "sauce", "210390", "1000 Stk.", "2,50 €/kg"),
                ("B4", "Vier GmbH (fictional)", "sauce", "210390", "5 тонн", ""),
            )
        },
        buyers__B1__wants_0_volume="2 吨",
        buyers__B2__wants_0_volume="3 тонны",
        buyers__B3__wants_0_volume="1000 Stk.",
        buyers__B4__wants_0_volume="5 тонн",
        buyers__B1__wants_0_price="25 CNY/公斤",
        buyers__B2__wants_0_price="150 RUB/кг",
        buyers__B3__wants_0_price="2.5 EUR/kg",
    ),
    ugly(
        "the_same_as_above",
        {
            "Buyers.csv": (
                ("ID", "Company", "City", "At the fair", "Wants", "HS code"),
                ("B1", "Eins GmbH (fictional)", "Köln", "9.2. 14-16", "tea", "090210"),
                ("B2", "Zwei GmbH (fictional)", "dto.", "dto.", "sauce", "210390"),
            ),
            "Requests.csv": ((WHO, WHOM, HOW), ("E1", "B1", "no"), ("E1", "B2", "dto.")),
        },
        ("Buyers.csv › C3", "sheets.read_as"),
        ("Buyers.csv › D3", "sheets.read_as"),
        ("Requests.csv › C3", "sheets.bad_choice", STOP),
    ),
    ugly(
        "two_header_rows_and_a_row_of_units",
        {
            "Exporters.csv": (
                ("Firma", "", "Ware", "", ""),
                ("ID", "Company", "Product", "HS code", "Minimum order"),
                ("", "", "", "", "kg"),
                ("E1", "Eins (fictional)", "Green tea", "090210", "500"),
            )
        },
        ("Exporters.csv › 3", "sheets.nobody"),
        exporters__E1__products_0_minimum_order="500 ",
    ),
)
