"""The example mission with its two delegates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tearoad.journey.example import example_files, example_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.mission.web.models import Delegate, Mission
from tearoad.people import Actor
from tearoad.values import Language
from tests.suite.scenes import made_once

Form = Callable[..., dict[str, Any]]


@pytest.fixture
def mission(officer: Actor) -> Mission:
    """The example mission without a programme, so that nobody is needed by an item."""

    def make_mission_rows() -> Mission:
        row = make(officer, example_mission())
        write_files(officer, row, replace(example_files(Language.EN), programme=(), requests=()))
        row.refresh_from_db()
        return row

    return made_once("example mission without a programme", make_mission_rows)


@pytest.fixture
def head(mission: Mission) -> Delegate:
    """The head of the delegation."""
    found: Delegate = Delegate.objects.get(mission=mission, code="D01")
    return found


@pytest.fixture
def form_of(signed_in: Client) -> Form:
    """What a browser would send back of a delegate's form."""

    def read(mission: Mission, row: Delegate | None = None) -> dict[str, Any]:
        url = (
            reverse("mission-delegate", args=[mission.id, row.id])
            if row
            else reverse("mission-delegate-new", args=[mission.id])
        )
        context = signed_in.get(url).context
        form = context["form"]
        shown = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in shown.items() if value} | {"read_version": context.get("read") or ""}

    return read
