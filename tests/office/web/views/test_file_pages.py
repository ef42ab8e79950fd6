from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client
from PIL import Image
from pytest_django import Settings

from tearoad.office.web.actions.files import keep
from tearoad.office.web.models import StoredFile
from tearoad.people import Actor, Role
from tearoad.people.web.models import Membership
from tests.queries import queries_of


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


def kept(by: Actor, name: str = "日程 Москва.csv", kind: str = "import") -> StoredFile:
    return keep(by, name=name, content=b"<script>alert(1)</script>", kind=kind, media_type="text/csv")


def test_a_file_is_saved_and_never_run(signed_in: Client, officer: Actor) -> None:
    answer = signed_in.get(f"/files/{kept(officer).pk}/")
    assert (answer.status_code, answer.content) == (200, b"<script>alert(1)</script>")
    assert answer.headers["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('日程 Москва.csv')}"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Type"] == "text/csv"
    assert "no-cache" in answer.headers["Cache-Control"]


def test_a_picture_is_shown(signed_in: Client, officer: Actor) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(drawn, "PNG")
    made = keep(officer, name="logo.png", content=drawn.getvalue(), kind="import")
    answer = signed_in.get(f"/files/{made.pk}/")
    assert answer.headers["Content-Disposition"] == 'inline; filename="logo.png"'
    assert answer.headers["Content-Type"] == "image/png"


def test_an_unchanged_file_is_not_sent_again(signed_in: Client, officer: Actor) -> None:
    made = kept(officer)
    first = signed_in.get(f"/files/{made.pk}/")
    assert first.headers["ETag"] == f'"{made.digest}"'
    again = signed_in.get(f"/files/{made.pk}/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"


def test_whoever_may_not_fetch_a_kind_gets_and_sees_none(signed_in: Client, officer: Actor) -> None:
    sheet, paper = kept(officer), kept(officer, "paper.csv", "paper")
    Membership.objects.update(role=Role.AUDITOR)
    assert signed_in.get(f"/files/{sheet.pk}/").status_code == 403
    assert signed_in.get(f"/files/{paper.pk}/").status_code == 200
    shown = signed_in.get("/office/files/?kind=import").content.decode()
    assert "paper.csv" in shown
    assert "Москва" not in shown


def test_a_kind_that_is_not_declared_is_fetched_by_nobody(signed_in: Client, officer: Actor) -> None:
    made = kept(officer)
    StoredFile.objects.update(kind="unheard_of")
    assert signed_in.get(f"/files/{made.pk}/").status_code == 404
    assert signed_in.get("/office/files/").status_code == 200


def test_more_files_are_not_more_queries(signed_in: Client, officer: Actor) -> None:
    kept(officer)
    address = "/office/files/?kind=import&page=7"
    assert "日程 Москва.csv" in signed_in.get(address).content.decode()
    assert queries_of(lambda: signed_in.get(address)) == 5
    kept(officer)
    kept(officer)
    assert queries_of(lambda: signed_in.get("/office/files/")) == 5
