from __future__ import annotations

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, TypeVar

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tearoad.companies import (
    Buyer,
    BuyerCategory,
    Certificate,
    Contact,
    Decides,
    Exporter,
    Ownership,
    Price,
    Product,
    Quantity,
    Want,
)
from tearoad.journey.example import example_files, example_mission, write_templates
from tearoad.journey.files import MissionFiles
from tearoad.journey.kinds import KINDS
from tearoad.journey.read import read_folder
from tearoad.journey.write_folder import write_folder
from tearoad.matching import Request, Strength
from tearoad.mission import (
    Absence,
    Consent,
    Delegate,
    Interpreter,
    ItemKind,
    LanguagePair,
    LocalText,
    PlaceKind,
    ProgrammeItem,
    Purpose,
    Talk,
    Visa,
    VoicePlace,
)
from tearoad.mission.stands import with_own_stands
from tearoad.names import FirmName, PersonName
from tearoad.paper.sheets import Severity, clean
from tearoad.paper.sheets.cells import NOTHING_WRITTEN
from tearoad.paper.sheets.passports import holds_passport_number
from tearoad.paper.sheets.written.codes import hs_codes_in
from tearoad.screening import Decision, Ruling
from tearoad.timetable.pinned import PinnedMeeting
from tearoad.values import (
    CountryCode,
    HSCode,
    Incoterm,
    InterpreterId,
    ItemId,
    Language,
    LanguageCode,
    LocalLines,
    Money,
    PartyId,
    PersonId,
    Window,
    WishId,
)

MISSION = example_mission()
T = TypeVar("T")
EXPORTER_IDS = tuple(PartyId(f"E{n:02d}") for n in range(3))
BUYER_IDS = tuple(PartyId(f"B{n:03d}") for n in range(3))
DELEGATE_IDS = tuple(PersonId(f"D{n:02d}") for n in range(2))
INTERPRETER_IDS = tuple(InterpreterId(f"I{n:02d}") for n in range(2))
PLACE_IDS = tuple(place.id for place in MISSION.places)
EVERYONE = (*EXPORTER_IDS, *BUYER_IDS, *DELEGATE_IDS, *INTERPRETER_IDS, *PLACE_IDS)

POOL = (
    "茶业有限公司", "Чай", "ООО «Пример»", 'ООО "Пример"', "Example & Co., Ltd.", "a; b", 'say "hi"', '"quoted"',
    "=1+1",
    "+7", "-3", "@x", "'quoted", "'=1", "| bar |", "№ 5", "1,5", "0902.10", "2027-02-09", "yes", "нет", "7", "0071",
    "Ёж",
    "é", "100 %", "a/b", "(x)", "тел. 5", "#N/A", "TRUE", "1e5", "½",
)  # fmt: skip
lines = st.sampled_from(POOL) | st.just("")
latins = lines.filter(str.isascii)  # names in each other's column are put right, so they would not read back
texts = lines | st.sampled_from(("two\nlines", "a;\nb", "end\n.", '"x"\ny'))
filled = st.sampled_from(POOL)
bare = st.sampled_from(["HACCP", "ISO 22000", "ЕАЭС N RU Д-CN.РА01.В.1/22", "有机", "№ 5"])


def tuples(of: st.SearchStrategy[T], most: int = 3) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(of, max_size=most, unique=True).map(tuple)


