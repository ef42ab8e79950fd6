"""Sheets and columns are known by what officers call them, in three languages; a strange sheet by its headers."""

from __future__ import annotations

import pytest

from tearoad.journey.kinds import SHEETS
from tearoad.paper.sheets import Grid, SheetSpec, folded
from tearoad.paper.sheets.files.folder import sheet_named
from tearoad.paper.sheets.headers import find_layout, kind_by_headers
from tearoad.values import Language

USUAL = {
    "exporters": (
        "参展商",
        "参展企业名单",
        "供应商",
        "Участники",
        "Список участников",
        "Поставщики",
        "Exhibitors 2027",
    ),
    "buyers": ("买家", "采购商名单", "客户", "Покупатели", "Список покупателей", "Импортёры", "Buyers (final)"),
    "interpreters": ("翻译人员名单", "口译", "Переводчики", "Список переводчиков", "Interpreters"),
    "delegates": ("代表团名单", "随团人员", "Делегация", "Участники делегации", "Delegation"),
    "requests": ("约见", "洽谈预约表", "Встречи", "Заявки на встречи", "Meetings", "Wish list"),
    "quotas": ("会面数量表", "Квоты встреч"),
    "pins": ("已定会面", "Фиксированные встречи"),
    "availability": ("请假", "Отсутствия", "Absences"),
    "programme": ("日程安排表", "议程", "Мероприятия", "Agenda"),
}
STRANGE = {
    "exporters": (("No.", "Company", "Product", "HS code", "Phone"), ("№", "Компания", "Товар", "Телефон")),
    "buyers": (("序号", "企业名称", "国家", "采购需求", "海关编码"), ("№", "Компания", "Страна", "Что ищет")),
    "interpreters": (("姓名", "语言", "电话"), ("ФИО", "Язык", "Телефон"), ("Name", "Languages", "Phone")),
    "requests": (("Экспортёр", "Покупатель", "Приоритет"), ("谁", "想见谁")),
}


@pytest.mark.parametrize(("kind", "name"), [(kind, name) for kind, names in USUAL.items() for name in names])
def test_a_sheet_is_known_by_its_usual_names(kind: str, name: str) -> None:
    named = sheet_named(name, SHEETS)
    assert named is not None
    assert named.name == kind


@pytest.mark.parametrize(
    ("kind", "headers"), [(kind, headers) for kind, several in STRANGE.items() for headers in several]
)
def test_a_sheet_with_a_strange_name_is_guessed_by_its_headers(kind: str, headers: tuple[str, ...]) -> None:
    grid = Grid("book.xlsx", "Лист1", (("Черновик",), headers, ("1", "а", "б", "в", "г")[: len(headers)]))
    meant = kind_by_headers(grid, SHEETS)
    assert meant is not None
    assert meant.name == kind


@pytest.mark.parametrize("name", ["Не встречаться", "Без встреч", "不要会面", "Do not meet", "No meetings"])
def test_a_sheet_of_those_who_must_not_meet_is_none_of_meetings(name: str) -> None:
    assert sheet_named(name, SHEETS) is None


def test_nothing_is_guessed_of_headers_that_nobody_knows() -> None:
    assert kind_by_headers(Grid("book.xlsx", "Sheet1", (("foo", "bar", "Phone"), ("1", "2", "3"))), SHEETS) is None


@pytest.mark.parametrize("spec", SHEETS, ids=lambda spec: spec.name)
def test_every_header_that_is_written_in_a_language_is_read_in_it(spec: SheetSpec) -> None:
    for language in Language:
        written = {column.field: column.title(language) for column in spec.written}
        grid = Grid("book.xlsx", spec.title.of(language)[0], (tuple(written.values()), ("x",) * len(written)))
        layout = find_layout(grid, spec, {})
        assert layout is not None
        read = {field: written[field] for field in layout.columns}
        assert read == {field: title for field, title in written.items() if field in layout.columns}
        lost = written.keys() - layout.columns.keys()
        assert {written[field] for field in lost} == set()


def test_every_word_for_a_column_means_one_column_of_its_sheet() -> None:
    for spec in SHEETS:
        meant: dict[str, set[str]] = {}
        for column in spec.columns:
            for word in column.header.every:
                meant.setdefault(folded(word), set()).add(column.field)
        assert {word: fields for word, fields in meant.items() if len(fields) > 1} == {}
