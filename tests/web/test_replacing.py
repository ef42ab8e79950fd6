"""What cannot be read is written over only by somebody who saw it and said so."""

from __future__ import annotations

import pytest
from django.db import connection, models, transaction
from django.test import Client

from tearoad.checklist.web import models as checklist_rows
from tearoad.mission.web import models as rows
from tearoad.people import Actor
from tearoad.people.web.models import Organisation
from tearoad.web.documents import ReplacesUnread, replacing
from tests.checklist.web.test_checklist_entries import SAMPLE, samples, url
from tests.mission.web.conftest import mission
from tests.web.forms import read_at
from tests.web.test_documents import kept

__all__ = ["mission"]
SPOILT = '{"id": 7, "secret": "<b>кофе</b>"}'


def spoil(row: models.Model, column: str) -> None:
    table, key = row._meta.db_table, row._meta.pk.get_db_prep_value(row.pk, connection)
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE "{table}" SET "{column}" = %s WHERE id = %s', [SPOILT, key])  # noqa: S608  # own names


def test_an_edit_of_what_cannot_be_read_shows_it_whole_before_it_is_replaced(
    signed_in: Client, mission: rows.Mission
) -> None:
    checklist_rows.Sample.objects.all().delete()
    signed_in.post(url("sample-new", mission), SAMPLE)
    row = checklist_rows.Sample.objects.get(mission=mission)
    spoil(row, "document")
    address = url("sample", mission, row.pk)
    sent = SAMPLE | read_at(signed_in, address)
    refused = signed_in.post(address, sent)
    shown = refused.content.decode()
    assert (refused.status_code, "&lt;b&gt;кофе&lt;/b&gt;" in shown, "<b>кофе" in shown) == (409, True, False)
    assert "кофе" in str(kept(row))
    fields = dict(refused.context["left"].fields) | {"read_version": refused.context["read"]}
    assert {name: fields[name] for name in sent} == sent, "nothing that was entered is lost"
    assert signed_in.post(address, fields | {"replace_unread": "another"}).status_code == 409
    assert signed_in.post(address, fields).status_code == 302
    assert [sample.firm for sample in samples(mission)] == ["E01"]
    assert signed_in.post(address, SAMPLE | read_at(signed_in, address)).status_code == 302


def test_who_asks_for_json_is_refused_and_shown_nothing_of_it(signed_in: Client, mission: rows.Mission) -> None:
    checklist_rows.Sample.objects.all().delete()
    signed_in.post(url("sample-new", mission), SAMPLE)
    row = checklist_rows.Sample.objects.get(mission=mission)
    spoil(row, "document")
    address = url("sample", mission, row.pk)
    sent = SAMPLE | read_at(signed_in, address)
    refused = signed_in.post(address, sent, headers={"Accept": "application/json"})
    assert (refused.status_code, refused.json()["code"], "secret" in refused.content.decode()) == (
        409,
        "web.replaces_unread",
        False,
    )


def test_a_column_of_the_organisation_is_no_exception(officer: Actor) -> None:
    row = Organisation.objects.get(pk=officer.tenant)
    spoil(row, "names")
    found = Organisation.objects.get(pk=officer.tenant)
    found.names = []
    with pytest.raises(ReplacesUnread) as refused, replacing(list), transaction.atomic():
        found.save()
    assert refused.value.kept.count("кофе") == 1
    with replacing(lambda: [refused.value.mark]):
        found.save()
    assert Organisation.objects.get(pk=officer.tenant).names == []
