from __future__ import annotations

import pytest

from tearoad.errors import InputError
from tearoad.market.facts.articles import MOST_ARTICLE_BYTES, article_text

PAGE = """<!-- saved --><!DOCTYPE html><html><head><title>A paper</title><style>p { margin: 5 kg }</style></head>
<body><nav>Home 3 tonnes</nav><h1>Rail &amp; road</h1><p>It moved 1.5 million
tonnes.</p><script>let weight = "7 tonnes";</script><p>Nothing<br>else.</p></body></html>"""


def test_a_saved_web_page_gives_what_its_reader_sees() -> None:
    assert article_text(PAGE.encode(), "a.html") == "Rail & road\nIt moved 1.5 million tonnes.\nNothing\nelse."


@pytest.mark.parametrize("text", ["Plain words, 5 < 6 and <Orsk> too.", "", "На 5 % больше.\nИ ещё."])
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert article_text(b"\xef\xbb\xbf" + text.encode(), "a.txt") == text


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfea", "market.facts_no_text"),
        (b"a\0b", "market.facts_no_text"),
        (b"a" * (MOST_ARTICLE_BYTES + 1), "market.facts_big"),
    ],
)
def test_what_is_no_text_is_refused_with_its_name(content: bytes, code: str) -> None:
    with pytest.raises(InputError) as refused:
        article_text(content, "a.bin")
    assert (refused.value.text.code, refused.value.text["file"]) == (code, "a.bin")