codes = st.sampled_from(["zh", "ru", "en", "kk", "de", "fr"]).map(LanguageCode)
hs_codes = st.sampled_from(["090210", "0902100001", "210390", "22029100", "970600"]).map(HSCode)
amounts = st.decimals(0, 10**6, places=2)
quantities = st.builds(Quantity, amounts, st.sampled_from(["kg", "箱", "шт", "t", ""]))
prices = st.builds(
    Price,
    st.builds(Money, amounts, st.sampled_from(["USD", "CNY", "RUB"])),
    st.sampled_from(["kg", "箱", ""]),
    st.sampled_from(Incoterm) | st.none(),
    st.sampled_from([LocalText("Qinzhou", "钦州"), LocalText(ru="Москва"), LocalText()]),
)
people = st.builds(PersonName, filled, latins, lines, lines)
local_texts = st.builds(LocalText, lines, lines, lines)
firms = st.builds(FirmName, lines, latins, lines, lines)
phones = st.sampled_from(["+74951234567", "+8613800138000", "+74951234567 ext. 12", ""])
messengers = lines.filter(lambda text: text != "нет")  # under an address it says in words that there is none
contacts = st.builds(
    Contact,
    st.builds(PersonName, lines, latins, lines, lines),
    local_texts,
    phones,
    st.sampled_from(["a@example.com", ""]),
    messengers,
)
moments = st.builds(
    lambda minutes: datetime(2027, 2, 7, tzinfo=MISSION.fair_zone) + timedelta(minutes=minutes), st.integers(0, 8000)
)
windows = st.builds(lambda at, length: Window(at, at + timedelta(minutes=length)), moments, st.integers(1, 1700))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def exporters(id_: PartyId) -> st.SearchStrategy[Exporter]:
    products = st.builds(
        Product,
        st.builds(FirmName, filled, latins, lines, lines),
        hs_codes | st.none(),
        hs_codes | st.none(),
        quantities | st.none(),
        prices | st.none(),
    )
    certificates = st.builds(Certificate, bare, bare | st.just(""), days | st.none())
    return st.builds(
        Exporter,
        st.just(id_),
        st.builds(FirmName, st.just(f"企业{id_}"), latins, lines, lines),
        lines,
        lines,
        st.sampled_from([(1,), (2,), (1, 2, 0)]),
        st.sampled_from(Ownership),
        lines,
        tuples(products),
        tuples(certificates),
        tuples(codes),
        tuples(st.sampled_from(BUYER_IDS)),
        contacts,
        lines,
    )


def buyers(id_: PartyId) -> st.SearchStrategy[Buyer]:
    products = filled.filter(lambda text: not hs_codes_in(text))  # a need that is a code alone is read as that code
    wants = st.builds(Want, products, hs_codes | st.none(), quantities | st.none(), prices | st.none(), st.booleans())
    return st.builds(
        Buyer,
        st.just(id_),
        st.builds(FirmName, st.just(f"ООО {id_}"), latins, lines, lines),
        lines,
        st.sampled_from([None, CountryCode("RU"), CountryCode("KZ")]),
        lines,
        texts,
        tuples(wants),
        st.sampled_from([None, True, False]),
        tuples(windows),
        st.sampled_from(BuyerCategory),
        st.sampled_from(Decides),
        contacts,
        tuples(codes),
        st.sampled_from(["", *PLACE_IDS]),
        st.integers(1, 4),
        tuples(st.sampled_from(EXPORTER_IDS)),
        texts,
    )


local_lines = st.builds(LocalLines, tuples(filled), tuples(filled), tuples(filled))
pairs = st.lists(
    st.sampled_from([("zh", "ru"), ("ru", "zh"), ("en", "ru"), ("kk", "zh")]), min_size=1, unique=True
).map(lambda several: frozenset(LanguagePair(LanguageCode(a), LanguageCode(b)) for a, b in several))
maybe_moment = moments | st.none()
consents = st.dictionaries(st.sampled_from(Purpose), st.dates(date(2020, 1, 1), MISSION.days[-1].on)).map(
    lambda given: tuple(Consent(purpose, given[purpose]) for purpose in Purpose if purpose in given)
)


@st.composite
def requests(draw: st.DrawFn) -> tuple[Request, ...]:
    chosen = draw(
        st.lists(st.tuples(st.sampled_from(EXPORTER_IDS), st.sampled_from(BUYER_IDS)), max_size=4, unique=True)
    )
    return tuple(
        draw(
            st.builds(
                Request,
                *(st.just(WishId(f"R{number}")), st.just(pair[0]), st.just(pair[1]), st.sampled_from(Strength), texts),
                *(st.sampled_from([None, *DELEGATE_IDS]), st.sampled_from([None, *PlaceKind])),
                *(windows | st.none(), windows | st.none(), st.integers(1, 3), texts),
            )
        )
        for number, pair in enumerate(chosen)
    )


