"""Bodies that come slowly, or not at all, hold up nobody; those of phones that are known arrive in the end."""

from __future__ import annotations

import hashlib
import json
import select
from collections.abc import Sequence

import pytest

from tearoad.site.front.room import STRANGERS
from tests.capture.pictures import photo
from tests.site.front.conftest import Phone, Site
from tests.site.front.wire import Answer, Wire, wires
from tests.waiting import wait_for

SILENT = 12
"""More than a process has threads."""
PAGE = "Accept: text/html"


def test_silent_bodies_hold_no_thread(site: Site) -> None:
    with wires(site.port, SILENT) as silent:
        for wire in silent:
            wire.post("/sign-in/", 1000, PAGE, body=b"x")
        assert site.get("/healthz").status == 200
        assert site.get("/sign-in/").status == 200


def test_a_stranger_who_dribbles_is_cut_with_a_page(impatient: Site) -> None:
    with wires(impatient.port, 1) as (wire,):
        wire.post("/sign-in/", 1000, PAGE, "Accept-Language: ru", body=b"x")
        found = wire.answer()
        assert (found.status, "Отправка заняла слишком много времени" in found.body) == (408, True)
        assert wire.is_over()


def test_a_program_is_told_in_json(impatient: Site) -> None:
    with wires(impatient.port, 1) as (wire,):
        wire.post("/floor/sync/", None, "Accept: application/json")
        found = wire.answer()
        assert (found.status, json.loads(found.body)["code"]) == (408, "web.body_slow")


def test_a_made_up_phone_is_a_stranger(impatient: Site, phone: Phone) -> None:
    with wires(impatient.port, 1) as (wire,):
        wire.post(f"/floor/files/{'a' * 64}/?kind=picture", 1000, f"Authorization: Phone {phone.id} {'x' * 43}")
        assert wire.answer().status == 408


def test_a_stranger_who_is_fast_enough_is_waited_for(impatient: Site) -> None:
    """Twice the grace, at a good rate: what counts is the whole body, not one pause."""
    with wires(impatient.port, 2) as (wire, clock):
        clock.post("/sign-in/", 1000)
        wire.post("/sign-in/", 3000, "Content-Type: application/x-www-form-urlencoded", body=b"x" * 2000)
        assert clock.head().status == 408  # so long has passed
        wire.say(b"x" * 1000)
        assert wire.answer().status == 403  # a form without our token: it was read


def test_the_photo_of_a_known_phone_arrives_however_slowly(impatient: Site, phone: Phone) -> None:
    content = photo("slowly")
    digest = hashlib.sha256(content).hexdigest()
    with wires(impatient.port, 3) as (slow, *strangers):
        slow.post(f"/floor/files/{digest}/?kind=picture", len(content), phone.header, body=content[:10])
        for number, wire in enumerate(strangers, 1):  # a stranger is cut, and another one
            wire.post("/sign-in/", 1000, body=b"x")
            assert wire.answer().status == 408
            slow.say(content[10 * number : 10 * number + 10])
        slow.say(content[30:])
        found = slow.answer()
    assert (json.loads(found.body), found.status) == ({"kept": digest}, 200)


def test_one_address_has_so_many_slow_bodies_and_its_phones_more(impatient: Site, phone: Phone) -> None:
    content = photo("from the same hall")
    digest = hashlib.sha256(content).hexdigest()
    with wires(impatient.port, STRANGERS.of_one + 4) as (mine, *others):
        _take_all_room(others)
        found = _begun(impatient)
        assert (found.status, found.headers["retry-after"]) == (429, "30")
        mine.post(f"/floor/files/{digest}/?kind=picture", len(content), phone.header, body=content[:10])
        # What is there at once is asked for nothing: a form of the same address is taken.
        quick = Wire(impatient.port)
        quick.post("/sign-in/", 3, "Content-Type: application/x-www-form-urlencoded", body=b"a=b")
        assert quick.answer().status == 403
        quick.close()
        mine.say(content[10:])
        assert mine.answer().status == 200


def test_who_goes_away_is_not_counted_any_more(impatient: Site) -> None:
    for _ in range(2):
        with wires(impatient.port, STRANGERS.of_one + 3) as gone:
            _take_all_room(gone)
            assert _begun(impatient).status == 429
        wait_for(lambda: _begun(impatient).status == 408)


def _take_all_room(wires_: Sequence[Wire]) -> None:
    """Begin so many bodies that some are refused: then the others stand, for half a minute."""
    for wire in wires_:
        wire.post("/sign-in/", 60_000, body=b"x" * 30_000)
    sockets = [wire.socket for wire in wires_]
    wait_for(lambda: len(select.select(sockets, [], [], 1)[0]) == len(wires_) - STRANGERS.of_one)


def _begun(site: Site) -> Answer:
    """Return how a body is answered that is begun and never ends."""
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", 1000, PAGE, body=b"x")
        return wire.answer()


@pytest.mark.parametrize(("path", "status"), [("/readyz", 503), ("/sign-in/", 200)])  # no worker runs beside it
def test_a_slow_reader_holds_no_thread(site: Site, path: str, status: int) -> None:
    with wires(site.port, SILENT) as readers:
        for reader in readers:
            reader.say(b"GET /static/vendor/zxing/reader/zxing_reader.wasm HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert site.get(path).status == status
