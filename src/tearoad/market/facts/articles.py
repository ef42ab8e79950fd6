"""The words of an article out of what was uploaded: plain text, a web page as a browser saves it, PDF or Word."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tearoad.errors import InputError
from tearoad.market.facts.packed import packed_words
from tearoad.office.files.judging import Flaw, refusal
from tearoad.text import Text

MOST_ARTICLE_BYTES = 8_000_000
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "nav", "footer", "form", "title", "select"})
_BLOCKS = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "article", "section", "blockquote"}
)
_WEB_PAGE = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def article_text(content: bytes, file: str) -> str:
    """Return the words of an uploaded article.

    Raises:
        InputError: it holds no text, does something beside being read, or is larger than an article is.

    """
    if len(content) > MOST_ARTICLE_BYTES:
        most = MOST_ARTICLE_BYTES // 1000
        raise InputError(Text("market.facts_big", file=file, most=most), Text("market.facts_empty_hint"))
    packed = packed_words(content)
    if isinstance(packed, Flaw):
        hint = Text("market.facts_old_word_hint" if packed is Flaw.KIND else "market.facts_no_text_hint")
        raise InputError(refusal(packed, file), hint)
    if packed is not None:
        if not packed:
            raise InputError(Text("market.facts_scanned", file=file), Text("market.facts_scanned_hint"))
        return packed
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        raise InputError(Text("market.facts_no_text", file=file), Text("market.facts_no_text_hint")) from wrong
    if "\0" in text:
        raise InputError(Text("market.facts_no_text", file=file), Text("market.facts_no_text_hint"))
    return words_of_page(text) if _WEB_PAGE.match(text) else text


def words_of_page(page: str) -> str:
    """Return what a reader sees of a web page, a paragraph a line."""
    reader = _PageReader()
    reader.feed(page)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.pieces).split("\n"))
    return "\n".join(line for line in lines if line)


class _PageReader(HTMLParser):
    """Gathers what is seen; what scripts, styles and menus hold is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Enter a part; a block begins a line."""
        del attrs
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Leave a part."""
        if tag in _UNSEEN and self._unseen:
            self._unseen -= 1
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Take what is seen; a line's end in the source is only a space."""
        if not self._unseen:
            self.pieces.append(data.replace("\n", " "))