def delegates(id_: PersonId) -> st.SearchStrategy[Delegate]:
    leaving = datetime(2027, 3, 1, 12, tzinfo=MISSION.fair_zone)
    return st.builds(
        Delegate,
        *(st.just(id_), people, local_texts, st.integers(0, 5), st.sampled_from([None, *EXPORTER_IDS]), local_texts),
        *(phones, tuples(codes), maybe_moment, st.sampled_from([None, leaving]), local_texts, lines),
        *(st.sampled_from(Decides), lines, phones, st.sampled_from(["a@example.com", ""]), tuples(filled)),
        *(lines, lines, local_texts, lines),
        *(tuples(st.sampled_from(DELEGATE_IDS)), days | st.none(), st.sampled_from(Visa), consents),
    )


def interpreters(id_: InterpreterId) -> st.SearchStrategy[Interpreter]:
    return st.builds(
        Interpreter,
        *(st.just(id_), people, pairs, phones, st.sampled_from([None, *EXPORTER_IDS]), tuples(windows)),
        *(st.integers(0, 4), st.sampled_from([None, 4, 6]), tuples(st.sampled_from(BUYER_IDS))),
        st.sampled_from(Language),
    )


items = st.builds(
    ProgrammeItem,
    *(st.just(ItemId("P1")), st.sampled_from(ItemKind), local_texts, windows, local_texts),
    *(tuples(st.sampled_from(EVERYONE)), tuples(st.sampled_from(EVERYONE)), local_texts, local_texts),
    *(tuples(st.sampled_from(EVERYONE)), tuples(st.sampled_from(EVERYONE)), tuples(st.sampled_from(INTERPRETER_IDS))),
    st.builds(Talk, local_lines, local_texts, local_texts, local_lines, st.booleans(), st.sampled_from(VoicePlace)),
).map(lambda item: replace(item, may=tuple(text for text in item.may if text not in item.must)))
decisions = st.builds(
    Decision, st.sampled_from(BUYER_IDS), filled, st.sampled_from(Ruling), lines, days | st.none(), texts
)
pinned = st.builds(
    PinnedMeeting,
    *(st.sampled_from(EXPORTER_IDS), st.sampled_from(BUYER_IDS), maybe_moment),
    *(st.sampled_from([None, *PLACE_IDS]), st.sampled_from([None, *INTERPRETER_IDS])),
)


@st.composite
def missions(draw: st.DrawFn) -> MissionFiles:
    absences = st.lists(st.builds(Absence, st.sampled_from(EVERYONE), windows, texts), max_size=3)
    pins = st.lists(pinned, max_size=3, unique_by=lambda pin: (pin.exporter, pin.buyer))
    return MissionFiles(
        MISSION,
        exporters=tuple(draw(exporters(id_)) for id_ in EXPORTER_IDS),
        buyers=tuple(draw(buyers(id_)) for id_ in BUYER_IDS),
        delegates=tuple(draw(delegates(id_)) for id_ in DELEGATE_IDS),
        programme=(draw(items),),
        requests=draw(requests()),
        interpreters=tuple(draw(interpreters(id_)) for id_ in INTERPRETER_IDS),
        absences=tuple(draw(absences)),
        decisions=tuple(draw(st.lists(decisions, max_size=2))),
        pins=tuple(draw(pins)),
        problems=(),
    )


def read_back(files: MissionFiles, language: Language, as_: Literal["xlsx", "csv"]) -> MissionFiles:
    with TemporaryDirectory() as folder:
        write_folder(files, Path(folder), language, as_)
        read = read_folder(Path(folder), files.mission)
    assert read.mission == with_own_stands(files.mission, read.exporters)
    return replace(read, mission=files.mission)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(missions(), st.sampled_from(Language), st.sampled_from(["xlsx", "csv"]))
