"""Files made to do something to who reads them: refused, or read without harm, while the site goes on."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256

from pikepdf import AttachedFileSpec, Name, Pdf
from PIL import Image

from lab.benchmarks.attack.browser import Browser, Upload
from lab.benchmarks.attack.plays.generated_posts import EXPECTED
from lab.benchmarks.attack.site import OURS, Finding, Site, faults_of
from lab.benchmarks.endurance.place import wait_until
from tests.office.files import pdfs

PLAY = "hostile files"
_SAVED = frozenset({302, 303})
_OK = 200
_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><x>&j;</x>"
)


def play(site: Site) -> Iterator[Finding]:
    """Hand hostile papers to dossiers, hostile sheets to an import, hostile pictures to a phone."""
    mission = f"/missions/{site.houses[OURS]['mission']}/"
    yield from _papers(site, mission)
    yield from _sheets(site, mission)
    yield from _pictures(site)
    try:
        wait_until(site.place.whole, 60)
    except TimeoutError:
        yield Finding(PLAY, "a process of the site is gone")


def _papers(site: Site, mission: str) -> Iterator[Finding]:
    browser, address = site.browser(OURS, "officer"), f"{mission}costs/dossiers/E01/"
    form = next((one for one in browser.forms(address) if one.files), None)
    if form is None:
        yield Finding(PLAY, f"{address} takes no files")
        return
    if browser.send(form, {"files": Upload("plain.pdf", pdfs.plain("attack"), "application/pdf")}).status not in _SAVED:
        yield Finding(PLAY, "an honest paper is refused")
    for name, content in _PAPERS().items():
        again = next(one for one in browser.forms(address) if one.files)
        before = _kept(site, browser, address)
        answer = browser.send(again, {"files": Upload(name, content, "application/pdf")})
        yield from faults_of(PLAY, f"paper {name}", answer, EXPECTED)
        if _kept(site, browser, address) != before:
            yield Finding(PLAY, f"the paper {name} was taken")


def _kept(site: Site, browser: Browser, address: str) -> int:
    del site
    return browser.get(address).text.count("/costs/files/")


def _PAPERS() -> dict[str, bytes]:  # noqa: N802  # a table that is made late: each entry costs a little
    def with_file(pdf: Pdf) -> None:
        pdf.attachments["a.exe"] = AttachedFileSpec(pdf, b"MZ" + b"\0" * 90)

    picture = b"\x89PNG\r\n\x1a\n" + b"<html><script>alert(1)</script>"
    return {
        "script.pdf": pdfs.SCRIPTED,
        "launch.pdf": pdfs.packed(pdfs.action(S=Name.Launch, F="a.exe")),
        "attached.pdf": pdfs.packed(with_file),
        "bomb.pdf": pdfs.bomb(),
        "page.pdf": b"<html><script>alert(1)</script></html>",
        "half.pdf": pdfs.PLAIN[:200],
        "program.pdf": b"MZ" + b"\0" * 5000,
        "page.png": picture,
    }


def _sheets(site: Site, mission: str) -> Iterator[Finding]:
    browser = site.browser(OURS, "officer")
    for name, content in _SHEETS().items():
        form = next(one for one in browser.forms(f"{mission}imports/") if one.files)
        answer = browser.send(form, {"files": Upload(name, content)})
        yield from faults_of(PLAY, f"sheet {name}", answer, EXPECTED)
        if answer.status in _SAVED:
            yield from _comes_to_an_end(browser, answer.where, name)


def _comes_to_an_end(browser: Browser, address: str, name: str) -> Iterator[Finding]:
    """Wait until the job that reads the file is over; its page says how, and holds nothing that runs."""
    over = lambda: "/apply/" in browser.get(address).text or "hx-trigger" not in browser.get(address).text  # noqa: E731  # asked twice
    try:
        wait_until(over, 120)
    except TimeoutError:
        yield Finding(PLAY, f"the reading of {name} does not end")
    page = browser.get(address)
    yield from faults_of(PLAY, f"the page of {name}", page, frozenset({_OK}))
    if "<script>alert" in page.text or "root:x:" in page.text:
        yield Finding(PLAY, f"the page of {name} runs or shows what the file holds")


def _SHEETS() -> dict[str, bytes]:  # noqa: N802  # a table that is made late: each entry costs a little
    return {
        "exporters.xlsx": _zip({"xl/workbook.xml": b"0" * 300_000_000}),
        "buyers.xlsx": _zip({"[Content_Types].xml": _ENTITY, "xl/workbook.xml": _ENTITY}),
        "outside.xlsx": _zip({"../../../../tmp/attack": b"x", "xl/workbook.xml": b"<x/>"}),
        "exporters.csv": b'id,company name\nE1,"<script>alert(1)</script>"\nE2,=cmd|calc\nE3,"'
        + b"x" * 900_000
        + b'"\n',
        "wide.csv": b"id," + b",".join(b"c%d" % n for n in range(30_000)) + b"\n",
        "deep.csv": b'"' * 400_001,
        "null.csv": b"id,company name\n\x00\x00\xff\xfe,\x80\n",
        "entity.xlsx": _zip({"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'}),
    }


def _zip(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _pictures(site: Site) -> Iterator[Finding]:
    phone = site.houses[OURS]["phones"][0]
    head = {"Authorization": f"Phone {phone['id']} {phone['secret']}", "Accept": "application/json", "Cookie": ""}
    big = io.BytesIO()
    Image.new("1", (30_000, 30_000)).save(big, "PNG")
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    for name, content, media_type in (
        ("a picture of 900 million points", big.getvalue(), "image/jpeg"),
        ("a drawing with a script", svg, "image/jpeg"),
        ("nothing", b"", "image/jpeg"),
        ("half a picture", b"\xff\xd8\xff\xe0" + b"\0" * 40, "image/jpeg"),
    ):
        path = f"/floor/files/{sha256(content).hexdigest()}/?kind=picture"
        answer = Browser(site.port).ask("POST", path, content, head | {"Content-Type": media_type})
        yield from faults_of(PLAY, name, answer, EXPECTED | {415})
        if answer.status == _OK and json.loads(answer.body).get("kept") == "received":
            yield Finding(PLAY, f"{name} was taken for a picture")
