"""Whether a page that shows an hour says whose: the fair's or the office's, by city, never UTC."""

from __future__ import annotations

import re
from html.parser import HTMLParser

HOUR = re.compile(r"(?<![\d:.])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])")
NAMED_BEHIND = re.compile(r"^(?:[^()（）]{0,24})[(（][^)）]*[A-Za-zА-Яа-я一-鿿]")
"""A city in brackets behind the hour, as sentences name it."""
BARE_UTC = re.compile(r"\bUTC\b(?![+\u2212-]?\d)")
SILENT = frozenset({"script", "style", "title"})
EMPTY = frozenset({"meta", "link", "input", "br", "hr", "img", "wbr", "path", "source", "use"})


class _Reader(HTMLParser):
    """Collects the hours of a page, each with whether its element names a zone."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.times: list[list[str]] = []
        self.loose: list[str] = []
        self.unnamed: list[str] = []
        self.says_whose = False
        self.utc: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in EMPTY:
            return
        kind = dict(attrs).get("class") or ""
        self.open.append((tag, kind))
        if "clocks" in kind.split():
            self.says_whose = True
        if tag == "time":
            self.times.append([])
        if self.times and {"zone", "home"} & set(kind.split()):
            self.times[-1].append("zone")

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            last, _kind = self.open.pop()
            if last == "time" and self.times:
                parts = self.times.pop()
                said = [part for part in parts if HOUR.search(part)]
                if said and "zone" not in parts:
                    self.unnamed += said
            if last == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] in SILENT:
            return
        if BARE_UTC.search(data):
            self.utc.append(data.strip())
        if self.times:
            self.times[-1].append(data)
            return
        for hour in HOUR.finditer(data):
            if not NAMED_BEHIND.match(data[hour.end() :]):
                self.unnamed.append(data.strip()[:80])


def hours_without_zone(html: str) -> list[str]:
    """Return every hour for which the page does not say whose it is, and every UTC."""
    reader = _Reader()
    reader.feed(html)
    return [*reader.utc, *(() if reader.says_whose else reader.unnamed)]