def test_reading_gives_back_what_was_written(
    files: MissionFiles, language: Language, as_: Literal["xlsx", "csv"]
) -> None:
    read = read_back(files, language, as_)
    assert [problem for problem in read.problems if problem.severity is Severity.ERROR] == []
    assert replace(read, problems=(), grids=()) == files


def _speaks(text: str) -> bool:
    return text.casefold() not in NOTHING_WRITTEN and not holds_passport_number(text, of_a_person=True)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30).map(clean).filter(_speaks), st.sampled_from(["xlsx", "csv"]))
def test_any_note_reads_back(note: str, as_: Literal["xlsx", "csv"]) -> None:
    files = example_files(Language.EN)
    buyer = replace(files.buyers[0], note=note, do_not_meet=(note, "x") if note else ("x",))
    files = replace(files, buyers=(buyer, *files.buyers[1:]))
    assert read_back(files, Language.EN, as_).buyers == files.buyers


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("as_", ["xlsx", "csv"])
def test_the_example_reads_back_without_a_single_problem(language: Language, as_: Literal["xlsx", "csv"]) -> None:
    files = example_files(language)
    assert replace(read_back(files, language, as_), grids=()) == files


def test_amounts_keep_every_digit() -> None:
    files = example_files(Language.EN)
    price = Price(Money(Decimal("1234567.0001"), "USD"), "kg")
    exporter = replace(files.exporters[0], products=(Product(FirmName("茶"), HSCode("090210"), None, None, price),))
    read = read_back(replace(files, exporters=(exporter, files.exporters[1])), Language.RU, "csv")
    assert read.exporters[0].products[0].price == price


def test_no_written_cell_is_a_formula(tmp_path: Path) -> None:
    files = example_files(Language.EN)
    evil = replace(files.buyers[0], note="=cmd|' /C calc'!A0", city="@SUM(1)", address="+HYPERLINK(A1)")
    files = replace(files, buyers=(evil, *files.buyers[1:]))
    (path,) = write_folder(files, tmp_path, Language.EN)
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == sum(kind.written == "always" for kind in KINDS)
    assert not any(re.search(rb"<f[ >]", sheet) for sheet in sheets)
    write_folder(files, tmp_path / "csv", Language.EN, "csv")
    text = (tmp_path / "csv" / "Buyers.csv").read_text(encoding="utf-8-sig")
    assert not re.search(r'(?m)(?:^|,)"?[=@]', text)
    assert read_folder(tmp_path / "csv", files.mission).buyers[0] == evil


@pytest.mark.parametrize("language", Language)
def test_a_fresh_folder_can_be_read_as_it_stands(tmp_path: Path, language: Language) -> None:
    workbook, lists = write_templates(tmp_path, language)
    assert lists == tmp_path / "lists" / "README.txt"
    read = read_folder(tmp_path, example_mission())
    assert (len(read.exporters), len(read.buyers), len(read.requests), read.problems) == (2, 3, 3, ())
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    assert all(cell.comment for cell in sheet[1])
    assert sheet.freeze_panes == "B2"
    assert sheet.data_validations.count == 3  # attendance, ownership and size


def test_csv_opens_in_a_spreadsheet_program(tmp_path: Path) -> None:
    paths = write_folder(example_files(Language.ZH), tmp_path, Language.ZH, "csv")
    always = [kind for kind in KINDS if kind.written == "always"]
    assert [path.read_bytes()[:3] for path in paths] == [b"\xef\xbb\xbf"] * len(always)


def test_writing_leaves_no_unfinished_file(tmp_path: Path) -> None:
    (path,) = write_folder(example_files(Language.EN), tmp_path / "new", Language.EN)
    assert [p.name for p in path.parent.iterdir()] == ["mission.xlsx"]
    shutil.rmtree(path.parent)
