"""What is kept beside a company's document, to sort and to find by, says what the whole document says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tearoad.companies import Buyer, BuyerCategory, Contact, Decides, Ownership, Product, Want
from tearoad.companies.web.actions.register import enter, erase_contact
from tearoad.companies.web.queries.register import party_of, stands_in_brief
from tearoad.journey.tables import TABLE_KINDS, TableColumn, sort_keys
from tearoad.journey.web.queries.tables.listing import ListedKeys, TableQuery
from tearoad.journey.web.queries.tables.pages import TableScene
from tearoad.journey.web.queries.tables.stored import rows_of
from tearoad.mission.web.models import Mission
from tearoad.names import FirmName, PersonName, to_latin
from tearoad.people import Actor
from tearoad.values import HSCode, Language
from tests.journey.web.tables.conftest import Edit, cell, row_in

TEXTS = ("", "Ёж 10", "еж 9", "茶 2", "茶 10", "Tea", "tea 1.5", "[a", "{a", "10", "9", "№ 5", "чай")
lines = st.sampled_from(TEXTS)
filled = st.sampled_from(TEXTS[1:])
codes = st.sampled_from(["090210", "0902100001"]).map(HSCode) | st.none()
people = st.builds(PersonName, lines, lines, lines, lines)
contacts = st.builds(
    Contact,
    person=people,
    phone=st.sampled_from(["", "+74951234567", "+8613800138000"]),
    email=st.sampled_from(["", "a@example.org", "B10@example.org", "b9@example.org"]),
)
firms = st.builds(FirmName, filled, lines, lines, lines)
common = st.fixed_dictionaries({"name": firms, "contact": contacts})
wants = st.lists(st.builds(Want, filled, codes), max_size=2).map(tuple)
products = st.lists(st.builds(Product, firms, codes), max_size=2).map(tuple)
buyers = st.fixed_dictionaries(
    {"category": st.sampled_from(BuyerCategory), "decides": st.sampled_from(Decides), "wants": wants}
)
exporters = st.fixed_dictionaries({"ownership": st.sampled_from(Ownership), "products": products})


def in_whole(document: Mapping[str, Any], column: TableColumn) -> Any:  # noqa: ANN401  # what JSON holds
    found: Any = document
    for step in column.path:
        if isinstance(step, int):
            found = found[step] if found and len(found) > step else None
        else:
            found = (found or {}).get(step)
    return found


def expected(table: str, mission: Mission, column: TableColumn, language: Language, *, descending: bool) -> list[str]:
    choices = column.column.choices
    called = {str(word): choices.write(word, language) for word in choices.words} if choices else {}
    keyed = [
        (sort_keys([in_whole(row.company.document, column)], called)[0], row.code)
        for row in rows_of(TABLE_KINDS[table], mission)
    ]
    in_order = sorted((pair for pair in keyed if pair[0]), key=lambda pair: pair[0], reverse=descending)
    return [code for _key, code in in_order] + [code for key, code in keyed if not key]


@pytest.mark.parametrize("table", ["buyers", "exporters"])
@settings(
    max_examples=4,
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data(), language=st.sampled_from(Language), direction=st.sampled_from(["ascending", "descending"]))
def test_companies_are_sorted_as_their_whole_documents_say(
    officer: Actor, mission: Mission, table: str, data: st.DataObject, language: Language, direction: str
) -> None:
    for row in rows_of(TABLE_KINDS[table], mission):
        party = party_of(row.company, row.document)
        changes: dict[str, Any] = {**data.draw(common), **data.draw(buyers if isinstance(party, Buyer) else exporters)}
        enter(officer, replace(party, **changes), row.company)
    scene = TableScene(TABLE_KINDS[table], mission, language)
    code_of = {row.pk: row.code for row in rows_of(scene.table, mission)}
    briefly = [column for column in scene.table.columns if stands_in_brief(column.path)]
    assert len(briefly) == {"buyers": 14, "exporters": 17}[table]
    for column in briefly:
        query = TableQuery(sort=column.field, descending=direction == "descending")
        keys = ListedKeys(scene.table, mission, query, scene.names)[:]
        wanted = expected(table, mission, column, language, descending=query.descending)
        assert (column.field, [code_of[key] for key in keys]) == (column.field, wanted)


CYRILLIC = st.text("абвгдежзиклмнопрстуфхцчшщэюяё", min_size=4, max_size=9).map(str.capitalize)


def found_by(mission: Mission, words: str, table: str) -> list[str]:
    scene = TableScene(TABLE_KINDS[table], mission, Language.RU)
    keys = ListedKeys(scene.table, mission, TableQuery(words=words), scene.names)[:]
    return [row.code for row in scene.rows_with(keys)]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(family=CYRILLIC, given_name=CYRILLIC)
def test_who_is_found_in_one_script_is_found_as_they_read_in_latin_letters(
    officer: Actor, mission: Mission, family: str, given_name: str
) -> None:
    row = row_in(mission, "buyers", "B002")
    person = PersonName(native=f"{family} {given_name}")
    enter(officer, replace(party_of(row.company, row.document), contact=Contact(person)), row.company)
    in_latin = to_latin(person.native, person=True)
    for words in (family, family.upper(), person.native, in_latin, *in_latin.split(), in_latin.upper()):
        assert "B002" in found_by(mission, words, "buyers")


@pytest.mark.parametrize("words", ["shchukin", "Shchukin Petr", "petr", "ЩУКИН"])
@pytest.mark.parametrize("table", ["buyers", "delegates", "interpreters"])
def test_a_person_is_found_in_latin_letters_in_every_table_of_people(
    edit: Edit, mission: Mission, table: str, words: str
) -> None:
    row = rows_of(TABLE_KINDS[table], mission)[0]
    around = ("contact", "person") if table == "buyers" else ("name",)
    person = {"native": "Пётр Щукин", "latin": "", "local": "", "family": "Щукин"}
    fields = {column.field: column.path[-1] for column in TABLE_KINDS[table].columns if column.path[:-1] == around}
    cells = [cell(row, field, person[str(part)]) for field, part in fields.items() if part in person]
    assert len(cells) >= 2
    assert edit(table, *cells)["faults"] == []
    assert row.code in found_by(mission, words, table)


def test_who_is_erased_is_found_no_more(officer: Actor, mission: Mission) -> None:
    row = row_in(mission, "buyers", "B002")
    known = Contact(PersonName("Пётр Щукин"), email="shchukin@example.org")
    enter(officer, replace(party_of(row.company, row.document), contact=known), row.company)
    assert found_by(mission, "petr", "buyers") == ["B002"]
    assert erase_contact("shchukin@example.org") == 1
    company = row_in(mission, "buyers", "B002").company
    assert (company.contact_names, company.brief_document.get("contact")) == ("", None)
    assert found_by(mission, "petr", "buyers") == []
