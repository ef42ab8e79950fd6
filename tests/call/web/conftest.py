"""A mission with an open call, and what a firm sends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from tearoad.call.usual import usual_call
from tearoad.call.web import models as rows
from tearoad.call.web.actions import receiving
from tearoad.call.web.actions.settings import write_call
from tearoad.journey.example import example_mission
from tearoad.mission.web.actions.missions import make
from tearoad.office.web.models import Message
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership, Organisation, User
from tearoad.web.clock import fair_now
from tests.suite.scenes import made_once

SENT = {
    "name_native": "示例茶业有限公司",
    "name_latin": "Example Tea Co., Ltd.",
    "registration_number": "91520100EXAMPLE00X",
    "city": "Lan'an",
    "ownership": "private",
    "size": "medium",
    "product_0_native": "绿茶",
    "product_0_latin": "Green tea",
    "product_0_hs": "0902.10",
    "certificates": "HACCP | 00123 | 2027-05-01\nISO 22000",
    "languages": ["zh", "ru"],
    "person_native": "王示例",
    "person_latin": "WANG Shili",
    "email": "wang@example.com",
    "phone": "+86 138 0000 0000",
    "about": "A distributor",
    "q_exports": "yes",
    "q_label": "ready",
    "q_monthly": "2",
    "q_speaks": "yes",
    "q_partners": "Chains",
    "consent": "on",
}


@pytest.fixture
def call(officer: Actor) -> rows.Call:
    """A call for two firms, one may wait."""

    def make_call() -> rows.Call:
        mission = make(officer, example_mission())
        at = fair_now()
        made = usual_call(at - timedelta(days=1), at + timedelta(days=10), "tea-2027", cap=2)
        return write_call(officer, mission, replace(made, waiting=1))

    return made_once("a call for two firms", make_call)


@pytest.fixture
def outside() -> Client:
    """A browser of a firm: no account."""
    return Client()


@pytest.fixture
def applied(call: rows.Call, outside: Client) -> Callable[..., rows.Application]:
    """Send the form and open the link, as a firm does; returns the row."""

    def send(number: int = 1, **more: str) -> rows.Application:
        sent = SENT | {
            "name_latin": f"Firm {number} Ltd.",
            "name_native": f"示例{number}公司",
            "registration_number": f"9152{number:04d}",
            "email": f"firm{number}@example.com",
        }
        answer = outside.post(f"/call/{call.address}/", sent | more)
        assert answer.status_code == 302, answer.content.decode()
        confirm_latest()
        row: rows.Application = rows.Application.objects.get(
            code=rows.Application.objects.latest("received_at", "code").code
        )
        return row

    return send


def proof_of_latest() -> str:
    """Return what the last mail's link holds."""
    body = Message.objects.filter(kind="call_confirm").latest("written_at", "id").body
    return str(body.partition("/call/confirm/")[2].partition("/")[0])


def confirm_latest() -> None:
    """Open the link of the last mail."""
    receiving.confirm(receiving.proven(proof_of_latest()))


@pytest.fixture
def second(officer: Actor) -> tuple[Actor, Client]:
    """A second officer of the house, and their browser."""

    def make_account() -> User:
        user = User.objects.create_user("second@example.org", name="Second")
        house = Organisation.objects.get(pk=officer.tenant)
        Membership.objects.create(user=user, organisation=house, role=Role.OFFICER)
        return user

    user = made_once("a second officer", make_account)
    client = Client()
    client.force_login(user)
    return Actor(officer.tenant, Role.OFFICER, user.id, name="Second"), client
