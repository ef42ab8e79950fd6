"""Photos and voice memos: taken in once, painted anew, forgotten."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from tearoad.capture import FileKind
from tearoad.capture.web.actions.files import REPAINT, Claim, take_in
from tearoad.capture.web.actions.personal import declared
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.actions.weighing import take_over
from tearoad.capture.web.models import FileState, Phone, Quarantined, SentFile, SentRevision
from tearoad.capture.web.queries.files import missing_files
from tearoad.capture.web.tasks.files import repaint_one
from tearoad.errors import InputError, TooLarge
from tearoad.office.web.actions.files import content_of
from tearoad.office.web.models import Job, StoredFile
from tearoad.people import Actor
from tests.capture.pictures import claim, memo, named, photo
from tests.capture.web.conftest import run_of, send, sent

LetIn = Callable[..., Phone]


def painted(file: SentFile) -> SentFile:
    """Let the job run that the upload asked for."""
    job = Job.objects.get(kind=REPAINT, key=str(file.pk))
    repaint_one(run_of(job))
    found: SentFile = SentFile.objects.select_related("whole", "small").get(pk=file.pk)
    return found


def test_a_file_is_kept_once_however_often_it_is_sent(phone: Phone, let_in: LetIn) -> None:
    content = photo()
    first = take_in(phone, claim(content), content)
    assert take_in(phone, claim(content), content) == take_in(let_in(), claim(content), content) == first
    assert (SentFile.objects.count(), StoredFile.objects.count(), Job.objects.count()) == (1, 1, 1)
    assert first.state == FileState.WAITING


def test_another_firm_keeps_its_own(phone: Phone, let_in: LetIn) -> None:
    content = photo()
    take_in(phone, claim(content), content)
    take_in(let_in("E02"), claim(content), content)
    assert sorted(SentFile.objects.values_list("party", flat=True)) == ["E01", "E02"]


def test_a_photo_is_painted_anew_upright_and_bare_and_its_name_stays(phone: Phone) -> None:
    content = photo(turned=True)
    file = painted(take_in(phone, claim(content), content))
    assert (file.state, file.digest) == (FileState.READY, claim(content).digest)
    assert file.whole is not None
    assert file.small is not None
    with Image.open(io.BytesIO(content_of(file.whole))) as whole:
        assert (whole.size, dict(whole.getexif())) == ((400, 640), {})
    with Image.open(io.BytesIO(content_of(file.small))) as small:
        assert max(small.size) == 320
    assert not StoredFile.objects.filter(kind="floor_raw").exists()
    assert painted(file) == file


def test_what_only_begins_as_a_picture_is_kept_and_never_shown(phone: Phone) -> None:
    content = photo(size=(1200, 900))
    content = content[: len(content) // 2]
    assert painted(take_in(phone, claim(content), content)).state == FileState.UNREADABLE


def test_a_memo_is_ready_as_it_comes(phone: Phone) -> None:
    content = memo()
    file = take_in(phone, claim(content, FileKind.VOICE), content)
    assert (file.state, file.type, Job.objects.count()) == (FileState.READY, "audio/webm", 0)


@pytest.mark.parametrize(
    ("claimed", "content", "error"),
    [
        (claim(photo()), photo("another"), InputError),
        (claim(b"no picture"), b"no picture", InputError),
        (claim(photo(), FileKind.VOICE), photo(), InputError),
        (claim(memo()), memo(), InputError),
        (claim(b""), b"", InputError),
        (claim(b"x" * 300_001), b"x" * 300_001, TooLarge),
    ],
    ids=["other bytes", "no picture", "picture as voice", "voice as picture", "empty", "large"],
)
def test_what_is_none_of_these_is_refused_and_nothing_is_kept(
    phone: Phone, claimed: Claim, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        take_in(phone, claimed, content)
    assert (SentFile.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_phone_is_told_which_files_are_not_here_any_more(phone: Phone) -> None:
    content = photo()
    take_in(phone, claim(content), content)
    other = claim(photo("another")).digest
    assert missing_files(phone, [other, claim(content).digest]).missing == (other,)


def test_a_file_of_a_stopped_phone_is_kept_aside_until_its_note_is_taken_over(phone: Phone, officer: Actor) -> None:
    content = photo()
    stop(officer, phone)
    send(phone, sent(1, files=[named(content)]))
    take_in(phone, claim(content), content)
    assert SentFile.objects.get().is_aside
    take_over(officer, Quarantined.objects.get())
    assert not SentFile.objects.get().is_aside


def erase(address: str) -> int:
    """Erase somebody as the privacy page does: what tells who they are goes last."""
    return sum(data.erase(address) for data in sorted(declared(), key=lambda data: data.tells_who))


def test_erasing_somebody_takes_their_files_also_those_still_on_a_phone(phone: Phone) -> None:
    here, waits, other = photo("here"), photo("waits"), photo("another visitor")
    send(phone, sent(1, email="li@example.org", files=[named(here), named(waits)]), sent(2, files=[named(other)]))
    for content in (here, other):
        painted(take_in(phone, claim(content), content))
    (data,) = (personal_data for personal_data in declared() if personal_data.model == "capture.SentFile")
    assert {json["digest"] for json in data.find("li@example.org")} == {claim(here).digest, claim(waits).digest}
    erase("li@example.org")
    left = SentFile.objects.exclude(state=FileState.ERASED)
    assert [file.digest for file in left] == [claim(other).digest]
    assert StoredFile.objects.count() == 2
    assert ["files" in revision.document for revision in SentRevision.objects.filter(document__number=1)] == [False]
    # Sent again, by whichever phone, they do not come back.
    for content in (here, waits):
        assert take_in(phone, claim(content), content).state == FileState.ERASED
    assert StoredFile.objects.count() == 2
    assert erase("li@example.org") == 0


def test_a_photo_of_two_visitors_stays_for_the_other(phone: Phone) -> None:
    both = photo("both")
    send(
        phone,
        sent(1, email="li@example.org", files=[named(both)]),
        sent(2, email="wang@example.org", files=[named(both)]),
    )
    painted(take_in(phone, claim(both), both))
    erase("li@example.org")
    assert SentFile.objects.get().state == FileState.READY
    erase("wang@example.org")
    assert SentFile.objects.get().state == FileState.ERASED
