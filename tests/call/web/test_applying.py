from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, cast

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.forms import CharField
from django.test import Client, override_settings
from django.urls import reverse
from PIL import Image

from tearoad.call import Application, Decision, exporter
from tearoad.call.web import models as rows
from tearoad.call.web.actions import personal, receiving, refusals
from tearoad.call.web.actions.settings import write_call
from tearoad.call.web.queries import calls
from tearoad.call.web.queries.calls import attack, core_call
from tearoad.companies import Certificate, FirmSize
from tearoad.office.web.models import Message, StoredFile
from tearoad.people import Actor
from tearoad.people.web.models import Allowance, LedgerEntry
from tearoad.values import PartyId
from tearoad.values.document import from_document
from tearoad.web.clock import fair_now
from tests.call.web.bad_files import BAD, PDF
from tests.call.web.conftest import SENT, confirm_latest, proof_of_latest

Apply = Callable[..., rows.Application]


def another_first(call: rows.Call) -> Callable[..., object]:
    """Return what lets another process count a refusal right after the first question of this one found none."""
    questions = []

    def ask(execute: Callable[..., object], *given: object) -> object:
        found = execute(*given)
        questions.append(found)
        if len(questions) == 1 and not cast("Any", found).rowcount:
            refusals.count_refusal(call)
        return found

    return ask


def picture(kind: str = "PNG") -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (8, 8), "green").save(made, kind)
    return made.getvalue()


def test_another_language_shows_what_was_typed_again_and_takes_nothing_in(call: rows.Call, outside: Client) -> None:
    address = f"/call/{call.address}/"
    assert 'name="speak" value="ru"' in outside.get(address).content.decode()
    typed = {"city": "Шигу", "speak": "ru", "certificate": SimpleUploadedFile("haccp.pdf", PDF)}
    answer = outside.post(address, typed)
    page = answer.content.decode()
    assert (answer.status_code, outside.cookies["language"].value) == (200, "ru")
    assert '<html lang="ru"' in page
    assert 'value="Шигу"' in page
    assert "haccp.pdf" in page
    assert 'class="error"' not in page
    assert not rows.Application.objects.exists()
    assert '<html lang="ru"' in outside.get(address).content.decode()


def test_every_text_of_the_form_takes_no_more_than_the_server(call: rows.Call, outside: Client) -> None:
    form = outside.get(f"/call/{call.address}/").context["form"]
    texts = {name: field.max_length for name, field in form.fields.items() if isinstance(field, CharField)}
    lengths = {
        name: re.search(r'(?:maxlength|data-most)="(\d+)"', str(form[name])) for name in texts if name != "leave_this"
    }
    assert {name: int(found[1]) if found else None for name, found in lengths.items()} == {
        name: most for name, most in texts.items() if name != "leave_this"
    }
    assert (texts["about"], texts["certificates"], texts["q_partners"]) == (2000, 1000, 600)


def test_a_firm_applies_without_an_account_and_confirms_by_mail(call: rows.Call, outside: Client) -> None:
    page = outside.get(f"/call/{call.address}/")
    assert (page.status_code, page.headers["Cache-Control"]) == (200, "private, no-cache")
    answer = outside.post(f"/call/{call.address}/", SENT)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/call/{call.address}/thanks/")
    assert "mail" in outside.get(answer.headers["Location"]).content.decode()
    row = rows.Application.objects.get()
    assert (row.code, row.confirmed_at, row.decision) == ("A01", None, Decision.OPEN.value)
    link = f"/call/confirm/{proof_of_latest()}/"
    assert "wang@example.com" in outside.get(link).content.decode()
    row.refresh_from_db()
    assert row.confirmed_at is None  # a mail program that opens links confirms nothing
    assert outside.post(link).status_code == 302
    row.refresh_from_db()
    assert row.confirmed_at is not None
    said = from_document(Application, row.document)
    assert (said.contact.phone, said.products[0].hs and str(said.products[0].hs)) == ("+8613800000000", "0902.10")
    assert [paper.kind for paper in said.certificates] == ["HACCP", "ISO 22000"]
    assert said.consent_at is not None
    assert exporter(said, PartyId("E01")).size is FirmSize.MEDIUM
    assert LedgerEntry.objects.latest("number").code == "mission.application_confirmed"


