"""What the front refuses by itself: marked for phones, told in the log, counted for the office."""

from __future__ import annotations

import json
from collections.abc import Callable
from secrets import token_hex

from tearoad.capture.mark import MarkedRequest
from tests.site.front.conftest import Phone, Site
from tests.site.front.wire import Answer, Wire, wires
from tests.waiting import wait_for

MB = 1_000_000
JSON = "Accept: application/json"


def is_own(answer: Answer, by: str, nonce: str) -> bool:
    request = MarkedRequest(by, b"what the server did not read", nonce)
    return request.is_own(answer.status, answer.body.encode(), answer.headers.get("tearoad-mark", ""))


def upload(wire: Wire, by: str, nonce: str, length: int | None) -> None:
    wire.post(f"/floor/files/{'a' * 64}/?kind=picture", length, f"Authorization: {by}", f"Tearoad-Nonce: {nonce}", JSON)


def test_a_photo_over_the_cap_is_refused_for_good_with_the_server_s_mark(site: Site, phone: Phone) -> None:
    """The phone would send it for ever and take the answer for somebody else's."""
    by = f"Phone {phone.id} {phone.secret}"
    for length in (2 * MB, 2 * MB, None):  # the second one is told the page of the first
        nonce = token_hex(16)
        with wires(site.port, 1) as (wire,):
            upload(wire, by, nonce, length)
            if length is None:
                wire.say(b"f4241\r\n", b"x" * (MB + 1), b"\r\n")
            answer = wire.answer()
        assert (answer.status, is_own(answer, by, nonce)) == (413, True)
        assert not is_own(answer, by, token_hex(16)), "no answer of yesterday"
        assert json.loads(answer.body)["code"] == "web.body_large"


def test_who_sends_no_nonce_gets_no_mark(site: Site, phone: Phone) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post(f"/floor/files/{'a' * 64}/?kind=picture", 2 * MB, phone.header, JSON)
        assert "tearoad-mark" not in wire.answer().headers


def test_a_phone_that_was_too_slow_knows_who_says_so(impatient: Site) -> None:
    by, nonce = f"Phone {'0' * 36} {'x' * 43}", token_hex(16)
    with wires(impatient.port, 1) as (wire,):
        upload(wire, by, nonce, 1000)
        answer = wire.answer()
    assert (answer.status, is_own(answer, by, nonce)) == (408, True)


def test_a_flood_of_refusals_leaves_a_line_a_kind_with_nothing_of_what_was_sent(impatient: Site) -> None:
    for _ in range(30):
        with wires(impatient.port, 1) as (wire,):
            wire.post("/sign-in/?who=somebody%40example.org", 9 * MB, JSON, "Expect: 100-continue")
            assert wire.answer().status == 413

    def refused_lines() -> list[dict[str, object]]:
        lines = [json.loads(line) for line in impatient.log.read_text().splitlines() if "bodies refused" in line]
        return [line for line in lines if line.get("code") == "web.body_large"]

    wait_for(lambda: sum(int(str(line["count"])) for line in refused_lines()) == 30)
    assert len(refused_lines()) < 30
    assert {line["status"] for line in refused_lines()} == {413}
    assert "somebody" not in impatient.log.read_text()


def test_what_is_too_large_for_a_call_s_form_is_counted_for_the_office(
    impatient: Site, script: Callable[..., str]
) -> None:
    before = json.loads(script(impatient.place, "front/refused.py"))
    for _ in range(7):
        with wires(impatient.port, 1) as (wire,):
            wire.post(f"/call/{before['address']}/", 40 * MB, JSON, "Expect: 100-continue")
            assert wire.answer().status == 413

    def counted() -> bool:
        return json.loads(script(impatient.place, "front/refused.py"))["refused"] == before["refused"] + 7  # type: ignore[no-any-return]  # JSON data

    wait_for(counted)
