"""What the office forgets, with everything that refers to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import models

from tearoad.office.web.actions.retention import JOB_DAYS, forget_old
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor
from tearoad.timetable.web.actions.planning import ask_for_plan
from tearoad.timetable.web.models import Draft
from tearoad.web.clock import now
from tests.timetable.web.drafts import mission_row


def test_nothing_keeps_a_job_from_being_forgotten() -> None:
    kept = [
        field
        for model in apps.get_models()
        for field in model._meta.get_fields()  # Django's own name for it
        if isinstance(field, models.ForeignKey) and field.related_model is Job
    ]
    assert len(kept) >= 3
    assert {str(key): key.remote_field.on_delete for key in kept} == {str(key): models.SET_NULL for key in kept}


@pytest.mark.django_db
def test_a_draft_outlives_the_job_that_made_it(officer: Actor) -> None:
    draft = ask_for_plan(officer, mission_row(officer))
    long_ago = now() - timedelta(days=JOB_DAYS + 1)
    Job.objects.filter(pk=draft.job_id).update(state=JobState.DONE, ended_at=long_ago)
    assert forget_old() == (0, 1)
    assert list(Draft.objects.values_list("number", "job")) == [(draft.number, None)]
