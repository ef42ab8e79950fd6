"""Whether templates say every word through the catalogue and hold nothing that the strict policy of pages forbids.

A template is HTML with tags of Django in it; the tags are cut out (their lines are kept), and what is left is read as
HTML: a letter in it is a word that nobody can translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from checks.finding import ROOT, Finding, files_of, place

TAG = re.compile(r"\{#.*?#\}|\{%\s*comment\b.*?%\}.*?\{%\s*endcomment\s*%\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CLASS_BLOCK = re.compile(r"(\{%\s*block \w*_class\s*%\})[\w -]*(\{%\s*endblock)")
"""A block that stands in a class attribute holds names of classes."""
ABBREVIATION = re.compile(r"\b[A-Z]{2,5}\b")
"""PDF, UTC, XLSX: written so in every language."""
LETTER = re.compile(r"[^\W\d_]")
ENTITY = re.compile(r"&[#\w]+;")
SPOKEN = {"alt", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder", "title"}
"""Attributes that are read out or shown."""
SHOWN_ATTRIBUTES = {"data-label", "label", "summary"}
LINKS = {"src", "href", "action", "formaction", "srcset", "poster", "hx-get", "hx-post"}
FOREIGN = re.compile(r"^\s*(?:https?:)?//|^\s*javascript:", re.IGNORECASE)
HEADING = re.compile(r"h([1-6])")
TRANSLATED_ELSEWHERE = re.compile(r"\{%\s*(?:trans|translate|blocktrans|blocktranslate)\b")


def check(root: Path = ROOT) -> list[Finding]:
    """Return every word, handler, style, foreign address and heading out of place in the templates."""
    findings: list[Finding] = []
    for path in files_of(root):
        if "templates" in path.parts and path.suffix in {".html", ".txt"}:
            findings += _check_file(path, root)
    return findings


def without_tags(text: str) -> str:
    """Return a template without its tags, every line where it was."""
    return TAG.sub(lambda found: "\n" * found.group().count("\n"), CLASS_BLOCK.sub(r"\1\2", text))


def _check_file(path: Path, root: Path) -> Iterator[Finding]:
    text = path.read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        if TRANSLATED_ELSEWHERE.search(line):
            yield Finding(place(path, root, number), "is translated by another catalogue; use {% say %}")
    bare = without_tags(text)
    if path.suffix == ".txt":
        for number, line in enumerate(bare.splitlines(), start=1):
            if LETTER.search(line):
                yield Finding(place(path, root, number), f"says {line.strip()!r} itself; use {{% say %}}")
        return
    reader = _Reader()
    reader.feed(bare)
    reader.close()
    reader.end()
    for line_number, what in reader.found:
        yield Finding(place(path, root, line_number), what)


class _Reader(HTMLParser):
    """Reads a template without tags and remembers what is wrong."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self.open_heading = 0
        self.last_level = 0
        self.code = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at an element and its attributes."""
        given = {name: value or "" for name, value in attrs}
        for name, value in given.items():
            self._attribute(name, value)
        if tag in {"script", "style"}:
            self.code = tag
            if tag == "style" or "src" not in given:
                self._tell(f"<{tag}> inside a page is forbidden; put it into a file")
        if tag == "textarea" and "maxlength" in given:
            self._tell("<textarea maxlength=> cuts in silence what is pasted; use {% counted most %}")
        if heading := HEADING.fullmatch(tag):
            self._heading(int(heading[1]))

    def handle_endtag(self, tag: str) -> None:
        """Close a heading or a piece of code."""
        if tag == self.code:
            self.code = ""
        if heading := HEADING.fullmatch(tag):
            if self.open_heading != int(heading[1]):
                self._tell(f"</{tag}> closes no <{tag}>")
            self.open_heading = 0

    def handle_data(self, data: str) -> None:
        """Find words."""
        found = None if self.code else LETTER.search(ABBREVIATION.sub(lambda short: "-" * len(short.group()), data))
        if found:
            line = self.getpos()[0] + data.count("\n", 0, found.start())
            self.found.append((line, f"says {' '.join(data.split())!r} itself; use {{% say %}}"))

    def end(self) -> None:
        """Look at what is still open."""
        if self.open_heading:
            self._tell(f"<h{self.open_heading}> is not closed")

    def _attribute(self, name: str, value: str) -> None:
        if name.startswith("on") or name == "style":
            self._tell(f"{name}= is forbidden in a page; use a class or a module")
        if name.startswith("hx-on") or (name in {"hx-vars", "hx-vals"} and value.strip().startswith("js")):
            self._tell(f"{name}= runs code from a page; use a module")
        if name in SPOKEN | SHOWN_ATTRIBUTES and LETTER.search(ENTITY.sub("", value)):
            self._tell(f"{name}={value!r} is said itself; use {{% say %}}")
        if name in LINKS and FOREIGN.match(value):
            self._tell(f"{name}={value!r} asks somebody else")

    def _heading(self, level: int) -> None:
        if self.open_heading:
            self._tell(f"<h{level}> begins inside <h{self.open_heading}>")
        if self.last_level and level > self.last_level + 1:
            self._tell(f"<h{level}> follows <h{self.last_level}>; a level is left out")
        self.open_heading = self.last_level = level

    def _tell(self, what: str) -> None:
        self.found.append((self.getpos()[0], what))
