from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from tearoad.companies import Buyer, Exporter
from tearoad.companies.web.actions.register import change_photo, enter
from tearoad.companies.web.models import Company
from tearoad.names import FirmName
from tearoad.office.web.models import StoredFile
from tearoad.office.web.queries import uploads
from tearoad.people import Actor
from tearoad.people.web.models import LedgerEntry
from tearoad.values import PartyId
from tearoad.web.saving.stale import version_of
from tests.web.forms import form_of


def photo(color: str = "green") -> bytes:
    made = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    Image.new("RGB", (30, 20), color).save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.fixture
def firm(officer: Actor) -> Company:
    return enter(officer, Exporter(PartyId("E1"), FirmName("示例茶业", "Example Tea")))


def send(client: Client, row: Company, content: bytes, name: str = "stand.jpg") -> int:
    url = reverse("companies-photo", args=[row.id])
    sent = read_of(row) | {"photo": SimpleUploadedFile(name, content)}
    return client.post(url, sent).status_code


def read_of(row: Company) -> dict[str, Any]:
    row = Company.objects.select_related("photo").get(pk=row.pk)
    return {"read_version": version_of(row.photo.digest if row.photo else "")}


def test_an_officer_adds_a_photo_changes_it_and_takes_it_away(signed_in: Client, firm: Company) -> None:
    page = reverse("companies-company", args=[firm.id])
    assert "<img" not in signed_in.get(page).content.decode()
    assert send(signed_in, firm, photo()) == 302
    firm.refresh_from_db()
    assert firm.photo is not None
    url = reverse("office-file", args=[firm.photo.id])
    assert f'src="{url}"' in signed_in.get(page).content.decode()
    shown = signed_in.get(url)
    assert (shown.headers["Content-Type"], b"Secret" in shown.content) == ("image/jpeg", False)
    assert send(signed_in, firm, photo("red")) == 302
    assert StoredFile.objects.filter(kind="company_photo").count() == 1
    assert (
        signed_in.post(reverse("companies-photo", args=[firm.id]), read_of(firm) | {"remove": "1"}).status_code == 302
    )
    assert StoredFile.objects.filter(kind="company_photo").count() == 0
    assert LedgerEntry.objects.filter(code="companies.photo_changed").count() == 3


def test_the_same_photo_twice_changes_nothing(officer: Actor, firm: Company) -> None:
    change_photo(officer, firm, photo())
    before = StoredFile.objects.get(kind="company_photo").pk
    change_photo(officer, firm, photo())
    assert StoredFile.objects.get(kind="company_photo").pk == before
    assert LedgerEntry.objects.filter(code="companies.photo_changed").count() == 1


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("en", "The picture cannot be read."), ("zh-Hans", "图片"), ("ru", "не читается")],
)
def test_what_is_no_photo_is_told_on_the_page_and_nothing_is_kept(
    signed_in: Client, firm: Company, language: str, sentence: str
) -> None:
    signed_in.cookies["language"] = language
    answer = signed_in.post(
        reverse("companies-photo", args=[firm.id]),
        read_of(firm) | {"photo": SimpleUploadedFile("stand.jpg", b"text")},
    )
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert not StoredFile.objects.filter(kind="company_photo").exists()


def test_no_file_and_an_empty_one_are_told(signed_in: Client, firm: Company) -> None:
    assert signed_in.post(reverse("companies-photo", args=[firm.id])).status_code == 422
    assert send(signed_in, firm, b"") == 422


def test_a_buyer_has_no_photo(officer: Actor, signed_in: Client) -> None:
    buyer = enter(officer, Buyer(PartyId("B1"), FirmName("ООО «Пример»")))
    assert send(signed_in, buyer, photo()) == 422


def test_a_photo_that_was_sent_meanwhile_is_not_taken_away(officer: Actor, signed_in: Client, firm: Company) -> None:
    here, page = reverse("companies-photo", args=[firm.id]), reverse("companies-company", args=[firm.id])
    change_photo(officer, firm, photo())
    read = form_of(signed_in.get(page), here)
    change_photo(officer, firm, photo("red"))
    stale = signed_in.post(here, read | {"remove": "1"})
    assert (stale.status_code, StoredFile.objects.filter(kind="company_photo").count()) == (409, 1)
    assert signed_in.post(here, form_of(stale, here)).status_code == 302
    assert StoredFile.objects.filter(kind="company_photo").count() == 0


def test_a_photo_is_not_painted_while_the_database_is_locked(
    signed_in: Client, firm: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With no room to look into it before, it was painted inside the form's transaction after all."""
    places = uploads.Places(1)
    monkeypatch.setattr(uploads, "_PLACES", places)
    with places.held_by("another"):
        assert send(signed_in, firm, photo()) == 429
    assert send(signed_in, firm, photo()) == 302