@pytest.mark.parametrize(("size", "status"), [("", 302), ("unknown", 302), ("gigantic", 422)])
def test_how_large_a_firm_is_need_not_be_said(call: rows.Call, outside: Client, size: str, status: int) -> None:
    assert outside.post(f"/call/{call.address}/", SENT | {"size": size}).status_code == status
    sizes = [from_document(Application, row.document).size for row in rows.Application.objects.all()]
    assert sizes == ([FirmSize.UNKNOWN] if status == 302 else [])


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_the_form_speaks_three_languages_and_writes_in_the_firms(
    call: rows.Call, outside: Client, language: str
) -> None:
    outside.cookies["language"] = language
    assert outside.get(f"/call/{call.address}/").headers["Content-Language"] == language
    outside.post(f"/call/{call.address}/", SENT)
    assert Message.objects.get().language == language


def test_what_is_wrong_is_told_at_once_and_what_was_typed_stays(call: rows.Call, outside: Client) -> None:
    bad = SENT | {
        "name_native": "", "name_latin": "", "email": "no address", "product_0_hs": "1234567", "q_exports": "",
        "q_monthly": "many", "city": "", "about": "Stays here",
    }  # fmt: skip
    del bad["consent"]
    answer = outside.post(f"/call/{call.address}/", bad)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('class="error"') == 7
    assert "Stays here" in page
    assert "王示例" in page
    assert rows.Application.objects.count() == 0
    assert Message.objects.count() == 0


def test_a_trap_is_told_so_that_nobody_loses_what_they_typed(call: rows.Call, outside: Client) -> None:
    answer = outside.post(f"/call/{call.address}/", SENT | {"leave_this": "http://spam.example"})
    assert answer.status_code == 422
    assert "Example Tea" in answer.content.decode()
    assert rows.Application.objects.count() == 0


def test_a_double_click_makes_one_application_and_one_mail(call: rows.Call, outside: Client) -> None:
    for _ in range(2):
        assert outside.post(f"/call/{call.address}/", SENT).status_code == 302
    assert (rows.Application.objects.count(), rows.Revision.objects.count(), Message.objects.count()) == (1, 1, 1)


def test_the_same_firm_again_is_a_revision_that_counts_once_confirmed(call: rows.Call, outside: Client) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    confirm_latest()
    outside.post(f"/call/{call.address}/", SENT | {"city": "Zunyi"})
    row = rows.Application.objects.get()
    assert from_document(Application, row.document).city == "Lan'an"
    confirm_latest()
    row.refresh_from_db()
    assert from_document(Application, row.document).city == "Zunyi"
    assert rows.Revision.objects.count() == 2


def test_a_stranger_cannot_replace_a_firms_application(
    call: rows.Call, outside: Client, officer: Actor, signed_in: Client
) -> None:
    outside.post(f"/call/{call.address}/", SENT)
    confirm_latest()
    outside.post(f"/call/{call.address}/", SENT | {"city": "Elsewhere", "email": "other@example.com"})
    confirm_latest()
    row = rows.Application.objects.get()
    assert from_document(Application, row.document).city == "Lan'an"
    page = signed_in.get(f"/missions/{call.mission_id}/call/{row.pk}/").content.decode()
    assert "from another address" in page
    receiving.take_revision(officer, rows.Revision.objects.get(number=2))
    row.refresh_from_db()
    assert from_document(Application, row.document).city == "Elsewhere"


def test_good_files_stay_with_the_draft_and_come_to_the_officer(
    call: rows.Call, outside: Client, signed_in: Client
) -> None:
    files = {
        "certificate": SimpleUploadedFile("haccp.pdf", PDF),
        "photo": SimpleUploadedFile("works.png", picture()),
    }
    page = outside.post(f"/call/{call.address}/", SENT | {"city": ""} | files)
    assert page.status_code == 422
    kept = page.context["kept_signed"]
    assert StoredFile.objects.count() == 2
    assert outside.post(f"/call/{call.address}/", SENT | {"kept": kept}).status_code == 302
    row = rows.Application.objects.get()
    shown = signed_in.get(f"/missions/{call.mission_id}/call/{row.pk}/").content.decode()
    assert "haccp.pdf" in shown
    assert "works.png" in shown
    file = rows.ApplicationFile.objects.earliest("id").file
    assert signed_in.get(reverse("office-file", args=[file.pk])).status_code == 200
    assert outside.get(reverse("office-file", args=[file.pk])).status_code == 302


