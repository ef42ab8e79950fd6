"""What strangers send in a firm's name keeps nobody out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tearoad.call import Application
from tearoad.call.web import models as rows
from tearoad.call.web.actions import personal, receiving, refusals
from tearoad.office.files.pdf import inside
from tearoad.office.files.pdf_inside import Inside
from tearoad.office.web.models import Message
from tearoad.values.document import from_document
from tearoad.web.clock import now
from tests.call.web.conftest import SENT, confirm_latest, proof_of_latest
from tests.office.files import pdfs

Apply = Callable[..., rows.Application]


def _rival(call: rows.Call, times: int, **sent: str) -> list[int]:
    """Send forms in the firm's name, each from another address and a little different."""
    return [
        Client(REMOTE_ADDR=f"10.1.{number}.1")
        .post(f"/call/{call.address}/", SENT | {"about": f"{number}"} | sent)
        .status_code
        for number in range(times)
    ]


def _said(row: rows.Application) -> Application:
    row.refresh_from_db()
    return from_document(Application, row.document)


@pytest.mark.parametrize("email", ["rival@example.net", "wang@example.com"])
def test_forms_that_nobody_confirmed_do_not_shut_the_firm_out(
    call: rows.Call, outside: Client, signed_in: Client, email: str
) -> None:
    assert _rival(call, 35, email=email) == [302] * 35
    assert outside.post(f"/call/{call.address}/", SENT | {"city": "Zunyi"}).status_code == 302
    ours = rows.Revision.objects.latest("sent_at", "id")
    link = f"/call/confirm/{proof_of_latest()}/"
    chosen = {"revision": str(ours.pk)} if str(ours.pk) in outside.get(link).content.decode() else {}
    assert outside.post(link, chosen).status_code == 302
    ours.refresh_from_db()
    assert (_said(ours.application).city, ours.is_strange) == ("Zunyi", False)
    assert ours.application.confirmed_at is not None
    page = signed_in.get(f"/missions/{call.mission_id}/call/")
    assert [line.application.city for line in page.context["lines"]] == ["Zunyi"]


def test_a_firm_that_confirmed_goes_on_correcting_its_form_beside_strangers(
    call: rows.Call, applied: Apply, outside: Client
) -> None:
    row = applied()
    mine = {
        "name_latin": "Firm 1 Ltd.", "name_native": "示例1公司", "registration_number": "91520001",
        "email": "firm1@example.com",
    }  # fmt: skip
    assert _rival(call, 35, **mine | {"email": "rival@example.net"}) == [302] * 35
    assert outside.post(f"/call/{call.address}/", SENT | mine | {"city": "Zunyi"}).status_code == 302
    confirm_latest()
    assert _said(row).city == "Zunyi"


def test_the_first_to_show_a_mailbox_is_the_firm_and_the_second_waits_for_the_officer(
    call: rows.Call, outside: Client
) -> None:
    _rival(call, 1, email="rival@example.net")
    proof = proof_of_latest()
    outside.post(f"/call/{call.address}/", SENT)
    confirm_latest()
    row = rows.Application.objects.exclude(confirmed_at=None).get()
    assert _said(row).contact.email == SENT["email"]
    receiving.confirm(receiving.proven(proof))
    assert _said(row).contact.email == SENT["email"]
    assert rows.Application.objects.count() == 1
    waits = list(rows.Revision.objects.filter(application=row).values_list("number", "is_strange"))
    assert waits == [(1, False), (2, True)]


def test_a_form_that_names_two_firms_joins_neither_to_the_other(call: rows.Call, outside: Client) -> None:
    both = {"name_native": "甲公司", "name_latin": "Second Ltd.", "registration_number": ""}
    _rival(call, 1, **both | {"email": "rival@example.net"})
    for name, email in (
        ({"name_native": "甲公司", "name_latin": ""}, "a@example.com"),
        ({"name_native": "", "name_latin": "Second Ltd."}, "b@example.com"),
    ):
        outside.post(f"/call/{call.address}/", SENT | name | {"registration_number": "", "email": email})
        confirm_latest()
    confirmed = rows.Application.objects.exclude(confirmed_at=None).order_by("code")
    assert [_said(application).contact.email for application in confirmed] == ["a@example.com", "b@example.com"]
    assert not rows.Revision.objects.filter(is_strange=True).exists()


def test_beyond_more_than_any_call_has_the_newest_gets_in(
    call: rows.Call, outside: Client, applied: Apply, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "MOST_UNCONFIRMED", 3)
    kept = applied()
    for number in range(5):
        made_up = {
            "name_native": f"虚构{number}",
            "name_latin": "",
            "registration_number": f"X{number}",
            "email": f"x{number}@example.net",
        }
        assert _rival(call, 1, **made_up) == [302]
    assert outside.post(f"/call/{call.address}/", SENT).status_code == 302
    confirm_latest()
    assert rows.Application.objects.filter(confirmed_at=None).count() == 2
    assert set(rows.Application.objects.exclude(confirmed_at=None).values_list("name", flat=True)) == {
        kept.name,
        SENT["name_native"],
    }


