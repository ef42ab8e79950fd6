"""A form that makes something, sent twice, makes it once."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from tearoad.mission import Delegate
from tearoad.mission.checklist import Sample
from tearoad.mission.web import models as rows
from tearoad.mission.web.actions.checklist import entries, tasks
from tearoad.mission.web.actions.delegation import delegates
from tearoad.mission.web.queries.checklist.tasks import task_of
from tearoad.names import PersonName
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry, Tenanted
from tearoad.values import PersonId
from tearoad.values.document import from_document
from tests.mission.web.test_checklist_entries import POST, SAMPLE

TASK = {"title_en": "Print the map", "due_on": "2027-02-05", "whom": "mission:", "owner": "officer"}
TASK |= {"evidence": "note", "escalate_to": "manager"}


@pytest.mark.parametrize(
    ("name", "model", "sent"),
    [
        ("delegate", rows.Delegate, {"native": "周示例", "latin": "ZHOU Shili", "firm": "E01"}),
        ("checklist", rows.ChecklistTask, TASK),
        ("sample", rows.Sample, SAMPLE),
        ("post", rows.DiplomaticPost, POST),
    ],
)
def test_back_and_save_again_leads_to_what_was_saved(
    signed_in: Client, mission: rows.Mission, name: str, model: type[Tenanted], sent: dict[str, str]
) -> None:
    here = reverse(f"mission-{name}-new", args=[mission.id])
    page = signed_in.get(here)
    sent = sent | {"form_key": page.context["once"].key}
    assert f'name="form_key" value="{sent["form_key"]}"' in page.content.decode()
    before = set(model.objects.values_list("pk", flat=True))
    assert signed_in.post(here, sent).status_code == 302
    (made,) = set(model.objects.values_list("pk", flat=True)) - before
    entries_ = LedgerEntry.objects.count()
    again = signed_in.post(here, sent, follow=True)
    one = "checklist-task" if name == "checklist" else name
    assert again.redirect_chain == [(reverse(f"mission-{one}", args=[mission.id, made]), 302)]
    assert "This form was saved before" in again.content.decode()
    assert (model.objects.count(), LedgerEntry.objects.count()) == (len(before) + 1, entries_)
    assert signed_in.post(here, sent | {"form_key": signed_in.get(here).context["once"].key}).status_code == 302
    assert model.objects.count() == len(before) + 2


def test_two_sends_at_once_make_one(officer: Actor, mission: rows.Mission) -> None:
    person = Delegate(PersonId("D07"), PersonName(latin="ZHOU Shili"))
    id_ = UUID(int=7)
    made: list[Model] = [delegates.add(officer, mission, person, id_) for _ in range(2)]
    task = task_of(rows.ChecklistTask.objects.get(code="K01"))
    made += [tasks.add(officer, mission, task, id_) for _ in range(2)]
    sample = from_document(Sample, rows.Sample.objects.get(mission=mission).document)
    rows.Sample.objects.all().delete()
    made += [entries.add(officer, mission, sample, id_) for _ in range(2)]
    assert {one.pk for one in made} == {id_}
    counts = [model.objects.filter(pk=id_).count() for model in (rows.Delegate, rows.ChecklistTask, rows.Sample)]
    assert counts == [1, 1, 1]
