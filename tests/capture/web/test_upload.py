"""Sending a photo or voice memo, and who is shown it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

from tearoad.capture import FileKind
from tearoad.capture.web.actions.files import REPAINT, take_in
from tearoad.capture.web.models import Phone, SentFile
from tearoad.capture.web.tasks.files import repaint_one
from tearoad.capture.web.views import sync
from tearoad.mission.web.models import Mission
from tearoad.office.web.models import Job
from tests.capture.pictures import claim, memo, named, photo
from tests.capture.web.conftest import run_of, send, sent
from tests.capture.web.test_sync import Speaker

CONTENT = photo()
DIGEST = claim(CONTENT).digest


@pytest.fixture
def speaker(link_of: Callable[[str], str]) -> Speaker:
    return Speaker(link_of("E01"))


def upload(speaker: Speaker, content: bytes = CONTENT, status: int = 200, digest: str = DIGEST, **fields: str) -> str:
    """Send a file; return the code of what is wrong, or the digest under which it is kept."""
    by = f"Phone {speaker.id} {fields.get('secret', speaker.secret)}"
    address = f"/floor/files/{digest}/?kind={fields.get('kind', 'card_front')}"
    answer = speaker.browser.post(
        address, content, "image/jpeg", headers={"Accept": "application/json", "Authorization": by}
    )
    assert answer.status_code == status, answer.content
    found = json.loads(answer.content)
    return str(found["kept"] if status == 200 else found["code"])


def test_a_file_is_answered_by_its_digest_however_often_it_comes(speaker: Speaker) -> None:
    assert upload(speaker) == upload(speaker) == DIGEST
    assert SentFile.objects.get().size == len(CONTENT)


@pytest.mark.parametrize(
    ("content", "digest", "kind", "status", "code"),
    [
        (CONTENT, DIGEST, "film", 422, "floor_pages.file_kind"),
        (CONTENT, "a" * 63, "picture", 422, "floor_pages.file_kind"),
        (CONTENT, "a" * 64, "picture", 422, "floor_pages.file_other"),
        (b"x" * 300_001, DIGEST, "picture", 413, "floor_pages.file_large"),
        (b"x" * 1_000_001, DIGEST, "voice", 413, "floor_pages.file_large"),
        (memo(), claim(memo()).digest, "picture", 422, "floor_pages.file_kind"),
    ],
)
def test_what_cannot_be_taken_is_refused(
    speaker: Speaker, content: bytes, digest: str, kind: str, status: int, code: str
) -> None:
    assert upload(speaker, content, status, digest, kind=kind) == code
    assert SentFile.objects.count() == 0


def test_nobody_sends_without_the_secret_or_too_much(speaker: Speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    upload(speaker, status=401, secret="x" * 43)
    monkeypatch.setattr(sync, "FILES", 1)
    upload(speaker)
    upload(speaker, status=429)


def test_a_phone_hears_which_of_its_files_a_restored_backup_lacks(speaker: Speaker) -> None:
    upload(speaker)
    other = "b" * 64
    assert speaker.say(held_files=[other, DIGEST])["missing_files"] == [other]
    assert speaker.say(422, held_files=["B"])["code"] == "floor_pages.no_letter"


def address(mission: Mission, file: SentFile, small: str = "") -> str:
    return f"/missions/{mission.pk}/floor/files/{file.pk}/{small}"


def test_the_officer_sees_photos_and_hears_memos_and_nobody_else(
    signed_in: Client, mission: Mission, phone: Phone
) -> None:
    voice = memo()
    waiting = named(photo("on the phone"), FileKind.PICTURE)
    send(phone, sent(1, person="李", files=[named(CONTENT), named(voice, FileKind.VOICE), waiting]))
    file = take_in(phone, claim(CONTENT), CONTENT)
    spoken = take_in(phone, claim(voice, FileKind.VOICE), voice)
    page = f"/missions/{mission.pk}/floor/firms/E01/"
    assert "being prepared" in signed_in.get(page).content.decode()
    assert signed_in.get(address(mission, file)).status_code == 404
    repaint_one(run_of(Job.objects.get(kind=REPAINT)))
    shown = signed_in.get(page).content.decode()
    assert "still on the phone" in shown
    assert f'src="{address(mission, file, "small/")}"' in shown
    assert f'src="{address(mission, spoken)}"' in shown
    for small in ("", "small/"):
        answer = signed_in.get(address(mission, file, small))
        assert (answer.headers["Content-Type"], answer.status_code) == ("image/jpeg", 200)
        assert (
            signed_in.get(address(mission, file, small), headers={"If-None-Match": answer.headers["ETag"]}).status_code
            == 304
        )
    assert Client().get(address(mission, file)).status_code == 302


@pytest.mark.parametrize(
    ("wanted", "status", "part"),
    [
        ("bytes=0-1", 206, memo()[:2]),
        ("bytes=3-", 206, memo()[3:]),
        ("bytes=9-2", 200, memo()),
        ("lines=1-2", 200, memo()),
    ],
)
def test_a_player_gets_the_part_it_asks_for(
    signed_in: Client, mission: Mission, phone: Phone, wanted: str, status: int, part: bytes
) -> None:
    file = take_in(phone, claim(memo(), FileKind.VOICE), memo())
    answer = signed_in.get(address(mission, file), headers={"Range": wanted})
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (status, part, "audio/webm")
