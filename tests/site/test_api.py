from __future__ import annotations

import pytest
from django.test import Client

from tearoad.demo.make import make_mission
from tearoad.journey.web.actions.write_files import write_files
from tearoad.mission.web.actions.missions import make
from tearoad.people import Actor, Policy
from tearoad.site.api import addresses


def test_a_mission_and_its_participants_can_be_read(officer: Actor, signed_in: Client) -> None:
    files = make_mission()
    row = make(officer, files.mission)
    write_files(officer, row, files)
    found = signed_in.get("/api/missions").json()
    assert [mission["id"] for mission in found] == [str(row.id)]
    there = signed_in.get(f"/api/missions/{row.id}/participants").json()
    assert [entry["code"] for entry in there] == [
        *(exporter.id for exporter in files.exporters),
        *(buyer.id for buyer in files.buyers),
    ]
    plan = signed_in.get(f"/api/missions/{row.id}/meetings").json()
    assert plan == {"number": 0, "published_at": None, "meetings": []}


@pytest.mark.parametrize("kind", ["missions", "companies", "jobs"])
def test_what_is_not_there_is_told_in_the_callers_language(signed_in: Client, kind: str) -> None:
    address = f"/api/{kind}/00000000-0000-7000-8000-000000000000"
    signed_in.cookies["language"] = "ru"
    answer = signed_in.get(address)
    assert (answer.status_code, answer.headers["Content-Language"]) == (404, "ru")
    assert answer.json()["code"].endswith(("no_such_mission", "no_such_company", "job_gone"))


def test_every_operation_declares_a_policy() -> None:
    assert {type(getattr(pattern.callback, "policy", None)) for pattern in addresses()} == {Policy}
