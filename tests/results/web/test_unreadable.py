"""Results of a mission one of whose notes cannot be read: page and API say so alike."""

from __future__ import annotations

import pytest
from django.test import Client

from tearoad.capture.web.models import Phone, SentRevision
from tearoad.mission.web.models import Mission
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
