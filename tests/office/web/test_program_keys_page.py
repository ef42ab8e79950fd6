"""The page of keys: made with a choice of mission, access and day; shown once; what cannot be is told at its field."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tearoad.people import Actor
from tearoad.people.web.models import Membership, Organisation, ProgramKey
from tearoad.people.web.queries.program_keys import IN_ADDRESS, office_day
from tests.queries import queries_of

PAGE = "/office/keys/"


def filled(officer: Actor, **more: str) -> dict[str, str]:
    until = office_day(Organisation.objects.get(pk=officer.tenant)) + timedelta(days=365)
    return {"name": "ERP of the chamber", "mission": "", "access": "read", "until": until.isoformat()} | more


def test_key_is_shown_once_and_works(signed_in: Client, officer: Actor) -> None:
    shown = signed_in.post(PAGE, filled(officer)).content.decode()
    match = IN_ADDRESS.search(shown)
    assert match is not None
    assert Client().get("/api/missions", headers={"Authorization": f"Bearer {match[0]}"}).status_code == 200
    later = signed_in.get(PAGE).content.decode()
    assert ("ERP of the chamber" in later, match[0] in later) == (True, False)
    change = f"{PAGE}{ProgramKey.objects.get().pk}/change/"
    replaced = IN_ADDRESS.search(signed_in.post(change, {"what": "replace"}).content.decode())
    assert replaced is not None
    assert replaced[0] != match[0]
    assert signed_in.post(change, {"what": "end_previous"}).status_code == 302
    assert "opens nothing any more" in signed_in.post(change, {"what": "revoke"}, follow=True).content.decode()
    assert signed_in.post(change, {"what": "sell"}).status_code == 422


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 61),
        ("mission", "00000000-0000-7000-8000-000000000000"),
        ("access", "all"),
        ("until", ""),
        ("until", "2024-02-30"),
        ("until", "1989-01-01"),
        ("until", "9999-12-31"),
    ],
)
def test_what_cannot_be_used_is_told_at_its_field(signed_in: Client, officer: Actor, field: str, value: str) -> None:
    answer = signed_in.post(PAGE, filled(officer, **{field: value}))
    text = answer.content.decode()
    assert (answer.status_code, ProgramKey.objects.count()) == (422, 0)
    at_field = text.partition(f'id="{field}"')[2]
    assert 'aria-invalid="true"' in at_field[:300]


def test_an_auditor_sees_keys_and_makes_none(signed_in: Client, officer: Actor) -> None:
    signed_in.post(PAGE, filled(officer))
    Membership.objects.update(role="auditor")
    text = signed_in.get(PAGE).content.decode()
    assert ("ERP of the chamber" in text, '<form method="post" class="card' in text) == (True, False)
    assert signed_in.post(PAGE, filled(officer)).status_code == 403
    assert signed_in.post(f"{PAGE}{ProgramKey.objects.get().pk}/change/", {"what": "revoke"}).status_code == 403


def test_page_of_keys_asks_as_much_for_three_as_for_one(signed_in: Client, officer: Actor) -> None:
    signed_in.post(PAGE, filled(officer))
    queries = queries_of(lambda: signed_in.get(PAGE))
    for _ in range(2):
        signed_in.post(PAGE, filled(officer))
    assert queries_of(lambda: signed_in.get(PAGE)) == queries
