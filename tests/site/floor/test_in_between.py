"""A phone behind whatever answers in place of the office: a real browser, a real site, and a proxy between them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from uuid_utils.compat import uuid7

from tests.browser import hearing
from tests.capture.web.conftest import sent
from tests.capture.web.test_phone_browser import ROUND_IS_OVER
from tests.site.floor.between import Between, Said, between
from tests.site.serving import served

__all__ = ["hearing"]  # a fixture
STATUSES = [
    200,
    201,
    204,
    302,
    400,
    401,
    403,
    404,
    405,
    407,
    408,
    410,
    413,
    421,
    422,
    425,
    429,
    451,
    500,
    502,
    503,
    511,
]
SYNC, FILES = "/floor/sync/", "/floor/files/"
ROUND = """() => void document.dispatchEvent(new Event("visibilitychange"))"""
MODULE = """const module = async (name) => {
  const shell = await (await fetch("/floor/worker.js")).text();
  return import(shell.match(new RegExp(`/static/capture/${name}(\\\\.[0-9a-f]+)?\\\\.js`))[0]);
};"""
TAKE_OVER = f"""async ([document, author]) => {{
  {MODULE}
  const names = ["database", "store", "carry"];
  const [{{ openDatabase }}, {{ openStore }}, {{ takeInPackage }}] = await Promise.all(names.map(module));
  const store = await openStore(await openDatabase()), [{{ phone, mission, party }}] = await store.posts();
  const things = {{ mission, party, phone: author, revisions: [document], authors: [""], files: [] }};
  return takeInPackage(store, phone, things);
}}"""
NO_PICTURE = f"""async () => {{
  {MODULE}
  const {{ openDatabase }} = await module("database");
  await (await openDatabase()).write(["files"], async ({{ files }}) => {{
    const [memo] = (await files.getAll()).filter((row) => row.kind === "voice");
    await files.put({{ ...memo, kind: "picture" }});
  }});
}}"""
AS_BEFORE = """async () => {
  const opened = (version, upgrade) => new Promise((done, fail) => {
    const asked = indexedDB.open("floor", version);
    Object.assign(asked, { onsuccess: () => done(asked.result), onerror: fail, onblocked: fail });
    asked.onupgradeneeded = () => upgrade(asked.result);
  });
  const all = (store, what) => new Promise((done) => (store[what]().onsuccess = ({ target }) => done(target.result)));
  const now = await opened();
  const names = [...now.objectStoreNames], kept = {};
  for (const name of names) {
    const store = now.transaction(name).objectStore(name);
    const [keys, rows] = [await all(store, "getAllKeys"), await all(store, "getAll")];
    kept[name] = { keyPath: store.keyPath, indexes: [...store.indexNames], keys, rows };
  }
  now.close();
  await new Promise((done) => (indexedDB.deleteDatabase("floor").onsuccess = done));
  const before = await opened(3, (db) => {
    for (const name of names) {
      const store = db.createObjectStore(name, kept[name].keyPath ? { keyPath: kept[name].keyPath } : {});
      for (const index of kept[name].indexes) store.createIndex(index, "phone");
    }
  });
  const writing = before.transaction(names, "readwrite");
  for (const name of names) {
    const store = writing.objectStore(name);
    kept[name].rows.forEach((row, at) => {
      if (name === "files") row.state = "refused";
      store.put(row, ...(kept[name].keyPath ? [] : [kept[name].keys[at]]));
    });
  }
  await new Promise((done) => (writing.oncomplete = done));
  before.close();
  return kept.files.rows.length;
}"""


@dataclass(frozen=True)
class Floor:
    """A site, what stands between it and phones, and what it holds."""

    chromium: Browser
    between: Between
    link: str
    look: Callable[[], dict[str, Any]]

    @property
    def address(self) -> str:
        """Where a phone finds the site."""
        return f"http://localhost:{self.between.port}"

    def held(self, notes: str) -> list[bool]:
        """Return of each file of the visitor with these notes whether the site holds it."""
        found = self.look()
        documents = [document for _, document in found["changes"]]
        (report,) = {document["report"] for document in documents if document["values"].get("notes") == notes}
        named = [
            file["digest"]
            for document in documents
            if document["report"] == report
            for file in document.get("files", [])
        ]
        return [named_digest in {digest for _, digest in found["files"]} for named_digest in named]

    def round(self, page: Page) -> str:
        """Let the phone speak once and meet what stands between; return what its page says of it."""
        before = self.between.count()
        page.evaluate(ROUND)
        self.between.wait(before)
        page.evaluate(ROUND_IS_OVER)
        expect(page.locator(".standing.good")).to_have_count(0)
        return str(page.locator("[data-round]").get_attribute("data-round"))


@pytest.fixture(scope="module")
def floor(
    hearing: Browser,
    new_prepared_place: Callable[[], dict[str, str]],
    script: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Floor]:
    place = new_prepared_place()
    link = json.loads(script(place, "hub/fair.py"))["links"]["E01"]
    folder = tmp_path_factory.mktemp("between")
    with served(place, folder) as site, between(site.port) as proxy:
        yield Floor(hearing, proxy, link, lambda: dict(json.loads(script(place, "hub/look.py"))))


@pytest.fixture
def page(floor: Floor) -> Iterator[Page]:
    """A new phone of the firm, ready to work without a network."""
    floor.between.says(None)
    context = floor.chromium.new_context(viewport={"width": 360, "height": 800}, is_mobile=True, has_touch=True)
    context.add_cookies([{"name": "language", "value": "en", "url": floor.address}])
    context.add_init_script("Math.random = () => 0")
    page = context.new_page()
    page.goto(f"{floor.address}{floor.link}floor/")
    page.wait_for_url(f"{floor.address}/floor/")
    expect(page.get_by_text("Works without a network.")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A photo that no other test takes."""
    Image.effect_noise((640, 400), 40).save(tmp_path / "card.jpg")
    return tmp_path / "card.jpg"


