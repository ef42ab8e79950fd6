"""Whatever a person reads in a cell finds its row: in the search, and in a filter of its column; in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tearoad.journey.tables import TABLE_KINDS
from tearoad.journey.web.queries.tables.listing import ListedKeys, TableQuery
from tearoad.journey.web.queries.tables.pages import EditableCell, TableScene
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.values import Language
from tests.journey.web.tables.conftest import Edit, cell, row_in

TOLD_BESIDE = frozenset({"rate", "firms"})
"""Cells that say two fields of a row at once; a filter looks at the first."""


def missed(scene: TableScene, query: Callable[[EditableCell], TableQuery | None]) -> Iterator[tuple[str, str, str]]:
    """Yield each cell that a person sees and does not find its row by."""
    for row in rows_of(scene.table, scene.mission):
        for line in scene.editable_row(row, scene.table.columns).lines:
            for editable_cell in line.cells:
                search = query(editable_cell) if editable_cell.shown.strip() else None
                if search and row.pk not in ListedKeys(scene.table, scene.mission, search, scene.names)[:]:
                    yield row.code, editable_cell.column.field, editable_cell.shown


def by_filter(editable_cell: EditableCell) -> TableQuery | None:
    """Return the filter that a person sets who reads a cell: chosen where its column has choices."""
    if not editable_cell.column.path or editable_cell.column.field in {"id", *TOLD_BESIDE}:
        return None
    choices = editable_cell.column.column.choices
    return TableQuery(
        filters={editable_cell.column.field: str(choices.read(editable_cell.text)) if choices else editable_cell.shown}
    )


@pytest.mark.parametrize("table", TABLE_KINDS)
def test_what_is_read_in_a_cell_finds_its_row(mission: Mission, table: str) -> None:
    for language in Language:
        scene = TableScene(TABLE_KINDS[table], mission, language)
        assert [*missed(scene, lambda editable_cell: TableQuery(words=editable_cell.shown))] == []
        assert [*missed(scene, by_filter)] == []


def found_by(mission: Mission, words: str, table: str = "buyers", language: Language = Language.EN) -> list[str]:
    scene = TableScene(TABLE_KINDS[table], mission, language)
    keys = ListedKeys(scene.table, mission, TableQuery(words=words), scene.names)[:]
    return [row.code for row in scene.rows_with(keys)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    "words",
    [
        *("Georgian", "грузинский", "格鲁吉亚语"),
        *("Kyrgyzstan", "Кыргызстан", "吉尔吉斯斯坦", "KG"),
        *("2000 кг", "2000 kg", "2000 公斤", "２０００", "ＤＥＰＯＴ"),
        *("online", "онлайн", "电商", "0902.20", "9.50/kg", "USD 9.50"),
    ],
)
def test_a_row_is_found_by_codes_and_by_the_words_of_every_language(
    edit: Edit, mission: Mission, words: str, language: Language
) -> None:
    row = row_in(mission, "buyers", "B002")
    texts = {"languages": "ka", "country": "KG", "volume": "2000 kg", "note": "depot", "category": "online"}
    texts |= {"want_hs": "090220", "target_price": "USD 9.50/kg"}
    assert edit("buyers", *(cell(row, field, text) for field, text in texts.items()))["faults"] == []
    assert "B002" in found_by(mission, words, language=language)


@pytest.mark.parametrize("words", ["%", "_", "%%", "B00_", "\\"])
def test_a_sign_that_databases_read_as_anything_stands_for_itself(edit: Edit, mission: Mission, words: str) -> None:
    assert found_by(mission, words) == []
    scene = TableScene(TABLE_KINDS["buyers"], mission, Language.EN)
    search = TableQuery(filters={"note": words})
    assert ListedKeys(scene.table, mission, search, scene.names)[:] == []
    edit("buyers", cell(row_in(mission, "buyers", "B002"), "note", f"about 5{words}"))
    assert found_by(mission, words) == ["B002"]
    assert len(ListedKeys(scene.table, mission, search, scene.names)) == 1


def test_a_filter_finds_the_second_need_of_a_buyer_and_what_goes_without_saying(edit: Edit, mission: Mission) -> None:
    row = row_in(mission, "buyers", "B001")
    edit("buyers", cell(row, "want", "first"), cell(row, "want", "second", line=1))
    scene = TableScene(TABLE_KINDS["buyers"], mission, Language.EN)
    for filters in ({"want": "second"}, {"want": "second", "private_label": "нет"}):
        keys = ListedKeys(scene.table, mission, TableQuery(filters=filters), scene.names)[:]
        assert [row.code for row in scene.rows_with(keys)] == ["B001"]


SAID = {
    "name_native": "ООО «Ёлка и Мёд»",
    "name_latin": "Yolka & Myod Foods",
    "city": "Санкт-Петербург",
    "phone": "+7 (495) 000-01-77",
    "email": "Ivan.Petrov@Example.org",
    "contact_native": "Пётр Щукин",
    "registration_number": "7707083893",
    "want": "绿茶 Green tea",
    "want_hs": "090210",
    "note": "halal; 50% prepaid",
}


@pytest.mark.parametrize(
    "words",
    [
        *(
            "8 495 000 01 77",
            "+7 495 0000177",
            "007 495 000-01-77",
            "000-01-77",
            "(495) 000 01 77",
            "８４９５００００１７７",
        ),
        *("+7-495-000-01-77", "495.000.01.77", "7 (495) 0000177"),
        *("ivan.petrov@example.org", "IVAN.PETROV", "petrov@", "@example.org", "Ivan.Petrov@Example.org"),
        *("елка", "ЁЛКА", "elka", "Мед", "МЁД", "yolka", "myod foods", "foods yolka"),
        *("щукин", "Петр Щукин", "санкт-петербург", "Петербург"),
        *("绿茶", "green TEA", "0902.10", "090210", "7707083893", "50%", "halal", "B002"),
    ],
)
def test_a_row_is_found_by_whatever_somebody_knows_of_it(edit: Edit, mission: Mission, words: str) -> None:
    row = row_in(mission, "buyers", "B002")
    assert edit("buyers", *(cell(row, field, text) for field, text in SAID.items()))["faults"] == []
    assert "B002" in found_by(mission, words)
