from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from pytest_django import Settings

from tearoad.errors import InputError, NotFoundError
from tearoad.office.web.actions import files
from tearoad.office.web.actions.files import content_of, keep, sweep_store
from tearoad.office.web.policies import FileKind, add_file_kind
from tearoad.people import Actor, Policy
from tearoad.people.web.models import Organisation, acting_for
from tearoad.text import Text
from tearoad.web import clock


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES = tmp_path
    return tmp_path


def test_a_file_is_kept_as_what_it_is(officer: Actor) -> None:
    made = keep(officer, name="../日程.html", content=b"%PDF-1.7 ...", kind="paper", media_type="text/html")
    assert (made.name, made.media_type, made.size) == ("日程.html", "application/pdf", 12)
    assert content_of(made) == b"%PDF-1.7 ..."


def test_a_picture_is_painted_anew(officer: Actor) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(drawn, "WEBP")
    made = keep(officer, name="logo.webp", content=drawn.getvalue(), kind="import")
    assert (made.name, made.media_type) == ("logo.jpg", "image/jpeg")


def test_a_kind_that_is_not_declared_is_refused(officer: Actor) -> None:
    with pytest.raises(NotFoundError):
        keep(officer, name="a", content=b"a", kind="unheard_of")


def test_an_empty_and_a_large_file_are_refused(officer: Actor, folder: Path) -> None:
    add_file_kind(FileKind("probe", Text("office.file_paper"), Policy.SEE_PAPERS, max_bytes=1_000_000))
    for content in (b"", b"a" * 1_000_001):
        with pytest.raises(InputError):
            keep(officer, name="a", content=content, kind="probe")
    assert list(folder.iterdir()) == []


def test_the_sweep_spares_what_any_organisation_names(officer: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = keep(officer, name="a.csv", content=b"a", kind="import")
    unnamed = keep(officer, name="b.csv", content=b"b", kind="import")
    unnamed.delete()
    later = clock.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(files, "now", lambda: later)
    other = Organisation.objects.create(name="Example Two (fictional)")
    with acting_for(other.pk):
        assert (sweep_store(), sweep_store()) == ((1, 0), (0, 1))
    assert content_of(kept) == b"a"
