"""The copy for a hall's laptop, as an officer has it made, fetches it, and learns what was on a laptop that is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from tearoad.capture.web.actions.hubs import copies, lost, pairing
from tearoad.capture.web.models import Hub, Phone
from tearoad.errors import Conflict
from tearoad.mission.web.models import Mission, SignedLink
from tearoad.office.web.models import Job, StoredFile
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry, Membership, Organisation, User
from tests.capture.web.conftest import send, sent
from tests.capture.web.hubs.test_hub_pages import page_of

CODE = "1f2e3d4c-00000000-11111111-22222222"


def test_a_copy_is_made_by_a_job_fetched_with_its_command_and_let_go_with_the_hub(
    signed_in: Client, officer: Actor, mission: Mission, paired_hub: pairing.PairedHub
) -> None:
    address = page_of(mission, f"{paired_hub.hub.pk}/copy/")
    assert [signed_in.post(address).status_code for _twice in range(2)] == [302, 302]
    job = Job.objects.get(kind="capture.hall_copy")
    assert (job.key, job.payload) == (str(paired_hub.hub.pk), {"hub": str(paired_hub.hub.pk)})
    assert str(job.pk) in signed_in.get(page_of(mission)).content.decode()

    Job.objects.update(state="done")
    copies.keep_copy(officer, paired_hub.hub, b"PK one", CODE)
    copies.keep_copy(officer, paired_hub.hub, b"PK two", CODE)
    (file,) = StoredFile.objects.filter(kind=copies.FILE)
    shown = signed_in.get(page_of(mission)).content.decode()
    assert f"/files/{file.pk}/" in shown
    assert f"--code {CODE}" in shown
    assert signed_in.get(f"/files/{file.pk}/").content == b"PK two"
    assert LedgerEntry.objects.filter(code="capture.hall_copied").count() == 2

    assert signed_in.post(page_of(mission, f"{paired_hub.hub.pk}/end/"), {"confirm": "Hall 7"}).status_code == 302
    assert not StoredFile.objects.filter(kind=copies.FILE).exists()
    assert signed_in.post(address).status_code == 409
    with pytest.raises(Conflict):
        copies.keep_copy(officer, Hub.objects.get(), b"PK late", CODE)


def test_only_who_sends_links_has_a_copy_made_or_fetches_it(
    officer: Actor, organisation: Organisation, mission: Mission, paired_hub: pairing.PairedHub
) -> None:
    copies.keep_copy(officer, paired_hub.hub, b"PK", CODE)
    auditor = User.objects.create_user("auditor@example.org")
    Membership.objects.create(user=auditor, organisation=organisation, role=Role.AUDITOR)
    client = Client()
    client.force_login(auditor)
    assert client.post(page_of(mission, f"{paired_hub.hub.pk}/copy/")).status_code == 403
    assert client.get(f"/files/{paired_hub.hub.copy_id}/").status_code == 403


def test_a_copy_is_let_go_of_after_a_week(officer: Actor, paired_hub: pairing.PairedHub) -> None:
    copies.keep_copy(officer, paired_hub.hub, b"PK", CODE)
    assert copies.forget_old_copies() == 0
    Hub.objects.update(copied_at=F("copied_at") - copies.KEEP - timedelta(hours=1))
    assert (copies.forget_old_copies(), copies.forget_old_copies()) == (1, 0)
    hub = Hub.objects.get()
    assert (hub.copy, hub.copied_at is None) == (None, False), "since when a copy is out is known for ever"


def test_the_page_of_a_lost_laptop_says_what_is_on_it_and_renews_the_ways_in(
    signed_in: Client,
    officer: Actor,
    mission: Mission,
    paired_hub: pairing.PairedHub,
    phone_of: Callable[[Role, str], Phone],
) -> None:
    phone = phone_of(Role.EXPORTER, "E01")
    send(phone, sent(1, notes="one"))
    copies.keep_copy(officer, paired_hub.hub, b"PK", CODE)
    send(phone, sent(2, notes="two"))
    held = Hub.objects.get().held
    assert (held["colleagues"], held["visitors"], held["phones"], held["links"]) == (1, 1, 1, 1)
    address = page_of(mission, f"{paired_hub.hub.pk}/end/")
    shown = signed_in.get(address).content.decode()
    assert "Visitors who were written down" in shown
    assert '<input type="checkbox" name="links">' in shown

    form = {"confirm": "Hall 7", "links": "on", "phones": "on"}
    assert signed_in.post(address, form).status_code == 302
    phone.refresh_from_db()
    assert phone.revoked_at is not None
    assert SignedLink.objects.get(pk=phone.link_id).revoked_at is not None
    assert LedgerEntry.objects.filter(code="capture.ways_in_renewed").count() == 1


def test_nothing_is_renewed_that_nobody_asked_for(
    officer: Actor, mission: Mission, phone_of: Callable[[Role, str], Phone]
) -> None:
    phone = phone_of(Role.EXPORTER, "E01")
    done = lost.renew_ways_in(officer, mission, new_links=False, stop_phones=False)
    assert done == lost.Renewed(0, 0, 0)
    phone.refresh_from_db()
    assert (phone.revoked_at, phone.link.revoked_at) == (None, None)
