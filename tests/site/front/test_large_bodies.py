"""A body is refused at its limit: by its length before it comes, by its count while it comes."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
import pytest

from tearoad.web.limits.bodies import SHORT
from tests.site.front.conftest import Site
from tests.site.front.wire import piece, wires

MB = 1_000_000
SAID = [
    ("en", "This page takes 64 KB at once; 900000 KB were to be sent."),
    ("zh", "此页面一次最多接收 64 KB，本次要提交 900000 KB。"),
    ("ru", "Эта страница принимает за один раз не больше 64 КБ, а отправлялось 900000 КБ."),
]


@pytest.mark.parametrize(("language", "said"), SAID)
def test_what_is_announced_too_large_is_refused_before_it_comes(site: Site, language: str, said: str) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", 900 * MB, "Accept: text/html", f"Accept-Language: {language}")
        found = wire.answer()
    assert (found.status, said in found.body) == (413, True)


def test_what_turns_out_too_large_is_refused_while_it_comes(site: Site) -> None:
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", None, "Accept: application/json")
        wire.say(piece(b"x" * SHORT.most_bytes))
        wire.say(piece(b"x"))
        found = wire.answer()
        assert (found.status, json.loads(found.body)["code"]) == (413, "web.body_large")


def test_a_browser_that_sends_on_gets_its_page_and_may_go_on(site: Site) -> None:
    """It has sent nothing yet when it is refused, and sends all the same; what it sends is thrown away."""
    with wires(site.port, 1) as (wire,):
        wire.post("/sign-in/", 5 * MB, "Accept: text/html")
        refused = wire.head()
        for _ in range(5):
            wire.say(b"x" * MB)
        assert (refused.status, refused.read().endswith(b"</html>\n")) == (413, True)
        wire.say(b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert wire.answer("GET").status == 200


def test_an_endless_form_with_files_leaves_no_more_than_its_limit_on_the_disk(site: Site) -> None:
    """Before anybody asked for a session: the files of a multipart form."""
    head = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    with wires(site.port, 1) as (wire,):
        wire.post("/missions/new/", None, "Content-Type: multipart/form-data; boundary=b")
        wire.say(piece(head))
        most = 0
        for _ in range(12):
            wire.say(piece(b"x" * MB))
            most = max(most, on_disk(site))
        assert wire.answer().status == 413
    assert 0 < most <= 8 * MB


def on_disk(site: Site) -> int:
    """Return how many bytes the processes of a site have in files without a name, and in their scratch folder."""
    scratch = sum(path.stat().st_size for path in (site.data / "tmp").rglob("*") if path.is_file())
    nameless = 0
    for process in psutil.Process(site.process.pid).children(recursive=True):
        for handle in Path(f"/proc/{process.pid}/fd").iterdir():
            try:
                if str(handle.readlink()).startswith(str(site.data)) and "(deleted)" in str(handle.readlink()):
                    nameless += handle.stat().st_size
            except OSError:
                continue
    return scratch + nameless


@pytest.mark.parametrize(
    ("path", "most"),
    [("/nowhere/", SHORT.most_bytes), ("/floor/files/a/", 1 * MB), ("/floor/sync/", 1 * MB), ("/call/x/", 31 * MB)],
)
def test_each_address_has_a_limit_of_its_own(site: Site, path: str, most: int) -> None:
    for length, status in ((most + 1, 413), (most, 100)):
        with wires(site.port, 1) as (wire,):
            wire.post(path, length, "Expect: 100-continue", "Accept: application/json")
            assert wire.socket.recv(12).decode() == f"HTTP/1.1 {status}"
