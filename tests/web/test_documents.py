"""Every column of JSON says what it keeps; what is something else is shown as such, and never written over unseen."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection, models

from tearoad.mission.web.models import Delegate, Mission
from tearoad.people import Actor
from tearoad.text import Text
from tearoad.values.document import text_to_document
from tearoad.web.documents import DocumentField, Unreadable, UnreadDocument, noting, unread_now, whole
from tests.mission.web.conftest import mission

__all__ = ["mission"]
COLUMNS = [
    field
    for model in apps.get_models()
    for field in model._meta.local_concrete_fields
    if isinstance(field, models.JSONField) and model.__module__.startswith("tearoad.")
]
WRITTEN = ["null", "7", '"x"', "[7]", '{"id": 7, "name": 7, "code": 7}', "9" * 5000, "[" * 500 + "]" * 500]


def test_every_column_of_json_says_what_it_keeps() -> None:
    assert [str(column) for column in COLUMNS if not isinstance(column, DocumentField)] == []
    assert len(COLUMNS) > 40


@pytest.mark.parametrize("column", COLUMNS, ids=str)
def test_no_column_raises_over_what_it_does_not_keep(column: DocumentField) -> None:
    """Where nothing is kept of a document but that it is one, an object is one."""
    for written in WRITTEN:
        found = column.from_db_value(written, None, connection)
        assert isinstance(found, dict | list) or found is None, written


@pytest.mark.parametrize(
    "column",
    [
        column
        for column in COLUMNS
        if isinstance(column, DocumentField) and column.least is None and not column.may_be_empty
    ],
    ids=str,
)
def test_what_stands_for_a_document_can_be_read(column: DocumentField) -> None:
    found = column.from_db_value("7", None, connection)
    assert found.note.model == column.model._meta.label
    column.judge(found)


def spoil(row: models.Model, written: str = '{"id": 7}') -> None:
    """Write nonsense into a row past every reader."""
    table, key = row._meta.db_table, row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET document = %s WHERE id = %s', [written, key])  # noqa: S608  # own names


def kept(row: models.Model) -> object:
    """Return what stands in the database."""
    with connection.cursor() as cursor:
        key = row._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute(f'SELECT document FROM "{row._meta.db_table}" WHERE id = %s', [key])  # noqa: S608  # own names
        return str(cursor.fetchone()[0]).replace("'", '"')


def test_what_cannot_be_read_keeps_its_id_and_is_noted(mission: Mission) -> None:
    row = Delegate.objects.filter(mission=mission)[0]
    spoil(row)
    with noting() as notes:
        found = Delegate.objects.get(pk=row.pk)
        assert (found.document["id"], [note.row for note in notes]) == (row.code, [str(row.pk)])
        assert [text.code for text in unread_now()] == ["web.unreadable_row"]


def test_a_row_is_saved_and_what_cannot_be_read_of_it_stays(mission: Mission) -> None:
    row = Delegate.objects.filter(mission=mission)[0]
    spoil(row)
    found = Delegate.objects.get(pk=row.pk)
    found.name = "Somebody else"
    found.save()
    assert (kept(row), Delegate.objects.get(pk=row.pk).name) == ('{"id": 7}', "Somebody else")


def test_where_guessing_would_do_harm_it_is_an_error(mission: Mission) -> None:
    row = Delegate.objects.filter(mission=mission)[0]
    spoil(row)
    with pytest.raises(Unreadable) as refused, whole():
        list(Delegate.objects.filter(mission=mission))
    assert [problem.code for problem in refused.value.problems] == ["web.unreadable_row"]


def test_a_part_of_a_document_is_read_by_the_database(officer: Actor, mission: Mission) -> None:
    del officer
    row = Delegate.objects.filter(mission=mission).order_by("code")[0]
    assert Delegate.objects.filter(pk=row.pk).values_list("document__id", flat=True)[0] == row.code


def test_a_sentence_that_nobody_knows_is_told_as_such() -> None:
    column = DocumentField(Text)
    column.model, column.name = Delegate, "document"  # as Django gives them
    unknown = '{"code": "web.no_such_sentence", "params": {}}'
    assert column.from_db_value(unknown, None, connection) == text_to_document(Text("web.unreadable_text"))


def test_nothing_else_is_written_into_a_new_row() -> None:
    column = DocumentField(dict, default=dict)
    column.set_attributes_from_name("document")
    found = UnreadDocument()
    found.note = SimpleNamespace(text=Text("web.unreadable"))  # type: ignore[assignment]  # the part that is used
    with pytest.raises(Unreadable):
        column.pre_save(SimpleNamespace(document=found), add=True)
