"""What a finished backup holds is remembered, and nothing more is claimed."""

from __future__ import annotations

from collections.abc import Callable

from tearoad.capture import FileKind
from tearoad.capture.web.actions.backups import backup_contents, note_backup
from tearoad.capture.web.actions.files import take_in
from tearoad.capture.web.actions.streams import begin_new_era, read_anew
from tearoad.capture.web.models import Phone, Stream
from tearoad.capture.web.queries.files import missing_files
from tearoad.capture.web.queries.streams import news
from tests.capture.pictures import claim, memo
from tests.capture.web.conftest import send, sent

LetIn = Callable[..., Phone]


def test_what_came_while_a_backup_was_written_is_in_none(phone: Phone) -> None:
    send(phone, sent(1), sent(2))
    found = backup_contents("default")
    send(phone, sent(3))
    assert news(phone, 0, "").backed_up == 0
    note_backup(found)
    assert (news(phone, 0, "").backed_up, Stream.objects.get().number) == (2, 3)


def test_an_older_backup_that_ends_later_takes_nothing_back(phone: Phone) -> None:
    send(phone, sent(1))
    older = backup_contents("default")
    send(phone, sent(2))
    note_backup(backup_contents("default"))
    note_backup(older)
    assert news(phone, 0, "").backed_up == 2


def test_photos_are_told_to_be_in_a_backup_once_one_holds_them(phone: Phone) -> None:
    early, late = memo(b"early"), memo(b"late")
    digests = [claim(content, FileKind.VOICE).digest for content in (early, late)]
    take_in(phone, claim(early, FileKind.VOICE), early)
    found = backup_contents("default")
    take_in(phone, claim(late, FileKind.VOICE), late)
    assert missing_files(phone, digests).safe == ()
    note_backup(found)
    assert missing_files(phone, digests).safe == (digests[0],)
    note_backup(backup_contents("default"))
    assert (missing_files(phone, digests).safe, backup_contents("default").files) == (tuple(digests), ())


def test_a_backup_that_began_before_another_era_counts_for_nothing(let_in: LetIn) -> None:
    first, second = let_in("E01"), let_in("E02")
    for phone in (first, second):
        send(phone, sent(1))
    found = backup_contents("default")
    read_anew(first.mission_id, "E01")
    note_backup(found)
    assert [news(phone, 0, "").backed_up for phone in (first, second)] == [0, 1]
    begin_new_era()
    assert [news(phone, 0, "").backed_up for phone in (first, second)] == [0, 1]
