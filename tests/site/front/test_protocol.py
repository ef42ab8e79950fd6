"""What else of HTTP stands between a client and Django: nothing of it may be lost, doubled or believed."""

from __future__ import annotations

from tests.site.front.conftest import Site
from tests.site.front.wire import piece, wires
from tests.waiting import wait_for

FORM = "Content-Type: application/x-www-form-urlencoded"


def test_a_body_in_pieces_with_a_trailer_arrives_whole(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post("/language/", None, FORM)
        wire.say(piece(b"language=r"), piece(b"u"), b"0\r\nX-Trailer: 1\r\n\r\n")
        assert wire.answer().status == 403  # without our token


def test_who_waits_for_the_word_to_go_on_gets_it(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", 3, FORM, "Expect: 100-continue")
        assert wire.socket.recv(100).startswith(b"HTTP/1.1 100 ")
        wire.say(b"a=b")
        assert wire.answer().status == 403


def test_the_head_of_a_page_is_that_of_the_page_without_it(site: Site) -> None:
    head, page = site.get("/sign-in/", method="HEAD"), site.get("/sign-in/")
    assert (head.status, head.body, len(page.body.encode())) == (200, "", int(head.headers["content-length"]))


def test_what_a_browser_has_is_not_sent_again(site: Site) -> None:
    first = site.get("/floor/worker.js")
    path = next(text for text in first.body.split('"') if text.startswith("/static/") and text.endswith(".css"))
    etag = site.get(path).headers["etag"]
    again = site.get(path, f"If-None-Match: {etag}")
    assert (again.status, again.body) == (304, "")


def test_the_old_protocol_is_answered(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.say(b"POST /sign-in/ HTTP/1.0\r\nHost: localhost\r\nContent-Length: 3\r\n\r\na=b")
        assert wire.answer().status == 403
        assert wire.is_over()


def test_two_lengths_are_refused_and_of_a_length_and_pieces_the_pieces_count(site: Site) -> None:
    with wires(site.port, 2) as (two, both):
        two.post("/sign-in/", 3, "Content-Length: 4", body=b"abcd")
        assert two.answer().status == 400
        both.post("/language/", None, "Content-Length: 100", FORM, body=piece(b"language=ru") + b"0\r\n\r\n")
        assert both.answer().status == 403
        assert both.is_over()  # so that nothing that follows is taken for a request


def test_what_is_no_piece_is_refused(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", None, body=b"zz\r\n")
        assert wire.answer().status == 400
        assert wire.is_over()


def test_who_goes_away_in_the_middle_leaves_no_trace(site: Site) -> None:
    before = answered(site)
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", 1000, FORM, body=b"a=b")
    site.get("/sign-in/?after")
    wait_for(lambda: answered(site) > before)
    assert answered(site) == before + 1


def answered(site: Site) -> int:
    return site.log.read_text().count('"answered"')


def test_a_header_with_an_underscore_passes_for_no_other(site: Site) -> None:
    assert site.get("/metrics", "X_Forwarded_For: 10.0.0.9").status == 200
    assert site.get("/metrics", "X-Forwarded-For: 10.0.0.9").status == 403


def test_headers_that_never_end_are_refused(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.say(b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\nX-Long: ", b"x" * 200_000)
        assert wire.socket.recv(12).decode() == "HTTP/1.1 431"


def test_an_address_is_what_was_asked_for(site: Site) -> None:
    assert site.get("/floor/words/%72u.json").headers["content-type"] == "application/json"
    assert site.get("/%ff%E8%8C%B6/").status == 404
