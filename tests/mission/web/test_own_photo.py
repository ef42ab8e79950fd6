"""A firm's photo by its own link: kept at its company, and at no other's."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from tearoad.mission.web.actions.missions import archive
from tearoad.mission.web.models import Mission
from tearoad.mission.web.queries.photos import photos_of
from tearoad.people import Actor, Role
from tearoad.people.web.models import LedgerEntry
from tearoad.values import PartyId
from tearoad.web.saving.stale import version_of
from tests.costs.web.test_own_dossier import address

FIRST = {"read_version": version_of("")}
"""The mark of a page that shows no photo."""


def photo() -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (30, 20), "green").save(made, "PNG")
    return SimpleUploadedFile("stand.png", made.getvalue())


def test_a_firm_gives_its_photo_and_no_other_firm_gets_it(
    officer: Actor, mission: Mission, stranger: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stranger.cookies["language"] = "en"
    link = address(officer, mission)
    assert "Send a photo" in stranger.get(link).content.decode()
    assert "There is no photo yet." in stranger.get(f"{link}photo/").content.decode()
    answer = stranger.post(f"{link}photo/", FIRST | {"photo": photo()})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{link}photo/")
    page = stranger.get(f"{link}photo/").content.decode()
    assert "Your photo is there." in page
    assert f'src="{link}photo/picture/"' in page
    with django_assert_num_queries(1):
        found = photos_of(mission)
    assert list(found) == ["E01"]
    assert LedgerEntry.objects.get(code="companies.photo_changed").actor_role == "exporter"


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ru"])
def test_what_is_no_photo_is_told_in_the_firm_s_language(
    officer: Actor, mission: Mission, stranger: Client, language: str
) -> None:
    stranger.cookies["language"] = language
    answer = stranger.post(
        f"{address(officer, mission)}photo/", FIRST | {"photo": SimpleUploadedFile("a.jpg", b"text")}
    )
    assert (answer.status_code, answer.headers["Content-Language"], photos_of(mission)) == (422, language, {})


@pytest.mark.parametrize(("role", "party"), [(Role.BUYER, "B002"), (Role.INTERPRETER, "I01"), (Role.OFFICIAL, "D01")])
def test_nobody_else_gives_one(officer: Actor, mission: Mission, stranger: Client, role: Role, party: str) -> None:
    link = address(officer, mission, role, party)
    assert stranger.post(f"{link}photo/", FIRST | {"photo": photo()}).status_code == 403


def test_an_archived_mission_takes_none(officer: Actor, mission: Mission, stranger: Client) -> None:
    link = address(officer, mission)
    archive(officer, mission)
    assert stranger.post(f"{link}photo/", FIRST | {"photo": photo()}).status_code == 404
    assert photos_of(mission) == {}


def test_a_firm_sees_its_own_photo_and_no_other_firm_s(officer: Actor, mission: Mission, stranger: Client) -> None:
    link, other = address(officer, mission), address(officer, mission, Role.EXPORTER, "E02")
    assert stranger.get(f"{link}photo/picture/").status_code == 404
    stranger.post(f"{link}photo/", FIRST | {"photo": photo()})
    answer = stranger.get(f"{link}photo/picture/")
    assert (answer.status_code, answer.content) == (200, photos_of(mission)[PartyId("E01")])
    assert answer.headers["Content-Type"] == "image/png"
    assert "no-store" in answer.headers["Cache-Control"]
    assert stranger.get(f"{other}photo/picture/").status_code == 404