def test_a_draft_names_only_its_own_files(call: rows.Call, outside: Client) -> None:
    for forged in ("x", "['a']:b:c"):
        assert (
            outside.post(f"/call/{call.address}/", SENT | {"kept": forged, "registration_number": forged}).status_code
            == 302
        )
    assert rows.ApplicationFile.objects.count() == 0


def test_fifty_bad_kinds_of_file_are_refused_with_a_sentence(call: rows.Call, outside: Client) -> None:
    assert len(BAD) >= 50
    for number, (field, name, content) in enumerate(BAD):
        Allowance.objects.all().delete()  # fifty firms, not one
        answer = outside.post(f"/call/{call.address}/", SENT | {field: SimpleUploadedFile(name, content)})
        page = answer.content.decode()
        assert answer.status_code == 422, (number, name)
        assert len(answer.context["problems"]) == 1, (number, name)
        assert "Example Tea" in page
    assert (StoredFile.objects.count(), rows.Application.objects.count()) == (0, 0)
    assert rows.Refusals.objects.get().count == len(BAD)


def test_a_flood_is_refused_in_one_line_and_nothing_accepted_is_lost(
    call: rows.Call, applied: Apply, signed_in: Client, outside: Client
) -> None:
    applied()
    codes = [outside.post(f"/call/{call.address}/", SENT | {"city": ""}).status_code for _ in range(60)]
    assert codes[:5] == [422] * 5
    assert codes.count(429) == 60 - (refusals.POSTS - 1)
    refused = outside.post(f"/call/{call.address}/", SENT)
    assert (refused.status_code, int(refused.headers["Retry-After"]) > 0) == (429, True)
    assert rows.Application.objects.count() == 1
    assert rows.Refusals.objects.count() == 1
    page = signed_in.get(f"/missions/{call.mission_id}/call/").content.decode()
    assert page.count("posts refused since") == 1
    assert "42 posts" in page


def test_a_swarm_from_many_addresses_leaves_each_address_a_few(call: rows.Call, outside: Client) -> None:
    address = f"/call/{call.address}/"
    swarm = [
        outside.post(address, {}, REMOTE_ADDR=f"10.0.{number // 250}.{number % 250 + 1}").status_code
        for number in range(refusals.POSTS_OF_A_CALL)
    ]
    more = [outside.post(address, {}, REMOTE_ADDR="10.0.0.1").status_code for _ in range(refusals.FEW + 3)]
    assert (swarm.count(429), more.count(429)) == (0, 3)
    assert rows.Refusals.objects.get().count == 3
    assert outside.post(address, SENT).status_code == 302


def test_before_its_limits_are_asked_nothing_of_a_form_is_read(call: rows.Call, outside: Client) -> None:
    for _ in range(refusals.POSTS):
        outside.post(f"/call/{call.address}/", SENT | {"city": ""})
    body = io.BytesIO(b"x" * 200_000)
    sent: dict[str, Any] = {"wsgi.input": body, "CONTENT_LENGTH": "200000"}
    answer = outside.generic("POST", f"/call/{call.address}/", **sent)
    assert (answer.status_code, body.tell()) == (429, 0)


def test_a_letter_that_no_keyboard_has_is_refused_by_the_form(call: rows.Call, outside: Client) -> None:
    assert outside.post(f"/call/{call.address}/", SENT | {"city": "Lan\0an"}).status_code == 422
    assert rows.Application.objects.count() == 0


