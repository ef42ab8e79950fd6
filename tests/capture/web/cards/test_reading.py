"""Cards: read once their photos are here, joined, read anew, forgotten; and by no server that cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from lab.benchmarks.cards.reading import cards, plain
from tearoad.capture import FileKind
from tearoad.capture.cards import CardReading, WordLine
from tearoad.capture.cards.seeing import letters
from tearoad.capture.web.actions.cards import MOST_TRIES, READ, read
from tearoad.capture.web.actions.phones import stop
from tearoad.capture.web.actions.weighing import take_over
from tearoad.capture.web.models import CardRead, CardState, Phone, Quarantined
from tearoad.capture.web.queries.cards import next_card
from tearoad.capture.web.tasks import cards as tasks
from tearoad.office.web.models import Job, JobState
from tearoad.people import Actor
from tearoad.values.document import from_document
from tests.capture.pictures import claim, named, photo
from tests.capture.web.cards.conftest import BACK, FRONT, Known, photographed, read_all, work
from tests.capture.web.conftest import send, sent
from tests.machine import needs_letters
from tests.queries import queries_of

FRONT_NAMED, BACK_NAMED = named(FRONT), named(BACK, FileKind.CARD_BACK)


def reading(card: CardRead | None = None) -> CardReading:
    """Return what was read, of the only card there is."""
    return from_document(CardReading, (card or CardRead.objects.get()).reading)


def waiting() -> int:
    return CardRead.objects.filter(state=CardState.WAITING).count()


def test_a_card_is_read_once_its_photo_is_here_and_nothing_is_written_into_the_report(phone: Phone) -> None:
    send(phone, sent(1, files=[FRONT_NAMED]))
    assert (waiting(), Job.objects.filter(kind=READ).count()) == (0, 0)
    photographed(phone, FRONT)
    assert (waiting(), Job.objects.filter(kind=READ).count()) == (1, 1)
    assert read_all() == 1
    card = CardRead.objects.get()
    assert (card.state, card.digests, card.number, card.read_at is not None) == ("read", [claim(FRONT).digest], 1, True)
    assert (reading().value("person"), reading().value("firm")) == ("李伟", "杭州云雾茶叶有限公司")
    assert all(
        0 < suggestion.confidence < 100 and suggestion.evidence and suggestion.reasons
        for suggestion in reading().suggestions
    )


def test_the_second_side_is_joined_whichever_comes_first(phone: Phone) -> None:
    send(phone, sent(1, files=[BACK_NAMED]), (first := sent(2, files=[FRONT_NAMED])))
    photographed(phone, FRONT)
    read_all()
    alone = CardRead.objects.get(report=first["report"])
    assert alone.number == 1
    send(phone, sent(3, report=first["report"], files=[BACK_NAMED]))
    photographed(phone, BACK, FileKind.CARD_BACK)
    assert waiting() == 2
    assert reading(CardRead.objects.get(pk=alone.pk)).value("person") == "李伟"  # until it is read anew
    read_all()
    both = CardRead.objects.get(pk=alone.pk)
    assert (both.digests, both.state) == ([claim(FRONT).digest, claim(BACK).digest], "read")
    assert reading(both).value("person") == "李伟 / Li WEI"
    assert reading(both).value("firm") == "杭州云雾茶叶有限公司 / Hangzhou Yunwu Tea Co., Ltd."
    assert sorted(CardRead.objects.values_list("number", flat=True)) == [2, 3]


def test_words_that_come_after_their_photo_ask_too_and_nothing_is_read_twice(phone: Phone) -> None:
    photographed(phone, FRONT)
    assert CardRead.objects.count() == 0
    said = sent(1, files=[FRONT_NAMED])
    send(phone, said)
    assert read_all() == 1
    send(
        phone, said, sent(2, report=said["report"], person="李伟"), sent(3, report=said["report"], files=[FRONT_NAMED])
    )
    photographed(phone, FRONT)
    assert (waiting(), read_all()) == (0, 0)


def test_a_picture_of_the_stand_is_no_card(phone: Phone) -> None:
    send(phone, sent(1, files=[named(FRONT, FileKind.PICTURE)]))
    photographed(phone, FRONT, FileKind.PICTURE)
    assert CardRead.objects.count() == 0


def test_what_is_kept_aside_is_read_once_it_is_taken_over(phone: Phone, officer: Actor) -> None:
    stop(officer, phone)
    send(phone, sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    assert CardRead.objects.count() == 0
    take_over(officer, Quarantined.objects.get())
    assert (waiting(), read_all()) == (1, 1)


def test_a_photo_taken_back_takes_its_reading_along(phone: Phone) -> None:
    send(phone, first := sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    read_all()
    send(phone, sent(2, report=first["report"]) | {"dropped": [claim(FRONT).digest]})
    card = CardRead.objects.get()
    assert (card.state, card.reading, card.digests, card.number) == ("forgotten", {}, [], 2)


def test_what_was_read_of_photos_that_changed_meanwhile_is_dropped(phone: Phone) -> None:
    @dataclass
    class Slow:
        """Somebody sends the back while the front is being read."""

        def lines(self, photo: bytes) -> Sequence[WordLine]:
            """Read, and meanwhile take in the other side."""
            photographed(phone, BACK, FileKind.CARD_BACK)
            return Known().lines(photo)

    send(phone, sent(1, files=[FRONT_NAMED, BACK_NAMED]))
    photographed(phone, FRONT)
    card = next_card()
    assert card is not None
    assert not read(Slow(), card)
    assert (waiting(), CardRead.objects.get().reading) == (1, {})
    read_all()
    assert reading().value("person") == "李伟 / Li WEI"


def test_reading_holds_no_transaction(phone: Phone) -> None:
    @dataclass
    class Looking:
        """Looks how many transactions are open while it reads."""

        depth: int = -1

        def lines(self, _photo: bytes) -> Sequence[WordLine]:
            """Look."""
            self.depth = len(connection.savepoint_ids)
            return []

    send(phone, sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    looking, card = Looking(), next_card()
    assert card is not None
    read(looking, card)
    assert looking.depth == len(connection.savepoint_ids)
    assert CardRead.objects.get().state == CardState.ILLEGIBLE


def test_a_card_that_ends_its_worker_is_not_begun_for_ever_and_holds_up_no_other(phone: Phone) -> None:
    class Broken(Exception):
        """As a reader that runs out of memory."""

    @dataclass
    class Choking:
        """Chokes on one photo."""

        tried: int = 0

        def lines(self, photo: bytes) -> Sequence[WordLine]:
            """Read all but that one."""
            lines = Known().lines(photo)
            if len(lines) == 6:
                self.tried += 1
                raise Broken
            return lines

    send(phone, bad := sent(1, files=[FRONT_NAMED]), sent(2, files=[named(BACK)]))
    photographed(phone, FRONT)
    photographed(phone, BACK)
    choking, rounds = Choking(), 0
    while (card := next_card()) is not None:
        rounds += 1
        try:
            read(choking, card)
        except Broken:
            assert card.report == type(card.report)(bad["report"])
    assert (choking.tried, rounds) == (MOST_TRIES, MOST_TRIES + 2)
    assert sorted(CardRead.objects.values_list("state", flat=True)) == ["illegible", "read"]


def test_a_value_that_no_field_holds_is_not_suggested(phone: Phone) -> None:
    send(phone, sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    read_all(Known({(640, 400): [f"{'杭州' * 120}茶叶有限公司", "李伟", "手机：13812345678"]}))
    assert reading().value("firm") == ""
    assert (reading().value("person"), reading().value("phone")) == ("李伟", "13812345678")


def test_a_server_without_letters_says_so_once_and_reads_when_it_has_them(
    phone: Phone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    send(phone, sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    with monkeypatch.context() as without:
        without.setattr(letters, "_DATA", (str(tmp_path),))
        assert work() == {"unavailable": 1}
    card = CardRead.objects.get()
    assert (card.state, card.tries, card.reading) == ("unavailable", 0, {})
    assert Job.objects.filter(kind=READ, state=JobState.WAITING).count() == 0
    assert read_all() == 1  # its turn comes again by itself: the job is one that the system asks for
    assert tasks.JOB.every_s is not None
    assert CardRead.objects.get().state == CardState.READ


@needs_letters
def test_a_photographed_card_is_read_by_the_job(phone: Phone) -> None:
    (card,) = cards(1, seed=7)
    (content,) = card.photos
    send(phone, sent(1, files=[named(content)]), sent(2, files=[named(photo("nothing"))]))
    photographed(phone, content)
    photographed(phone, photo("nothing"))
    assert work() == {"read": 2}
    read_one, nothing = CardRead.objects.order_by("asked_at")
    truth = card.truth
    for name, printed in (
        ("person", truth.person),
        ("firm", truth.firm),
        ("phone", truth.phone),
        ("email", truth.email),
    ):
        assert plain(name, reading(read_one).value(name)) == plain(name, printed)
    assert nothing.state in {CardState.ILLEGIBLE, CardState.READ}


@needs_letters
def test_a_pile_of_cards_lets_others_in_between(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks, "LONGEST_S", -1)
    send(phone, sent(1, files=[FRONT_NAMED]))
    photographed(phone, FRONT)
    (first,) = Job.objects.filter(kind=READ)
    assert work() == {"read": 0}
    (again,) = Job.objects.filter(kind=READ, state=JobState.WAITING)
    assert (again.key, waiting()) == (str(first.pk), 1)


def test_the_words_of_many_cards_cost_as_many_queries_as_those_of_one(phone: Phone) -> None:
    contents = [photo(f"card {place}") for place in range(12)]
    for content in contents:
        photographed(phone, content)
    send(phone)
    counts = []
    for some in (contents[:1], contents[1:]):
        notes = [sent(number + 1, files=[named(content)]) for number, content in enumerate(some)]
        counts.append(queries_of(partial(send, phone, *notes)))
        Job.objects.filter(kind=READ).delete()
    assert CardRead.objects.count() == 12
    assert counts == [23, 23]
