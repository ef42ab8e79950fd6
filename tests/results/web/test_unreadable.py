"""Results of a mission one of whose notes cannot be read: page and API say so alike."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tearoad.capture.web.models import Phone, SentRevision
from tearoad.mission.web.models import Mission
from tearoad.orders.web.models import Opportunity
from tests.capture.web.conftest import let_in, phone, send, sent, signed

__all__ = ["let_in", "phone", "signed"]  # fixtures


@pytest.mark.parametrize("address", ["/missions/{}/results/", "/api/missions/{}/results"])
def test_a_note_without_an_id_is_told_as_unreadable(
    signed_in: Client, mission: Mission, phone: Phone, address: str
) -> None:
    send(phone, sent(person="Анна"))
    row = SentRevision.objects.get()
    SentRevision.objects.filter(pk=row.pk).update(document=row.document | {"id": None})
    assert signed_in.get(address.format(mission.id)).status_code == 409


@pytest.fixture
def unreadable(opened: Opportunity) -> Opportunity:
    """An opportunity whose document is none."""
    Opportunity.objects.filter(pk=opened.pk).update(document={"nobody": "knows"})
    return opened


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("orders/hand-over/nosuch.csv", 404),
        ("results/editions/99/", 404),
        ("results/rows/nosuch/", 404),
        ("results/rows/firms/?of=firm:E99", 404),
        ("orders/", 200),
        ("results/", 200),
    ],
)
def test_a_row_that_nobody_asked_for_changes_no_refusal(
    signed_in: Client, mission: Mission, unreadable: Opportunity, address: str, status: int
) -> None:
    assert unreadable.mission_id == mission.pk
    assert signed_in.get(f"/missions/{mission.pk}/{address}").status_code == status


def test_what_cannot_be_used_is_refused_as_ever_to_programs(
    signed_in: Client, mission: Mission, unreadable: Opportunity
) -> None:
    headers, base = {"Idempotency-Key": "k"}, f"/api/missions/{mission.pk}/opportunities"
    said = {"firm": "E01", "buyer": "B999", "about": "Tea", "next_step": "offer", "due_on": "2024-02-01"}
    answer = signed_in.post(base, said, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "orders.no_such_buyer")
    assert signed_in.get(f"{base}/{uuid4()}").status_code == 404
    assert signed_in.get(f"{base}/{unreadable.pk}").status_code in {200, 409}


@pytest.mark.usefixtures("unreadable")
def test_notice_is_one_line_whose_rows_open(signed_in: Client, mission: Mission) -> None:
    page = signed_in.get(f"/missions/{mission.pk}/orders/").content.decode()
    notice = page.partition("data-unread")[2].partition("</section>")[0]
    summary, _, listed = notice.partition("</summary>")
    assert ("1 row" in summary, "orders.Opportunity" in summary, "orders.Opportunity" in listed) == (True, False, True)
