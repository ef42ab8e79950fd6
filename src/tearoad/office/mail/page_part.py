"""A letter's text as HTML: the same words, its links to be tapped; nothing is fetched, no opening is told."""

from __future__ import annotations

import re
from html import escape

from tearoad.values import Language

_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]，。；：！？）】]")
_STYLE = "font:16px/1.5 sans-serif;max-width:36em;margin:1em auto;padding:0 1em"


def as_page(body: str, language: Language) -> str:
    """Return plain text as a page: a paragraph for each, a line break for each line."""
    paragraphs = (part.strip("\n") for part in re.split(r"\n{2,}", body.strip()))
    inside = "\n".join(f"<p>{_linked(part)}</p>" for part in paragraphs if part)
    head = f'<!doctype html>\n<html lang="{language.value}"><head><meta charset="utf-8"></head>'
    return f'{head}\n<body style="{_STYLE}">\n{inside}\n</body></html>\n'


def _linked(text: str) -> str:
    made, end = [], 0
    for match in _LINK.finditer(text):
        address = escape(match.group(), quote=True)
        made += [escape(text[end : match.start()]), f'<a href="{address}">{address}</a>']
        end = match.end()
    return "".join((*made, escape(text[end:]))).replace("\n", "<br>\n")