def test_a_mailbox_gets_so_many_mails_and_each_link_confirms_what_its_owner_sent(
    call: rows.Call, outside: Client
) -> None:
    _rival(call, 15, email="wang@example.com", registration_number="")
    assert Message.objects.count() == refusals.MAILS
    assert outside.post(f"/call/{call.address}/", SENT | {"city": "Zunyi"}).status_code == 302
    assert Message.objects.count() == refusals.MAILS
    assert "any earlier mail" in outside.get(f"/call/{call.address}/thanks/").content.decode()
    link = f"/call/confirm/{proof_of_latest()}/"
    ours = rows.Revision.objects.latest("sent_at", "id")
    assert str(ours.pk) in outside.get(link).content.decode()
    strange = rows.Revision.objects.create(
        application=ours.application, number=99, document=ours.document | {"contact": {"email": "x@example.net"}},
        sent_at=now(), proof_digest="x",
    )  # fmt: skip
    assert outside.post(link, {"revision": str(strange.pk)}).status_code == 404
    assert outside.post(link, {"revision": str(ours.pk)}).status_code == 302
    ours.refresh_from_db()
    assert ours.confirmed_at is not None
    assert _said(ours.application).city == "Zunyi"


def test_a_place_has_its_own_share_of_the_mails_to_a_mailbox(call: rows.Call, outside: Client) -> None:
    """A rival at one address cannot use up all mails that a firm gets a day."""
    rival = Client(REMOTE_ADDR="10.1.1.1")
    for number in range(8):
        rival.post(f"/call/{call.address}/", SENT | {"about": str(number)})
    assert Message.objects.count() == refusals.MAILS_FROM_A_PLACE
    outside.post(f"/call/{call.address}/", SENT)
    assert Message.objects.count() == refusals.MAILS_FROM_A_PLACE + 1


def test_a_browser_that_confirmed_is_not_held_up_by_others_of_its_address(call: rows.Call, outside: Client) -> None:
    address = f"/call/{call.address}/"
    outside.post(address, SENT)
    link = f"/call/confirm/{proof_of_latest()}/"
    outside.post(link)
    for _ in range(refusals.POSTS):
        Client().post(address, SENT | {"city": ""})
    assert Client().post(address, SENT | {"city": "Zunyi"}).status_code == 429
    assert outside.post(address, SENT | {"city": "Zunyi"}).status_code == 302
    # It proved one mailbox: what it sends for others counts for its address.
    assert outside.post(address, SENT | {"city": "Zunyi", "email": "another@example.net"}).status_code == 429
    outside.cookies["call_mailbox"] = "forged"
    assert outside.post(address, SENT | {"city": "Zunyi"}).status_code == 429


def test_what_nobody_confirmed_is_forgotten_beside_an_application_that_counts(call: rows.Call, outside: Client) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    confirm_latest()
    outside.post(f"/call/{call.address}/", SENT | {"city": "Zunyi"})
    assert personal.forget_applications() == 0
    rows.Revision.objects.update(sent_at=now() - timedelta(days=17))
    assert personal.forget_applications() == 1
    assert list(rows.Revision.objects.values_list("number", flat=True)) == [1]


def test_unconfirmed_forms_are_listed_only_where_they_are_asked_for(
    call: rows.Call, applied: Apply, outside: Client, signed_in: Client
) -> None:
    address = f"/missions/{call.mission_id}/call/"
    outside.post(f"/call/{call.address}/", SENT)
    assert "Nobody has confirmed an application yet." in signed_in.get(address).content.decode()
    row = applied()

    def listed(query: str) -> list[str]:
        return [line.name for line in signed_in.get(address + query).context["lines"]]

    assert listed("") == [_said(row).name.latin]
    assert listed("?state=unconfirmed") == [SENT["name_latin"]]


def test_a_name_stays_on_one_line_of_the_mail(call: rows.Call, outside: Client) -> None:
    outside.post(
        f"/call/{call.address}/", SENT | {"name_native": "Tea\r\n\r\nYour code is 1234\u202e 5678", "name_latin": ""}
    )
    body = Message.objects.get().body
    assert body.splitlines()[0].count("Your code is 1234 5678") == 1


def test_slow_files_of_one_address_keep_no_other_firm_out(call: rows.Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three forms of one address with PDFs of 93 kB each, and no firm could send a certificate for minutes."""
    address, answers = f"/call/{call.address}/", list[int]()

    def post(client: Client, **sent: str) -> int:
        typed = SENT | {"certificate": SimpleUploadedFile("a.pdf", pdfs.PLAIN)} | sent
        return client.post(address, typed).status_code

    stranger = Client(REMOTE_ADDR="10.2.0.1")

    def slow(content: bytes) -> Inside | None:
        if not answers:
            answers.append(0)
            answers.extend([post(stranger), post(stranger, speak="ru"), post(Client(REMOTE_ADDR="10.2.0.2"))])
        return inside(content)

    monkeypatch.setattr("tearoad.office.files.judging.inside", slow)
    assert post(stranger) == 302
    assert answers == [0, 429, 429, 302]
    assert sum(rows.Refusals.objects.values_list("count", flat=True)) == 2


def test_an_address_whose_files_take_too_long_is_asked_to_wait_before_another_is_looked_into(call: rows.Call) -> None:
    hostile = pdfs.numbers()
    answers = [
        outside.post(f"/call/{call.address}/", SENT | {"certificate": SimpleUploadedFile("a.pdf", hostile)})
        for outside in [Client(REMOTE_ADDR="10.2.0.1")] * 4
    ]
    assert [answer.status_code for answer in answers] == [422, 422, 422, 429]
    assert "a.pdf" in answers[0].content.decode()
    honest = SENT | {"certificate": SimpleUploadedFile("a.pdf", pdfs.PLAIN)}
    assert Client(REMOTE_ADDR="10.2.0.2").post(f"/call/{call.address}/", honest).status_code == 302
