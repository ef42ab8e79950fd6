"""The call list on paper: what is ticked off by hand fits one page."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser

from tearoad.mission.web.models import Mission
from tests.browser import chromium, opened

__all__ = ["chromium"]
LINKED = re.compile(r'<link rel="stylesheet" href="/static/([^"?]+)">')
REPEAT = """(count) => {
  const list = document.querySelector(".call-list"), [first] = list.children;
  list.classList.toggle("long", count > 30);
  while (list.children.length < count) list.append(first.cloneNode(true));
}"""


def _with_styles(page: str) -> str:
    """Return a page with its style sheets inside: nothing is fetched."""

    def inside(link: re.Match[str]) -> str:
        found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.\w+$)", "", link[1]))
        assert isinstance(found, str), link[1]
        return f"<style>{Path(found).read_text('utf-8')}</style>"

    return LINKED.sub(inside, page)


def test_a_mission_s_calls_are_printed_on_one_page(mission: Mission, signed_in: Client, chromium: Browser) -> None:
    html = _with_styles(signed_in.get(reverse("asking-calls", args=[mission.pk])).content.decode())
    assert html.count("<style>") > 3
    with opened(chromium, "http://localhost") as page:
        page.set_content(html)
        for count in (30, 45):
            page.evaluate(REPEAT, count)
            printed = pypdfium2.PdfDocument(page.pdf(format="A4"))
            assert len(printed) == 1
            assert printed[0].get_textpage().get_text_range().count("☐") == count
