from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tearoad.office.files.judging import flaw_of
from tearoad.office.files.sniffing import PDF
from tests.browser import chromium

__all__ = ["chromium"]
PAGE = """<title>Invoice (made up)</title><h1>发票 · Счёт</h1><a href="https://example.com/">link</a>
<a href="#b">below</a><form><input value="x"><button>send</button></form><script>document.write("JavaScript")</script>
<h2 id="b">Two</h2>"""


@pytest.mark.parametrize("tagged", [False, True])
def test_what_a_browser_prints_is_taken(chromium: Browser, *, tagged: bool) -> None:
    page = chromium.new_page()
    page.set_content(PAGE)
    assert flaw_of("a.pdf", page.pdf(tagged=tagged, outline=tagged), {PDF}) is None
    page.close()
