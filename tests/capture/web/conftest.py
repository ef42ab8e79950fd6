"""A mission at the fair, a firm's link, phones of firms and what they send."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from tearoad.capture.web.actions.phones import enrol
from tearoad.capture.web.actions.receiving import PhoneStatus, receive
from tearoad.capture.web.models import Phone
from tearoad.mission.web.actions import links
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.office.web.models import Job
from tearoad.people import Actor, Role
from tearoad.web.clock import now
from tests.mission.web.conftest import mission, stranger
from tests.office.job_run import UnstoppedRun

__all__ = ["mission", "stranger"]

Sent = dict[str, Any]


@pytest.fixture
def link_of(officer: Actor, mission: Mission) -> Callable[[str], str]:
    """From a firm's code to the path that its link opens."""

    def make(party: str) -> str:
        address = links.make(officer, mission, Role.EXPORTER, party).address
        return "/v/" + address.rstrip("/").rpartition("/")[2] + "/"

    return make


@pytest.fixture
def signed(officer: Actor, mission: Mission) -> Callable[[str], SignedLink]:
    """From a firm's code to the link it has; one is made where it has none."""

    def found(party: str) -> SignedLink:
        those = SignedLink.objects.filter(mission=mission, party=party)
        if not those.exists():
            links.make(officer, mission, Role.EXPORTER, party)
        link: SignedLink = those.latest("made_at")
        return link

    return found


def secret_of(phone: UUID | str) -> str:
    """Return what a phone of a test speaks with; one that is of use makes it by chance."""
    return f"{phone}-{phone}"


@pytest.fixture
def let_in(officer: Actor, mission: Mission, signed: Callable[[str], SignedLink]) -> Callable[..., Phone]:
    """Let a new phone of a firm in."""

    def enrolled(party: str = "E01", phone: UUID | None = None) -> Phone:
        by = Actor(officer.tenant, Role.EXPORTER, mission=mission.pk, party=party)
        identity = phone or UUID(str(uuid7()))
        return enrol(by, signed(party), identity, secret_of(identity), "android")

    return enrolled


@pytest.fixture
def phone(let_in: Callable[..., Phone]) -> Phone:
    """A phone of E01."""
    return let_in()


def sent(number: int = 1, report: str = "", **values: Any) -> Sent:  # noqa: ANN401  # JSON data
    """Return a revision as a phone sends it; `files` are no field but what it names beside them."""
    files = values.pop("files", [])
    more = {"files": list(files)} if files else {}
    return more | {
        "schema": 1,
        "id": str(uuid7()),
        "report": report or str(uuid7()),
        "number": number,
        "made_at": datetime(2027, 2, 9, 10, tzinfo=UTC).isoformat(),
        "meeting": "",
        "values": values,
        "replaces": {},
    }


def run_of(job: Job) -> UnstoppedRun:
    """Return a job as its handler gets it."""
    return UnstoppedRun(job.tenant_id, job.payload, job.pk, job.asked_by)


def send(phone: Phone, *documents: object, **status: Any) -> list[tuple[str, list[str]]]:  # noqa: ANN401  # of `PhoneStatus`
    """Send from a phone whose clock is right; return where each thing is now, and the codes of the reasons."""
    said: dict[str, Any] = {"clock": now(), "made": len(documents)} | status
    answers = receive(phone, PhoneStatus(**said), documents)
    return [(answer.kept.value, [reason.code for reason in answer.reasons]) for answer in answers]