def test_an_attack_that_ended_is_told_as_over_and_the_next_begins_anew(call: rows.Call) -> None:
    with override_settings(CLOCK_OFFSET=timedelta(days=-1000)):  # a demo's day: form and line tell the same time
        refusals.count_refusal(call)
        assert fair_now() - rows.Refusals.objects.get().since < timedelta(minutes=1)
        assert attack(call) is not None
        rows.Refusals.objects.all().delete()
    refusals.count_refusal(call)
    refusals.count_refusal(call)
    row = rows.Refusals.objects.get()
    assert attack(call) is not None
    rows.Refusals.objects.update(last_at=row.last_at - timedelta(hours=2))
    found = attack(call)
    assert found is not None
    assert (found.code, found["count"]) == ("call_pages.attack_over", 2)
    refusals.count_refusal(call)
    assert rows.Refusals.objects.get().count == 1
    rows.Refusals.objects.update(last_at=row.last_at - timedelta(days=8))
    assert attack(call) is None


def test_refusals_counted_at_the_same_moment_by_several_processes_are_all_counted(call: rows.Call) -> None:
    refusals.count_refusal(call)
    row = rows.Refusals.objects.get()
    for left in ({"last_at": row.last_at}, {"last_at": row.last_at - timedelta(days=1), "count": 7}):
        rows.Refusals.objects.update(**left)
        with connection.execute_wrapper(another_first(call)):
            refusals.count_refusal(call)
        assert rows.Refusals.objects.get().count == 2
    rows.Refusals.objects.all().delete()
    with connection.execute_wrapper(another_first(call)):
        refusals.count_refusal(call)
    assert rows.Refusals.objects.get().count == 2


def test_before_and_after_its_time_a_call_takes_nothing(officer: Actor, call: rows.Call, outside: Client) -> None:
    at = fair_now()
    write_call(officer, call.mission, replace(core_call(call), closes_at=at - timedelta(minutes=1)))
    answer = outside.post(f"/call/{call.address}/", SENT)
    assert answer.status_code == 200
    assert rows.Application.objects.count() == 0


def test_an_unknown_address_and_an_unknown_link_are_not_found_and_guesses_are_counted(
    call: rows.Call, outside: Client
) -> None:
    del call
    codes = [outside.get(f"/call/nothing-{number}/").status_code for number in range(62)]
    assert (codes[0], codes[-1]) == (404, 429)
    assert outside.get("/call/confirm/nothing/").status_code == 404


def test_old_applications_are_forgotten_and_files_of_forms_never_sent(
    call: rows.Call, outside: Client, applied: Apply
) -> None:
    kept = applied()
    outside.post(f"/call/{call.address}/", SENT | {"city": "", "certificate": SimpleUploadedFile("a.pdf", PDF)})
    outside.post(f"/call/{call.address}/", SENT)
    old = fair_now() - timedelta(days=20)
    rows.Application.objects.exclude(pk=kept.pk).update(received_at=old)
    StoredFile.objects.update(kept_at=old)
    assert personal.forget_applications() > 0
    assert list(rows.Application.objects.values_list("pk", flat=True)) == [kept.pk]
    assert StoredFile.objects.count() == 0
    rows.Call.objects.update(closes_at=fair_now() - timedelta(days=400))
    personal.forget_applications()
    assert rows.Application.objects.count() == 0


def test_a_person_is_found_and_erased_by_address(call: rows.Call, applied: Apply) -> None:
    del call
    row = applied()
    data = {personal_data.model: personal_data for personal_data in personal.declared()}
    address = "firm1@example.com"
    assert [len(list(personal_data.find(address))) for personal_data in data.values()] == [1, 1, 0]
    assert [personal_data.erase(address) for personal_data in data.values()] == [1, 1, 0]
    assert [len(list(personal_data.find(address))) for personal_data in data.values()] == [0, 0, 0]
    row.refresh_from_db()
    assert row.name == "示例1公司"
    assert [list(personal_data.find("")) for personal_data in data.values()] == [[], [], []]
    assert calls.counts(row.mission).total == 1