def write(page: Page, card: Path, notes: str) -> None:
    """Write down a visitor, with a photo of the card and a spoken memo."""
    page.get_by_role("link", name="New visitor").click()
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="Photo of the card").click()
    chosen.value.set_files(card)
    expect(page.get_by_role("img", name="Card, front")).to_be_visible()
    page.get_by_role("button", name="Voice memo").click()
    page.get_by_role("button", name="Stop (59 s left)").click()
    expect(page.locator(".shots audio")).to_be_visible()
    page.get_by_label("Notes").fill(notes)
    page.get_by_role("button", name="Done").click()
    expect(page.get_by_text(notes)).to_be_visible()


def test_whatever_answers_in_place_of_the_office_nothing_is_lost_and_nothing_is_green(
    floor: Floor, page: Page, card: Path
) -> None:
    proxy, said = floor.between, set()
    answers = [Said(status, headers=(("Location", "/hotel/"),)) for status in STATUSES]
    proxy.says(answers[0], SYNC, FILES)
    write(page, card, "Behind a sign-in page")
    taken = page.evaluate(TAKE_OVER, [sent(1, notes="Taken over"), str(uuid7())])
    assert (taken["brought"], taken["odd"]) == (1, 0)
    # Words first: something else answers everything, or a cache with what the office answered before.
    for passed in [*answers, proxy.passed[SYNC]]:
        proxy.says(passed, SYNC, FILES)
        said.add(floor.round(page))
    # Then photo and memo, each many times: words come through, files do not; also what says that it is the office.
    liar = Said(200, json.dumps({"kept": "0" * 64}).encode(), (("Content-Type", "application/json"),))
    for passed in [*answers, liar]:
        proxy.says(passed, FILES)
        said.add(floor.round(page))
    assert said <= {"intercepted", "busy", "network"}
    proxy.says(None)
    page.evaluate(ROUND)
    expect(page.locator(".standing.good")).to_contain_text("Everything has been received.")
    assert floor.held("Behind a sign-in page") == [True, True]
    assert floor.held("Taken over") == []


def test_a_photo_that_an_earlier_version_gave_up_is_found_and_sent(floor: Floor, page: Page, card: Path) -> None:
    floor.between.says(Said(403), SYNC, FILES)
    write(page, card, "Given up before")
    floor.between.says(Said(403), FILES)
    assert floor.round(page) == "intercepted"
    page.goto(f"{floor.address}/floor/words/en.json")  # no page of ours has the database open
    assert page.evaluate(AS_BEFORE) == 2
    floor.between.says(None)
    page.goto(f"{floor.address}/floor/")
    expect(page.locator(".standing.good")).to_contain_text("Everything has been received.")
    assert floor.held("Given up before") == [True, True]


def test_what_the_office_itself_does_not_take_is_no_green_either(floor: Floor, page: Page, card: Path) -> None:
    floor.between.says(Said(403), SYNC, FILES)
    write(page, card, "One is no picture")
    page.evaluate(NO_PICTURE)
    floor.between.says(None)
    page.evaluate(ROUND)
    expect(page.get_by_text("All notes have been received.")).to_be_visible()
    expect(page.get_by_text("The office cannot take 1 photo or voice memo")).to_be_visible()
    expect(page.locator(".standing.good")).to_have_count(0)
    assert floor.held("One is no picture") == [True, False]
