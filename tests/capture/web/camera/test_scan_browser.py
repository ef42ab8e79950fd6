"""Scanning on the phone's page: with a picture, with the camera, without a network."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tearoad.capture import reports_of, revision_of
from tearoad.capture.web.models import SentRevision
from tearoad.values import Language
from tests.browser import ARGUMENTS, PHONE, View, chromium, executable, faults_of, in_views, opened
from tests.capture.web.test_phone_browser import phone

__all__ = ["chromium"]
pytestmark = pytest.mark.django_db(transaction=True)

LinkOf = Callable[[str], str]
CARD = (
    "BEGIN:VCARD\nVERSION:4.0\nN:李;明;;;\nFN:李明\nORG:示例茶业（虚构）\nTITLE:采购经理\n"
    "TEL;TYPE=cell:+86-138-0000-0017\nEMAIL:li@example.org\nADR:;;一号;北京;;;中国\nEND:VCARD"
)


def picture(folder: Path, text: str) -> Path:
    path = folder / "code.png"
    segno.make(text, micro=False).save(str(path), scale=6, border=6)
    return path


def scan_picture(page: Page, path: Path) -> None:
    page.get_by_role("button", name="Scan a code").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Choose a picture").click()
    chosen.value.set_files(path)


def one_report() -> dict[str, object]:
    (report,) = reports_of(revision_of(revision.document) for revision in SentRevision.objects.all())
    return {name: report.one(name) for name in report.fields}


def test_a_code_fills_what_is_empty_never_what_was_typed_and_stays_as_it_was(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.get_by_role("link", name="New visitor").click()
        page.get_by_text("Person and firm").click()
        page.get_by_label("Name").fill("Мастер Ли")
        scan_picture(page, picture(tmp_path, CARD))
        expect(page.get_by_text("Filled in from the code")).to_be_visible()
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert one_report() == {
            "person": "Мастер Ли",
            "title": "采购经理",
            "firm": "示例茶业（虚构）",
            "city": "北京",
            "phone": "+86-138-0000-0017",
            "email": "li@example.org",
            "code": CARD,
        }


def test_a_badge_that_says_nothing_is_kept_letter_by_letter_and_a_second_code_below_it(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.get_by_role("link", name="New visitor").click()
        scan_picture(page, picture(tmp_path, "PX27\x1d0017 A"))
        expect(page.get_by_text("The code is kept as it was read.")).to_be_visible()
        scan_picture(page, picture(tmp_path, "https://t.me/example_tea"))
        expect(page.get_by_text("Filled in from the code: Messenger")).to_be_visible()
        page.get_by_role("button", name="Done").click()
        expect(page.get_by_text("Everything has been received.")).to_be_visible()
        assert one_report() == {
            "code": "PX27␝0017 A\n\nhttps://t.me/example_tea",
            "messenger": "https://t.me/example_tea",
        }


def test_a_picture_without_a_code_says_so(
    chromium: Browser, live_server: LiveServer, link_of: LinkOf, tmp_path: Path
) -> None:
    with phone(chromium, live_server, link_of("E01")) as page:
        page.get_by_role("link", name="New visitor").click()
        (tmp_path / "none.txt").write_text("no picture")
        scan_picture(page, tmp_path / "none.txt")
        expect(page.get_by_text("No code was found")).to_be_visible()
        page.get_by_role("button", name="Close").click()
        expect(page.get_by_role("heading", name="New visitor")).to_be_visible()


@pytest.fixture
def seeing(chromium: Browser, tmp_path: Path) -> Iterator[Browser]:
    """A Chromium before whose camera a badge is held."""
    film = tmp_path / "badge.mjpeg"
    film.write_bytes(held("PRODEXPO-2027-0017"))
    device = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
    arguments = [*ARGUMENTS, *device, f"--use-file-for-fake-video-capture={film}"]
    browser = chromium.browser_type.launch(executable_path=executable(), args=arguments)
    yield browser
    browser.close()


def held(text: str) -> bytes:
    """Return a film of one frame in which a code is held before the camera."""
    code = io.BytesIO()
    segno.make(text, micro=False).save(code, kind="png", scale=8, border=4)
    frame, out = Image.new("RGB", (1280, 720), "grey"), io.BytesIO()
    frame.paste(Image.open(code).convert("RGB"), (400, 200))
    frame.save(out, "JPEG", quality=90)
    return out.getvalue()


def test_the_camera_reads_a_badge_without_a_network(seeing: Browser, live_server: LiveServer, link_of: LinkOf) -> None:
    with phone(seeing, live_server, link_of("E01")) as page:
        page.wait_for_function(
            """async () => {
              const names = (await caches.keys()).filter((name) => name.startsWith("floor-later"));
              return names.length && (await (await caches.open(names[0])).keys()).length === 5;
            }"""
        )
        page.context.set_offline(True)
        page.reload()
        page.get_by_role("link", name="New visitor").click()
        page.get_by_role("button", name="Scan a code").click()
        expect(page.get_by_text("The code is kept as it was read.")).to_be_visible()
        expect(page.get_by_label("Scanned code")).to_have_value("PRODEXPO-2027-0017")


@in_views(View(Language.RU, "light", PHONE))
def test_everybody_can_use_the_sheet(chromium: Browser, live_server: LiveServer, link_of: LinkOf, view: View) -> None:
    with opened(chromium, live_server.url, view) as page:
        page.emulate_media(color_scheme="dark" if view.theme == "dark" else "light")
        page.goto(f"{live_server.url}{link_of('E01')}floor/")
        page.wait_for_url(f"{live_server.url}/floor/")
        expect(page.locator(".standing.good")).to_be_visible()
        page.locator(".huge").click()
        page.locator("[data-scan]").click()
        expect(page.locator("dialog.scan")).to_be_visible()
        place = page.evaluate("location.hash")
        assert faults_of(page, f"{live_server.url}/floor/{place}") == []