@pytest.mark.parametrize(
    ("field", "written", "expected"),
    [
        ("certificates", "EAC | 1 | 2024-99-01", ["Line 1: “2024-99-01” is not a date."]),
        ("certificates", "HACCP\n\n|||", ["Line 3: “|||” does not say which certificate it is."]),
        ("certificates", "A | 1 | 2027-01-01 | B", ["Line 1: “A | 1 | 2027-01-01 | B” has 4 parts;"]),
        ("certificates", "A | 1 | soon\n| 2", ["Line 1: “soon” is not a date.", "Line 2: “| 2” does not say"]),
        ("phone", "call me", ["“call me” cannot be a phone number."]),
        ("phone", "+86 138 0000 0000; +86 138 0000 0001", ["holds several numbers."]),
    ],
)
def test_what_could_not_be_kept_of_papers_and_phone_is_told_line_by_line(
    call: rows.Call, outside: Client, field: str, written: str, expected: list[str]
) -> None:
    answer = outside.post(f"/call/{call.address}/", SENT | {field: written})
    said = answer.context["form"].errors[field]
    assert (answer.status_code, len(said)) == (422, len(expected))
    assert [part for part, whole in zip(expected, said, strict=True) if part not in whole] == []
    assert not rows.Application.objects.exists()


def test_fields_that_are_needed_are_marked(call: rows.Call, outside: Client) -> None:
    page = outside.get(f"/call/{call.address}/").content.decode()
    needed = sum(question.needed for question in core_call(call).questions)
    assert page.count('<span class="muted small">(required)</span>') == 3 + needed
    assert page.count('aria-required="true"') >= 3 + needed


def test_a_bar_in_full_width_parts_a_certificate_too(call: rows.Call, outside: Client) -> None:
    sent = SENT | {"certificates": "HACCP｜00123｜2027年5月1日\nEAC | 7 | 2027-05-01 |"}
    assert outside.post(f"/call/{call.address}/", sent).status_code == 302
    until = date(2027, 5, 1)
    kept = from_document(Application, rows.Application.objects.get().document)
    assert kept.certificates == (Certificate("HACCP", "00123", until), Certificate("EAC", "7", until))


def test_a_form_of_a_stranger_is_seen_beside_the_one_that_counts(
    call: rows.Call, applied: Apply, outside: Client, signed_in: Client
) -> None:
    row = applied()
    again = SENT | {
        "name_latin": "Firm 1 Ltd.",
        "name_native": "示例1公司",
        "registration_number": "91520001",
        "email": "stranger@example.com",
        "city": "Elsewhere",
    }
    outside.post(f"/call/{call.address}/", again)
    proof = proof_of_latest()
    own_page = outside.post(f"/call/confirm/{proof}/", follow=True).content.decode()
    assert "waits for the organiser’s decision" in own_page
    assert "Your application is confirmed." not in own_page
    page = signed_in.get(f"/missions/{call.mission_id}/call/{row.pk}/")
    pairs = page.context["revisions"][0][1]
    assert {pair.label: (pair.counts, pair.sent) for pair in pairs if pair.differs} == {
        "City": ("Lan'an", "Elsewhere"),
        "E-mail": ("firm1@example.com", "stranger@example.com"),
    }
    shown = page.content.decode()
    assert shown.index("<mark>Elsewhere</mark>") < shown.index('value="take"')
    signed_in.post(f"/missions/{call.mission_id}/call/{row.pk}/change/", {"do": "take", "revision": "2"})
    assert "Your application is confirmed." in outside.get(f"/call/confirm/{proof}/").content.decode()


@pytest.mark.parametrize("said", ["-5", "−5", "-0.5"])
def test_a_quantity_below_nothing_is_refused(call: rows.Call, outside: Client, said: str) -> None:
    answer = outside.post(f"/call/{call.address}/", SENT | {"q_monthly": said})
    assert answer.status_code == 422
    assert not rows.Application.objects.exists()


@pytest.mark.parametrize(
    "letter", [*map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))]
)
def test_letters_that_nobody_sees_are_not_kept(call: rows.Call, outside: Client, letter: str) -> None:
    answer = outside.post(
        f"/call/{call.address}/", SENT | {"name_latin": f"Exa{letter}mple", "about": f"{letter}A firm"}
    )
    assert answer.status_code == 302
    row = rows.Application.objects.get()
    assert (row.document["name"]["latin"], row.document["about"]) == ("Example", "A firm")
